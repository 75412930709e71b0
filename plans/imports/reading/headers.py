"""Where a sheet's headings stand: one row or two, anywhere near its top."""

from collections.abc import Iterator
from dataclasses import dataclass

from hyte.lib.workbooks import Cell, Grid
from hyte.lib.workbooks.cells import EMPTY
from plans.imports.reading.headings import LONGEST, Match, exact, exact_pair, match_heading, match_pair, one_line

SEARCHED_ROWS = 40
FEWEST = 2  # headings that make a header
MEASURE_KEYS = frozenset({"identifier", "wording_fi", "wording_sv"})

Header = tuple[int, int]


@dataclass(frozen=True)
class Heading:
    """The heading of a column, with its upper row where there are two."""

    number: int
    parent: str
    child: str

    @property
    def text(self) -> str:
        return " ".join(dict.fromkeys(filter(None, (self.parent, self.child))))

    @property
    def match(self) -> Match:
        return match_pair(self.parent, self.child)


def find_header(grid: Grid) -> Header | None:
    """The first and the last row of the headings; None where no row has at least two that we know."""
    numbers = range(1, min(SEARCHED_ROWS, len(grid.rows)) + 1)
    scored = [*(_score(grid, number, number) for number in numbers), *(_score(grid, n, n + 1) for n in numbers)]
    best = max(scored, default=(0, False, 0, (0, 0)))
    return best[-1] if best[0] >= FEWEST else _find_loosely(grid, numbers)


def headings_of(grid: Grid, header: Header) -> list[Heading]:
    """A heading for each column of the sheet, empty ones too."""
    first, last = header
    return [_heading(grid, first, last, number) for number in range(1, grid.width + 1)]


def _heading(grid: Grid, first: int, last: int, number: int) -> Heading:
    above = [heading_text(grid.cell(row, number)) for row in range(first, last)]
    below = grid.cell(last, number)
    child = "" if below.lent == "down" and any(above) else heading_text(below)
    return Heading(number, " ".join(dict.fromkeys(filter(None, above))), child)


def heading_text(cell: Cell) -> str:
    if cell is EMPTY or cell.value is None:
        return ""
    return one_line(cell.text)


def _score(grid: Grid, first: int, last: int) -> tuple[int, bool, int, Header]:
    """How many different headings are known: more is better, then those of a measure, then one row, then the upper row."""
    headings = list(_own_headings(grid, first, last))
    keys = {match.key for heading in headings if (match := exact_pair(heading.parent, heading.child))}
    if first != last and not _is_pair(headings):
        keys = set()
    return len(keys), not keys.isdisjoint(MEASURE_KEYS), -first - 1000 * (last - first), (first, last)


def _own_headings(grid: Grid, first: int, last: int) -> Iterator[Heading]:
    for heading in headings_of(grid, (first, last)):
        lent = grid.cell(last, heading.number).lent == "across" and first == last
        if heading.text and not lent and len(heading.text) <= LONGEST:
            yield heading


def _is_pair(headings: list[Heading]) -> bool:
    """A row of values under the headings isn't a second row of them: most of its cells would have to be known words."""
    below = [heading for heading in headings if heading.child]
    known = [heading for heading in below if exact_pair(heading.parent, heading.child) and not _is_parents(heading)]
    return any(heading.parent for heading in headings) and 2 * len(known) >= len(below) > 0


def _is_parents(heading: Heading) -> bool:
    """Whether only the upper row is known: then the lower one may well be a value."""
    return exact(heading.child) is None and exact(f"{heading.parent} {heading.child}") is None


def _find_loosely(grid: Grid, numbers: range) -> Header | None:
    """A row of headings that merely resemble ours, one of a measure among them."""
    for number in numbers:
        texts = [heading_text(cell) for cell in grid.rows[number - 1] if isinstance(cell.value, str) and not cell.lent]
        keys = {match.key for text in texts if (match := match_heading(text)).is_known}
        if len(keys) >= FEWEST and not keys.isdisjoint(MEASURE_KEYS):
            return number, number
    return None
