"""One cell of openpyxl's as a cell of a grid."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from openpyxl.cell import Cell as ExcelCell

from hyte.lib.workbooks.cells import Cell, CellValue

ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA")
OTHER_FILE = re.compile(r"(?<!\w)\[(?:\d+|[^\[\]]+\.\w{3,4})\](?=[^\[\]+\-*/(),;]*!)")
BREAK = re.compile("_x000[dD]_")  # how Excel stores the carriage return of a line break


def plain(source: ExcelCell) -> Cell:
    """A cell without a formula."""
    value = _value(source.value)
    return Cell(value, fault=_error(value)) if source.data_type == "e" else Cell(value)


def calculated(source: object, result: object) -> Cell:
    """A cell with a formula: a text, or an object where it covers several cells. ``result`` is None if none is stored."""
    formula = source if isinstance(source, str) else getattr(source, "text", None) or "="
    return Cell(_value(result), formula, fault=_fault(formula, result))


def _fault(formula: str, result: object) -> str:
    if OTHER_FILE.search(formula):
        return _("The formula fetches its value from another file. Write the value itself into the cell.")
    if result is None:
        return _(
            "The formula has no stored result. Open the file in a spreadsheet program and save it, or write the value "
            "itself into the cell."
        )
    return _error(result) if isinstance(result, str) and result in ERRORS else ""


def _error(value: object) -> str:
    return _("The cell shows the error %(error)s. Mend it, or write the value itself into the cell.") % {"error": value}


def _value(value: object) -> CellValue:
    if isinstance(value, str):
        return BREAK.sub("", value) if "_x000" in value else value
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date()
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return _clock(value) if isinstance(value, time | timedelta) else str(value)


def _clock(value: time | timedelta) -> str:
    """A time of day or a length of time as hours and minutes, with seconds where there are any."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    text = f"{minutes // 60}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
