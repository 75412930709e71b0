"""What is too much, and the answer to a file that can't be read."""

from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MEGABYTE = 1_000_000
LARGEST_FILE = 10 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
MOST_TIMES_PACKED = 300  # honest sheets pack to a hundredth at the most
MOST_PARTS = 2_000
MOST_ROWS = 5_000  # with content, in all sheets together
MOST_COLUMNS = 200
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
LAST_ROW = 20_000  # empty rows between others don't count as content, but each takes room


class Limits(NamedTuple):
    """How many rows are read. Whoever reads tables that are longer than most, but light, gives others."""

    rows: int = MOST_ROWS
    last_row: int = LAST_ROW


USUAL = Limits()


class UnreadableBook(Exception):
    """``str()`` of it says to people what is wrong with the file and how to mend it."""


def not_a_workbook() -> UnreadableBook:
    return UnreadableBook(
        _("This file is not a workbook. Save the table as an Excel workbook (.xlsx) or as CSV and bring that.")
    )


def damaged() -> UnreadableBook:
    return UnreadableBook(
        _("The file is damaged. Open it in a spreadsheet program, save it again as .xlsx and bring the new file.")
    )


def too_large() -> UnreadableBook:
    return UnreadableBook(
        _("The file is larger than %(size)s MB. Delete pictures and sheets that are not needed.")
        % {"size": LARGEST_FILE // MEGABYTE}
    )


def unpacks_to_too_much() -> UnreadableBook:
    return UnreadableBook(
        _("The file unpacks to more than %(size)s MB. Copy the rows alone to a new workbook and bring that.")
        % {"size": LARGEST_UNPACKED // MEGABYTE}
    )


def without_content() -> UnreadableBook:
    return UnreadableBook(_("The file is empty. Check that it is the right one and that it was saved."))


def too_many_rows(sheet: str, limit: int) -> UnreadableBook:
    return UnreadableBook(
        _(
            "The sheet “%(sheet)s” takes the file above %(limit)s rows with content, which is the most that is read. "
            "Delete what is not needed, or divide the file."
        )
        % {"sheet": sheet, "limit": number_format(limit, force_grouping=True)}
    )


def too_many_columns(sheet: str, place: str) -> UnreadableBook:
    return UnreadableBook(
        _(
            "The sheet “%(sheet)s” has content in cell %(place)s. At the most %(limit)s columns are read: delete the "
            "columns that are not needed."
        )
        % {"sheet": sheet, "place": place, "limit": MOST_COLUMNS}
    )


def too_far_down(sheet: str, row: int, limit: int) -> UnreadableBook:
    return UnreadableBook(
        _(
            "The sheet “%(sheet)s” has content in row %(row)s, far below the others. Rows are read down to %(limit)s: "
            "delete that content or move it up."
        )
        % {
            "sheet": sheet,
            "row": number_format(row, force_grouping=True),
            "limit": number_format(limit, force_grouping=True),
        }
    )
