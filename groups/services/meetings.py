"""Meetings are made, changed, cancelled and held; every change that a calendar shows raises ``sequence``."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Meeting, MeetingTopic, Memo, SecretaryTurn, WorkingGroup
from groups.permissions import Permission
from hyte.lib.clock import local_moment

SHOWN = ("title", "starts_at", "ends_at", "place", "link", "state")  # in calendars
AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


@transaction.atomic
def save_meeting(meeting: Meeting, *, groups: Iterable[WorkingGroup], at: datetime, by, reason: str = "") -> Meeting:
    """Save a new or changed meeting with its groups; turns of a group that left it end."""
    groups = list(groups)
    before = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if before:
        _refuse_ended(before)
    meeting.full_clean(exclude=["groups"])
    _check_groups(meeting, groups)
    if before and _is_shown_otherwise(before, meeting, groups):
        _raise_version(meeting, before, at)
    _save(meeting, by, reason)
    meeting.groups.set(groups)
    end_turns_of_others(meeting, by=by)
    return meeting


def end_turns_of_others(meeting: Meeting, *, by) -> None:
    """Whoever was to write for a group that no longer takes part has no turn."""
    for turn in SecretaryTurn.objects.filter(meeting=meeting).exclude(group__in=meeting.groups.all()):
        turn._history_user = by
        turn.delete()


@transaction.atomic
def make_series(meetings: Iterable[tuple[Meeting, Iterable[WorkingGroup]]], *, at: datetime, by) -> list[Meeting]:
    """Save new meetings as one series, each with its own groups."""
    series, made = uuid4(), []
    for meeting, groups in meetings:
        meeting.series = series
        made.append(save_meeting(meeting, groups=groups, at=at, by=by))
    return made


@transaction.atomic
def save_rest_of_series(
    meeting: Meeting, *, groups: Iterable[WorkingGroup], at: datetime, by, reason: str = ""
) -> list[Meeting]:
    """Save the meeting, and what was changed in it also in the later ones of its series that are still ahead.

    Each keeps its own day; the times are those of the local clock. Returns those that calendars now show otherwise.
    """
    groups, before = list(groups), Meeting.objects.get(pk=meeting.pk)
    groups_before = {group.pk for group in before.groups.all()}
    later = list(rest_of_series(before, by=by))
    saved = [save_meeting(meeting, groups=groups, at=at, by=by, reason=reason)]
    groups_changed = groups_before != {group.pk for group in groups}
    for each in later:
        _take_over(each, before, meeting)
        theirs = groups if groups_changed else each.groups.all()
        saved.append(save_meeting(each, groups=theirs, at=at, by=by, reason=reason))
    return [each for each in saved if each.changed_at == at]


def rest_of_series(meeting: Meeting, *, by):
    """The later meetings of the series that are still ahead and that ``by`` runs."""
    if not meeting.series:
        return Meeting.objects.none()
    later = Meeting.objects.filter(series=meeting.series, starts_at__gt=meeting.starts_at, state__in=AHEAD)
    return later.permitted(by, Permission.RUN_MEETING).select_related("county").prefetch_related("groups")


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, at: datetime, by) -> Meeting:
    """Cancel a meeting that hasn't been held; it stays in calendars as cancelled."""
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if before.state not in AHEAD:
        raise ValidationError(_("Only a meeting that has not been held can be cancelled."), code="ended")
    meeting.state, meeting.cancel_reason = Meeting.State.CANCELLED, reason.strip()
    meeting.full_clean(exclude=["groups"])
    _raise_version(meeting, before, at)
    return _save(meeting, by, reason)


@transaction.atomic
def mark_held(meeting: Meeting, *, by) -> Meeting:
    """The meeting took place; one that already was held stays as it is."""
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if before.is_cancelled:
        raise ValidationError(_("The meeting was cancelled: it can't have been held."), code="cancelled")
    if before.state == Meeting.State.HELD:
        return meeting
    meeting.state = Meeting.State.HELD
    _raise_version(meeting, before, timezone.now())
    return _save(meeting, by)


@transaction.atomic
def take_back_held(meeting: Meeting, *, by) -> Meeting:
    """The meeting was marked held by mistake; not once its memo has been approved."""
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if before.state != Meeting.State.HELD:
        return meeting
    _refuse_ended(before)
    meeting.state = Meeting.State.CALLED if before.called_at else Meeting.State.PLANNED
    _raise_version(meeting, before, timezone.now())
    return _save(meeting, by)


@transaction.atomic
def save_topic(topic: MeetingTopic, *, meetings: Iterable[Meeting], by) -> MeetingTopic:
    """Save a theme with the meetings that it is for."""
    meetings = list(meetings)
    if not meetings:
        raise ValidationError({"meetings": _("Choose at least one meeting.")}, code="no_meeting")
    if any(meeting.county_id != topic.county_id for meeting in meetings):
        raise ValidationError({"meetings": _("A theme is for the meetings of one county.")}, code="counties")
    topic.full_clean(exclude=["meetings"])
    topic._history_user = by
    topic.save()
    topic.meetings.set(meetings)
    return topic


@transaction.atomic
def remove_topic(topic: MeetingTopic, *, by) -> None:
    topic._history_user = by
    topic.delete()


def _refuse_ended(before: Meeting) -> None:
    if before.is_cancelled:
        raise ValidationError(_("The meeting was cancelled: make a new one instead of changing it."), code="cancelled")
    if Memo.objects.filter(meeting=before, state=Memo.State.APPROVED).exists():
        raise ValidationError(
            _("The memo of the meeting was approved: the meeting doesn't change any more."), code="memo"
        )


def _check_groups(meeting: Meeting, groups: list[WorkingGroup]) -> None:
    if bool(groups) == bool(meeting.body):
        text = _("Choose the working groups that meet, or a body: one of the two.")
        raise ValidationError({"groups": text}, code="who_meets")
    if meeting.body and meeting.body.root_county not in (meeting.county, None):
        raise ValidationError({"body": _("The body belongs to another county.")}, code="county")
    strangers = [group for group in groups if group.county_id != meeting.county_id]
    if any(not group.shared_with.filter(pk=meeting.county_id).exists() for group in strangers):
        raise ValidationError({"groups": _("A group of another county can't be chosen.")}, code="county")


def _is_shown_otherwise(before: Meeting, meeting: Meeting, groups: list[WorkingGroup]) -> bool:
    if any(getattr(before, name) != getattr(meeting, name) for name in SHOWN):
        return True
    return {group.pk for group in before.groups.all()} != {group.pk for group in groups}


def _raise_version(meeting: Meeting, before: Meeting, at: datetime) -> None:
    meeting.sequence, meeting.changed_at = before.sequence + 1, at


def _save(meeting: Meeting, by, reason: str = "") -> Meeting:
    meeting._history_user, meeting._change_reason = by, reason
    meeting.save()
    return meeting


def _take_over(each: Meeting, before: Meeting, after: Meeting) -> None:
    """Give a meeting what was changed in another one of its series."""
    for name in ("title", "place", "link"):
        if getattr(before, name) != getattr(after, name):
            setattr(each, name, getattr(after, name))
    starts, ends = _clock(after)
    if (starts, ends) != _clock(before):
        each.starts_at, each.ends_at = local_moment(each.on, starts), local_moment(each.on, ends)


def _clock(meeting: Meeting) -> tuple:
    return timezone.localtime(meeting.starts_at).time(), timezone.localtime(meeting.ends_at).time()
