"""Writing the chapters: each save is clean, none is lost, and the others are told who is writing."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from hyte.lib.rich_text import clean_rich
from reporting.models import LONGEST_BODY, Chapter, GoalAssessment, Report
from reporting.queries.report.blocks import has_words
from reporting.services.records import save_record

BODIES = ("body_fi", "body_sv", "body_en")
BY_ITSELF = "autosave"
ONE_OF_HISTORY = timedelta(minutes=10)  # what the browser saves by itself leaves one row of history in such a time
State = Chapter.State


@transaction.atomic
def save_chapter(chapter: Chapter, *, by, at: datetime, by_itself: bool = False, is_writing: bool = True) -> Chapter:
    """Save what was written, cleaned. A changed text of a ready or approved chapter is a draft again; an empty one is empty.

    ``is_writing`` tells the others that somebody sits at it.
    """
    before = Chapter.objects.get(pk=chapter.pk)
    for name in BODIES:
        setattr(chapter, name, _clean(getattr(chapter, name)))
    if chapter.bodies != before.bodies and chapter.state == before.state:
        chapter.state = State.DRAFT
    if not has_words(chapter):
        chapter.state = State.EMPTY
    elif chapter.state == State.EMPTY:
        chapter.state = State.DRAFT
    if is_writing:
        chapter.written_at, chapter.written_by = at, by
    replaced = _newest_of_itself(chapter, by, at) if by_itself else None
    save_record(chapter, by=by, reason=BY_ITSELF if by_itself else "")
    if replaced:
        replaced.delete()
    return chapter


def _clean(body: str) -> str:
    cleaned = clean_rich(body)
    if len(cleaned) > LONGEST_BODY:
        raise ValidationError(_("The text is too long for one chapter. Divide it into parts."), code="too_long")
    return cleaned


def _newest_of_itself(chapter: Chapter, by, at: datetime):
    """The last row of history, where it is the same writer's and of the same ten minutes, and the browser saved it, too."""
    last = chapter.history.order_by("-history_date", "-history_id").first()
    if not last or last.history_change_reason != BY_ITSELF or last.history_user_id != by.pk:
        return None
    seconds = ONE_OF_HISTORY.total_seconds()
    same = last.history_date.timestamp() // seconds == at.timestamp() // seconds
    return last if same else None


def note_writing(chapter: Chapter, *, by, at: datetime) -> None:
    """A sign that somebody has begun to write, before anything is saved."""
    Chapter.objects.filter(pk=chapter.pk).update(written_at=at, written_by=by)


@transaction.atomic
def change_state(chapter: Chapter, state: str, *, by) -> Chapter:
    """Say how far the chapter is; an empty one can't be ready."""
    if state in (State.READY, State.APPROVED) and not has_words(chapter):
        raise ValidationError(_("The chapter is empty. Write it first, or remove it from the report."))
    chapter.state = state
    return save_record(chapter, by=by)


@transaction.atomic
def add_chapter(chapter: Chapter, *, after: Chapter | None, by) -> Chapter:
    """Put a new chapter after another, or first."""
    position = after.position + 1 if after else 1
    chapter.report.chapters.filter(position__gte=position).update(position=F("position") + 1)
    numbers = [int(key[4:]) for key in chapter.report.chapters.values_list("key", flat=True) if key.startswith("own-")]
    chapter.position, chapter.key = position, f"own-{max(numbers, default=0) + 1}"
    return save_record(chapter, by=by)


@transaction.atomic
def remove_chapter(chapter: Chapter, *, by) -> None:
    """Its text stays in history."""
    chapter._history_user = by
    chapter.delete()


@transaction.atomic
def order_chapters(report: Report, ids: list[int], *, by) -> None:
    chapters = {each.pk: each for each in report.chapters.all()}
    if sorted(chapters) != sorted(ids):
        raise ValidationError(_("The list has changed in the meantime. Look at it again and order it anew."))
    moved = []
    for position, pk in enumerate(ids, start=1):
        if chapters[pk].position != position:
            chapters[pk].position = position
            moved.append(chapters[pk])
    if moved:
        bulk_update_with_history(moved, Chapter, ["position"], default_user=by)


@transaction.atomic
def assess_goal(assessment: GoalAssessment, *, by) -> GoalAssessment:
    if assessment.goal.section.plan_id != assessment.report.plan_id:
        raise ValidationError({"goal": _("The goal belongs to another plan.")})
    return save_record(assessment, by=by)
