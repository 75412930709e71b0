"""Two frozen reports beside each other: how many measures are where, what has changed, and how the figures have moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.queries.series import Point
from plans.queries.picture import Totals
from reporting.models import FrozenSeries
from reporting.queries.report.data import ReportData


@dataclass(frozen=True)
class TotalsPair:
    """``then`` is None where the section wasn't there."""

    name: str
    now: Totals
    then: Totals | None


@dataclass(frozen=True)
class FigurePair:
    """The own area's newest figure in each of the two reports."""

    series: FrozenSeries
    now: Point
    then: Point | None

    @property
    def change(self) -> Decimal | None:
        return self.now.value - self.then.value if self.then else None


@dataclass(frozen=True)
class Comparison:
    """``data`` is the later one, with the other's measures as what it is compared with."""

    data: ReportData
    then: ReportData
    totals: Sequence[TotalsPair]
    figures: Sequence[FigurePair]

    @property
    def total(self) -> TotalsPair:
        return TotalsPair("", self.data.total, self.then.total)


def compare_reports(one: ReportData, other: ReportData) -> Comparison:
    now, then = sorted((one, other), key=lambda data: (data.heading.year, data.heading.data_until), reverse=True)
    before = {each.section.slug: each for each in then.totals}
    totals = [TotalsPair(each.section.name, each, before.get(each.section.slug)) for each in now.totals]
    compared = replace(now, earlier=then.rows)
    return Comparison(compared, then, totals, _figures(now, then))


def _figures(now: ReportData, then: ReportData) -> list[FigurePair]:
    before = {each.key: _newest(each.own) for each in then.indicators}
    pairs = [(each.own, _newest(each.own), before.get(each.key)) for each in now.indicators]
    return [FigurePair(series, point, earlier) for series, point, earlier in pairs if point]


def _newest(series: FrozenSeries | None) -> Point | None:
    known = [point for point in series.points if point.value is not None] if series else []
    return known[-1] if known else None
