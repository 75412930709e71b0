"""What a spreadsheet holds once it has been read."""

from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl.utils import get_column_letter

from hyte.lib.text import clean

CellValue = str | int | float | bool | date | datetime | None


@dataclass(slots=True)
class Cell:
    """A value as it was stored, the formula that it is the result of, and whether a merged cell has lent it.

    ``lent`` is "down" or "across" in the cells that a merged one covers: they carry the value of its first cell.
    ``fault`` tells why the value can't be used: an error of the spreadsheet (#REF!), a formula without a stored result,
    a formula that fetches from another file.
    """

    value: CellValue = None
    formula: str = ""
    lent: str = ""
    fault: str = ""

    @property
    def text(self) -> str:
        """The value as one reads it, without soft hyphens and spare spaces; whole numbers without decimals."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, datetime | date):
            return f"{self.value.day}.{self.value.month}.{self.value.year}"
        return "" if self.value is None else clean(str(self.value))

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.fault


EMPTY = Cell()


@dataclass
class Grid:
    """One sheet; ``rows[0]`` is row 1. Rows end at their last cell in use, so they may be of different lengths."""

    title: str
    rows: list[list[Cell]] = field(default_factory=list)
    hidden: bool = False
    very_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and a column, both counted from 1."""
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else EMPTY

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


@dataclass
class GridBook:
    """A workbook, or a text file as a workbook of one sheet; ``notes`` tell what the reader noticed of the whole."""

    sheets: list[Grid]
    notes: list[str] = field(default_factory=list)


def place(column: int, row: int) -> str:
    """The name of a cell as a spreadsheet shows it: (2, 3) → "B3"."""
    return f"{get_column_letter(column)}{row}"
