"""A table of figures as it stands before it is calculated from: a row for each area, and what found no place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hyte.lib.text import clean, fold
from indicators.imports.coefficient.columns import Column
from indicators.models import Region
from indicators.queries.coefficient_areas import AreaNames

TOTAL = "total"
WORDS_OF_TOTAL = (
    "yhteensä, yht, yht., summa, koko maa, suomi, kaikki, manner-suomi, koko maa yhteensä, hyvinvointialueet yhteensä, "
    "sammanlagt, totalt, hela landet, hela finland, finland, samtliga, total, sum, whole country, all, mainland finland"
)
TOTAL_WORDS = frozenset(fold(word) for word in WORDS_OF_TOTAL.split(", "))
MOST_LOOSE = 40  # each takes a row of fields


class Misplaced(StrEnum):
    """Why a row has no place."""

    UNKNOWN = "unknown"
    FORMER = "former"
    TWICE = "twice"
    NAMELESS = "nameless"


@dataclass
class Loose:
    """A row that has no place until its name is mended; ``line`` is its number in what was brought, 0 where unknown.

    ``meant`` is the area that the name likely means, or that has the row already.
    """

    name: str
    cells: dict[str, str]
    line: int = 0
    why: Misplaced = Misplaced.UNKNOWN
    meant: Region | None = None


@dataclass
class Table:
    """``areas`` has the cells of every area by its code, as texts by the columns' keys; ``total`` those of the row of sums.

    ``lines`` tells on which rows of what was brought the areas stood. ``troubles`` and ``remarks`` are of the whole.
    """

    columns: Sequence[Column]
    areas: dict[str, dict[str, str]]
    total: dict[str, str] = field(default_factory=dict)
    loose: list[Loose] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    total_line: int = 0
    surplus: int = 0  # rows without a place beyond those that are kept
    troubles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """(row, column key, text) of all figures: the rows of areas by their codes, then the row of sums as "total"."""
        numbers = {each.key for each in self.columns if not each.is_text}
        for code, cells in [*self.areas.items(), (TOTAL, self.total)]:
            yield from ((code, key, text) for key, text in cells.items() if text and key in numbers)

    def is_bare(self, code: str) -> bool:
        return not any(self.areas[code].values())


class Places:
    """Puts rows where they belong."""

    def __init__(self, columns: Sequence[Column], names: AreaNames) -> None:
        self.names = names
        self.table = Table(columns, {region.code: {} for region in names.regions})

    def put(self, name: str, cells: dict[str, str], line: int = 0) -> None:
        if fold(clean(name)) in TOTAL_WORDS and not self.table.total:
            self.table.total, self.table.total_line = cells, line
            return
        region = self.names.find(name) if clean(name) else None
        if region and self.table.is_bare(region.code):
            self.table.areas[region.code] = cells
            self.table.lines[region.code] = line
        elif len(self.table.loose) < MOST_LOOSE:
            self.table.loose.append(self._loose(name, cells, line, region))
        else:
            self.table.surplus += 1

    def _loose(self, name: str, cells: dict[str, str], line: int, region: Region | None) -> Loose:
        if region:
            return Loose(name, cells, line, Misplaced.TWICE, region)
        if not clean(name):
            return Loose(name, cells, line, Misplaced.NAMELESS)
        if former := self.names.former(name):
            return Loose(name, cells, line, Misplaced.FORMER, former)
        return Loose(name, cells, line, Misplaced.UNKNOWN, self.names.likeliest(name))
