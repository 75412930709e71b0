"""The annual clocks of the demo."""

from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import remove, save_all
from reporting.models import ClockEvent, CouncilTerm


def load_clock(county: DemoCounty) -> None:
    data = county.read("clock")
    save_all([CouncilTerm(county=county.root, first_year=first, last_year=last) for first, last in data["terms"]])
    save_all([_event(county, each) for each in data["events"]])


def remove_clock(county_ids: list[int]) -> None:
    for model in (ClockEvent, CouncilTerm):
        remove(model.objects.filter(county__in=county_ids))


def _event(county: DemoCounty, entry: dict) -> ClockEvent:
    return ClockEvent(
        county=county.root,
        year=entry["year"],
        month=entry.get("month"),
        last_month=entry.get("last_month"),
        group=county.groups.get(entry.get("group")),
        document=entry.get("document", ""),
        is_demo=True,
        **texts(entry, "name"),
    )
