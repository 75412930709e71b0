"""Working groups of the demo and their seats."""

from groups.models import Seat, WorkingGroup
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import save_all

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
