"""All figures of the areas shown, by year: what stands behind the chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.models import Region
from indicators.queries.page import Figures
from indicators.queries.series import Line, Point, Remark


@dataclass(frozen=True)
class TableRow:
    region: Region
    is_own: bool
    cells: list[Point | None]  # in the order of the table's years; None where there is no row
    marks: list[bool]  # of each cell, whether a remark is about it

    @property
    def marked(self) -> list[tuple[Point | None, bool]]:
        return list(zip(self.cells, self.marks, strict=True))


@dataclass(frozen=True)
class NumberTable:
    """``remarks`` are what has been corrected or lost, each with its area."""

    years: list[int]
    rows: list[TableRow]
    remarks: list[tuple[Remark, Region]]

    @property
    def has_hidden(self) -> bool:
        return any(cell and cell.is_hidden for row in self.rows for cell in row.cells)


def number_table(figures: Figures, remarks: Sequence[Remark]) -> NumberTable:
    regions = {line.region.pk: line.region for line in figures.shown}
    told = [each for each in remarks if each.sex == figures.sex and each.region_id in regions]
    years = sorted({*figures.years, *(each.year for each in told)}, reverse=True)
    places = {(each.region_id, each.year) for each in told}
    own = figures.areas.own
    return NumberTable(
        years,
        [_row(line, years, places, is_own=line.region == own) for line in figures.shown],
        [(each, regions[each.region_id]) for each in told],
    )


def _row(line: Line, years: list[int], places: set[tuple[int, int]], *, is_own: bool) -> TableRow:
    points = {point.year: point for point in line.points}
    marks = [(line.region.pk, year) in places for year in years]
    return TableRow(line.region, is_own, [points.get(year) for year in years], marks)
