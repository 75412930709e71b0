"""A table as it was brought, read into rows of areas and known columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hyte.lib.text import clean, fold
from indicators.imports.coefficient import words
from indicators.imports.coefficient.cells import Raw, in_text, is_doubtful, read_cell, unsure_marks
from indicators.imports.coefficient.columns import Column, Extra, columns_of
from indicators.imports.coefficient.headings import AREA, CODE, Headings, Target
from indicators.imports.coefficient.pasting import Rows, cut
from indicators.imports.coefficient.table import TOTAL_WORDS, Places, Table
from indicators.models import RuleSet
from indicators.queries.coefficient_areas import AreaNames

NUMBERED = re.compile(r"^\d{1,3}[.)]\s+(?=\D)")  # a place before the name
YEARS = re.compile(r"(?:19|20)\d\d", re.ASCII)
ABSENT = "\N{EN DASH}"
MOST_ROWS = 1_500
MOST_HEADINGS = 20  # rows above the first area that may be headings
MOST_TOLD = 8  # headings or rows that are named in one remark


@dataclass(frozen=True)
class Layout:
    """Which column of what was brought is which, and where the rows of areas begin."""

    targets: Mapping[int, Target]
    start: int
    by_headings: bool
    unknown: tuple[str, ...] = ()
    spare: int = 0  # columns beyond those of the template; below zero: too few

    def names(self, row: Sequence[Raw]) -> list[str]:
        places = sorted(place for place, each in self.targets.items() if each == AREA)
        places += sorted(place for place, each in self.targets.items() if each == CODE)
        return [text for place in places if place < len(row) and (text := _text(row[place]))]

    def cells(self, row: Sequence[Raw]) -> dict[Column, Raw]:
        return {
            each: row[place] for place, each in self.targets.items() if isinstance(each, Column) and place < len(row)
        }


class Reader:
    """Reads tables for one set of rules and one depth of entry."""

    def __init__(self, rule_set: RuleSet, depth: str, names: AreaNames) -> None:
        self.rule_set, self.depth, self.names = rule_set, depth, names
        self.every = columns_of(rule_set, depth, set(Extra))
        self.headings = Headings(self.every)

    def columns(self, extras) -> list[Column]:
        return columns_of(self.rule_set, self.depth, extras)

    def cut(self, text: str) -> Rows:
        """By the number of columns that fits most rows, where only single spaces part them."""
        widths = [1 + len(self.columns(extras)) for extras in ((), {Extra.PUBLISHED})]
        return max((cut(text, width) for width in widths), key=lambda rows: sum(map(len, rows)))

    def read(self, brought: Rows, extras=()) -> Table:
        rows = brought[:MOST_ROWS]
        layout = self._layout(rows)
        taken = list(self._data(rows, layout))
        figures = [read_cell(raw) for _line, _names, cells in taken for raw in _figures(cells)]
        in_doubt = _has_doubtful(taken, unsure_marks(figures))
        used = {each for _line, _names, cells in taken for each, raw in cells.items() if raw != ""}
        places = Places(self.columns(_extras(used) | set(extras)), self.names)
        for line, names, cells in taken:
            places.put(
                self._name(names), {each.key: _kept(each, raw, in_doubt=in_doubt) for each, raw in cells.items()}, line
            )
        table = places.table
        if len({each.mark for each in figures if each.mark}) > 1:
            table.remarks.append(words.both_marks())
        table.remarks += self._remarks(rows, layout, {line for line, _names, _cells in taken})
        table.troubles += self._troubles(layout, bool(taken))
        if surplus := len(brought) - len(rows) + table.surplus:
            table.troubles.append(words.surplus_rows(surplus))
        return table

    def _layout(self, rows: Rows) -> Layout:
        data = (number for number, row in enumerate(rows) if self._is_data(row) or _has_figures(row))
        first = next(data, len(rows))
        found = [
            (number, self.headings.match([_text(raw) for raw in rows[number]]))
            for number in range(max(0, first - MOST_HEADINGS), first)
        ]
        number, targets = max(found, key=lambda each: len(each[1]), default=(0, {}))
        if any(isinstance(each, Column) for each in targets.values()):
            return self._by_headings(rows, number, targets)
        return self._by_order(rows, first)

    def _by_headings(self, rows: Rows, number: int, targets: dict[int, Target]) -> Layout:
        if AREA not in targets.values() and CODE not in targets.values():
            targets = {self._area_place(rows[number + 1 :]): AREA} | targets
        told = [(place, _text(raw)) for place, raw in enumerate(rows[number])]
        unknown = tuple(text for place, text in told if text and place not in targets)
        return Layout(targets, number + 1, True, unknown)

    def _by_order(self, rows: Rows, first: int) -> Layout:
        """Without known headings the columns are those of the template, from the name of the area on."""
        place = self._area_place(rows[first:])
        width = max((len(row) for row in rows[first:]), default=0) - place - 1
        extras = {Extra.PUBLISHED} if width > len(self.columns(())) else set()
        order = self.columns(extras)
        targets: dict[int, Target] = {place: AREA}
        targets |= {place + 1 + number: each for number, each in enumerate(order[:width])}
        return Layout(targets, first, False, spare=width - len(order) if not extras or width > len(order) else 0)

    def _is_data(self, row: Sequence[Raw]) -> bool:
        return len(row) > 1 and any(self._is_area(raw) for raw in row)

    def _is_area(self, raw: Raw) -> bool:
        if isinstance(raw, Decimal) or not raw or read_cell(raw).number is not None:
            return False
        name = NUMBERED.sub("", raw)
        return bool(self.names.find(name) or self.names.former(name))

    def _area_place(self, rows: Rows) -> int:
        """The column that names most areas; the first one where none does."""
        width = max((len(row) for row in rows), default=0)
        counts = [sum(place < len(row) and self._is_area(row[place]) for row in rows) for place in range(width)]
        return max(range(width), key=lambda place: (counts[place], -place), default=0)

    def _data(self, rows: Rows, layout: Layout) -> Iterator[tuple[int, list[str], dict[Column, Raw]]]:
        """The rows that tell of an area, or have figures; titles and footnotes don't."""
        for number in range(layout.start, len(rows)):
            row = rows[number]
            names, cells = layout.names(row), layout.cells(row)
            has_figures = any(read_cell(raw).number is not None for raw in _figures(cells))
            if has_figures or (names and self._is_known(names)):
                yield number + 1, names, cells

    def _is_known(self, names: list[str]) -> bool:
        return any(self._is_area(each) or fold(each) in TOTAL_WORDS for each in names)

    def _name(self, names: list[str]) -> str:
        """The name where it is known, else the code, else the name as it was."""
        plain = [NUMBERED.sub("", each) for each in names]
        return next((each for each in plain if self.names.find(each)), plain[0] if plain else "")

    def _remarks(self, rows: Rows, layout: Layout, taken: set[int]) -> Iterator[str]:
        left_out = [
            (number, " ".join(map(_text, row)))
            for number, row in enumerate(rows[layout.start :], start=layout.start + 1)
            if any(map(_text, row)) and number not in taken
        ]
        if not layout.by_headings and taken:
            yield words.columns_by_order([each for each in layout.targets.values() if isinstance(each, Column)])
        if layout.unknown:
            yield words.columns_left_out(layout.unknown[:MOST_TOLD])
        for number, text in left_out[:MOST_TOLD]:
            yield words.row_left_out(number, text)

    def _troubles(self, layout: Layout, has_rows: bool) -> Iterator[str]:
        if not has_rows:
            yield _("No row with a known area and figures was found. Each area needs a row that begins with its name.")
        elif layout.spare > 0:
            yield words.too_many_columns(layout.spare)
        elif layout.spare < 0:
            yield words.too_few_columns(-layout.spare)
        elif layout.by_headings:
            there = set(layout.targets.values())
            if lacking := [each for each in self.columns(()) if each not in there]:
                yield words.columns_missing(lacking[:MOST_TOLD])


def _extras(columns: set[Column]) -> set[Extra]:
    """What stands beside the figures, where it says anything."""
    return {Extra.SOURCES if each.is_text else Extra.PUBLISHED for each in columns if each.is_extra}


def _has_figures(row: Sequence[Raw]) -> bool:
    told = [raw for raw in row if not YEARS.fullmatch(str(raw)) and read_cell(raw).number is not None]
    return len(told) > 1


def _figures(cells: Mapping[Column, Raw]) -> list[Raw]:
    return [raw for each, raw in cells.items() if not each.is_text]


def _has_doubtful(taken: Sequence[tuple[int, list[str], dict[Column, Raw]]], unsure: set[str]) -> bool:
    every = (pair for _line, _names, cells in taken for pair in cells.items() if not pair[0].is_text)
    return any(is_doubtful(read_cell(raw), unsure, is_large=column.is_summed) for column, raw in every)


def _kept(column: Column, raw: Raw, *, in_doubt: bool) -> str:
    """A figure that can be read in the one way of writing; anything else as it was.

    Where some figure of the table is ``in_doubt``, all marks stay as they were: they are what the doubt is about.
    """
    if column.is_text:
        return _text(raw)
    figure = read_cell(raw)
    if figure.is_absent:
        return ABSENT
    is_clear = figure.number is not None and not (in_doubt and (figure.mark or figure.parted_by))
    return in_text(figure.number) if is_clear else _text(raw)


def _text(raw: Raw) -> str:
    return in_text(raw) if isinstance(raw, Decimal) else clean(raw).replace("\n", " ")
