"""Mails to those who speak for the parties: invitation, change, cancellation, the question for concerns, the memo."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Meeting, NoticeKind, SentNotice
from groups.queries.events import event_of
from groups.queries.invitees import Unreached, hindrance_of
from groups.services.mail import queue_mail
from hyte.lib.ics import CANCEL, CANCELLED, REQUEST, write_calendar
from hyte.lib.templatetags.hyte import day
from negotiations.models import Negotiation, NegotiationMemo, Party, Representative
from negotiations.services.party_links import party_address

AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


class Act(StrEnum):
    INVITE = "invite"
    ASK = "ask"
    CHANGE = "change"
    CANCEL = "cancel"
    MEMO = "memo"


WITH_CALENDAR = (Act.INVITE, Act.CHANGE, Act.CANCEL)


@dataclass
class Mailed:
    """The mails that wait to be sent, and whom mail doesn't reach and why."""

    notices: list[SentNotice] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)


@transaction.atomic
def invite(negotiation: Negotiation, *, on: date, at: datetime, by) -> Mailed:
    """Invite everybody who speaks for a party and hasn't been invited yet; calendars show the negotiation confirmed."""
    _refuse_over(negotiation, on)
    people = [each for each in _speakers(negotiation) if not each.invited_at]
    if not people:
        raise ValidationError(_("Everybody who has been named has been invited already."), code="nobody")
    meeting = _called(negotiation.meeting, at=at, by=by)
    negotiation.meeting = meeting
    mailed = _mail_all(Act.INVITE, negotiation, people, at=at, by=by)
    told = {notice.person_id for notice in mailed.notices}
    Representative.objects.filter(pk__in=[each.pk for each in people if each.person_id in told]).update(invited_at=at)
    return mailed


@transaction.atomic
def ask_parties(negotiation: Negotiation, *, on: date, at: datetime, by) -> Mailed:
    """Ask each party for its concerns and strengths; a party whose people have told something isn't asked again."""
    _refuse_over(negotiation, on)
    last = negotiation.round.answers_by
    if last and last < on:
        raise ValidationError(
            _("The time for answers ended %(day)s: move it in the round first.") % {"day": day(last)}, code="late"
        )
    people = [each for each in _speakers(negotiation) if not each.party.points.exists()]
    if not people:
        raise ValidationError(_("There is nobody to ask: each party has answered or has no people."), code="nobody")
    mailed = _mail_all(Act.ASK, negotiation, people, at=at, by=by)
    told = {notice.person_id for notice in mailed.notices}
    Party.objects.filter(pk__in={each.party_id for each in people if each.person_id in told}).update(asked_at=at)
    return mailed


@transaction.atomic
def tell_change(negotiation: Negotiation, *, at: datetime, by) -> list[SentNotice]:
    """Tell those who have been invited what the negotiation is now."""
    people = [each for each in _speakers(negotiation) if each.invited_at]
    return _mail_all(Act.CHANGE, negotiation, people, at=at, by=by).notices


@transaction.atomic
def tell_cancellation(negotiation: Negotiation, *, at: datetime, by) -> list[SentNotice]:
    people = [each for each in _speakers(negotiation) if each.invited_at]
    return _mail_all(Act.CANCEL, negotiation, people, at=at, by=by).notices


@transaction.atomic
def send_memo_links(memo: NegotiationMemo, *, at: datetime, by) -> Mailed:
    """Give the parties' people a link to the memo; those of parties that have answered this version aren't asked again."""
    answered = memo.answers.filter(version=memo.version).values_list("party", flat=True)
    people = [each for each in _speakers(memo.negotiation) if each.party_id not in set(answered)]
    return _mail_all(Act.MEMO, memo.negotiation, people, at=at, by=by, approve_by=memo.approve_by)


def _speakers(negotiation: Negotiation) -> list[Representative]:
    """Those of the active parties but the convener's own, who runs it all."""
    people = Representative.objects.filter(
        party__negotiation=negotiation, party__withdrawn_on=None, party__is_convener=False
    ).select_related("person", "party__organisation")
    for each in people:
        each.party.negotiation = negotiation
    return list(people)


def _refuse_over(negotiation: Negotiation, on: date) -> None:
    meeting = negotiation.meeting
    if meeting.is_cancelled:
        raise ValidationError(_("The negotiation has been cancelled."), code="cancelled")
    if meeting.state not in AHEAD or meeting.on < on:
        raise ValidationError(_("The negotiation has been held already."), code="over")


def _called(meeting: Meeting, *, at: datetime, by) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("county").get(pk=meeting.pk)
    if meeting.state != Meeting.State.CALLED:
        meeting.state, meeting.called_at = Meeting.State.CALLED, at
        meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
        meeting._history_user = by
        meeting.save(update_fields=["state", "called_at", "sequence", "changed_at"])
    return meeting


def _mail_all(
    act: Act, negotiation: Negotiation, people: Iterable[Representative], *, at: datetime, by, **told
) -> Mailed:
    mailed = Mailed()
    for each in people:
        hindrance = hindrance_of(each.person, negotiation.meeting)
        if hindrance:
            mailed.unreached.append(Unreached(hindrance, person=each.person))
        else:
            mailed.notices.append(_mail(act, negotiation, each, at=at, by=by, **told))
    return mailed


def _mail(
    act: Act, negotiation: Negotiation, representative: Representative, *, at: datetime, by, **told
) -> SentNotice:
    """One mail in the person's language."""
    person, meeting = representative.person, negotiation.meeting
    with translation.override(person.language):
        context = told | {
            "act": act.value,
            "negotiation": negotiation,
            "meeting": meeting,
            "round": negotiation.round,
            "county": negotiation.county,
            "party": representative.party,
            "person": person,
            "address": "" if act is Act.CANCEL else party_address(representative, at=at, by=by),
            "by": by,
        }
        return queue_mail(
            recipient=person.email,
            person=person,
            kind=NoticeKind.MEMO if act is Act.MEMO else NoticeKind.INVITATION,
            subject=_subject(act) % {"meeting": meeting.title, "day": day(meeting.on)},
            text=render_to_string("negotiations/mail/party.txt", context),
            html=render_to_string("negotiations/mail/party.html", context),
            calendar=_calendar(act, meeting, representative, at=at) if act in WITH_CALENDAR else "",
        )


def _calendar(act: Act, meeting: Meeting, representative: Representative, *, at: datetime) -> str:
    person = representative.person
    event, method = event_of(meeting, attendee=(person.name, person.email), stamp=at), REQUEST
    if act is Act.CANCEL:
        event, method = replace(event, status=CANCELLED), CANCEL
    return write_calendar([event], name=meeting.title, method=method).decode()


def _subject(act: Act) -> str:
    return {
        Act.INVITE: _("Invitation: %(meeting)s, %(day)s"),
        Act.ASK: _("What concerns you, what goes well: %(meeting)s, %(day)s"),
        Act.CHANGE: _("Changed: %(meeting)s, %(day)s"),
        Act.CANCEL: _("Cancelled: %(meeting)s, %(day)s"),
        Act.MEMO: _("Memo to be approved: %(meeting)s, %(day)s"),
    }[act]
