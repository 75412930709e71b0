"""Sheets that people fill in: locked but for what is theirs to write, with lists to choose from and notes on the headings.

The protection has no password: it keeps slips away, not people.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from hyte.lib.sheets import Sheet
from hyte.lib.text import for_xml

MOST_IN_TITLE, MOST_IN_MESSAGE = 32, 255  # letters that Excel takes
NOTE_WIDTH, LINE_HEIGHT, LETTERS_ON_LINE = 260, 17, 38  # points, points, letters
ALLOWED = ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows")


def protect(worksheet: WriteOnlyWorksheet) -> None:
    """Lock the sheet but for cells whose look isn't locked; filters, widths, heights and colours stay people's own."""
    for act in ALLOWED:
        setattr(worksheet.protection, act, False)  # the file says what is forbidden
    worksheet.protection.sheet = True


def add_note(sheet: Sheet, place: str, text: str, *, author: str) -> None:
    """A note that opens beside the cell."""
    note = CommentRecord(ref=place, author=for_xml(author), width=NOTE_WIDTH)
    note.text.t = for_xml(text)
    note.height = LINE_HEIGHT * (2 + len(text) // LETTERS_ON_LINE)
    sheet.notes.append(note)


def ranges(column: int, rows: Iterable[int]) -> str:
    """The cells of a column in rows of ascending numbers, as a file names them: "C2:C5 C7"."""
    letter, runs = get_column_letter(column), []
    for _distance, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        numbers = [number for _index, number in run]
        runs.append(f"{letter}{numbers[0]}:{letter}{numbers[-1]}")
    return " ".join(runs)


def offer_choices(
    worksheet: WriteOnlyWorksheet, cells: str, source: str, *, strict: bool, title: str = "", message: str = ""
) -> None:
    """A drop-down list from the cells of ``source``; where it isn't strict, people may write something else after a warning."""
    style = "stop" if strict else "warning"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle=style, sqref=cells)
    _refuse(worksheet, rule, title, message)


def ask_for_day(
    worksheet: WriteOnlyWorksheet, cells: str, first: date, last: date, *, title: str = "", message: str = ""
) -> None:
    """Take only days from ``first`` to ``last``."""
    days = [f"DATE({each.year},{each.month},{each.day})" for each in (first, last)]
    rule = DataValidation("date", *days, operator="between", allow_blank=True, sqref=cells)
    _refuse(worksheet, rule, title, message)


def tell_beside(worksheet: WriteOnlyWorksheet, cells: str, *, title: str, message: str) -> None:
    """Words that appear when one of the cells is chosen."""
    rule = DataValidation(sqref=cells, showInputMessage=True, promptTitle=_short(title), prompt=_message(message))
    worksheet.data_validations.append(rule)


def _refuse(worksheet: WriteOnlyWorksheet, rule: DataValidation, title: str, message: str) -> None:
    rule.showErrorMessage, rule.errorTitle, rule.error = True, _short(title), _message(message)
    worksheet.data_validations.append(rule)


def _short(title: str) -> str:
    return for_xml(title)[:MOST_IN_TITLE]


def _message(text: str) -> str:
    return for_xml(text)[:MOST_IN_MESSAGE]
