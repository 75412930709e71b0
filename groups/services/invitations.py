"""Inviting to a meeting by mail, and telling those who have been invited what changed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import LinkPurpose, Meeting, NoticeItem, NoticeKind, Person, SentNotice
from groups.models.notice import RETRY_AFTER
from groups.queries.events import event_of, told_topic
from groups.queries.invitees import Invitee, hindrance_of, invitees_of, meeting_key, told_items
from groups.services.links import create_link
from groups.services.mail import queue_mail
from hyte.lib.ics import CANCEL, CANCELLED, REQUEST, write_calendar
from hyte.lib.templatetags.hyte import day

LINK_LASTS = timedelta(days=60)  # after the meeting: the memo and the answers to comments are read, too
AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


class Act(StrEnum):
    CALL = "call"
    CHANGE = "change"
    CANCEL = "cancel"
    RELEASE = "release"  # the meeting goes on without the person


OFF = (Act.CANCEL, Act.RELEASE)


@transaction.atomic
def call_meeting(meeting: Meeting, *, on: date, at: datetime, by, again: bool = False) -> list[SentNotice]:
    """Invite everybody whom the meeting concerns and who hasn't been invited yet; with ``again`` everybody.

    ``on`` is today. Whom mail doesn't reach ``groups.queries.invitees.invitees_of`` tells. Raises ValidationError where there
    is nobody to invite or the meeting is over. The caller sends each mail with ``groups.tasks.deliver_after_commit``.
    """
    meeting = _locked(meeting)
    _refuse_call(meeting, on)
    people = invitees_of(meeting).people
    told = set() if again else _told(meeting)
    _mark_called(meeting, at=at, by=by)
    return [_mail(Act.CALL, meeting, each, on=on, at=at, by=by) for each in people if not _is_told(each, told)]


@transaction.atomic
def announce_change(meeting: Meeting, *, on: date, at: datetime, by) -> list[SentNotice]:
    """Tell everybody of a called meeting what it is now, and those whom it no longer concerns that they needn't come.

    Nothing where nobody has been invited, or where the meeting isn't ahead any more.
    """
    meeting = _locked(meeting)
    if meeting.state != Meeting.State.CALLED or meeting.on < on:
        return []
    people, told = invitees_of(meeting).people, _told(meeting)
    acts = [(Act.CHANGE if _is_told(each, told) else Act.CALL, each) for each in people]
    sent = [_mail(act, meeting, each, on=on, at=at, by=by) for act, each in acts]
    return sent + _release(meeting, people, on=on, at=at, by=by)


@transaction.atomic
def announce_cancellation(meeting: Meeting, *, on: date, at: datetime, by) -> list[SentNotice]:
    """Tell everybody who has been invited that the meeting has been cancelled; nothing where nobody has."""
    meeting = _locked(meeting)
    people = _invited(meeting).values()
    return [_mail(Act.CANCEL, meeting, Invitee(person), on=on, at=at, by=by) for person in people]


@transaction.atomic
def invite_deputies(meeting: Meeting, *, on: date, at: datetime, by=None) -> list[SentNotice]:
    """After an answer: invite the deputies who have been named, and tell those who are no longer needed."""
    meeting = _locked(meeting)
    if meeting.state not in AHEAD or meeting.on < on:
        return []
    people, told = invitees_of(meeting).people, _told(meeting)
    new = [each for each in people if each.instead_of and not _is_told(each, told)]
    sent = [_mail(Act.CALL, meeting, each, on=on, at=at, by=by) for each in new]
    return sent + _release(meeting, people, on=on, at=at, by=by)


def _locked(meeting: Meeting) -> Meeting:
    """Of two who call at the same moment the later one finds everybody invited."""
    meetings = Meeting.objects.select_for_update(of=("self",)).select_related("county")
    return meetings.prefetch_related("groups", "topics").get(pk=meeting.pk)


def _refuse_call(meeting: Meeting, on: date) -> None:
    if meeting.is_cancelled:
        raise ValidationError(_("The meeting has been cancelled, so nobody is invited."), code="cancelled")
    if meeting.state not in AHEAD or meeting.on < on:
        raise ValidationError(_("The meeting has been held already, so nobody is invited any more."), code="over")
    if not meeting.groups.all():
        raise ValidationError(_("A body calls its own meetings: invitations go to working groups only."), code="body")


def _mark_called(meeting: Meeting, *, at: datetime, by) -> None:
    if meeting.state == Meeting.State.CALLED:
        return
    meeting.state, meeting.called_at = Meeting.State.CALLED, at
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, at  # calendars show it confirmed from now on
    meeting._history_user = by
    meeting.save(update_fields=["state", "called_at", "sequence", "changed_at"])


def _told(meeting: Meeting) -> set[tuple[int | None, str]]:
    """Who has been invited to which address: a mended address is invited anew."""
    return {(item.notice.person_id, item.recipient) for item in told_items(meeting)}


def _is_told(invitee: Invitee, told: set[tuple[int | None, str]]) -> bool:
    return (invitee.person.pk, invitee.person.email) in told


def _invited(meeting: Meeting) -> dict[int, Person]:
    """Who has been invited and can still be told."""
    people = [item.notice.person for item in told_items(meeting)]
    return {person.pk: person for person in people if person and not hindrance_of(person, meeting)}


def _release(meeting: Meeting, people: Iterable[Invitee], **fields) -> list[SentNotice]:
    concerned = {each.person.pk for each in people}
    gone = [person for pk, person in _invited(meeting).items() if pk not in concerned]
    return [_mail(Act.RELEASE, meeting, Invitee(person), **fields) for person in gone]


def _mail(act: Act, meeting: Meeting, invitee: Invitee, *, on: date, at: datetime, by) -> SentNotice:
    """One mail in the person's language; it takes the place of an earlier one that still waits for the mail server."""
    person = invitee.person
    _forget_earlier(meeting, person)
    with translation.override(person.language):
        context = _context(act, meeting, invitee, at=at, by=by)
        notice = queue_mail(
            recipient=person.email,
            person=person,
            kind=NoticeKind.INVITATION,
            subject=_subject(act) % {"meeting": meeting.title, "day": context["day"]},
            text=render_to_string("groups/mail/meeting.txt", context),
            html=render_to_string("groups/mail/meeting.html", context),
            calendar=_calendar(act, meeting, invitee, at=at),
        )
    if act not in OFF:
        _note(notice, meeting, on)
    return notice


def _forget_earlier(meeting: Meeting, person: Person) -> None:
    """What hasn't gone out yet would come last and tell what was; the things told are told anew."""
    earlier = NoticeItem.objects.filter(key=meeting_key(meeting), notice__person=person)
    waiting = SentNotice.objects.filter(sent_at=None, is_refused=False, attempts__lt=len(RETRY_AFTER))
    waiting.filter(pk__in=list(earlier.values_list("notice", flat=True))).delete()
    earlier.delete()


def _note(notice: SentNotice, meeting: Meeting, on: date) -> None:
    NoticeItem.objects.create(
        notice=notice,
        recipient=notice.recipient,
        key=meeting_key(meeting),
        stage=f"called {notice.person_id}",  # two people may share an address
        due_on=meeting.on,
        on=on,
    )


def _context(act: Act, meeting: Meeting, invitee: Invitee, *, at: datetime, by) -> dict:
    return {
        "act": act.value,
        "meeting": meeting,
        "county": meeting.county,
        "day": day(meeting.on),
        "topics": [told_topic(topic) for topic in meeting.topics.all()],
        "invitee": invitee,
        "person": invitee.person,
        "address": "" if act in OFF else _personal_address(meeting, invitee.person, at=at, by=by),
        "by": by,
    }


def _personal_address(meeting: Meeting, person: Person, *, at: datetime, by) -> str:
    """A link of the person's own; those of earlier mails go on working."""
    lasts = max(meeting.ends_at - at, timedelta()) + LINK_LASTS
    _link, token = create_link(person, LinkPurpose.MEETING, valid_for=lasts, at=at, by=by, meeting=meeting)
    return settings.BASE_URL.rstrip("/") + reverse("plans:personal-meeting", args=[token])


def _calendar(act: Act, meeting: Meeting, invitee: Invitee, *, at: datetime) -> str:
    person, writes = invitee.person, bool(invitee.writes_for)
    event, method = event_of(meeting, attendee=(person.name, person.email), stamp=at, writes=writes), REQUEST
    if act in OFF:
        event, method = replace(event, status=CANCELLED), CANCEL
    return write_calendar([event], name=meeting.title, method=method).decode()


def _subject(act: Act) -> str:
    return {
        Act.CALL: _("Invitation: %(meeting)s, %(day)s"),
        Act.CHANGE: _("Changed: %(meeting)s, %(day)s"),
        Act.CANCEL: _("Cancelled: %(meeting)s, %(day)s"),
        Act.RELEASE: _("You needn't come: %(meeting)s, %(day)s"),
    }[act]
