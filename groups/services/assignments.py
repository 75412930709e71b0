"""Tasks: agreed, changed, done, dropped and taken up again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Assignment
from groups.services.memo import refuse_after_approval
from hyte.lib.templatetags.hyte import day


@transaction.atomic
def save_assignment(assignment: Assignment, *, by) -> Assignment:
    """Save a new or changed task; an approved memo takes no new ones, and what has ended is taken up again first."""
    if assignment.meeting and assignment._state.adding:
        refuse_after_approval(assignment.meeting)
    _refuse(assignment)
    assignment.full_clean()
    assignment._history_user = by
    assignment.save()
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, state: str, *, outcome: str, on: date, by) -> Assignment:
    """Mark the task done or dropped; a dropped one tells why."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.state != Assignment.State.OPEN:
        raise ValidationError(_("The task has ended already: %(state)s.") % {"state": assignment.get_state_display()})
    if state == Assignment.State.DROPPED and not outcome.strip():
        raise ValidationError({"outcome": _("Tell why the task is dropped.")})
    assignment.state, assignment.outcome, assignment.ended_on = state, outcome.strip(), on
    assignment._history_user = by
    assignment.save()
    return assignment


@transaction.atomic
def reopen_assignment(assignment: Assignment, *, by) -> Assignment:
    """Take up again what was marked done or dropped; what came of it so far stays to be read."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    assignment.state, assignment.ended_on, assignment._history_user = Assignment.State.OPEN, None, by
    assignment.save()
    return assignment


def _refuse(assignment: Assignment) -> None:
    meeting, due_on = assignment.meeting, assignment.due_on
    if assignment.state != Assignment.State.OPEN:
        raise ValidationError(_("The task has ended. Take it up again before you change it."))
    if meeting and not meeting.groups.filter(pk=assignment.group_id).exists():
        raise ValidationError(_("The task's group doesn't take part in that meeting."))
    if meeting and due_on and due_on < meeting.on:
        told = _("The day is before the meeting in which the task was agreed (%(day)s).")
        raise ValidationError({"due_on": told % {"day": day(meeting.on)}})
