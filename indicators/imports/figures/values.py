"""What a cell says: a year, a sex, a figure, or nothing."""

import re
from datetime import date, datetime
from decimal import Decimal

from hyte.lib.numbers import read_number
from hyte.lib.text import fold
from hyte.lib.workbooks import Cell
from indicators.imports.figures.headings import SEX_WORDS
from indicators.imports.figures.problems import Problem, Refused
from indicators.models import Sex
from indicators.services.figures import EXACT, FIRST_YEAR, LAST_YEAR, TOO_LARGE

YEAR = re.compile(r"\d{4}", re.ASCII)
NO_VALUE = frozenset(
    {"", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", ".", "..", "...", "\N{HORIZONTAL ELLIPSIS}", "x"}
)


def read_year(cell: Cell) -> int:
    """Raises Refused."""
    text = usable_text(cell)
    if not text:
        raise Refused(Problem.YEAR_MISSING)
    if not YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Refused(Problem.YEAR, text)
    return int(text)


def read_sex(cell: Cell) -> str:
    """All where the cell is empty. Raises Refused."""
    text = usable_text(cell)
    if not text:
        return Sex.TOTAL.value
    if fold(text) not in SEX_WORDS:
        raise Refused(Problem.SEX, text)
    return SEX_WORDS[fold(text)]


def read_figure(cell: Cell) -> Decimal | None:
    """As exactly as figures are kept; None where the cell says that there is none. Raises Refused."""
    if cell.lent:
        raise Refused(Problem.MERGED)
    number = _number(cell)
    if number is None:
        return None
    if not number.is_finite():
        raise Refused(Problem.NAN, cell.text)
    if abs(number) >= TOO_LARGE or abs(exact := number.quantize(EXACT)) >= TOO_LARGE:
        raise Refused(Problem.TOO_LARGE, cell.text)
    return exact


def _number(cell: Cell) -> Decimal | None:
    text = usable_text(cell)
    if isinstance(cell.value, date | datetime):
        raise Refused(Problem.DAY, text)
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return Decimal(repr(cell.value))
    if text.casefold() in NO_VALUE:
        return None
    if text.casefold() == "nan":
        raise Refused(Problem.NAN, text)
    number = read_number(text.removesuffix("%"))
    if number is None:
        raise Refused(Problem.NUMBER, text)
    return number


def usable_text(cell: Cell) -> str:
    if cell.fault:
        raise Refused(Problem.FAULT, cell.fault)
    return cell.text


def looks_like_number(text: str) -> bool:
    return text.casefold() in NO_VALUE or read_number(text.removesuffix("%")) is not None
