"""The workbook's sheets in their order."""

from typing import IO

from django.utils.translation import gettext as _

from hyte.lib.sheets import CODE, Book, Sheet
from plans.exports.implementation import lists
from plans.exports.implementation.help import write_help
from plans.exports.implementation.lines import Implementation
from plans.exports.implementation.measures import write_measures
from plans.workbook import stamp


def render_fillable(implementation: Implementation, file: IO[bytes]) -> None:
    """Write the workbook in the language in use, which must be the one that it was read in."""
    book = Book(
        title=implementation.title,
        creator=implementation.made_by,
        language=implementation.language,
        made_at=implementation.made_at,
        page_words=_("Page {page} / {pages}"),
    )
    choices = lists.choices_of(implementation)
    write_measures(book.add_sheet(_("Measures")), implementation, choices)
    write_help(book.add_sheet(_("Help")), implementation)
    lists.write_lists(book.add_sheet(lists.SHEET), choices)
    _write_stamp(book.add_sheet(stamp.SHEET), implementation)
    book.save(file)


def _write_stamp(sheet: Sheet, implementation: Implementation) -> None:
    sheet.worksheet.sheet_state = "veryHidden"
    for line in stamp.stamp_lines(implementation.stamp):
        sheet.write(*((text, CODE) for text in line))
