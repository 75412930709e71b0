"""Working groups of the demo, their seats and meetings."""

from datetime import date, datetime, time

from django.utils import timezone

from groups.models import Meeting, Seat, WorkingGroup
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import save_all, tie

WRITES = (Seat.SeatRole.SECRETARY, Seat.SeatRole.SECRETARY_POOL)


def load_groups(county: DemoCounty) -> None:
    data = county.read("structure")
    county.groups = {each["key"]: _group(county, each, order) for order, each in enumerate(data["groups"], start=1)}
    save_all(list(county.groups.values()))
    seats = [
        _seat(county, county.groups[group["key"]], seat, order, data["term"])
        for group in data["groups"]
        for order, seat in enumerate(group["seats"], start=1)
    ]
    save_all(seats)
    for seat in seats:
        if seat.role in WRITES:
            county.secretaries.setdefault(seat.group_id, seat.person)


def load_meetings(county: DemoCounty) -> None:
    data = county.read("structure")
    hours = data["meeting_hours"]
    county.meetings = {
        each["key"]: Meeting(
            county=county.root,
            title=each["title"],
            starts_at=_at(each["on"], hours["starts"]),
            ends_at=_at(each["on"], hours["ends"]),
        )
        for each in data["meetings"]
    }
    save_all(list(county.meetings.values()))
    tie(
        Meeting.groups,
        [(county.meetings[each["key"]], county.groups[group]) for each in data["meetings"] for group in each["groups"]],
    )


def _group(county: DemoCounty, entry: dict, order: int) -> WorkingGroup:
    return WorkingGroup(
        county=county.root,
        kind=entry["kind"],
        age_group=county.age_groups[entry["age_group"]] if "age_group" in entry else None,
        order=order,
        **texts(entry, "name", "task"),
    )


def _seat(county: DemoCounty, group: WorkingGroup, entry: dict, order: int, term: dict) -> Seat:
    return Seat(
        group=group,
        role=entry["role"],
        represents=county.organisations[entry["represents"]],
        person=county.people[entry["person"]] if "person" in entry else None,
        deputy=county.people[entry["deputy"]] if "deputy" in entry else None,
        order=order,
        **term,
    )


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
