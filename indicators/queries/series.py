"""The figures of indicators as lines: what every page, chart, download and board reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.timezone import localdate

from indicators.models import Indicator, Observation, Region, Sex


@dataclass(frozen=True)
class Point:
    """A year's figure; None where the source has none, or where it is hidden for telling of too few cases."""

    year: int
    value: Decimal | None
    cases: Decimal | None
    is_hidden: bool


@dataclass(frozen=True)
class Line:
    """The figures of one indicator, area and sex with ascending years; years without a row are left out."""

    indicator_id: int
    region: Region
    sex: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """The newest point that has a figure."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


def lines_of(
    indicators: Iterable[Indicator], regions: Sequence[Region], *, sexes: Sequence[str] = (Sex.TOTAL,)
) -> dict[int, list[Line]]:
    """Lines by the indicator's id, areas in the given order, then sexes; one query. What the source no longer has is left out."""
    rows = (
        Observation.objects.filter(indicator__in=indicators, region__in=regions, sex__in=sexes, vanished_on=None)
        .order_by("year")
        .values_list("indicator_id", "region_id", "sex", "year", "value", "cases", "is_hidden")
    )
    points = defaultdict(list)
    for indicator, region, sex, year, value, cases, is_hidden in rows:
        point = Point(year, None, None, True) if is_hidden else Point(year, value, cases, False)
        points[indicator, region, sex].append(point)
    lines = defaultdict(list)
    for indicator in dict.fromkeys(pk for pk, _, _ in points):
        for region in regions:
            for sex in sexes:
                if found := points.get((indicator, region.pk, sex)):
                    lines[indicator].append(Line(indicator, region, sex, tuple(found)))
    return dict(lines)


@dataclass(frozen=True)
class Remark:
    """What has become of a figure: its source has corrected it, or no longer has it. ``earlier`` stood until ``on``."""

    region_id: int
    sex: str
    year: int
    on: date
    is_vanished: bool
    earlier: Decimal | None = None


def remarks_of(indicator: Indicator, regions: Iterable[Region]) -> list[Remark]:
    """Corrections and losses of the figures, newest years first; one query.

    An earlier figure of a county's own is never told: what is shown now may have been hidden then.
    Nothing is told of hidden ones.
    """
    rows = (
        Observation.objects.filter(indicator=indicator, region__in=regions, is_hidden=False)
        .filter(Q(vanished_on__isnull=False) | Q(corrections__isnull=False))
        .order_by("-year", "region_id", "sex", "corrections__replaced_at")
        .values_list("region_id", "sex", "year", "vanished_on", "corrections__replaced_at", "corrections__value")
    )
    own = indicator.county_id is not None
    return [
        Remark(region, sex, year, vanished or localdate(replaced), bool(vanished), None if vanished or own else earlier)
        for region, sex, year, vanished, replaced, earlier in rows
    ]


def measured_regions(indicator: Indicator, most: int) -> list[Region]:
    """Some areas that the indicator has figures of, those with the most years first; one query."""
    measured = Observation.objects.filter(indicator=indicator, vanished_on=None).order_by().values("region")
    richest = measured.annotate(figures=Count("pk")).order_by("-figures", "region").values("region")[:most]
    return sorted(Region.objects.filter(pk__in=richest), key=lambda region: region.title)
