"""Excel workbooks, read by openpyxl into grids."""

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hyte.lib.workbooks.cells import Cell, Grid, GridBook, place
from hyte.lib.workbooks.excel_cells import calculated, plain
from hyte.lib.workbooks.merging import lend
from hyte.lib.workbooks.packages import repack
from hyte.lib.workbooks.refusals import MOST_COLUMNS, USUAL, Limits, damaged, too_far_down, too_many_columns
from hyte.lib.workbooks.results import result_of, stored_results
from hyte.lib.workbooks.trimming import Trimmed


def read_excel(content: bytes, limits: Limits = USUAL) -> GridBook:
    """Raises UnreadableBook, or whatever openpyxl raises at a workbook that breaks the rules."""
    package = repack(content, limits)
    if not package.sheets:
        raise damaged()
    workbook = load_workbook(package.file, keep_links=False)
    pairs = zip(workbook.worksheets, package.sheets, strict=True)
    grids = [_grid(worksheet, sheet, limits) for worksheet, sheet in pairs]
    return GridBook(grids, package.notes + _notes(grids))


def _grid(worksheet: Worksheet, sheet: Trimmed, limits: Limits) -> Grid:
    state = worksheet.sheet_state
    grid = Grid(sheet.title, hidden=state != "visible", very_hidden=state == "veryHidden")
    _fill(grid, worksheet, sheet, limits.last_row)
    cut(grid)
    lend(grid, sheet.merged)
    _note_hidden(grid, worksheet)
    return grid


def _fill(grid: Grid, worksheet: Worksheet, sheet: Trimmed, last_row: int) -> None:
    cells, results = worksheet._cells, {}  # iter_rows() would make a cell for every empty place
    if any(cell.data_type == "f" for cell in cells.values()):
        results = stored_results(sheet.part)
    for at in sorted(cells):
        source = cells[at]
        if at[0] > last_row and source.value is not None:
            raise too_far_down(grid.title, at[0], last_row)
        if source.data_type == "f":
            _put(grid, *at, calculated(source.value, result_of(source, results, worksheet.parent.epoch)))
        elif source.value is not None:
            _put(grid, *at, plain(source))


def _put(grid: Grid, row: int, column: int, cell: Cell) -> None:
    """Places come in order: rows from top to bottom, cells from left to right."""
    if column > MOST_COLUMNS and not cell.is_empty:
        raise too_many_columns(grid.title, place(column, row))
    while len(grid.rows) < row:
        grid.rows.append([])
    cells = grid.rows[row - 1]
    while len(cells) < column - 1:
        cells.append(Cell())
    cells.append(cell)


def cut(grid: Grid) -> None:
    """Leave out the empty cells after a row's last one in use, and the empty rows after the last such row."""
    for row in grid.rows:
        while row and row[-1].is_empty:
            row.pop()
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()


def _note_hidden(grid: Grid, worksheet: Worksheet) -> None:
    height, width = len(grid.rows), grid.width
    grid.hidden_rows = {n for n, row in worksheet.row_dimensions.items() if row.hidden and n <= height}
    for column in worksheet.column_dimensions.values():
        if column.hidden:
            grid.hidden_columns.update(range(column.min, min(column.max, width) + 1))


def _notes(grids: list[Grid]) -> list[str]:
    hidden = [
        _("“%(word)s”") % {"word": grid.title} for grid in grids if grid.hidden and not grid.very_hidden and grid.rows
    ]
    return [_("Hidden sheets: %(sheets)s.") % {"sheets": ", ".join(hidden)}] if hidden else []
