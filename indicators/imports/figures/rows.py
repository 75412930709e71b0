"""The rows of a table of figures, read one by one; nothing here knows which areas and indicators there are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from hyte.lib.workbooks import Cell, Grid
from indicators.imports.figures.layout import Layout
from indicators.imports.figures.problems import Problem, Refused
from indicators.imports.figures.roles import FIGURES, Part
from indicators.imports.figures.values import read_figure, read_sex, read_year
from indicators.services.figures import Figure

EMPTY = Figure(None, None)
Group = dict[Part, int]  # the columns that tell of one year and sex


class Told(NamedTuple):
    """What a cell tells, or why it is refused."""

    value: Any = None
    refused: Refused | None = None


@dataclass(slots=True)
class Entry:
    """A figure as a row tells it; a row has several where years or sexes stand side by side.

    ``indicator``, ``code`` and ``area`` are what the cells say. ``column`` is the figure's. The year is None and the sex ""
    where the row doesn't tell them.
    """

    row: int
    column: int
    indicator: str
    code: str
    area: str
    year: int | None
    sex: str
    figure: Figure
    refused: Refused | None

    @property
    def is_empty(self) -> bool:
        return self.figure == EMPTY and self.refused is None


@dataclass(frozen=True)
class Table:
    grid: Grid
    layout: Layout

    def entries(self) -> Iterator[Entry]:
        for row in range(self.layout.header + 1, len(self.grid.rows) + 1):
            if any(not self.grid.cell(row, column).is_empty for column in self._used):
                yield from self._entries_of(row)

    @cached_property
    def _used(self) -> list[int]:
        return [number for number, role in self.layout.columns.items() if role.part is not Part.SKIP]

    @cached_property
    def _place_columns(self) -> dict[Part, int | None]:
        return {part: self.layout.column(part) for part in Part if part not in FIGURES}

    @cached_property
    def _groups(self) -> dict[tuple[int | None, str], Group]:
        groups: dict[tuple[int | None, str], Group] = {}
        for number, role in self.layout.figure_columns.items():
            groups.setdefault((role.year, role.sex), {})[role.part] = number
        return groups

    def _entries_of(self, row: int) -> Iterator[Entry]:
        texts = [self._cell(row, part).text for part in (Part.INDICATOR, Part.CODE, Part.AREA)]
        row_year, row_sex = _told(self._year, row), _told(self._sex, row)
        for (year, sex), group in self._groups.items():
            of_year = Told(year) if year else row_year
            of_sex = Told(sex) if sex else row_sex
            figure = _told(self._figure, row, group)
            # A row without a figure, a note under the table among them, need not tell its place.
            of_place = None if figure.value == EMPTY else of_year.refused or of_sex.refused
            column = group.get(Part.VALUE) or group[Part.CASES]
            refused = figure.refused or of_place
            yield Entry(row, column, *texts, of_year.value, of_sex.value or "", figure.value or EMPTY, refused)

    def _cell(self, row: int, part: Part) -> Cell:
        column = self._place_columns[part]
        return self.grid.cell(row, column) if column else Cell()

    def _year(self, row: int) -> int:
        return read_year(self._cell(row, Part.YEAR)) if self._place_columns[Part.YEAR] else self.layout.year

    def _sex(self, row: int) -> str:
        return read_sex(self._cell(row, Part.SEX))

    def _figure(self, row: int, group: Group) -> Figure:
        value, cases = (
            read_figure(self.grid.cell(row, group[part])) if part in group else None
            for part in (Part.VALUE, Part.CASES)
        )
        if cases is not None and cases < 0:
            raise Refused(Problem.NEGATIVE, self.grid.cell(row, group[Part.CASES]).text)
        return Figure(value, cases)


def _told(read: Callable[..., Any], *about: Any) -> Told:
    try:
        return Told(read(*about))
    except Refused as refused:
        return Told(refused=refused)
