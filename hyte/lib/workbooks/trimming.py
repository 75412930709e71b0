"""A sheet's XML with its rows alone, down to the last one with content.

Done on the bytes, before anything is parsed: a sheet may have a million formatted rows and say that it is as large as a
sheet can be.
"""

import re
from dataclasses import dataclass, field

from hyte.lib.workbooks.refusals import Limits, too_far_down, too_many_rows

PREFIX = rb"(?:[^\s<>/:]+:)?"
DATA = re.compile(rb"<(" + PREFIX + rb")sheetData\b[^>]*>")
ROW = re.compile(rb"<" + PREFIX + rb"row\b([^>]*)>")
NUMBER = re.compile(rb"\br=[\"'](\d+)")
CELL = re.compile(rb"<" + PREFIX + rb"c\b")
CONTENT = re.compile(rb"<" + PREFIX + rb"(?:f\b|[vt]\b[^>]*>\s*(?:[^<\s]|<!))")
EMPTY_CELL = re.compile(rb"<c r=\"[A-Z]+\d+\"[^<>]*(?:/>|></c>)")
MERGED = re.compile(rb"<" + PREFIX + rb"mergeCell\b[^>]*\bref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")


@dataclass
class Trimmed:
    """``rows`` and ``cells`` count those with content; ``merged`` are areas as "A1:B3"."""

    title: str
    part: bytes
    rows: int
    cells: int
    merged: list[str] = field(default_factory=list)


def trim(part: bytes, title: str, rows_before: int, limits: Limits) -> Trimmed | None:
    """None if the part isn't a sheet with cells; raises UnreadableBook where there are too many rows with content."""
    opening = DATA.search(part)
    if not opening:
        return None
    end = part.find(b"</" + opening[1] + b"sheetData>", opening.end())
    start = part[: opening.end()].removesuffix(b"/>") + (b">" if opening[0].endswith(b"/>") else b"")
    rows, last = _content(part, end if end >= 0 else opening.end(), title, rows_before, limits)
    kept = EMPTY_CELL.sub(b"", start + part[opening.end() : last])
    whole = kept + b"</" + opening[1] + b"sheetData></" + opening[1] + b"worksheet>"
    merged = [area.decode() for area in MERGED.findall(part, max(end, 0))]
    return Trimmed(title, whole, rows, len(CELL.findall(kept)), merged)


def _content(part: bytes, end: int, title: str, rows_before: int, limits: Limits) -> tuple[int, int]:
    """How many rows have content, and where the last of them ends."""
    count, last, number = 0, 0, 0
    starts = ROW.finditer(part, 0, end)
    row = next(starts, None)
    while row:
        following = next(starts, None)
        stop = following.start() if following else end
        number = _number(row[1], number)
        if CONTENT.search(part, row.end(), stop):
            count, last = count + 1, stop
            _check_row(title, rows_before + count, number, limits)
        row = following
    return count, last


def _number(attributes: bytes, above: int) -> int:
    told = NUMBER.search(attributes)
    return int(told[1]) if told else above + 1


def _check_row(title: str, count: int, number: int, limits: Limits) -> None:
    if count > limits.rows:
        raise too_many_rows(title, limits.rows)
    if number > limits.last_row:
        raise too_far_down(title, number, limits.last_row)
