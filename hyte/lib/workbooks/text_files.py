"""Tables as text: semicolons, commas or tabs, in the encodings that Excel and its likes save."""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice
from math import log2
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from hyte.lib.sheets import FORMULA_STARTS
from hyte.lib.workbooks.cells import Cell, Grid, GridBook, place
from hyte.lib.workbooks.refusals import (
    MOST_COLUMNS,
    USUAL,
    Limits,
    UnreadableBook,
    not_a_workbook,
    too_far_down,
    too_many_columns,
    too_many_rows,
)

DELIMITERS = ";\t,"  # where the lines speak for two of them, the first is right
SAMPLE = 60  # records that decide on the delimiter
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
TOLD = re.compile(r"sep=(.)\n")
NOT_TEXT = re.compile("[\x01-\x08\x0e-\x1f]")


def read_text_book(content: bytes, name: str, limits: Limits = USUAL) -> GridBook:
    """One sheet, titled by the file's name without its ending; every value is a text."""
    title = PurePosixPath(name.replace("\\", "/")).stem or "CSV"
    rows = [_cut(row) for row in text_rows(content)]
    while rows and not rows[-1]:
        rows.pop()
    _check(rows, title, limits)
    return GridBook([Grid(title, [[Cell(text or None) for text in row] for row in rows])])


def text_rows(content: bytes) -> list[list[str]]:
    """The records, empty ones among them; raises UnreadableBook if the bytes aren't a table as text."""
    text = decoded(content).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if len(NOT_TEXT.findall(text[:4000])) > len(text[:4000]) / 50:
        raise not_a_workbook()
    told = TOLD.match(text)
    text = text[told.end() :] if told else text
    return [[unquoted(cell) for cell in row] for row in _records(text, told[1] if told else delimiter_of(text))]


def decoded(content: bytes) -> str:
    """By its mark, else by where the zero bytes are, else UTF-8; what isn't that is the code page of Windows."""
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "") or _unmarked(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252" if encoding.startswith("utf-8") else encoding, errors="replace")


def _unmarked(content: bytes) -> str:
    """Every other byte of a western text in UTF-16 is zero; a zero here and there is a fault in the file."""
    start = content[:4000]
    little, big = start[1::2].count(0), start[::2].count(0)
    if max(little, big) * 5 < len(start):
        return "utf-8"
    return "utf-16-le" if little > big else "utf-16-be"


def delimiter_of(text: str) -> str:
    """The one that divides most lines into equally many cells; quoted ones don't count."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> float:
    """Many lines alike weigh more than many cells on a few: sentences have commas, too."""
    try:
        widths = Counter(map(len, islice(csv.reader(StringIO(text), delimiter=delimiter), SAMPLE)))
    except csv.Error:
        return 0
    return max((count**2 * log2(width) for width, count in widths.items() if width), default=0)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """A quotation mark without its pair would swallow the rows after it: that is an error, loose quotes inside aren't."""
    try:
        return list(csv.reader(StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            raise _unclosed() from error
    try:
        return list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise _unclosed() from error


def _unclosed() -> UnreadableBook:
    return UnreadableBook(
        _(
            "A quotation mark that begins a cell has no pair. Open the file in a spreadsheet program and save it as .xlsx."
        )
    )


def unquoted(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating the text."""
    return text[1:] if text.startswith("'") and may_be_formula(text) else text


def may_be_formula(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA_STARTS)  # with apostrophes before it, so that each comes back


def _cut(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row.pop()
    return row


def _check(rows: list[list[str]], title: str, limits: Limits) -> None:
    if sum(map(bool, rows)) > limits.rows:
        raise too_many_rows(title, limits.rows)
    if len(rows) > limits.last_row:
        raise too_far_down(title, len(rows), limits.last_row)
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_COLUMNS:
            raise too_many_columns(title, place(len(row), number))
