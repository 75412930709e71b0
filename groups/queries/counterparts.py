"""Who works on the same matter in the county and elsewhere, as a table of matters and organisations."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from groups.models import Counterpart, Organisation

OF_COUNTY = (Organisation.Kind.COUNTY, Organisation.Kind.DIVISION, Organisation.Kind.UNIT)


@dataclass(frozen=True)
class Cell:
    organisation: Organisation | None  # None: the county's own organisations together
    places: list[Counterpart]


@dataclass(frozen=True)
class Matter:
    first: Counterpart  # carries the name of the matter
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    organisations: list[Organisation]
    matters: list[Matter]

    @property
    def vacant(self) -> int:
        return sum(place.person_id is None for matter in self.matters for cell in matter.cells for place in cell.places)


def counterparts_of(county: Organisation, on: date) -> Matrix:
    """The municipalities always have a column; other organisations have one when somebody of theirs is named."""
    places = county.counterparts.select_related("organisation", "person")
    by_matter: dict[str, list[Counterpart]] = defaultdict(list)
    for place in places.order_by("order", "name_fi", "organisation__order", "pk"):
        by_matter[place.name_fi].append(place)
    columns = _columns(county, by_matter, on)
    return Matrix(columns, [_matter(places, columns) for places in by_matter.values()])


def _columns(county: Organisation, by_matter: dict[str, list[Counterpart]], on: date) -> list[Organisation]:
    municipalities = county.organisations.filter(kind=Organisation.Kind.MUNICIPALITY).active(on)
    columns = {each.pk: each for each in municipalities.order_by("order", "name_fi")}
    for place in (place for places in by_matter.values() for place in places):
        if place.organisation.kind not in OF_COUNTY:
            columns.setdefault(place.organisation_id, place.organisation)
    return list(columns.values())


def _matter(places: list[Counterpart], columns: list[Organisation]) -> Matter:
    own = [place for place in places if place.organisation.kind in OF_COUNTY]
    others = [Cell(column, [each for each in places if each.organisation_id == column.pk]) for column in columns]
    return Matter(places[0], [Cell(None, own), *others])
