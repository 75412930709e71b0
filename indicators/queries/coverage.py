"""How much of what a county follows is known by area and by population group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from groups.models import Organisation
from indicators.models import Adoption, Observation, Region, Sex
from indicators.models.region import MUNICIPALITY


@dataclass(frozen=True)
class Coverage:
    """Numbers of indicators; ``by_area`` have figures of the county's municipalities, ``by_group`` of an age group or a sex."""

    adopted: int
    by_area: int
    by_group: int


def coverage_of(county: Organisation, days: Sequence[date]) -> list[Coverage]:
    """For each day: of the indicators that the county had adopted by it. Three queries at any number of days."""
    municipalities = Organisation.objects.filter(county=county, kind=Organisation.Kind.MUNICIPALITY)
    areas = dict(Region.objects.of_organisations([county, *municipalities]).values_list("pk", "category"))
    figures = Observation.objects.filter(indicator=OuterRef("indicator"), is_hidden=False, vanished_on=None)
    by_area = Exists(figures.filter(region__in=[pk for pk, category in areas.items() if category == MUNICIPALITY]))
    by_sex = Exists(figures.filter(region__in=list(areas), sex__in=(Sex.FEMALE, Sex.MALE)))
    known = Adoption.objects.filter(county=county).annotate(by_area=by_area, by_sex=by_sex)
    adopted = list(known.order_by().values_list("on", "by_area", "by_sex", "age_group"))
    return [_on(day, adopted) for day in days]


def _on(day: date, adopted: list[tuple]) -> Coverage:
    there = [each for each in adopted if each[0] <= day]
    by_area = sum(by_area for _on, by_area, _sex, _age in there)
    by_group = sum(by_sex or age_group is not None for _on, _area, by_sex, age_group in there)
    return Coverage(len(there), by_area, by_group)
