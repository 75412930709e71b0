"""A county's own figures as they stand, for whoever writes them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q
from django.utils.crypto import salted_hmac

from groups.models import Organisation
from indicators.models import Indicator, Observation, Region, Sex
from indicators.models.region import COUNTY

SALT = "indicators.own_figures"
LENGTH = 12  # of a mark; enough to tell one figure from another


@dataclass(frozen=True)
class Standing:
    """A figure as it is kept. ``is_hidden``: not even whoever writes figures reads it again."""

    value: Decimal | None = None
    cases: Decimal | None = None
    is_hidden: bool = False


NOTHING = Standing()
Spot = tuple[int, int, str]  # area, year, sex
Place = tuple[int, int, int, str]  # indicator, area, year, sex


def areas_to_write(county: Organisation) -> list[Region]:
    """The county's own area, then its municipalities by name."""
    organisations = Organisation.objects.filter(Q(pk=county.pk) | Q(county=county, kind=Organisation.Kind.MUNICIPALITY))
    regions = Region.objects.of_organisations(organisations)
    return sorted(regions, key=lambda region: (region.category != COUNTY, region.title))


def standing_figures(indicator: Indicator, regions: Iterable[Region], years: Collection[int]) -> dict[Spot, Standing]:
    rows = Observation.objects.filter(indicator=indicator, region__in=regions, year__in=years)
    return {(row.region_id, row.year, row.sex): Standing(row.value, row.cases, row.is_hidden) for row in rows}


def figures_at(places: Iterable[Place]) -> dict[Place, Standing]:
    """What stands in the places, of any indicators; one query."""
    wanted = set(places)
    rows = Observation.objects.filter(
        indicator__in={indicator for indicator, *_rest in wanted}, year__in={year for _ind, _reg, year, _sex in wanted}
    ).values_list("indicator_id", "region_id", "year", "sex", "value", "cases", "is_hidden")
    return {row[:4]: Standing(*row[4:]) for row in rows if row[:4] in wanted}


@dataclass(frozen=True)
class Shape:
    """What kind of figures an indicator has; ``newest`` is None where it has none yet."""

    newest: int | None
    is_by_sex: bool


def shape_of(indicator: Indicator) -> Shape:
    figures = Observation.objects.filter(indicator=indicator)
    told = figures.aggregate(newest=Max("year"), by_sex=Count("pk", filter=~Q(sex=Sex.TOTAL)))
    return Shape(told["newest"], bool(told["by_sex"]))


def mark_of(indicator: Indicator, spot: Spot, figure: Sequence[Decimal | None]) -> str:
    """A short mark of a figure in its place, from which nobody without the server's key can guess the figure."""
    numbers = ("" if number is None else f"{number.normalize():f}" for number in figure)
    told = "|".join(map(str, (indicator.pk, *spot, *numbers)))
    return salted_hmac(SALT, told).hexdigest()[:LENGTH]
