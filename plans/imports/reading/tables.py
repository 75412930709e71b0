"""The rows of a sheet's table: what is given once for several measures stands on each of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext as _

from hyte.lib.workbooks import Cell
from plans.imports.outcomes import Finding, Level
from plans.imports.reading.extent import is_sum, own_cells, says
from plans.imports.reading.headers import MEASURE_KEYS
from plans.imports.reading.headings import one_line
from plans.imports.reading.understanding import ReadSheet
from plans.workbook.columns import KEEP, SKIP
from plans.workbook.readings import quoted
from plans.workbook.words import plain

PLACES = ("section", "focus_area", "goal", "goal_identifier")
GOAL = re.compile(r"(?:tavoite|mål|goal)\b", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]{2}")
LONGEST_IDENTIFIER = 20
REPEATED = 2  # cells that equal their headings make a row the headings once more
SPARE = 10  # marks and soft hyphens that a heading may have besides its letters

Placed = tuple[int, Cell]  # a cell with the number of its column


@dataclass
class TableRow:
    """A row with a measure, or with cells that belong to none: then it has neither its number nor its wording.

    ``cells`` are those that say something, by the column's key; a section, focus area or goal that was given above stands
    there with the column in which it was given. ``kept`` are cells of columns that the plan has no place for, each with its
    heading. ``findings`` may tell of rows just above that aren't rows of a measure.
    """

    number: int
    cells: dict[str, Placed] = field(default_factory=dict)
    kept: list[tuple[str, int, Cell]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_measure(self) -> bool:
        return not MEASURE_KEYS.isdisjoint(self.cells)


def table_rows(sheet: ReadSheet) -> Iterator[TableRow]:
    """The rows of the table from the top; empty ones, titles and repeated headings aren't among them."""
    return Table(sheet).rows() if sheet.header else iter(())


class Table:
    def __init__(self, sheet: ReadSheet) -> None:
        self.sheet = sheet
        self.columns = [column for column in sheet.columns if column.key != SKIP]
        self.headings = {column.number: plain(column.heading) for column in self.columns}
        self.by_key = {column.key: column for column in self.columns if column.key != KEEP}
        self.given: dict[str, Placed] = {}  # places given above
        self.told: list[Finding] = []  # of rows above, until a row carries them
        self.after_title = False

    def rows(self) -> Iterator[TableRow]:
        for number in range(self.sheet.header[1] + 1, self.sheet.last_row + 1):
            own = own_cells(self.sheet.grid, number)
            if own and not self._passes_over(number, own):
                row = self._row(number)
                if row.is_measure or row.kept or set(row.cells).difference(PLACES):
                    row.findings, self.told = self.told + row.findings, []
                    yield self._complete(row)

    def _passes_over(self, number: int, own: list[Placed]) -> bool:
        """Whether the row is no measure's: then what it says of the rows below is taken."""
        title = self._title(number, own)
        if title is not None:
            self._take_title(number, title)
        self.after_title = title is not None
        return title is not None or self._is_heading(number) or self._is_sum(number, own)

    def _is_heading(self, number: int) -> bool:
        cells = ((self.headings[column.number], self.sheet.grid.cell(number, column.number)) for column in self.columns)
        return sum(_repeats(heading, cell) for heading, cell in cells) >= REPEATED

    def _is_sum(self, number: int, own: list[Placed]) -> bool:
        if not is_sum(own) or not any(
            isinstance(cell.value, int | float) or cell.text.isdigit() for _n, cell in own[1:]
        ):
            return False
        self._tell(number, Level.NOTE, _("The row counts other rows, so it isn't read."))
        return True

    def _tell(self, number: int, level: Level, text: str) -> None:
        self.told.append(Finding(level, text, self.sheet.title, number))

    # Titles between the rows

    def _title(self, number: int, own: list[Placed]) -> Placed | None:
        """A text that stands alone on its row, merged across or outside the columns of a measure's own."""
        if len(own) != 1 or not LETTERS.search(own[0][1].text):
            return None
        column, cell = own[0]
        key = next((each.key for each in self.columns if each.number == column), "")
        across = self.sheet.grid.cell(number, column + 1).lent == "across"
        if across or self._is_section(cell.text):
            return own[0]
        if key == "identifier":
            return own[0] if _is_no_identifier(cell.text) else None
        if key in MEASURE_KEYS or (key in PLACES and self._is_given_once(key, number)):
            return None
        return own[0] if column == self._first_column or key == KEEP else None

    @property
    def _first_column(self) -> int:
        return min((column.number for column in self.columns), default=0)

    def _is_given_once(self, key: str, number: int) -> bool:
        """Whether the cell under a lone section or goal is blank: then it is the value of the rows below, not a title."""
        below = (row for row in range(number + 1, self.sheet.last_row + 1) if own_cells(self.sheet.grid, row))
        following = next(below, 0)
        return bool(following) and not says(self.sheet.grid.cell(following, self.by_key[key].number))

    def _is_section(self, text: str) -> bool:
        names = self.sheet.section_names
        return plain(text) in names or plain(re.sub(r"^\W*\d+\W*", "", text)) in names

    def _take_title(self, number: int, title: Placed) -> None:
        key = self._key_of_title(title[1].text)
        if not key:
            text = _("The row holds only “%(text)s”, which belongs to no measure, so it isn't read.")
            self._tell(number, Level.WARNING, text % {"text": quoted(title[1].text)})
        else:
            self._give(key, title)
            for lower in PLACES[PLACES.index(key) + 1 :]:
                self.given.pop(lower, None)

    def _key_of_title(self, text: str) -> str:
        """A section or a goal; "" where the table tells both of them in its columns."""
        no_section = "section" not in self.by_key and not self.sheet.section
        if self._is_section(text):
            return "section"
        if GOAL.match(text) or ("goal" not in self.by_key and (not no_section or self.after_title)):
            return "goal"
        return "section" if no_section else ""

    # Rows of measures

    def _row(self, number: int) -> TableRow:
        row = TableRow(number)
        for column in self.columns:
            cell = self.sheet.grid.cell(number, column.number)
            if cell.lent == "across" or not says(cell):
                continue
            if column.key == KEEP:
                row.kept.append((column.heading, column.number, cell))
            else:
                row.cells[column.key] = (column.number, cell)
        self._leave_merged_measure(row)
        self._take_places(row)
        return row

    def _leave_merged_measure(self, row: TableRow) -> None:
        """A measure merged downwards was read on its first row; what stands beside it below can't be told apart."""
        measures = {key: row.cells[key][1] for key in MEASURE_KEYS.intersection(row.cells)}
        if not measures or any(cell.lent != "down" for cell in measures.values()):
            return
        own = [key for key, (_column, cell) in row.cells.items() if cell.lent != "down"]
        row.kept = [each for each in row.kept if each[2].lent != "down"]
        row.cells = {key: row.cells[key] for key in own}
        text = _("The measure is merged with the row above: write all of it on one row, with line breaks in the cells.")
        row.findings.append(Finding(Level.NOTE, text, self.sheet.title, row.number))

    def _take_places(self, row: TableRow) -> None:
        """Remember the places that the row gives; a new one ends those that stand to the right of it."""
        for key in sorted(set(PLACES).intersection(row.cells), key=lambda key: row.cells[key][0]):
            placed = row.cells[key]
            if key not in self.given or self.given[key][1].value != placed[1].value:
                self._end_lower(key, placed[0])
            self._give(key, placed)

    def _give(self, key: str, placed: Placed) -> None:
        self.given[key] = placed[0], Cell(placed[1].value, lent="down")

    def _end_lower(self, key: str, column: int) -> None:
        for lower in [each for each, (number, _cell) in self.given.items() if number > column]:
            del self.given[lower]
        if key in ("goal", "goal_identifier"):
            self.given.pop("goal", None)
            self.given.pop("goal_identifier", None)

    def _complete(self, row: TableRow) -> TableRow:
        for key, placed in self.given.items():
            from_title = key not in self.by_key
            if row.is_measure and (from_title or (self.sheet.fills_down and not self._is_on_each_row(key))):
                row.cells.setdefault(key, placed)
        return row

    def _is_on_each_row(self, key: str) -> bool:
        """A goal without focus areas is no gap where the goals that have some say so on each of their rows."""
        return key == "focus_area" and self._repeats_focus_area

    @cached_property
    def _repeats_focus_area(self) -> bool:
        rows = range(self.sheet.header[1] + 1, self.sheet.last_row + 1)
        texts = (self._own_text(row, "focus_area") for row in rows)
        return any(upper == lower != "" for upper, lower in pairwise(texts))

    def _own_text(self, row: int, key: str) -> str:
        cell = self.sheet.grid.cell(row, self.by_key[key].number)
        return "" if cell.lent else cell.text


def _repeats(heading: str, cell: Cell) -> bool:
    """Whether the cell is its column's plain heading, or the lower one of two."""
    if not isinstance(cell.value, str) or len(cell.value) > len(heading) + SPARE:
        return False
    text = plain(one_line(cell.value))
    return bool(text) and (text == heading or heading.endswith(f" {text}"))


def _is_no_identifier(text: str) -> bool:
    """A title in the column of numbers: "Perheet", "Tavoite 3: Arki sujuu"."""
    return not re.search(r"\d", text) or bool(GOAL.match(text)) or len(text) > LONGEST_IDENTIFIER
