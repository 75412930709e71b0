"""What the demo's counties have written by hand of the law's lines."""

from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER
from reporting.demo.records import noon, remove, save_all
from reporting.models import ClockFeed, StatutoryNote

NAME = "statutory"
TEXTS = ("note_fi", "note_sv", "next_step_fi", "next_step_sv")


def load_statutory(county: DemoCounty) -> None:
    """Nothing where the county has no such file."""
    if FOLDER.joinpath(county.folder, NAME).with_suffix(".toml").exists():
        save_all([_note(county, each) for each in county.read(NAME)["notes"]])


def remove_statutory(county_ids: list[int]) -> None:
    """With the feeds of the clock that users have made: they hold on to their county."""
    remove(StatutoryNote.objects.filter(county__in=county_ids))
    remove(ClockFeed.objects.filter(county__in=county_ids))


def _note(county: DemoCounty, entry: dict) -> StatutoryNote:
    return StatutoryNote(
        county=county.root,
        year=entry["year"],
        line=entry["line"],
        body=county.organisations.get(entry.get("body")),
        due_on=entry.get("due_on"),
        done=entry.get("done", False),
        by=county.coordinator,
        written_at=noon(entry["on"]),
        is_demo=True,
        **{name: entry.get(name, "") for name in TEXTS},
    )
