"""Which sheet, row of headings and columns of a file hold the figures: guessed first, then as people say."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hyte.lib.workbooks import Grid, GridBook
from indicators.imports.figures.headings import UNKNOWN, YEAR, Certainty, Guess, guess_heading, year_in
from indicators.imports.figures.roles import Part, Role, role_of
from indicators.imports.figures.values import looks_like_number

ROWS_FOR_HEADINGS = 30  # at the beginning of a sheet
SAMPLE = 40  # rows under the headings that tell what a column holds
NO_ROW = 0  # where the table has no headings
IsArea = Callable[[str], bool]


class Lack(StrEnum):
    FIGURE = "figure"
    AREA = "area"
    YEAR = "year"
    INDICATOR = "indicator"
    TWO_YEARS = "two_years"
    TWO_SEXES = "two_sexes"


LACKS: dict[Lack, str | Promise] = {
    Lack.FIGURE: _("Tell which column has the figures."),
    Lack.AREA: _("Tell which column names the areas, or choose the area of all rows."),
    Lack.YEAR: _("Tell which column has the year, or write the year of all rows."),
    Lack.INDICATOR: _("Tell which column names the indicators, or choose the indicator of all rows."),
    Lack.TWO_YEARS: _("Years are told both by a column and by headings of figures. Leave one of the two unread."),
    Lack.TWO_SEXES: _("Sexes are told both by a column and by headings of figures. Leave one of the two unread."),
}


@dataclass(frozen=True)
class Layout:
    """``header`` counts rows from 1, ``columns`` too; ``region_id`` and ``year`` are those of all rows.

    ``removes``: a place that the file leaves empty loses the figure that stands there.
    """

    sheet: int = 0
    header: int = NO_ROW
    columns: Mapping[int, Role] = field(default_factory=dict)
    region_id: int | None = None
    year: int | None = None
    removes: bool = False

    def column(self, part: Part) -> int | None:
        return next((number for number, role in self.columns.items() if role.part is part), None)

    @property
    def figure_columns(self) -> dict[int, Role]:
        return {number: role for number, role in self.columns.items() if role.is_figure}

    def lacks(self, *, has_indicator: bool) -> Iterator[Lack]:
        figures = self.figure_columns.values()
        if not figures:
            yield Lack.FIGURE
        if not (self.column(Part.AREA) or self.column(Part.CODE) or self.region_id):
            yield Lack.AREA
        if not (has_indicator or self.column(Part.INDICATOR)):
            yield Lack.INDICATOR
        yield from self._troubled_years(figures)
        if self.column(Part.SEX) and any(role.sex for role in figures):
            yield Lack.TWO_SEXES

    def _troubled_years(self, figures) -> Iterator[Lack]:
        in_column, in_headings = self.column(Part.YEAR), [role for role in figures if role.year]
        if in_column and in_headings:
            yield Lack.TWO_YEARS
        elif figures and not in_column and not self.year and len(in_headings) < len(figures):
            yield Lack.YEAR

    def to_json(self) -> dict[str, Any]:
        columns = {str(number): role.key for number, role in self.columns.items()}
        return vars(self) | {"columns": columns}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Layout":
        columns = {int(number): role_of(key) for number, key in stored.get("columns", {}).items()}
        return cls(**stored | {"columns": columns})


def guess_layout(book: GridBook, is_area: IsArea) -> Layout:
    """The sheet and the row whose headings say the most."""
    places = [(sheet, header_of(grid)) for sheet, grid in enumerate(book.sheets) if grid.rows and not grid.hidden]
    if not places:
        return Layout()
    sheet, header = max(places, key=lambda place: _known_count(book.sheets[place[0]], place[1]))
    return with_guesses(Layout(sheet=sheet, header=header), book, is_area)


def with_guesses(layout: Layout, book: GridBook, is_area: IsArea) -> Layout:
    guesses = guesses_of(book.sheets[layout.sheet], layout.header, is_area)
    return replace(layout, columns={number: guess.role for number, guess in guesses.items()})


def header_of(grid: Grid) -> int:
    rows = range(1, min(len(grid.rows), ROWS_FOR_HEADINGS) + 1)
    best = max(rows, key=lambda row: _known_count(grid, row))
    return best if _known_count(grid, best) else NO_ROW


def _known_count(grid: Grid, row: int) -> int:
    return len({guess.role for guess in _by_headings(grid, row).values() if guess.is_known}) if row else 0


def guesses_of(grid: Grid, header: int, is_area: IsArea) -> dict[int, Guess]:
    """What each column is: by its heading; where none says which holds the areas or the figures, by its cells."""
    guesses = _by_headings(grid, header)
    parts = {guess.role.part for guess in guesses.values()}
    if Part.VALUE not in parts and Part.CASES in parts:
        guesses = {number: _as_value(guess) for number, guess in guesses.items()}
    elif Part.VALUE not in parts:
        guesses |= _by_cells(grid, header, guesses, looks_like_number, Part.VALUE)
    if not parts & {Part.AREA, Part.CODE}:
        guesses |= _by_cells(grid, header, guesses, is_area, Part.AREA)
    return guesses


def _by_headings(grid: Grid, header: int) -> dict[int, Guess]:
    """Of two columns that seem to be the same, the first is taken, or the one whose heading says so plainly."""
    guesses = {number: guess_heading(heading_of(grid, header, number)) for number in range(1, grid.width + 1)}
    taken: dict[Role, int] = {}
    for number, guess in sorted(guesses.items(), key=lambda pair: (pair[1].certainty is not Certainty.SURE, pair[0])):
        if guess.is_known and taken.setdefault(guess.role, number) != number:
            guesses[number] = UNKNOWN
    return guesses


def heading_of(grid: Grid, header: int, column: int) -> str:
    """The heading; one without a year takes the year that stands alone above it."""
    if header == NO_ROW:
        return ""
    text = grid.cell(header, column).text
    above = grid.cell(header - 1, column).text if header > 1 else ""
    return f"{text} {above}" if text and YEAR.fullmatch(above) and not year_in(text) else text


def _as_value(guess: Guess) -> Guess:
    """A table that has numbers of people only: they are its figures."""
    return Guess(guess.role._replace(part=Part.VALUE), guess.certainty) if guess.role.part is Part.CASES else guess


def _by_cells(
    grid: Grid, header: int, guesses: Mapping[int, Guess], is_one: Callable[[str], bool], part: Part
) -> dict[int, Guess]:
    """The first unknown column whose cells are mostly such."""
    for number, guess in guesses.items():
        texts = [text for text in samples_of(grid, header, number) if text]
        if not guess.is_known and texts and Counter(map(is_one, texts))[True] * 2 > len(texts):
            return {number: Guess(Role(part), Certainty.LIKELY)}
    return {}


def samples_of(grid: Grid, header: int, column: int) -> list[str]:
    last = min(len(grid.rows), header + SAMPLE)
    return [grid.cell(row, column).text for row in range(header + 1, last + 1)]
