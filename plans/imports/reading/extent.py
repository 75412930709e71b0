"""How far down a table reaches before the notes under it."""

import re

from hyte.lib.workbooks import Cell, Grid
from plans.workbook.words import plain

VISIBLE = re.compile(r"[^\W_]")
SUMS = frozenset(plain("yhteensä summa kaikki kpl lukumäärä totalt sammanlagt antal total sum count").split())


def says(cell: Cell) -> bool:
    """Whether the cell holds something; quicker than its text where that is plain to see."""
    if cell.value is None:
        return bool(cell.fault)
    return bool(VISIBLE.search(cell.value)) or not cell.is_empty if isinstance(cell.value, str) else True


def own_cells(grid: Grid, row: int) -> list[tuple[int, Cell]]:
    """The row's cells with something of their own, not lent by a merged cell."""
    return [(number, cell) for number, cell in enumerate(grid.rows[row - 1], 1) if not cell.lent and says(cell)]


def is_sum(cells: list[tuple[int, Cell]]) -> bool:
    """A row that counts the others: "Yhteensä", and numbers."""
    words = plain(cells[0][1].text).split() if cells else []
    return bool(words) and words[0] in SUMS and all(_is_number(cell) for _number, cell in cells[1:])


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) or cell.text.isdigit()


def last_row_of(grid: Grid, header_last: int, measure_columns: set[int]) -> int:
    """The last row that tells of a measure and something beside it, and what follows it without a gap."""
    full = (row for row in range(len(grid.rows), header_last, -1) if _is_full(grid, row, measure_columns))
    row = next(full, header_last)
    while row < len(grid.rows) and _is_lone_measure(grid, row + 1, measure_columns):
        row += 1
    return row


def _is_full(grid: Grid, row: int, measure_columns: set[int]) -> bool:
    cells = own_cells(grid, row)
    numbers = {number for number, _cell in cells}
    return len(cells) > 1 and not numbers.isdisjoint(measure_columns) and not is_sum(cells)


def _is_lone_measure(grid: Grid, row: int, measure_columns: set[int]) -> bool:
    """A measure without anything beside it; a text merged across columns is a note."""
    cells = own_cells(grid, row)
    across = any(cell.lent == "across" for cell in grid.rows[row - 1])
    return len(cells) == 1 and cells[0][0] in measure_columns and not across
