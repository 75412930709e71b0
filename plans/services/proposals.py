"""Proposals to reword or close a measure or to change its contact person: made, accepted, dropped."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Decision, Person, SentNotice
from groups.services.mail import queue_mail
from plans.models import Measure, Proposal
from plans.services.links import revoke_measure_links, send_link
from plans.services.status import StatusReport, record_status
from plans.services.wording import reword, supersede_wording

SUCCESSOR_FORGOTTEN = {"successor_name": "", "successor_title": "", "successor_email": ""}


@transaction.atomic
def make_proposal(measure: Measure, kind: str, *, by, person: Person | None = None, **fields: str) -> Proposal:
    """Record what somebody proposes; the same thing said twice is refused.

    ``fields`` are those of Proposal: ``text`` and ``grounds``, or the successor's name, e-mail and title.
    """
    proposal = Proposal(measure=measure, kind=kind, made_by=by, person=person, **fields)
    proposal.full_clean(exclude=["made_by", "decided_by"])
    _refuse_sitting_contact(proposal)
    if Proposal.objects.open().filter(measure=measure, kind=kind, **fields).exists():
        raise ValidationError(_("The same has already been proposed. The coordinator will answer."))
    proposal.save()
    return proposal


@transaction.atomic
def drop_proposal(proposal: Proposal, *, answer: str, at: datetime, by) -> list[SentNotice]:
    """Decline with an answer; return the mails to be sent."""
    if not answer.strip():
        raise ValidationError({"answer": _("Tell why the proposal isn't accepted.")})
    _close(proposal, Proposal.State.DROPPED, answer=answer, at=at, by=by)
    return _tell_proposer(proposal, by)


@transaction.atomic
def accept_wording(
    proposal: Proposal, wording: dict[str, str], *, decision: Decision | None, answer: str, at: datetime, by
) -> list[SentNotice]:
    """Put the wording in force: by a decision, or as it is in a plan that hasn't been approved; return the mails to be sent."""
    measure = proposal.measure
    if not measure.plan.is_approved:
        reword(measure, wording, by=by)
    elif decision:
        supersede_wording(measure, wording, decision=decision, by=by)
    else:
        raise ValidationError(
            {"decision": _("The wording has been approved, so a new one needs a decision. Choose it.")}
        )
    _close(proposal, Proposal.State.ACCEPTED, answer=answer, at=at, by=by, decision=decision)
    return _tell_proposer(proposal, by)


@transaction.atomic
def accept_closing(
    proposal: Proposal, report: StatusReport, *, seen: int | None, answer: str, at: datetime, today: date, by
) -> list[SentNotice]:
    """Record the closing status; return the mails to be sent. May raise SomebodyWasFaster."""
    record_status(proposal.measure, report, by=by, today=today, seen=seen)
    _close(proposal, Proposal.State.ACCEPTED, answer=answer, at=at, by=by)
    return _tell_proposer(proposal, by)


@transaction.atomic
def accept_handover(proposal: Proposal, *, answer: str, at: datetime, by) -> list[SentNotice]:
    """Make the successor the contact person (the deputy, if the deputy proposed) and mail a link; return the mails to be sent."""
    measure = Measure.objects.select_for_update(of=("self",)).select_related("plan__county").get(pk=proposal.measure_id)
    place = "deputy" if proposal.person_id and proposal.person_id == measure.deputy_id else "contact_person"
    former, successor = getattr(measure, place), _successor(proposal, at.date())
    setattr(measure, place, successor)
    if measure.deputy_id == measure.contact_person_id:
        measure.deputy = None
    measure._history_user, measure._change_reason = by, _("Handed over to a successor")
    measure.save(update_fields=["contact_person", "deputy"])
    if former:
        revoke_measure_links(measure, former, at=at)
    _close(proposal, Proposal.State.ACCEPTED, answer=answer, at=at, by=by, successor=successor)
    return [send_link(measure, successor, at=at, by=by), *_tell_proposer(proposal, by)]


def _refuse_sitting_contact(proposal: Proposal) -> None:
    contact, email = proposal.measure.contact_person, proposal.successor_email
    if contact and email and contact.email.lower() == email.lower():
        raise ValidationError({"successor_email": _("This is the address of the present contact person.")})


def _successor(proposal: Proposal, on: date) -> Person:
    """The person of the address, or a new one in the organisation of whom the measure is handed over from."""
    working = Person.objects.filter(Q(left_on=None) | Q(left_on__gt=on))
    known = working.filter(email__iexact=proposal.successor_email).order_by("pk").first()
    if known:
        return known
    former = proposal.person or proposal.measure.contact_person
    person = Person(
        name=proposal.successor_name,
        title=proposal.successor_title,
        email=proposal.successor_email,
        organisation=former.organisation if former else proposal.measure.plan.county,
        language=former.language if former else "fi",
    )
    person.full_clean()
    person.save()
    return person


def _close(proposal: Proposal, state: str, *, answer: str, at: datetime, by, **kept) -> None:
    """Answer an open proposal; of two who answer at once only the first one does."""
    values = {"state": state, "answer": answer.strip(), "decided_at": at, "decided_by": by} | SUCCESSOR_FORGOTTEN | kept
    if not Proposal.objects.open().filter(pk=proposal.pk).update(**values):
        raise ValidationError(_("Somebody has already answered this proposal."))
    for field, value in values.items():
        setattr(proposal, field, value)


def _tell_proposer(proposal: Proposal, by) -> list[SentNotice]:
    """Queue the answer for whoever proposed: by link there is no account in which to read it."""
    reader = proposal.person or proposal.made_by
    if not reader or not reader.email or proposal.made_by == by:
        return []
    with translation.override(reader.language):
        context = {"proposal": proposal, "accepted": proposal.state == Proposal.State.ACCEPTED, "by": by}
        subject = _("Answer to your proposal: %(measure)s") % {"measure": proposal.measure.identifier}
        text = render_to_string("plans/mail/proposal_answered.txt", context)
        return [queue_mail(recipient=reader.email, subject=subject, text=text)]
