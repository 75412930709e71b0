"""The areas of an indicator's page: the county's own, those that it is compared with, and those that the reader adds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery

from groups.models import Organisation
from indicators.models import ComparisonArea, Region
from indicators.models.region import COUNTRY, COUNTY, MUNICIPALITY

FEW_MUNICIPALITIES = 5  # so many fit in a chart beside the comparison areas
NOTHING = Q(pk__in=())
SHORTER = {"hyvinvointialue": "hva", "välfärdsområde": "vfo", "wellbeing services county": ""}


@dataclass(frozen=True)
class Areas:
    """``asked`` are those that the address names; ``comparison`` are the county's choice in its order."""

    own: Region | None = None
    country: Region | None = None
    municipalities: Sequence[Region] = ()
    comparison: Sequence[Region] = ()
    counties: Sequence[Region] = ()
    asked: Sequence[Region] = ()
    unknown: Sequence[str] = field(default=())  # codes that name no area

    @cached_property
    def chosen(self) -> list[Region]:
        """What stands beside the own area: what the reader asks for, else what the county has chosen."""
        few = self.municipalities if len(self.municipalities) <= FEW_MUNICIPALITIES else ()
        beside = self.asked or [*few, *self.comparison]
        return _once([*beside, *filter(None, [self.country])], without=self.own)

    @cached_property
    def everything(self) -> list[Region]:
        return _once([*filter(None, [self.own]), *self.chosen, *self.municipalities, *self.comparison, *self.counties])

    @property
    def on_offer(self) -> list[tuple[str, list[Region]]]:
        """What the reader can choose from, by category."""
        others = [*self.comparison, *self.asked]
        counties = _once([*self.counties, *(each for each in others if each.category == COUNTY)], without=self.own)
        rest = [each for each in others if each.category not in (COUNTY, COUNTRY)]
        return [(COUNTY, counties), (MUNICIPALITY, _once([*self.municipalities, *rest]))]


def code_of(region: Region) -> str:
    """The area as an address names it."""
    return f"{region.category}-{region.code}"


def short_title(region: Region) -> str:
    """The title for the narrow places of a chart."""
    title = region.title
    for word, short in SHORTER.items():
        title = title.replace(f" {word}", f" {short}" if short else "")
    return title


def shortest_title(region: Region) -> str:
    """The title for a phone: without the word for what kind of an area it is."""
    title = region.title
    for word in SHORTER:
        title = title.replace(f" {word}", "")
    return title


def read_areas(county: Organisation | None, asked: Iterable[str] = ()) -> Areas:
    """One query. ``asked`` are codes like KUNTA-092."""
    codes = list(dict.fromkeys(asked))
    wanted = [tuple(code.split("-", 1)) for code in codes if "-" in code]
    named = NOTHING
    for category, code in wanted:
        named |= Q(category=category, code=code)
    own, municipality = _own(county), _municipality(county)
    standing = Q(category=COUNTY, vanished_on=None) | Q(category=COUNTRY)
    compared = Q(pk__in=ComparisonArea.objects.filter(county=county).values("region"))
    regions = Region.objects.filter(standing | own | municipality | compared | named)
    return _sort(list(regions.annotate(place=_place(county), is_municipality=municipality)), county, codes)


def _own(county: Organisation | None) -> Q:
    return Q(category=COUNTY, code=county.region_code) if county and county.region_code else NOTHING


def _municipality(county: Organisation | None) -> Q:
    """Whether the area is a municipality of the county."""
    municipalities = Organisation.objects.filter(county=county, kind=Organisation.Kind.MUNICIPALITY)
    codes = municipalities.exclude(region_code="").values("region_code")
    return Q(category=MUNICIPALITY, code__in=codes) if county else NOTHING


def _place(county: Organisation | None) -> Subquery:
    """The place of the area among the county's comparison areas."""
    mine = ComparisonArea.objects.filter(county=county, region=OuterRef("pk"))
    return Subquery(mine.values("order")[:1])


def _sort(found: list[Region], county: Organisation | None, codes: list[str]) -> Areas:
    named = {code_of(region): region for region in found}
    own = named.get(f"{COUNTY}-{county.region_code}") if county and county.region_code else None
    asked = [named[code] for code in codes if code in named]
    compared = sorted((each for each in found if each.place is not None), key=lambda each: each.place)
    return Areas(
        own=own,
        country=next((each for each in found if each.category == COUNTRY), None),
        municipalities=[each for each in found if each.is_municipality],
        comparison=[each for each in compared if each != own and each.category != COUNTRY],
        counties=[each for each in found if each.category == COUNTY and each.vanished_on is None],
        asked=[each for each in asked if each != own],
        unknown=[code for code in codes if code not in named],
    )


def _once(regions: Iterable[Region], without: Region | None = None) -> list[Region]:
    return [each for each in dict.fromkeys(regions) if each != without]
