"""Excel workbooks, read by openpyxl into grids."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from hyte.lib.workbooks.cells import Cell, Grid, GridBook, place
from hyte.lib.workbooks.excel_cells import Results, cell_of
from hyte.lib.workbooks.merging import lend
from hyte.lib.workbooks.packages import Package, repack
from hyte.lib.workbooks.refusals import LAST_ROW, MOST_COLUMNS, damaged, too_far_down, too_many_columns
from hyte.lib.workbooks.trimming import Trimmed


def read_excel(content: bytes) -> GridBook:
    """Raises UnreadableBook, or whatever openpyxl raises at a workbook that breaks the rules."""
    package = repack(content)
    if not package.sheets:
        raise damaged()
    workbook = load_workbook(package.file, keep_links=False)
    pairs = list(zip(workbook.worksheets, package.sheets, strict=True))
    results = _results(package, [_has_formulas(worksheet) for worksheet, _sheet in pairs])
    grids = [_grid(worksheet, sheet, found) for (worksheet, sheet), found in zip(pairs, results, strict=True)]
    return GridBook(grids, package.notes + _notes(grids))


def _has_formulas(worksheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for cell in worksheet._cells.values())


def _results(package: Package, wanted: list[bool]) -> list[Results]:
    """The stored results of the formulas of each wanted sheet; a second reading, so only where there are formulas."""
    if not any(wanted):
        return [{} for _one in wanted]
    file = BytesIO(package.file.getvalue())
    workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    return [
        _results_of(worksheet, sheet) if is_wanted else {}
        for worksheet, sheet, is_wanted in zip(workbook.worksheets, package.sheets, wanted, strict=True)
    ]


def _results_of(worksheet: ReadOnlyWorksheet, sheet: Trimmed) -> Results:
    """openpyxl tells an empty text from no result at all no more than a blank cell: the formula's type does."""
    results: dict = dict.fromkeys(map(coordinate_to_tuple, sheet.text_formulas()), "")
    worksheet.reset_dimensions()  # what the sheet says of its size may be anything
    for number, row in enumerate(worksheet.iter_rows(values_only=True), start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                results[number, column] = value
    return results


def _grid(worksheet: Worksheet, sheet: Trimmed, results: Results) -> Grid:
    state = worksheet.sheet_state
    grid = Grid(sheet.title, hidden=state != "visible", very_hidden=state == "veryHidden")
    sources = worksheet._cells  # iter_rows() would make a cell for every empty place
    for at in sorted(sources):
        source = sources[at]
        if source.value is not None:
            _put(grid, *at, cell_of(source, results.get(at)))
    cut(grid)
    lend(grid, sheet.merged)
    _note_hidden(grid, worksheet)
    return grid


def _put(grid: Grid, row: int, column: int, cell: Cell) -> None:
    """Places come in order: rows from top to bottom, cells from left to right."""
    if column > MOST_COLUMNS and not cell.is_empty:
        raise too_many_columns(grid.title, place(column, row))
    if row > LAST_ROW:
        raise too_far_down(grid.title, row)
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
    hidden = [f"“{grid.title}”" for grid in grids if grid.hidden and not grid.very_hidden and grid.rows]
    return [_("Hidden sheets: %(sheets)s.") % {"sheets": ", ".join(hidden)}] if hidden else []
