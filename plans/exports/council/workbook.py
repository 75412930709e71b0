"""The workbook's sheets in their order."""

from typing import IO

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hyte.lib.sheets import Book
from plans.exports.council.about import write_about
from plans.exports.council.columns import change_columns, goal_columns, measure_columns
from plans.exports.council.report import CouncilReport
from plans.exports.council.summary import write_summary


def render_xlsx(report: CouncilReport, file: IO[bytes]) -> None:
    """Write the workbook in the language in use."""
    rows, since = report.picture.rows, report.since
    book = Book(
        title=report.title,
        creator=report.made_by,
        language=get_language() or "fi",
        made_at=report.made_at,
        page_words=_("Page {page} / {pages}"),
    )
    write_summary(book.add_sheet(_("Summary")), report)
    book.add_sheet(_("Goals")).write_list(goal_columns(), report.goals, frozen_columns=3)
    book.add_sheet(_("Measures")).write_list(measure_columns(rows), rows, frozen_columns=4)
    if since:
        book.add_sheet(_("Changes")).write_list(
            change_columns(since, report.picture.on), report.changes, frozen_columns=3
        )
    write_about(book.add_sheet(_("About this workbook")), report)
    book.save(file)
