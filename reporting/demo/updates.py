"""Status updates of the demo: written at noon of the day that they tell of."""

from groups.models import Person
from plans.models import Measure, Section, StatusUpdate
from reporting.demo.county import DemoCounty
from reporting.demo.records import noon, save_all

COPIED = {name: name for name in ("done", "effect", "obstacles", "next_step", "reason")}
RENAMED = {"public_text_fi": "public_fi", "public_text_sv": "public_sv", "internal_note": "note"}


def load_updates(county: DemoCounty, section: Section, made: list[tuple[dict, Measure]]) -> None:
    measures = {measure.identifier: measure for _, measure in made}
    save_all(
        [
            _update(county, measure, each, measures, _writer(county, section, entry, each))
            for entry, measure in made
            for each in entry.get("updates", ())
        ]
    )


def _writer(county: DemoCounty, section: Section, measure: dict, update: dict) -> Person | None:
    """In a meeting the group's secretary writes, otherwise the contact person."""
    if "meeting" in update:
        turn = county.meetings[update["meeting"]].pk, section.group_id
        return county.writers.get(turn) or county.secretaries.get(section.group_id)
    return county.people.get(measure.get("contact"))


def _update(
    county: DemoCounty, measure: Measure, entry: dict, measures: dict[str, Measure], writer: Person | None
) -> StatusUpdate:
    written_at = noon(entry["on"])
    user = writer.user if writer else county.coordinator
    update = StatusUpdate(
        measure=measure,
        on=entry["on"],
        recorded_at=written_at,
        by=user,
        by_name="" if user else writer.name,
        status=entry["status"],
        progress=entry["progress"],
        merged_into=measures[entry["merged_into"]] if "merged_into" in entry else None,
        meeting=county.meetings[entry["meeting"]] if "meeting" in entry else None,
        **{field: entry.get(key, "") for field, key in (COPIED | RENAMED).items()},
    )
    if entry.get("published", True):
        update.published_at, update.published_by = written_at, county.coordinator
    return update
