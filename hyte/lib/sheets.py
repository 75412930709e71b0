"""Styled workbooks for Excel, written row by row: they are sorted, filtered and printed on A4.

Text stays text, whatever it begins with; dates and numbers are real ones. openpyxl writes all but the rows: those we put
into its file ourselves, which takes a third of the time and lets the results of formulas stand beside them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil, inf
from pathlib import Path
from typing import IO, Generic, TypeVar
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from hyte.lib.text import for_xml

A4 = 9
INK, LINE, STRONG_LINE, HEADING_FILL = "15211F", "DBE2DF", "0B5768", "E2EFF0"
EMPTY_DATA = re.compile(r"<sheetData\s*/>|<sheetData>\s*</sheetData>")
NOT_IN_TITLE = re.compile(r"[\\*?:/\[\]\x00-\x1f]+")
LINE_HEIGHT = 14.5  # points of a line of 11-point letters
FITTING, LOST = 1.08, 3  # letters: how many fit in a unit of width, and how many keeping words whole loses of a line
LETTERS = [get_column_letter(number) for number in range(1, 301)]
MOST_LETTERS = 32_767  # in a cell
FORMULA_STARTS = ("=", "+", "-", "@")
Item = TypeVar("Item")


@dataclass(frozen=True)
class Formula:
    """A formula, without the = before it, and its result: phones and previews show that without calculating."""

    text: str
    result: int | float | Decimal | str | bool


Value = str | int | float | Decimal | date | datetime | Formula | None


@dataclass(frozen=True)
class Look:
    number_format: str = "General"
    align: str = "left"
    wrap: bool = True
    bold: bool = False
    size: int = 11
    fill: str = ""
    line: str = LINE  # the colour of the line under the cell
    ink: str = INK
    locked: bool = True  # where the sheet is protected: hyte.lib.fillable


Looks = Callable[[Item], Sequence[Look]]
TEXT = Look()
CODE = Look(number_format="@", wrap=False)
COUNT = Look(number_format="#,##0", align="right")
DAY = Look(number_format="d.m.yyyy")
MOMENT = Look(number_format="d.m.yyyy h:mm")
HEADING = Look(bold=True, size=10, fill=HEADING_FILL, line=STRONG_LINE)
TITLE = Look(bold=True, size=16, wrap=False, line="")
PLAIN = Look(wrap=False, line="")


@dataclass(frozen=True)
class Column(Generic[Item]):
    """A column of a list: its heading, its width in characters, what it tells of an item, and the inks of its words."""

    heading: str
    width: float
    value: Callable[[Item], Value]
    look: Look = TEXT
    inks: Mapping[str, str] = field(default_factory=dict)


def lines_needed(values: Sequence[Value], rooms: Sequence[float]) -> int:
    """How many lines the highest cell of a row takes; ``rooms`` tell how many letters fit on a line of each."""
    most = 1
    for value, room in zip(values, rooms, strict=False):
        if isinstance(value, str) and (len(value) > room or "\n" in value):
            most = max(most, sum(ceil(len(line) / room) or 1 for line in value.splitlines()))
    return most


def clean_title(text: str) -> str:
    """A name that Excel takes for a sheet: 31 characters, none of the forbidden ones."""
    return " ".join(NOT_IN_TITLE.sub(" ", text).split())[:31].strip(" '") or "1"


class Pen:
    """Writes values in one look as cells of a sheet's file."""

    def __init__(self, worksheet: WriteOnlyWorksheet, look: Look) -> None:
        self._style = styled_cell(worksheet, look).style_id
        quoted = styled_cell(worksheet, look)
        quoted.quotePrefix = True  # editing the cell in Excel keeps it a text, too
        self._quoted = quoted.style_id

    def cell(self, place: str, value: Value) -> str:
        if value is None or value == "":
            return f'<c r="{place}" s="{self._style}"/>'
        if isinstance(value, str):
            style = self._quoted if value.startswith(FORMULA_STARTS) else self._style
            text = escape(for_xml(value)[:MOST_LETTERS])
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        if isinstance(value, Formula):
            return self._formula(place, value)
        number = value
        if isinstance(value, date):
            number = to_excel(value)
        return f'<c r="{place}" s="{self._style}"><v>{number}</v></c>'

    def _formula(self, place: str, formula: Formula) -> str:
        kind, result = "", formula.result
        if isinstance(result, bool):
            kind, result = ' t="b"', int(result)
        elif isinstance(result, str):
            kind, result = ' t="str"', escape(for_xml(result))
        return f'<c r="{place}" s="{self._style}"{kind}><f>{escape(formula.text)}</f><v>{result}</v></c>'


def styled_cell(worksheet: WriteOnlyWorksheet, look: Look) -> WriteOnlyCell:
    cell = WriteOnlyCell(worksheet)
    cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=look.ink)
    indent = 1 if look.line and look.align == "left" else 0  # columns side by side need air
    cell.alignment = Alignment(horizontal=look.align, vertical="top", wrap_text=look.wrap, indent=indent)
    cell.number_format = look.number_format
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.line:
        cell.border = Border(bottom=Side("thin", color=look.line))
    if not look.locked:
        cell.protection = Protection(locked=False)
    return cell


class Sheet:
    """One sheet, written from top to bottom; widths and frozen panes must be told before the first row."""

    def __init__(self, worksheet: WriteOnlyWorksheet) -> None:
        self.worksheet = worksheet
        self.rows: list[str] = []
        self.notes: list[CommentRecord] = []
        self.widths: list[float] = []
        self._pens: dict[Look, Pen] = {}

    def pen(self, look: Look) -> Pen:
        if look not in self._pens:
            self._pens[look] = Pen(self.worksheet, look)
        return self._pens[look]

    def set_widths(self, widths: Iterable[float]) -> None:
        self.widths = list(widths)
        for number, width in enumerate(self.widths, start=1):
            self.worksheet.column_dimensions[get_column_letter(number)].width = width

    def _rooms(self, looks: Iterable[Look]) -> list[float]:
        pairs = zip(self.widths, looks, strict=False)
        return [max(width * FITTING - LOST, 4) if look.wrap else inf for width, look in pairs]

    def write(self, *cells: tuple[Value, Look]) -> None:
        """Write one row of cells, each in a look of its own."""
        values, looks = [value for value, _look in cells], [look for _value, look in cells]
        size = max((look.size for look in looks), default=0)
        self._append(values, [self.pen(look).cell for look in looks], self._rooms(looks), size / TEXT.size)

    def write_table(
        self, columns: Sequence[Column[Item]], items: Iterable[Item], looks_of: Looks | None = None
    ) -> None:
        """Write a table with its headings; pens are looked up once for rows of the same looks, for there may be thousands."""
        self.write(*((column.heading, replace(HEADING, align=column.look.align)) for column in columns))
        looks, tellers = [column.look for column in columns], [column.value for column in columns]
        pens, rooms = self._pens_and_rooms(looks)
        for item in items:
            wanted = looks_of(item) if looks_of else looks
            if wanted is not looks:
                looks = wanted
                pens, rooms = self._pens_and_rooms(looks)
            self._append([teller(item) for teller in tellers], pens, rooms)

    def _pens_and_rooms(self, looks: Sequence[Look]) -> tuple[list[Callable], list[float]]:
        return [self.pen(look).cell for look in looks], self._rooms(looks)

    def write_list(
        self,
        columns: Sequence[Column[Item]],
        items: Iterable[Item],
        *,
        frozen_columns: int = 0,
        looks_of: Looks | None = None,
    ) -> None:
        """Fill the sheet with one table from its first row: headings frozen and repeated in print, filters on.

        ``looks_of`` gives the looks of an item's cells where they aren't the columns' own.
        """
        self.set_widths(column.width for column in columns)
        self.worksheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}2"
        self.worksheet.print_title_rows = "1:1"
        self.write_table(columns, items, looks_of)
        self.worksheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(self.rows)}"
        self._colour_words(columns)

    def _colour_words(self, columns: Sequence[Column[Item]]) -> None:
        """By conditional formats, so that a word changed or sorted in Excel keeps its colour."""
        for number, column in enumerate(columns, start=1):
            letter = get_column_letter(number)
            for word, ink in column.inks.items():
                rule = CellIsRule(
                    "equal", ['"{}"'.format(word.replace('"', '""'))], font=Font(color=ink.lstrip("#"), bold=True)
                )
                self.worksheet.conditional_formatting.add(f"{letter}2:{letter}{max(len(self.rows), 2)}", rule)

    def _append(self, values: list[Value], pens: list[Callable], rooms: list[float], scale: float = 1) -> None:
        """Heights are told, since not every program works them out, but not as fixed: Excel may change them."""
        number = len(self.rows) + 1
        lines = max(lines_needed(values, rooms), scale)
        height = f' ht="{lines * LINE_HEIGHT + 3:.1f}"' if lines > 1 else ""
        cells = (pen(f"{letter}{number}", value) for letter, pen, value in zip(LETTERS, pens, values, strict=False))
        self.rows.append(f'<row r="{number}"{height}>{"".join(cells)}</row>')


class Book:
    """A workbook with its properties; every sheet prints on A4 landscape with ``page_words`` ("Page {page} / {pages}")."""

    def __init__(self, *, title: str, creator: str, language: str, made_at: datetime, page_words: str) -> None:
        self.sheets: list[Sheet] = []
        self.title, self.page_words = title, page_words
        self._workbook = Workbook(write_only=True)
        properties = self._workbook.properties
        properties.title, properties.creator = for_xml(title), for_xml(creator)
        properties.language, properties.created = language, _as_utc(made_at)

    def add_sheet(self, title: str) -> Sheet:
        worksheet = self._workbook.create_sheet(clean_title(title))
        _set_up_print(worksheet, left=self.title, right=title, centre=self.page_words)
        self.sheets.append(Sheet(worksheet))
        return self.sheets[-1]

    def save(self, file: IO[bytes]) -> None:
        self._workbook.properties.modified = self._workbook.properties.created
        sheets = {sheet.worksheet: sheet for sheet in self.sheets}
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            RowWriter(self._workbook, archive, sheets).save()


class RowWriter(ExcelWriter):
    """Puts our rows where openpyxl has left an empty sheet's, and our notes where it would gather those of its cells."""

    def __init__(self, workbook: Workbook, archive: ZipFile, sheets: dict[WriteOnlyWorksheet, Sheet]) -> None:
        super().__init__(workbook, archive)
        self._sheets = sheets

    def write_worksheet(self, ws: WriteOnlyWorksheet) -> None:
        ws._get_writer()
        ws._comments = self._sheets[ws].notes
        ws.close()
        file = Path(ws._writer.out)
        head, tail = EMPTY_DATA.split(file.read_text("utf-8"), maxsplit=1)
        file.write_text("".join((head, "<sheetData>", *self._sheets[ws].rows, "</sheetData>", tail)), "utf-8")
        super().write_worksheet(ws)


def _as_utc(moment: datetime) -> datetime:
    """Document properties are in UTC without saying so."""
    return (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)


def _set_up_print(worksheet: WriteOnlyWorksheet, *, left: str, right: str, centre: str) -> None:
    worksheet.page_setup.paperSize = A4
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = worksheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.65, 0.35, 0.3
    header, footer = worksheet.HeaderFooter.oddHeader, worksheet.HeaderFooter.oddFooter
    header.left.text, header.right.text = _in_header(left), _in_header(right)
    footer.center.text = centre.format(page="&P", pages="&N")


def _in_header(text: str) -> str:
    """Ampersands begin codes there, and the whole may take 255 characters."""
    return for_xml(text).replace("&", "&&")[:100]
