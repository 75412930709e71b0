"""Whom to remind of chapters that wait for their text."""

from datetime import date

from django.utils.translation import gettext as _

from groups.queries.reminders import Backups
from hyte.lib.due import DueThing
from reporting.models import Chapter

UNFINISHED = (Chapter.State.EMPTY, Chapter.State.DRAFT)


def due_reminders(on: date) -> list[DueThing]:
    """Chapters with a deadline that aren't ready; their groups' secretaries and chairs are asked."""
    waiting = Chapter.objects.filter(state__in=UNFINISHED, deadline__isnull=False, group__isnull=False)
    waiting = list(waiting.select_related("report").defer("body_fi", "body_sv", "body_en"))
    if not waiting:
        return []
    backups = Backups(on)
    return [_thing(each, backups) for each in waiting]


def _thing(chapter: Chapter, backups: Backups) -> DueThing:
    people = (*backups.secretaries(chapter.group_id), *backups.chairs(chapter.group_id))
    return DueThing(
        key=f"chapter:{chapter.pk}",
        county=chapter.report.county_id,
        people=tuple(dict.fromkeys(people)),
        since=date(chapter.report.year + 1, 1, 1),
        due_on=chapter.deadline,
        title=f"{chapter.report.name}: {chapter.title}",
        what=_("Write the chapter of the report and mark it ready."),
        address=chapter.get_absolute_url(),
    )
