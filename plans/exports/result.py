"""The workbook that came in, with one more column: what happened to each row."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from hyte.lib.sheets import HEADING_FILL, INK, LINE, MOST_LETTERS, clean_title
from hyte.lib.text import clean, for_xml
from hyte.lib.workbooks.cells import Grid, GridBook
from plans.workbook.columns import RESULT_HEADING

ZIP = b"PK"
AREA = re.compile(r"!(\$[A-Z]+\$\d+:\$[A-Z]+\$\d+)")
WIDTH, GRID_WIDTH = 60, 24
FILLS = {
    "error": "FBE3E0",
    "conflict": "FBE9D0",
    "refused": "F4E4EF",
    "new": "E0F1E4",
    "proposal": "E8E5F6",
    "changed": "DFF0F3",
    "left_out": "EEEEEE",
}


@dataclass(frozen=True)
class OutcomeLine:
    """``kind`` is a value of plans.imports.outcomes.Result; ``text`` is a plain sentence, "" where the kind says it all."""

    sheet: str
    row: int
    kind: str
    text: str = ""


def render_result(content: bytes, name: str, book: GridBook, outcomes: Iterable[OutcomeLine]) -> bytes:
    """The same workbook with one more column on each sheet that has outcomes; a text file becomes a workbook.

    ``book`` is what was read from ``content``. Formulas are calculated again when the workbook is opened.
    """
    workbook = _opened(content) or _written_anew(book)
    grids = {grid.title: grid for grid in book.sheets}
    by_sheet: dict[str, list[OutcomeLine]] = defaultdict(list)
    for line in outcomes:
        by_sheet[line.sheet].append(line)
    for title, lines in by_sheet.items():
        if title in grids:
            _add_column(_sheet_of(workbook, title), grids[title], lines)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def words() -> dict[str, str]:
    return {
        "error": _("Error"),
        "conflict": _("Conflict"),
        "refused": _("Refused"),
        "new": _("New"),
        "proposal": _("Proposed"),
        "changed": _("Changed"),
        "unchanged": _("Unchanged"),
        "left_out": _("Left out"),
    }


def _opened(content: bytes) -> Workbook | None:
    """None where openpyxl can't take it: it was read more leniently, or it is a text file."""
    if not content.startswith(ZIP):
        return None
    try:
        return load_workbook(BytesIO(content))
    except Exception:  # of many kinds: whatever isn't as the library expects
        return None


def _written_anew(book: GridBook) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for grid in book.sheets:
        worksheet = workbook.create_sheet(clean_title(grid.title))
        worksheet.sheet_state = "hidden" if grid.hidden or grid.very_hidden else "visible"
        _write_grid(worksheet, grid)
    return workbook


def _write_grid(worksheet: Worksheet, grid: Grid) -> None:
    for number, row in enumerate(grid.rows, start=1):
        for column, cell in enumerate(row, start=1):
            if not cell.lent and cell.value is not None:
                _set_value(worksheet, number, column, cell.value)
    for column in range(1, grid.width + 1):
        worksheet.column_dimensions[get_column_letter(column)].width = GRID_WIDTH


def _set_value(worksheet: Worksheet, row: int, column: int, value: object) -> None:
    """A text stays a text, whatever it begins with."""
    is_text = isinstance(value, str)
    cell = worksheet.cell(row, column, for_xml(value)[:MOST_LETTERS] if is_text else value)
    if is_text:
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    elif cell.is_date:
        cell.number_format = "d.m.yyyy"


def _sheet_of(workbook: Workbook, title: str) -> Worksheet:
    return workbook[title] if title in workbook.sheetnames else workbook[clean_title(title)]


def _add_column(worksheet: Worksheet, grid: Grid, lines: list[OutcomeLine]) -> None:
    heading_row = max(min(line.row for line in lines) - 1, 1)
    column = _free_column(worksheet, grid, {heading_row, *(line.row for line in lines)}, heading_row)
    _make_room(worksheet, column)
    _write_heading(worksheet, heading_row, column)
    known = words()
    for line in lines:
        text = ": ".join(filter(None, (known.get(line.kind, line.kind), line.text)))
        _write_outcome(worksheet, line.row, column, text, FILLS.get(line.kind, ""))


def _free_column(worksheet: Worksheet, grid: Grid, rows: set[int], heading_row: int) -> int:
    """The one after the last in use, or that of an earlier result."""
    last = max(grid.width, 1)
    if grid.cell(heading_row, last).text == clean(_heading()):
        return last
    column = last + 1
    while any(isinstance(worksheet.cell(row, column), MergedCell) for row in rows):
        column += 1
    return column


def _heading() -> str:
    return str(RESULT_HEADING)


def _write_heading(worksheet: Worksheet, row: int, column: int) -> None:
    cell = worksheet.cell(row, column, _heading())
    cell.font, cell.fill = Font(bold=True, size=10, color=INK), PatternFill("solid", fgColor=HEADING_FILL)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _write_outcome(worksheet: Worksheet, row: int, column: int, text: str, fill: str) -> None:
    cell = worksheet.cell(row, column, for_xml(text)[:MOST_LETTERS])
    cell.data_type, cell.font = "s", Font(color=INK)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = Border(bottom=Side("thin", color=LINE))
    cell.fill = PatternFill("solid", fgColor=fill) if fill else PatternFill()


def _make_room(worksheet: Worksheet, column: int) -> None:
    """The column is shown, filtered and printed with the others, though all to the right of them may be hidden."""
    for dimension in worksheet.column_dimensions.values():
        if dimension.min and dimension.min < column <= (dimension.max or 0):
            dimension.max = column - 1
    own = worksheet.column_dimensions[get_column_letter(column)]
    own.min = own.max = column
    own.hidden, own.width = False, WIDTH
    if worksheet.auto_filter.ref:
        worksheet.auto_filter.ref = _widened(worksheet.auto_filter.ref, column)
    if areas := AREA.findall(worksheet.print_area or ""):
        worksheet.print_area = ",".join(_widened(area.replace("$", ""), column) for area in areas)


def _widened(cells: str, column: int) -> str:
    first, top, last, bottom = range_boundaries(cells)
    last = column if last == column - 1 else last
    return f"{get_column_letter(first)}{top}:{get_column_letter(last)}{bottom}"
