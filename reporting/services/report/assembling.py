"""The first draft: what is already written elsewhere, put into the chapters that are still empty."""

from datetime import datetime

from django.db import transaction

from reporting.models import Chapter, Report
from reporting.queries.report.suggestions import first_draft
from reporting.services.report.writing import save_chapter


@transaction.atomic
def assemble_draft(report: Report, *, by, at: datetime) -> int:
    """Fill empty chapters and leave the others alone; return how many were filled."""
    filled = 0
    for chapter in report.chapters.select_for_update(of=("self",)).filter(state=Chapter.State.EMPTY):
        chapter.report = report
        if text := first_draft(chapter):
            chapter.body_fi += text
            save_chapter(chapter, by=by, at=at, is_writing=False)
            filled += 1
    return filled
