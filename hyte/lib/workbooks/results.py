"""The stored results of formulas, which openpyxl gives only in a second reading of the whole workbook.

That takes as long as the first, and doesn't tell an empty text from no result at all; here only the formulas' own cells are
looked at, in the bytes of the trimmed sheet.
"""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel, from_ISO8601

from hyte.lib.workbooks.trimming import PREFIX

STORED = re.compile(
    rb"<(" + PREFIX + rb")c\b([^>]*)>\s*<\1f\b(?:[^>]*/>|[^>]*>[^<]*</\1f>)\s*(?:<\1v\b[^>]*(?:/>|>([^<]*)</\1v>))?"
)
PLACE = re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")
KIND = re.compile(rb"\bt=[\"'](\w+)[\"']")
Result = tuple[str, str]  # its kind in the file ("n", "str", "b", "e", "d") and its text


def stored_results(part: bytes) -> dict[str, Result]:
    """The result stored beside each formula that has one, by the place of the cell ("B3")."""
    found = {}
    for _prefix, attributes, text in STORED.findall(part):
        place, kind = PLACE.search(attributes), KIND.search(attributes)
        told = kind[1].decode() if kind else "n"
        if place and (text or told == "str"):
            found[place[1].decode()] = (told, unescape(text.decode()))
    return found


def result_of(cell: ExcelCell, results: dict[str, Result], epoch: datetime) -> object:
    """The result of a cell's formula as a value, a date where the cell is formatted as one; None if none is stored."""
    kind, text = results.get(cell.coordinate, ("", ""))
    reader = READERS.get(kind)
    if reader:
        return reader(text)
    return _number(text, cell.number_format, epoch) if kind == "n" else None


def _number(text: str, number_format: str, epoch: datetime) -> object:
    number = float(text)
    if is_date_format(number_format):
        return _moment(number, number_format, epoch)
    return number if set(".eE") & set(text) else int(text)


def _moment(number: float, number_format: str, epoch: datetime) -> object:
    try:
        return from_excel(number, epoch, timedelta=is_timedelta_format(number_format))
    except (OverflowError, ValueError):
        return "#VALUE!"  # what openpyxl makes of a day that no calendar has


READERS: dict[str, Callable[[str], object]] = {
    "str": str,
    "e": str,
    "b": lambda text: text == "1",
    "d": from_ISO8601,
}
