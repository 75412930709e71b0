"""The memo: written during the meeting, sent to the chair, returned or approved. An approved one doesn't change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from groups.models import AgendaItem, Attendance, Meeting, Memo, SentNotice
from groups.services.meetings import mark_held
from groups.services.memo import refuse_after_approval
from plans.queries.attendance import Place, places_of
from plans.queries.memo import draft_content, mark_of, refusals_to_send, said_in
from plans.queries.memo_content import MemoContent, freeze
from plans.services.memo_mail import tell_approved, tell_chairs, tell_returned
from plans.services.status import publish_updates


class MemoChanged(Exception):
    """Somebody has changed the memo since the one who approves it opened the page."""


class MarkedMeanwhile(Exception):
    """A colleague has marked somebody otherwise since the form was opened; ``places`` are those."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__(", ".join(str(place.person) for place in places))
        self.places = places


@transaction.atomic
def save_memo(memo: Memo, *, by) -> Memo:
    """Save the summary and the guests of a memo that isn't approved."""
    _begin(memo.meeting, by=by)
    # The form's record may be older than the row: only what the form is about is written.
    stored = Memo.objects.get(meeting=memo.meeting)
    stored.summary, stored.guests, stored._history_user = memo.summary, memo.guests, by
    _refuse_too_long(stored, "summary", "guests")
    stored.save()
    return stored


@transaction.atomic
def save_notes(item: AgendaItem, *, by) -> AgendaItem:
    """Save what was said and decided under an agenda item."""
    _begin(item.meeting, by=by)
    _refuse_too_long(item, "discussion", "decided")
    item._history_user = by
    item.save(update_fields=["discussion", "decided"])
    return item


@transaction.atomic
def mark_attendance(
    meeting: Meeting, marks: Mapping[int, str], *, seen: Mapping[int, str] | None = None, on: date, by
) -> None:
    """Mark who was there: by the key of each place "present", "deputy", "absent" or "" (not known).

    ``seen`` are the marks that the writer had in sight. What the writer left alone stays as a colleague has marked it
    meanwhile; raises MarkedMeanwhile where both marked the same person, and otherwise.
    """
    if meeting.on > on:
        raise ValidationError(_("The meeting has not been held yet: who was there is marked afterwards."))
    _begin(meeting, by=by)
    places = [place for place in places_of(meeting) if place.key in marks]
    newer = [place for place in places if seen is not None and place.mark != seen.get(place.key, place.mark)]
    own = [place for place in newer if marks[place.key] != (seen[place.key] or place.suggested)]
    if otherwise := [place for place in own if marks[place.key] != place.mark]:
        raise MarkedMeanwhile(otherwise)
    for place in places:
        if place not in newer:
            _mark(meeting, place, marks[place.key])


@transaction.atomic
def send_memo(memo: Memo, *, on: date, at: datetime, by) -> list[SentNotice]:
    """Send the memo to the chairs of the meeting's groups; who sends it answers for its text."""
    memo = _locked(memo)
    if refusals := refusals_to_send(memo, draft_content(memo), on):
        raise ValidationError(refusals)
    memo.state, memo.sent_at, memo.written_by, memo.return_reason = Memo.State.SENT, at, by, ""
    _save(memo, by)
    return tell_chairs(memo, by=by)


@transaction.atomic
def return_memo(memo: Memo, reason: str, *, by) -> list[SentNotice]:
    """Give the memo back to be mended; the reason goes to the one who sent it."""
    memo = _locked(memo)
    _refuse_not_sent(memo)
    if not reason.strip():
        raise ValidationError({"return_reason": _("Tell what should be mended.")})
    memo.state, memo.return_reason, memo.sent_at = Memo.State.DRAFT, reason.strip(), None
    _save(memo, by)
    return tell_returned(memo, by=by)


@transaction.atomic
def approve_memo(memo: Memo, *, seen: str = "", on: date, at: datetime, by) -> list[SentNotice]:
    """Freeze the memo, mark the meeting held, publish its status updates and tell the participants.

    ``seen`` is the mark of the content that the approver has read; raises MemoChanged where the memo says something else now.
    """
    memo = _locked(memo)
    _refuse_not_sent(memo)
    content = draft_content(memo)
    if seen and seen != mark_of(content):
        raise MemoChanged
    if refusals := refusals_to_send(memo, content, on):
        raise ValidationError(refusals)
    _freeze(memo, content, at=at, by=by)
    mark_held(memo.meeting, by=by)
    publish_updates(said_in(memo.meeting), by=by, at=at)
    return tell_approved(memo, by=by, at=at)


def _begin(meeting: Meeting, *, by) -> Memo:
    """The meeting's memo, locked until the change is in; a first writer begins it."""
    refuse_after_approval(meeting)
    _refuse_cancelled(meeting)
    memo, _created = Memo.objects.get_or_create(meeting=meeting, defaults={"written_by": by})
    return memo


def _locked(memo: Memo) -> Memo:
    stored = Memo.objects.select_for_update(of=("self",)).select_related("written_by", "meeting__county")
    found = stored.filter(meeting=memo.meeting).first()
    if found is None:
        raise ValidationError(_("Nobody has begun to write the memo."))
    if found.is_approved:
        raise ValidationError(_("The memo was approved already by %(name)s.") % {"name": found.approved_by_name})
    _refuse_cancelled(found.meeting)
    return found


def _refuse_cancelled(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise ValidationError(
            _("The meeting was cancelled (%(reason)s), so it has no memo.") % {"reason": meeting.cancel_reason}
        )


def _refuse_not_sent(memo: Memo) -> None:
    if memo.state != Memo.State.SENT:
        raise ValidationError(_("The memo has not been sent to the chair yet."))


def _refuse_too_long(record: models.Model, *names: str) -> None:
    told = _("The text is too long. It may have %(limit)s characters at most.")
    limits = {name: record._meta.get_field(name).max_length for name in names}
    errors = {name: told % {"limit": most} for name, most in limits.items() if len(getattr(record, name)) > most}
    if errors:
        raise ValidationError(errors)


def _mark(meeting: Meeting, place: Place, mark: str) -> None:
    if mark not in ("", *Attendance.Attended.values) or (mark == Attendance.Attended.DEPUTY and not place.deputy):
        raise ValidationError(_("Choose whether %(name)s was there.") % {"name": place.person})
    if mark == place.mark:
        return
    values = {"attended": mark}
    if mark == Attendance.Attended.DEPUTY:
        values["deputy"] = place.deputy
    for seat in place.seats:
        Attendance.objects.update_or_create(meeting=meeting, seat=seat, defaults=values)


def _freeze(memo: Memo, content: MemoContent, *, at: datetime, by) -> None:
    own = memo.written_by_id is not None and memo.written_by_id == by.pk
    memo.content = freeze(replace(content, approved_by=str(by), approved_at=at, is_own_approval=own))
    memo.state, memo.approved_at, memo.approved_by, memo.approved_by_name = Memo.State.APPROVED, at, by, str(by)
    _save(memo, by)


def _save(memo: Memo, by) -> None:
    memo._history_user = by
    memo.save()
