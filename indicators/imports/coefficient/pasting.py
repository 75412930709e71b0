"""A pasted text cut into the cells of a table."""

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO

from hyte.lib.text import clean, for_xml
from hyte.lib.workbooks import Cell, Grid
from indicators.imports.coefficient.cells import Raw, read_cell

WIDE = re.compile(r" {2,}")
NAME_FIRST = re.compile(r"(?P<name>(?:\d{1,3}[.)]\s+)?[^\W\d_]\D*?)\s+(?P<rest>[+\-\N{MINUS SIGN}\N{EN DASH}]?\s?\d.*)")
MINUS_APART = re.compile(r"(?<=\s)([-\N{MINUS SIGN}\N{EN DASH}+])\s+(?=\d)")
HEAD, THREE = re.compile(r"[-+\N{MINUS SIGN}\N{EN DASH}]?\d{1,3}"), re.compile(r"\d{3}(?:[.,]\d+)?%?")
MOST_WAYS = 40
MOST_TOKENS = 30
LEAST_TO_ADD = 5  # population, coefficient, flat share, share, difference

Rows = list[list[Raw]]  # rows[0] is row 1; blank ones are empty


def cut(text: str, width: int) -> Rows:
    """By tabs, semicolons or wide spaces, whichever the text has; else by single spaces where only one way gives ``width``."""
    lines = for_xml(text).split("\n")
    delimiter = next((each for each in "\t;" if any(each in line for line in lines)), "")
    if delimiter:
        return [_trimmed(cells) for cells in _records(text, delimiter) or [_by(delimiter, line) for line in lines]]
    if any(WIDE.search(line.strip()) for line in lines):
        return [_trimmed(WIDE.split(line.strip())) for line in lines]
    if _is_comma_table(lines):
        return [_trimmed(_by(",", line)) for line in lines]
    return [_by_single_spaces(line, width) for line in lines]


def _records(text: str, delimiter: str) -> list[list[str]]:
    """A spreadsheet quotes cells of several lines when they are copied; none where the quotation marks don't pair."""
    if '"' not in text:
        return []
    try:
        return list(csv.reader(StringIO(for_xml(text)), delimiter=delimiter, strict=True))
    except csv.Error:
        return []


def _by(delimiter: str, line: str) -> list[str]:
    """A line of its own; where its quotation marks don't pair, they are left out."""
    if line.count('"') % 2:
        return line.replace('"', "").split(delimiter)
    return next(csv.reader(StringIO(line), delimiter=delimiter), [])


def _trimmed(cells: Sequence[str]) -> list[Raw]:
    kept = [clean(cell) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return list(kept)


def _is_comma_table(lines: Sequence[str]) -> bool:
    """Commas between cells: as many on every line, and decimals by points."""
    counts = {line.count(",") for line in lines if line.strip()}
    return len(counts) == 1 and counts != {0} and not any(re.search(r", |\d \d", line) for line in lines)


def _by_single_spaces(line: str, width: int) -> list[Raw]:
    """The name and the figures after it.

    Where the figures can be parted in several ways, the one is taken in which the last three add up, for such are two shares and
    their difference; else they stay in one cell.
    """
    text = MINUS_APART.sub(r"\1", " ".join(line.split()))
    found = NAME_FIRST.fullmatch(text)
    if not found:
        return [text] if text else []
    tokens = found["rest"].split()
    ways = list(_ways(tokens, width - 1)) if len(tokens) <= MOST_TOKENS else []
    if 1 < len(ways) < MOST_WAYS:
        ways = [way for way in ways if _adds_up(way)]
    return [found["name"], *(ways[0] if len(ways) == 1 else [found["rest"]])]


def _ways(tokens: Sequence[str], count: int) -> Iterator[list[str]]:
    """The first ways in which the tokens are ``count`` numbers: thousands are parted by spaces, too."""
    open_ones: list[tuple[int, list[str]]] = [(0, [])]
    told = 0
    while open_ones and told < MOST_WAYS:
        start, taken = open_ones.pop()
        if start == len(tokens):
            if len(taken) == count:
                told += 1
                yield taken
            continue
        if len(taken) < count:
            open_ones += [(end, [*taken, " ".join(tokens[start:end])]) for end in _ends(tokens, start)]


def _adds_up(way: Sequence[str]) -> bool:
    """Whether the last three are whole numbers and the second less the first is the third, to the rounding."""
    numbers = [read_cell(each).number for each in way[-3:]]
    if len(way) < LEAST_TO_ADD or any(each is None or each % 1 for each in numbers):
        return False
    first, second, third = numbers
    return abs(second - first - third) <= 1


def _ends(tokens: Sequence[str], start: int) -> Iterator[int]:
    yield start + 1
    if not HEAD.fullmatch(tokens[start]):
        return
    for end in range(start + 1, len(tokens)):
        if not THREE.fullmatch(tokens[end]):
            return
        yield end + 1
        if not tokens[end].isdecimal():
            return


def rows_of(grid: Grid) -> Rows:
    """The same of a sheet: numbers stay exact, what a merged cell lends isn't repeated."""
    return [_cut_end([_raw(cell) for cell in row]) for row in grid.rows]


def _raw(cell: Cell) -> Raw:
    if cell.fault or cell.lent:
        return cell.fault
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return Decimal(repr(cell.value))
    return cell.text


def _cut_end(row: list[Raw]) -> list[Raw]:
    while row and row[-1] == "":
        row.pop()
    return row


def as_text(rows: Rows) -> str:
    """Rows that have come from a file, as a text that can be mended in place."""
    return "\n".join("\t".join(_written(cell) for cell in row) for row in rows)


def _written(cell: Raw) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else " ".join(cell.split())
