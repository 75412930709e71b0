"""How much of what a county follows is known by area and by population group."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from groups.models import Organisation
from indicators.models import Adoption, Observation, Region, Sex


@dataclass(frozen=True)
class Coverage:
    """Numbers of indicators; ``by_area`` have figures of the county's municipalities, ``by_group`` of an age group or a sex."""

    adopted: int
    by_area: int
    by_group: int


def coverage_of(county: Organisation, on: date) -> Coverage:
    """Of the indicators that the county had adopted by the day; three queries."""
    municipalities = Organisation.objects.filter(county=county, kind=Organisation.Kind.MUNICIPALITY)
    areas = list(Region.objects.of_organisations(municipalities).values_list("pk", flat=True))
    figures = Observation.objects.filter(indicator=OuterRef("indicator"), is_hidden=False, vanished_on=None)
    by_area = Exists(figures.filter(region__in=areas))
    by_sex = Exists(figures.filter(sex__in=(Sex.FEMALE, Sex.MALE)))
    found = Adoption.objects.filter(county=county, on__lte=on).aggregate(
        adopted=Count("pk"),
        by_area=Count("pk", filter=by_area),
        by_group=Count("pk", filter=Q(age_group__isnull=False) | by_sex),
    )
    return Coverage(**found)
