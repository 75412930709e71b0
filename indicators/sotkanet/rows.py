"""Rows of figures out of a long answer, block by block: memory stays flat, and nothing odd becomes a figure.

The standard library's parser does it: the streaming ones that we tried crash on numbers of thousands of digits or take all the
memory for brackets in brackets.
"""

import codecs
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO, NoReturn

from indicators.sotkanet.errors import CUT, NOT_JSON, STRANGE, SotkanetError, error_of
from indicators.sotkanet.records import DataRow

BLOCK = 1 << 18  # bytes
LONGEST = 1 << 18  # signs; no row is nearly as long
MARK = re.compile(r"[^ \t\r\n]")
FIRST_YEAR, LAST_YEAR = 1800, 2200
ENDED = "the answer ended in the middle"
GREATEST_NUMBER = 2**31
MOST_DIGITS = 10  # before the point
GREATEST_VALUE = 10**MOST_DIGITS
new_tuple = tuple.__new__  # as the class itself makes its rows, three times as quick


def read_rows(file: BinaryIO) -> Iterator[DataRow]:
    """The rows of an answer in its own order, doubles and unknown areas among them.

    Raises SotkanetError: cut, not_json, or strange where a row can't be understood.
    """
    for number, raw in enumerate(elements_of(file), start=1):
        yield _row(raw) or _refuse(number, raw)


def _row(raw: object) -> DataRow | None:
    """The row; None where anything of it isn't what it should be. It runs a million times: quick before short."""
    if type(raw) is not dict:
        return None
    get = raw.get
    indicator, region, year, sex, value, cases = (
        get("indicator"),
        get("region"),
        get("year"),
        get("gender"),
        get("value"),
        get("absValue"),
    )
    if type(year) is str and len(year) == 4 and year.isdecimal():
        year = int(year)
    if not (type(indicator) is type(region) is type(year) is int and type(sex) is str):
        return None
    if not (0 <= indicator < GREATEST_NUMBER and 0 <= region < GREATEST_NUMBER and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    if value is not None and (value := _exact(value)) is None:
        return None
    if cases is not None and (cases := _exact(cases)) is None:
        return None
    return new_tuple(DataRow, (indicator, region, year, sex, value, cases))


def _exact(value: object) -> Decimal | None:
    """A figure is kept with ten digits before the point."""
    if type(value) is int:
        return Decimal(value) if -GREATEST_VALUE < value < GREATEST_VALUE else None
    return value if type(value) is Decimal and value.adjusted() < MOST_DIGITS else None


def _refuse(number: int, raw: object) -> NoReturn:
    raise error_of(STRANGE, f"row {number}: {_excerpt(raw)}")


def _excerpt(raw: object) -> str:
    """How the row begins; a number of thousands of digits can't even be written out."""
    try:
        return json.dumps(raw, default=str, ensure_ascii=False)[:150]
    except ValueError:
        return "a number without end"


def elements_of(file: BinaryIO) -> Iterator[object]:
    """The objects of the JSON array that the file holds from here on; numbers with a point as Decimal."""
    try:
        for batch in _Array(file):
            yield from batch
    except json.JSONDecodeError as error:
        raise error_of(NOT_JSON, error.msg) from error
    except UnicodeDecodeError as error:
        raise error_of(NOT_JSON, error.reason) from error
    except RecursionError as error:
        raise error_of(NOT_JSON, "brackets in brackets without end") from error
    except (ValueError, ArithmeticError) as error:
        raise error_of(STRANGE, "a number without end") from error


def refuse_constant(name: str) -> NoReturn:
    raise error_of(STRANGE, f"{name} is not a number")


class _Array:
    """A JSON array of objects, read in blocks; it gives lists of them, as many at a time as the parser can take at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._decode = json.JSONDecoder(parse_float=Decimal, parse_constant=refuse_constant).raw_decode
        self._text, self._at, self._is_mixed = "", 0, False

    def __iter__(self) -> Iterator[list]:
        self._step("[")
        while self._peek() != "]":
            self._expect("{")
            yield self._batch() or [self._next()]
            if self._peek() != "]":
                self._step(",")
        self._step("]")
        if self._peek():
            raise error_of(NOT_JSON, "more after the end")

    def _step(self, sign: str) -> None:
        self._expect(sign)
        self._at += 1

    def _expect(self, sign: str) -> None:
        found = self._peek()
        if not found:
            raise error_of(CUT, ENDED)
        if found != sign:
            raise error_of(NOT_JSON, self._text[self._at : self._at + 150])

    def _peek(self) -> str:
        """The next sign that isn't a space; "" at the end."""
        while True:
            if found := MARK.search(self._text, self._at):
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._more():
                return ""

    def _batch(self) -> list:
        """All the objects that stand whole in this block; none where its last bracket closes something else."""
        end = self._text.rfind("}") + 1
        if self._is_mixed or end <= self._at:
            return []
        try:
            batch, _end = self._decode(f"[{self._text[self._at : end]}]")
        except json.JSONDecodeError:
            self._is_mixed = True  # one by one until the next block
            return []
        self._at = end
        return batch

    def _next(self) -> object:
        """The object that begins here; it may go on in the next block."""
        while True:
            try:
                element, self._at = self._decode(self._text, self._at)
                return element
            except json.JSONDecodeError:
                if len(self._text) - self._at > LONGEST:
                    raise
                if not self._more():
                    raise self._end() from None

    def _more(self) -> bool:
        """Read on, and forget what is done with."""
        block = self._file.read(BLOCK)
        self._is_mixed = False
        self._text, self._at = self._text[self._at :] + self._utf8.decode(block, final=not block), 0
        return bool(block)

    def _end(self) -> SotkanetError:
        """Why the last element can't be read: either the rest is missing or it never was JSON."""
        if self._text.rstrip().endswith("]"):
            return error_of(NOT_JSON, self._text[self._at : self._at + 150])
        return error_of(CUT, ENDED)
