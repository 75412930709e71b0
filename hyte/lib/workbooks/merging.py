"""Merged cells: the value of the first one is lent to those that it covers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from openpyxl.utils import range_boundaries

from hyte.lib.workbooks.cells import Cell, Grid
from hyte.lib.workbooks.refusals import damaged

Area = tuple[int, int, int, int]  # first column, first row, last column, last row


def lend(grid: Grid, merged: Iterable[str]) -> None:
    """Fill what the merged areas ("A1:B3") cover, as far as the grid is in use: in the first column downwards, else across."""
    areas = list(_clipped(merged, grid.width, len(grid.rows)))
    if sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in areas) > grid.width * len(grid.rows):
        raise damaged()  # areas over each other: no program makes them, and filling them could take for ever
    for area in areas:
        _fill(grid, area)


def _clipped(merged: Iterable[str], width: int, height: int) -> Iterator[Area]:
    for text in merged:
        left, top, right, bottom = range_boundaries(text)
        if left <= width and top <= height:
            yield left, top, min(right, width), min(bottom, height)


def _fill(grid: Grid, area: Area) -> None:
    left, top, right, bottom = area
    source = grid.cell(top, left)
    if source.is_empty:
        return
    for row in range(top, bottom + 1):
        cells = grid.rows[row - 1]
        cells.extend(Cell() for _missing in range(right - len(cells)))
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                cells[column - 1] = replace(source, lent="down" if column == left else "across")
