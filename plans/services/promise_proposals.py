"""Proposals that come with workbooks: a measure that isn't in the plan, a new wording of a goal. Accepted or dropped."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Decision, Organisation, Person, SentNotice
from groups.services.mail import queue_mail
from plans.models import Measure, PromiseProposal, Proposal, Responsibility
from plans.services.promise import add_promise
from plans.services.responsibility import propose_responsibility
from plans.services.wording import reword, supersede_wording
from plans.workbook.columns import COLUMNS, Part
from plans.workbook.values import years_of

RECORD_FIELDS = {each.key: each.field for each in COLUMNS if each.part is Part.RECORD and each.field}
PEOPLE = {"contact": "contact_person", "deputy": "deputy"}
PARTS = {
    "main": Responsibility.Kind.MAIN,
    "others": Responsibility.Kind.OTHER,
    "partners": Responsibility.Kind.PARTNER,
}


def fill_from_content(measure: Measure, content: dict[str, str]) -> Measure:
    """Put on a new measure what the workbook said beside its wording; people who aren't the county's are left out."""
    for key, name in RECORD_FIELDS.items():
        if key not in PEOPLE:
            setattr(measure, name, content.get(key, ""))
    measure.continuous, measure.start_year, measure.end_year = years_of(content.get("years", ""))
    people = Person.objects.of_county(measure.plan.county).filter(left_on=None)
    for key, name in PEOPLE.items():
        setattr(measure, name, people.filter(pk=content[key]).first() if content.get(key, "").isdecimal() else None)
    if measure.deputy_id == measure.contact_person_id:
        measure.deputy = None
    return measure


@transaction.atomic
def accept_new_measure(
    proposal: PromiseProposal, measure: Measure, *, decision: Decision | None, answer: str, at: datetime, by
) -> list[SentNotice]:
    """Add the measure, to an approved plan by a decision, with the organisations that were proposed; return the mails to be sent.

    ``measure`` has its goal, identifier, wording and day; the rest comes from what the workbook said.
    """
    _close(proposal, Proposal.State.ACCEPTED, answer=answer, at=at, by=by, decision=decision)
    fill_from_content(measure, proposal.content)
    add_promise(measure, by=by, decision=decision)
    _propose_parts(measure, proposal.content, by)
    proposal.goal, proposal.measure = measure.goal, measure
    proposal.save(update_fields=["goal", "measure"])
    return _tell_proposer(proposal, by)


@transaction.atomic
def accept_goal_wording(
    proposal: PromiseProposal, wording: dict[str, str], *, decision: Decision | None, answer: str, at: datetime, by
) -> list[SentNotice]:
    """Put the goal's wording in force: by a decision, or as it is in a plan that hasn't been approved."""
    if not proposal.plan.is_approved:
        reword(proposal.goal, wording, by=by)
    elif decision:
        supersede_wording(proposal.goal, wording, decision=decision, by=by)
    else:
        raise ValidationError(
            {"decision": _("The wording has been approved, so a new one needs a decision. Choose it.")}
        )
    _close(proposal, Proposal.State.ACCEPTED, answer=answer, at=at, by=by, decision=decision)
    return _tell_proposer(proposal, by)


@transaction.atomic
def drop_promise_proposal(proposal: PromiseProposal, *, answer: str, at: datetime, by) -> list[SentNotice]:
    """Decline with an answer; return the mails to be sent."""
    if not answer.strip():
        raise ValidationError({"answer": _("Tell why the proposal isn't accepted.")})
    _close(proposal, Proposal.State.DROPPED, answer=answer, at=at, by=by)
    return _tell_proposer(proposal, by)


def _propose_parts(measure: Measure, content: dict[str, str], by) -> None:
    """An organisation that is named twice has the weightier part; one that has ended since is left out."""
    known = Organisation.objects.of_county(measure.plan.county).filter(ended_on=None)
    taken: set[int] = set()
    for key, kind in PARTS.items():
        wanted = [int(each) for each in content.get(key, "").split(",") if each.isdecimal()]
        for organisation in known.filter(pk__in=wanted).exclude(pk__in=taken):
            propose_responsibility(measure, organisation, kind, by=by)
            taken.add(organisation.pk)


def _close(proposal: PromiseProposal, state: str, *, answer: str, at: datetime, by, **kept) -> None:
    """Answer an open proposal; of two who answer at once only the first one does."""
    values = {"state": state, "answer": answer.strip(), "decided_at": at, "decided_by": by} | kept
    if not PromiseProposal.objects.open().filter(pk=proposal.pk).update(**values):
        raise ValidationError(_("Somebody has already answered this proposal."))
    for field, value in values.items():
        setattr(proposal, field, value)


def _tell_proposer(proposal: PromiseProposal, by) -> list[SentNotice]:
    reader = proposal.made_by
    if not reader or not reader.email or reader == by:
        return []
    with translation.override(reader.language):
        context = {"proposal": proposal, "accepted": proposal.state == Proposal.State.ACCEPTED, "by": by}
        subject = _("Answer to your proposal: %(plan)s") % {"plan": proposal.plan}
        text = render_to_string("plans/mail/promise_proposal_answered.txt", context)
        return [queue_mail(recipient=reader.email, subject=subject, text=text)]
