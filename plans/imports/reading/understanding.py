"""What a file seems to mean before a row of it is compared: sheets, headings, columns."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from hyte.lib.workbooks import Grid, GridBook
from plans.imports.answers import Answers, SheetAnswers
from plans.imports.outcomes import Finding, Level
from plans.imports.reading.extent import last_row_of, says
from plans.imports.reading.headers import MEASURE_KEYS, Header, Heading, find_header, headings_of
from plans.imports.reading.headings import Certainty
from plans.imports.reading.roles import Columns, is_key
from plans.imports.reading.sections import NEW, may_name_section, names_in, section_named
from plans.models import Plan
from plans.workbook.columns import BY_KEY
from plans.workbook.stamp import SHEET as STAMP_SHEET
from plans.workbook.words import plain

__all__ = ["Certainty", "ReadColumn", "ReadSheet", "Understanding", "mapping_of", "shape_of", "understand"]

LOOKED_FOR = ("identifier", "goal", "wording_fi", "main", "years", "status")
SAMPLES, LONGEST_SAMPLE = 3, 80  # values of a column that are shown, and their letters
LOOKED_AT = 200  # rows that tell what a column holds


@dataclass(frozen=True)
class ReadColumn:
    """A column of the file. ``key`` is what it is taken for: a key of plans.workbook.columns, KEEP or SKIP.

    ``heading`` is the column's letter where the file has none.
    """

    number: int
    heading: str
    key: str
    certainty: Certainty
    samples: tuple[str, ...]  # a few of its values


@dataclass
class ReadSheet:
    """A sheet as it was understood; ``header`` are the first and last rows of the headings, None where none was found.

    ``last_row`` is the last row of the table: what stands under it are notes. ``section`` is the slug of the section to
    which all rows belong; of a section that a plan without sections is to get, "new:" and its name. ``section_names`` are
    plain names of the plan's sections, which may stand as titles inside the table. ``fills_down`` tells whether a section or
    goal that is given once stands for the rows below it, too: not in a workbook that we wrote.
    """

    grid: Grid
    used: bool
    header: Header | None
    columns: list[ReadColumn] = field(default_factory=list)
    last_row: int = 0
    section: str = ""
    findings: list[Finding] = field(default_factory=list)
    section_names: frozenset[str] = frozenset()
    fills_down: bool = True

    @property
    def title(self) -> str:
        return self.grid.title

    def tell(self, level: Level, text: str, column: int = 0) -> None:
        row = self.header[1] if column and self.header else 0
        self.findings.append(Finding(level, text, self.title, row, column))


@dataclass
class Understanding:
    book: GridBook
    sheets: list[ReadSheet]
    shape: str  # SHA-256 of the headings: files of the same shape are understood alike
    findings: list[Finding] = field(default_factory=list)

    @property
    def needs_a_look(self) -> bool:
        """Whether a heading isn't sure, or something of the file must be mended by choosing."""
        return any(
            column.certainty in (Certainty.LIKELY, Certainty.UNKNOWN)
            for sheet in self.sheets
            if sheet.used
            for column in sheet.columns
        )


def understand(book: GridBook, plan: Plan, answers: Answers, remembered: dict[str, Any] | None = None) -> Understanding:
    """Find tables, headings and columns; what people have said of the file goes before what was found.

    ``remembered`` is the mapping (``mapping_of``) of an earlier file of the same shape (``shape_of``). One query.
    """
    reader = Reader(book, names_in(plan), answers, remembered or {})
    sheets = [reader.read(grid) for grid in book.sheets]
    reader.leave_out_other_tables(sheets)
    reader.name_sections(sheets)
    understanding = Understanding(book, sheets, shape_of(book))
    if not any(sheet.used for sheet in sheets):
        understanding.findings.append(Finding(Level.ERROR, _nothing_found()))
    return understanding


def _nothing_found() -> str:
    text = _(
        "No table of measures was found. A row with headings such as %(headings)s was looked for: choose the sheet and the "
        "row of its headings by hand."
    )
    return text % {"headings": ", ".join(str(BY_KEY[key].heading) for key in LOOKED_FOR)}


def shape_of(book: GridBook) -> str:
    """SHA-256 of the headings, as they are found without anybody's help."""
    found = ((grid, find_header(grid) or (1, 1)) for grid in book.sheets if not (grid.hidden or grid.very_hidden))
    headings = [[plain(heading.text) for heading in headings_of(grid, header)] for grid, header in found]
    return sha256(json.dumps(headings, ensure_ascii=False).encode()).hexdigest()


def mapping_of(understanding: Understanding) -> dict[str, Any]:
    """What is worth remembering: the meanings of the headings, sheets left out, headings found only by hand."""
    tables = [sheet for sheet in understanding.sheets if sheet.header]
    used = [sheet for sheet in tables if sheet.used]
    return {
        "columns": {name: column.key for sheet in used for name, column in _named(sheet.columns)},
        "unused": [sheet.title for sheet in tables if not sheet.used],
        "headers": {sheet.title: list(sheet.header) for sheet in used if sheet.header != find_header(sheet.grid)},
    }


def _named(columns: Iterable) -> list[tuple[str, Any]]:
    """Columns or headings by their text; the second one of the same text has #2 after it."""
    seen: Counter[str] = Counter()
    named = []
    for column in columns:
        text = plain(getattr(column, "heading", None) or _name(column))
        seen[text] += 1
        named.append((text if seen[text] == 1 else f"{text}#{seen[text]}", column))
    return named


def _name(heading: Heading) -> str:
    return heading.text or get_column_letter(heading.number)


@dataclass
class Reader:
    book: GridBook
    section_names: dict[str, str]
    answers: Answers
    remembered: dict[str, Any]

    @property
    def is_ours(self) -> bool:
        return any(grid.title == STAMP_SHEET for grid in self.book.sheets)

    def read(self, grid: Grid) -> ReadSheet:
        said = self.answers.sheets.get(grid.title)
        header = self._header(grid, said)
        sheet = ReadSheet(grid, self._is_used(grid, header, said), header, fills_down=not self.is_ours)
        sheet.section_names = frozenset(self.section_names)
        if sheet.used and header is None:
            sheet.tell(Level.ERROR, _("No headings were found on the sheet. Choose the row in which they stand."))
        elif not sheet.used and not self.is_ours:
            self._tell_why_unused(sheet, said)
        if header:
            self._read_columns(sheet, said or SheetAnswers())
        return sheet

    def _header(self, grid: Grid, said: SheetAnswers | None) -> Header | None:
        header = said.header if said and said.header else self.remembered.get("headers", {}).get(grid.title)
        if header and 1 <= header[0] <= header[1] <= len(grid.rows):
            return header[0], header[1]
        return find_header(grid)

    def _is_used(self, grid: Grid, header: Header | None, said: SheetAnswers | None) -> bool:
        if said is not None:
            return said.used
        hidden = grid.hidden or grid.very_hidden
        return header is not None and not hidden and grid.title not in self.remembered.get("unused", ())

    def _tell_why_unused(self, sheet: ReadSheet, said: SheetAnswers | None) -> None:
        if said is not None or not any(says(cell) for row in sheet.grid.rows for cell in row):
            return
        if sheet.grid.hidden or sheet.grid.very_hidden:
            sheet.tell(Level.NOTE, _("The sheet is hidden, so it isn't read."))
        elif sheet.header is None:
            sheet.tell(Level.NOTE, _("The sheet has no table of measures, so it isn't read."))
        else:
            sheet.tell(Level.NOTE, _("The sheet was left out of an earlier file of this shape, so it isn't read now."))

    def _read_columns(self, sheet: ReadSheet, said: SheetAnswers) -> None:
        headings = headings_of(sheet.grid, sheet.header)
        told = self._told(headings, said)
        measures = {each.number for each in headings if told.get(each.number, each.match.key) in MEASURE_KEYS}
        sheet.last_row = last_row_of(sheet.grid, sheet.header[1], measures)
        values = {heading.number: _values(sheet, heading.number) for heading in headings}
        columns = Columns(headings, values, told).settle()
        sheet.columns = [
            _read_column(heading, columns) for heading in headings if heading.text or any(values[heading.number])
        ]
        if sheet.used:
            self._check(sheet, columns)

    def _told(self, headings: list[Heading], said: SheetAnswers) -> dict[int, str]:
        remembered = self.remembered.get("columns", {})
        told = {heading.number: remembered.get(name, "") for name, heading in _named(headings)}
        told |= {int(number): key for number, key in said.columns.items() if int(number) <= len(headings)}
        return {number: key for number, key in told.items() if is_key(key)}

    def _check(self, sheet: ReadSheet, columns: Columns) -> None:
        for level, text, number in columns.findings:
            sheet.tell(level, text, number)
        if not _has_measures(sheet):
            sheet.tell(Level.ERROR, _("No column holds the measures or their numbers. Choose it among the columns."))
        rows = range(sheet.header[1] + 1, sheet.last_row + 1)
        if sheet.grid.hidden_rows.intersection(rows) or sheet.grid.hidden_columns:
            sheet.tell(Level.NOTE, _("Hidden rows and columns are read like the others."))
        below = [
            row
            for row in range(sheet.last_row + 1, len(sheet.grid.rows) + 1)
            if any(map(says, sheet.grid.rows[row - 1]))
        ]
        if below and _has_measures(sheet):
            text = _("Rows %(first)s–%(last)s under the table look like notes and aren't read.")
            sheet.tell(Level.NOTE, text % {"first": below[0], "last": below[-1]})

    def leave_out_other_tables(self, sheets: list[ReadSheet]) -> None:
        """A table without measures beside one with them is about something else, unless people want it read."""
        found = any(sheet.used and _has_measures(sheet) for sheet in sheets)
        for sheet in sheets:
            if (
                found
                and sheet.used
                and sheet.header
                and not _has_measures(sheet)
                and sheet.title not in self.answers.sheets
            ):
                sheet.used, sheet.findings = False, []
                sheet.tell(Level.NOTE, _("The sheet has no column of measures or their numbers, so it isn't read."))

    def name_sections(self, sheets: list[ReadSheet]) -> None:
        used = [sheet for sheet in sheets if sheet.used]
        for sheet in used:
            said = self.answers.sheets.get(sheet.title)
            if said is not None and said.section is not None:
                sheet.section = said.section
            elif not any(column.key == "section" for column in sheet.columns):
                sheet.section = section_named(sheet.title, self.section_names) or self._new_section(sheet, len(used))

    def _new_section(self, sheet: ReadSheet, count: int) -> str:
        is_new = count > 1 and not self.section_names and may_name_section(sheet.title)
        return f"{NEW}{sheet.title.strip()}" if is_new else ""


def _has_measures(sheet: ReadSheet) -> bool:
    return any(column.key in MEASURE_KEYS for column in sheet.columns)


def _values(sheet: ReadSheet, number: int) -> list[str]:
    """The column's texts in the table; where the table has no end, in all of the sheet."""
    first = sheet.header[1] + 1
    last = sheet.last_row if sheet.last_row >= first else len(sheet.grid.rows)
    cells = (sheet.grid.cell(row, number) for row in range(first, last + 1))
    texts = ("" if cell.value is None or cell.lent == "across" else cell.text for cell in cells)
    values = list(islice(texts, LOOKED_AT))
    return values if any(values) else [next(filter(None, texts), "")]  # filled in only far below


def _read_column(heading: Heading, columns: Columns) -> ReadColumn:
    match = columns.matches[heading.number]
    texts = dict.fromkeys(text for text in columns.values[heading.number] if text)
    samples = tuple(text[:LONGEST_SAMPLE] for text in list(texts)[:SAMPLES])
    return ReadColumn(heading.number, _name(heading), match.key, match.certainty, samples)
