"""Whom a consultation asks: invitees, the mails to them, and the personal links in the mails."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import LinkPurpose, NoticeKind, Organisation, Person, PersonalLink, SentNotice
from groups.queries.invitees import Hindrance, Unreached
from groups.services.links import create_link, find_link
from groups.services.mail import queue_mail
from hyte.lib.templatetags.hyte import day
from plans.models import Consultation, Invitee, InviteeLink
from plans.services.record import save_record

LINK_LASTS = timedelta(days=60)  # after the deadline: the body reads what it gave


class Act(StrEnum):
    INVITE = "invite"
    REMIND = "remind"


@dataclass
class Mailed:
    """The mails that wait to be sent, and whom mail doesn't reach and why."""

    notices: list[SentNotice] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)


@transaction.atomic
def add_invitee(invitee: Invitee, *, new_person: Person | None = None, by) -> Invitee:
    """Only bodies that the county knows; ``new_person`` is somebody whom it didn't know before."""
    consultation = invitee.consultation
    if not Organisation.objects.of_county(consultation.plan.county).filter(pk=invitee.organisation_id).exists():
        raise ValidationError({"organisation": _("The organisation belongs to another county.")}, code="county")
    if new_person:
        new_person.organisation = invitee.organisation
        save_record(new_person, by=by)
        invitee.person = new_person
    if consultation.invitees.filter(person=invitee.person).exists():
        raise ValidationError({"person": _("The person has been named already.")}, code="twice")
    invitee.full_clean()
    invitee.save()
    return invitee


@transaction.atomic
def remove_invitee(invitee: Invitee) -> None:
    """The links that have been sent stop working."""
    PersonalLink.objects.filter(invitee_link__invitee=invitee).delete()
    try:
        invitee.delete()
    except ProtectedError as error:
        raise ValidationError(_("A statement has been given in that name, so it stays."), code="statement") from error


@transaction.atomic
def send_invitations(consultation: Consultation, *, on: date, at: datetime, by) -> Mailed:
    """Ask those who haven't been asked yet."""
    _refuse_unless_open(consultation, on)
    waiting = consultation.invitees.filter(invited_at=None)
    if not waiting:
        raise ValidationError(_("Everybody who has been named has been invited already."), code="nobody")
    mailed = _mail_all(Act.INVITE, consultation, waiting, on=on, at=at, by=by)
    _mark(mailed, consultation, invited_at=at)
    return mailed


@transaction.atomic
def remind_invitees(consultation: Consultation, *, on: date, at: datetime, by) -> Mailed:
    """Remind those who have been invited and whose body has given no statement; each mail carries a new link."""
    _refuse_unless_open(consultation, on)
    given = consultation.statements.exclude(organisation=None).values("organisation")
    late = consultation.invitees.exclude(invited_at=None).exclude(organisation__in=given)
    if not late:
        raise ValidationError(_("There is nobody to remind."), code="nobody")
    mailed = _mail_all(Act.REMIND, consultation, late, on=on, at=at, by=by)
    _mark(mailed, consultation, reminded_at=at)
    return mailed


def find_invitee_link(token: str, *, at: datetime) -> InviteeLink | None:
    """None where the secret is unknown, altered, expired or revoked, or the person has left."""
    link = find_link(token, LinkPurpose.STATEMENT, at=at)
    if link is None or (link.person.left_on and link.person.left_on <= at.date()):
        return None
    related = ("link__person", "invitee__person", "invitee__organisation", "invitee__consultation__plan__county")
    tie = InviteeLink.objects.select_related(*related).filter(link=link).first()
    return tie if tie and tie.invitee.person_id == link.person_id else None


def invitee_address(invitee: Invitee, *, on: date, at: datetime, by) -> str:
    """A new link of the person's own, as it stands in a mail."""
    lasts = max(invitee.consultation.closes_on - on, timedelta()) + LINK_LASTS
    link, token = create_link(invitee.person, LinkPurpose.STATEMENT, valid_for=lasts, at=at, by=by)
    InviteeLink.objects.create(link=link, invitee=invitee)
    return settings.BASE_URL.rstrip("/") + reverse("plans:personal-statement", args=[token])


def _refuse_unless_open(consultation: Consultation, on: date) -> None:
    state = consultation.state(on)
    if state == Consultation.State.COMING:
        raise ValidationError(_("Open the consultation first: then those who are asked can answer."), code="coming")
    if state == Consultation.State.CLOSED:
        raise ValidationError(_("The time for statements is over."), code="closed")


def _mail_all(
    act: Act, consultation: Consultation, invitees: Iterable[Invitee], *, on: date, at: datetime, by
) -> Mailed:
    mailed = Mailed()
    for each in invitees.select_related("person", "organisation"):
        each.consultation = consultation
        hindrance = _hindrance(each.person, on)
        if hindrance:
            mailed.unreached.append(Unreached(hindrance, person=each.person))
        else:
            mailed.notices.append(_mail(act, each, on=on, at=at, by=by))
    return mailed


def _hindrance(person: Person, on: date) -> Hindrance | None:
    if person.left_on and person.left_on <= on:
        return Hindrance.LEFT
    return None if person.email else Hindrance.NO_EMAIL


def _mark(mailed: Mailed, consultation: Consultation, **when: datetime) -> None:
    told = [notice.person_id for notice in mailed.notices]
    consultation.invitees.filter(person__in=told).update(**when)


def _mail(act: Act, invitee: Invitee, *, on: date, at: datetime, by) -> SentNotice:
    """One mail in the person's language."""
    consultation, person = invitee.consultation, invitee.person
    with translation.override(person.language):
        context = {
            "act": act.value,
            "consultation": consultation,
            "invitee": invitee,
            "person": person,
            "county": consultation.plan.county,
            "address": invitee_address(invitee, on=on, at=at, by=by),
            "by": by,
        }
        subject = _("Statement asked: %(name)s, by %(day)s")
        if act is Act.REMIND:
            subject = _("Your statement is waited for: %(name)s, by %(day)s")
        return queue_mail(
            recipient=person.email,
            person=person,
            kind=NoticeKind.LINK if act is Act.INVITE else NoticeKind.REMINDER,
            subject=subject % {"name": consultation.name, "day": day(consultation.closes_on)},
            text=render_to_string("plans/mail/consultation.txt", context),
            html=render_to_string("plans/mail/consultation.html", context),
        )
