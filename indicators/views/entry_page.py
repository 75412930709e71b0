"""The table of an entry as it is shown: every cell with what is wrong in it, and the summary above."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.imports.coefficient.checking import Trouble
from indicators.imports.coefficient.columns import Column
from indicators.imports.coefficient.filling import field_of
from indicators.imports.coefficient.table import TOTAL, Loose, Table

MOST_LISTED = 20


@dataclass(frozen=True)
class ShownCell:
    name: str
    value: str
    column: Column
    label: str
    error: str

    @property
    def is_text(self) -> bool:
        return self.column.is_text


@dataclass(frozen=True)
class ShownRow:
    """``anchor`` is the id of the row, ``error`` what is wrong with all of it."""

    anchor: str
    title: str
    cells: list[ShownCell]
    error: str = ""
    line: int = 0
    name: str = ""


@dataclass(frozen=True)
class Listed:
    """A trouble in the summary: where it is, and the id of the field that mends it."""

    place: str
    text: str
    target: str


class Shown:
    """``is_text``: the table stands as one text, so that only rows can be named."""

    def __init__(self, table: Table, troubles: list[Trouble], titles: Mapping[str, str], *, is_text: bool) -> None:
        self.table, self.titles, self.is_text = table, titles, is_text
        self.columns = table.columns
        self._told = [each for each in troubles if each.is_listed]
        self._errors = {(each.row, each.column): each.text for each in reversed(troubles)}
        self._labels = {each.key: each.label for each in table.columns}

    @property
    def rows(self) -> list[ShownRow]:
        return [self._row(code, self.titles[code], cells) for code, cells in self.table.areas.items()]

    @property
    def total(self) -> ShownRow:
        return self._row(TOTAL, _("Total in the source"), self.table.total)

    @property
    def loose(self) -> list[ShownRow]:
        return [self._loose(number, row) for number, row in enumerate(self.table.loose, start=1)]

    def _loose(self, number: int, row: Loose) -> ShownRow:
        title = (
            _("Row %(number)s") % {"number": row.line}
            if row.line
            else _("Unplaced row %(number)s") % {"number": number}
        )
        shown = self._row(f"x{number}", title, row.cells)
        return ShownRow(shown.anchor, title, shown.cells, shown.error, row.line, row.name)

    def _row(self, row: str, title: str, cells: Mapping[str, str]) -> ShownRow:
        shown = [
            ShownCell(
                name=field_of(row, each.key),
                value=cells.get(each.key, ""),
                column=each,
                label=f"{title}: {each.label}",
                error=self._errors.get((row, each.key), ""),
            )
            for each in self.columns
        ]
        return ShownRow(f"r-{row}", title, shown, self._errors.get((row, ""), ""))

    @property
    def listed(self) -> list[Listed]:
        return [self._listed(each) for each in self._told[:MOST_LISTED]]

    @property
    def count(self) -> int:
        return len(self._told)

    @property
    def unlisted(self) -> int:
        return max(0, self.count - MOST_LISTED)

    def _listed(self, trouble: Trouble) -> Listed:
        return Listed(": ".join(self._place(trouble)), trouble.text, "table" if self.is_text else self._target(trouble))

    def _place(self, trouble: Trouble) -> Iterator[str]:
        if trouble.row.startswith("x"):
            yield self._name_of_loose(trouble.row)
        elif trouble.row:
            line = self.table.total_line if trouble.row == TOTAL else self.table.lines.get(trouble.row, 0)
            title = _("Total in the source") if trouble.row == TOTAL else self.titles[trouble.row]
            yield _("Row %(number)s, %(title)s") % {"number": line, "title": title} if line else title
            if trouble.column:
                yield self._labels.get(trouble.column, "")

    def _name_of_loose(self, row: str) -> str:
        loose = self.table.loose[int(row[1:]) - 1]
        return _("Row %(number)s") % {"number": loose.line} if loose.line else loose.name

    def _target(self, trouble: Trouble) -> str:
        first = next(iter(self.table.areas), "")
        if trouble.row.startswith("x"):
            return f"{trouble.row}.name"
        if trouble.column:
            return field_of(trouble.row or first, trouble.column)
        row = trouble.row or trouble.leads_to
        return field_of(row, self.columns[0].key) if row else ""
