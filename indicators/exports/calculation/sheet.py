"""Sheets in which each area has the same row, so that a formula finds its neighbours by their columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from math import ceil
from typing import Protocol

from hyte.lib.sheets import COUNT, HEADING, LETTERS, TEXT, Formula, Look, Sheet, Value

FIRST_ROW = 2  # of the areas: their headings stand above
FIGURE = Look(number_format="#,##0.0####", align="right")
EXACT = Look(number_format="0.00000000", align="right")
EUROS = Look(number_format="#,##0.00", align="right")
INPUT = replace(FIGURE, fill="FFF7DB")
INPUT_COUNT = replace(COUNT, fill="FFF7DB")
WORD = Look(align="right", wrap=False)
OWN = "E2EFF0"
COLUMNS_ON_PAGE = 12

Of = Callable[[str, int], Value]  # by the area's code and the number of its row


@dataclass(frozen=True)
class Column:
    """``feet`` gives the cells under the areas. Cells wait until they are written: a formula may point at any column."""

    heading: str
    of: Of
    look: Look = FIGURE
    width: float = 12
    feet: Callable[[], Sequence[Value]] = tuple


@dataclass
class Ranges:
    """Where the columns of a sheet stand: by key, as cells of a row and as whole ranges."""

    sheet: str
    last_row: int
    letters: Mapping[str, str]

    def cell(self, key: str, row: int) -> str:
        return f"'{self.sheet}'!${self.letters[key]}{row}"

    def whole(self, key: str) -> str:
        letter = self.letters[key]
        return f"'{self.sheet}'!${letter}${FIRST_ROW}:${letter}${self.last_row}"

    def foot(self, key: str, place: int = 0) -> str:
        return f"'{self.sheet}'!${self.letters[key]}${self.last_row + 1 + place}"


Keyed = Sequence[tuple[str, Column]]  # in the order of the sheet


class Settings(Protocol):
    def cell(self, key: str) -> str:
        """The cell of a setting on the sheet of rules."""


class Places:
    """Where everything stands that a formula may point at; filled sheet by sheet, asked when cells are written."""

    inputs: Ranges
    steps: Ranges
    results: Ranges
    rules: Settings


def ranges_of(sheet: str, keys: Sequence[str], count: int) -> Ranges:
    return Ranges(sheet, FIRST_ROW + count - 1, {key: LETTERS[place] for place, key in enumerate(keys)})


def write_areas(sheet: Sheet, columns: Sequence[Column], areas: Sequence[str], own: str) -> None:
    """Headings, a row for each area, and the feet. In print the first column stands on every page."""
    sheet.set_widths(column.width for column in columns)
    sheet.worksheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.worksheet.print_title_rows, sheet.worksheet.print_title_cols = "1:1", "A:A"
    sheet.worksheet.page_setup.fitToWidth = ceil(len(columns) / COLUMNS_ON_PAGE)
    sheet.write(*((column.heading, replace(HEADING, align=column.look.align)) for column in columns))
    for row, area in enumerate(areas, start=FIRST_ROW):
        sheet.write(*((column.of(area, row), _look(column, area == own)) for column in columns))
    feet = [column.feet() for column in columns]
    looks = [replace(column.look, bold=True, fill="") for column in columns]
    for cells in zip_longest(*feet):
        sheet.write(*zip(cells, looks, strict=True))


def _look(column: Column, is_own: bool) -> Look:
    return replace(column.look, bold=True, fill=column.look.fill or OWN) if is_own else column.look


def live(text: str, result: Decimal | int | str | bool | None) -> Formula:
    """A formula and the engine's own result of it; no figure is an empty text."""
    if isinstance(result, Decimal):
        return Formula(text, float(result))
    return Formula(text, "" if result is None else result)


AREA_LOOK = replace(TEXT, wrap=False)
