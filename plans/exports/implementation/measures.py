"""The sheet that people fill in: a row for each measure, and some empty ones for new measures."""

from dataclasses import replace
from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from hyte.lib.fillable import add_note, ask_for_day, offer_choices, protect, ranges, tell_beside
from hyte.lib.sheets import CODE, DAY, TEXT, Look, Sheet, Value
from hyte.lib.sheets import Column as SheetColumn
from plans.charts import STATUS_COLOURS
from plans.exports.implementation.lines import Implementation, Line, Lock
from plans.exports.implementation.lists import STRICT, source_of
from plans.models import Status
from plans.workbook.columns import Column, Kind

SPARE_LINES = 20
FROZEN_COLUMNS = 2
PAGES_WIDE = 4  # on fewer the letters would be too small to read
LOCKED_FILL, CLOSED_FILL, CLOSED_LINE, CLOSED_INK = "F0F3F2", "DDE3E1", "B7C2BF", "4A5653"
LOOKS = {Kind.DAY: DAY, Kind.IDENTIFIER: CODE, Kind.YEARS: CODE}


def write_measures(sheet: Sheet, implementation: Implementation, choices: dict[str, list[str]]) -> None:
    lines = [*implementation.lines, *(Line() for _number in range(SPARE_LINES))]
    columns = [_sheet_column(column, implementation) for column in implementation.columns]
    looks = _Looks(implementation)
    sheet.write_list(columns, lines, frozen_columns=FROZEN_COLUMNS, looks_of=looks.of)
    _set_up_print(sheet, columns, len(implementation.lines))
    for number, column in enumerate(implementation.columns, start=1):
        place = f"{get_column_letter(number)}1"
        add_note(sheet, place, _help(column, implementation), author="HYTE")
        _add_rules(sheet, implementation, lines, number, choices)
    _tell_locks(sheet, lines)
    protect(sheet.worksheet)


def _sheet_column(column: Column, implementation: Implementation) -> SheetColumn[Line]:
    inks = {}
    if column.kind is Kind.STATUS:
        inks = {str(status.label): STATUS_COLOURS[status].edge for status in Status}
    value = partial(_cell, column, implementation)
    return SheetColumn(str(column.heading), column.width, value, LOOKS.get(column.kind, TEXT), inks)


def _cell(column: Column, implementation: Implementation, line: Line) -> Value:
    canonical = line.values.get(column.key, "")
    if canonical and column.kind is Kind.DAY:
        return date.fromisoformat(canonical)
    return implementation.shown.text(column.key, canonical)


class _Looks:
    """The looks of a row's cells: white where one may write, grey where not."""

    def __init__(self, implementation: Implementation) -> None:
        usual = [LOOKS.get(column.kind, TEXT) for column in implementation.columns]
        open_keys = [implementation.may_fill_column(column) for column in implementation.columns]
        self._open = [_open(look) if free else _locked(look) for look, free in zip(usual, open_keys, strict=True)]
        self._closed = [_closed(look) for look in usual]
        self._spare = [_open(look) for look in usual]

    def of(self, line: Line) -> list[Look]:
        if line.is_spare:
            return self._spare
        return self._open if line.lock is Lock.OPEN else self._closed


def _open(look: Look) -> Look:
    return replace(look, locked=False)


def _locked(look: Look) -> Look:
    return replace(look, fill=LOCKED_FILL)


def _closed(look: Look) -> Look:
    return replace(look, fill=CLOSED_FILL, line=CLOSED_LINE, ink=CLOSED_INK)


def _help(column: Column, implementation: Implementation) -> str:
    """The column's help, and whose it is where the reader may not write there."""
    if column.locked or implementation.may_fill_column(column):
        return str(column.help)
    return "\n".join((str(column.help), _("The coordinator fills this in.")))


def _add_rules(
    sheet: Sheet, implementation: Implementation, lines: list[Line], number: int, choices: dict[str, list[str]]
) -> None:
    """Lists and days for the cells that may be written in; a cell takes one rule only."""
    column = implementation.columns[number - 1]
    rows = [row for row, line in enumerate(lines, start=2) if implementation.may_fill(column, line)]
    title, message = str(column.heading), str(column.help)
    if column.kind is Kind.DAY:
        plan = implementation.plan
        ask_for_day(
            sheet.worksheet, ranges(number, rows), plan.valid_from, plan.valid_until, title=title, message=message
        )
    elif choices.get(column.key):
        strict = column.key in STRICT
        message = (
            message if strict else _("The name isn't on the list. You will be asked about it when you bring it in.")
        )
        source = source_of(column.key, choices)
        offer_choices(sheet.worksheet, ranges(number, rows), source, strict=strict, title=title, message=message)


def _tell_locks(sheet: Sheet, lines: list[Line]) -> None:
    """Grey alone tells nothing: choosing the number of a closed row tells why it is closed."""
    for lock, reason in reasons().items():
        rows = [row for row, line in enumerate(lines, start=2) if line.lock is lock]
        if rows:
            tell_beside(sheet.worksheet, ranges(1, rows), title=_("Locked row"), message=reason)


def reasons() -> dict[Lock, str]:
    return {
        Lock.ENDED: _("The measure has ended, so its row is locked."),
        Lock.OTHERS: _("The measure isn't yours to report on, so its row is locked. Its changes would be refused."),
    }


def _set_up_print(sheet: Sheet, columns: list[SheetColumn], lines: int) -> None:
    """Without the spare rows; the measure's number is repeated on each page."""
    sheet.worksheet.print_area = f"A1:{get_column_letter(len(columns))}{lines + 1}"
    sheet.worksheet.print_title_cols = "A:A"
    sheet.worksheet.page_setup.fitToWidth = PAGES_WIDE
    sheet.worksheet.page_setup.pageOrder = "overThenDown"
