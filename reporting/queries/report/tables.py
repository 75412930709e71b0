"""The numbers behind a report's charts, by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.queries.series import Point
from plans.queries.picture import COLUMNS
from reporting.models import FrozenSeries
from reporting.queries.report.data import Indicated, ReportData

MOST_YEARS = 8  # of a table under a chart; all of them are in the open data


@dataclass(frozen=True)
class SeriesRow:
    series: FrozenSeries
    cells: Sequence[Point | None]


@dataclass(frozen=True)
class SeriesTable:
    """The newest years, the oldest of them first."""

    years: Sequence[int]
    rows: Sequence[SeriesRow]

    @property
    def has_hidden(self) -> bool:
        return any(cell and cell.is_hidden for row in self.rows for cell in row.cells)


def series_table(indicated: Indicated) -> SeriesTable:
    by_year = [{point.year: point for point in each.points} for each in indicated.series]
    years = sorted({year for points in by_year for year in points})[-MOST_YEARS:]
    rows = [
        SeriesRow(each, [points.get(year) for year in years])
        for each, points in zip(indicated.series, by_year, strict=True)
    ]
    return SeriesTable(years, rows)


@dataclass(frozen=True)
class Newest:
    """An indicator's newest figure of the own area, and of the same year that of the country."""

    indicated: Indicated
    own: Point | None
    country: Point | None
    before: Point | None


def newest_of(indicated: Indicated) -> Newest:
    known = [point for point in indicated.own.points if point.value is not None] if indicated.own else []
    own, before = (known[-1] if known else None), (known[-2] if len(known) > 1 else None)
    country = next((each for each in indicated.series if each.role == FrozenSeries.Role.COUNTRY), None)
    same = next((point for point in country.points if own and point.year == own.year), None) if country else None
    return Newest(indicated, own, same, before)


def turned_totals(data: ReportData) -> list[tuple[str, list[int]]]:
    """Totals with the sections and the sum as columns, for paper: what is counted, and how many of each."""
    columns = [*data.totals, data.total]
    rows = [(_("Goals"), [each.goals for each in columns]), (_("Measures"), [each.measures for each in columns])]
    rows += [(str(status.label), [each.statuses[status] for each in columns]) for status in COLUMNS]
    rows = [row for row in rows if any(row[1])]
    return [*rows, (_("Running: starting + in progress"), [each.running for each in columns])]
