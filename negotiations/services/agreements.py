"""What was agreed: written while the memo is a draft, followed by notes after that, taken into the plan."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from groups.models import Decision
from negotiations.models import Agreement, AgreementNote, Negotiation, NegotiationMemo, Party
from negotiations.services.negotiations import refuse_after_memo
from negotiations.services.records import remove_record, save_record
from plans.models import Measure
from plans.services.promise import add_promise

AGREED = ("topic", "text", "due_on", "proposes_measure")  # what the parties approve with the memo, beside who


@transaction.atomic
def save_agreement(agreement: Agreement, *, responsible: Iterable[Party], by) -> Agreement:
    """Save a new or changed agreement; once the memo has gone to the parties only its ties and who follows it change."""
    negotiation = Negotiation.objects.select_for_update().get(pk=agreement.negotiation_id)
    parties = list(responsible)
    kept = Agreement.objects.filter(pk=agreement.pk).first()
    if kept is None or _differs(agreement, kept, parties):
        refuse_after_memo(negotiation)
    _check_parties(agreement, parties, kept)
    _check_ties(agreement, kept)
    _check_deadline(agreement, kept)
    if kept is None:
        _refuse_twice(agreement)
        agreement.number = _next_number(negotiation)
    save_record(agreement, by=by)
    if kept is None or _ids(kept) != {party.pk for party in parties}:
        agreement.responsible.set(parties)
    return agreement


@transaction.atomic
def add_note(note: AgreementNote, *, by) -> AgreementNote:
    """Write how the agreement goes; its state, end and deadline follow the newest of its notes."""
    agreement = Agreement.objects.select_for_update().get(pk=note.agreement_id)
    _check_note(note, agreement)
    note.by = by
    note.full_clean(exclude=["by"])
    note.save()
    _follow_notes(agreement, by=by)
    note.agreement = agreement
    return note


@transaction.atomic
def take_into_plan(agreement: Agreement, measure: Measure, *, decision: Decision | None, by) -> Measure:
    """Make the proposed measure a measure of the round's plan; the agreement shows it from now on."""
    kept = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if refusal := refusal_to_take(kept):
        raise ValidationError(refusal, code="not_taken")
    if measure.goal.section.plan_id != kept.negotiation.round.plan_id:
        raise ValidationError({"goal": _("The goal belongs to another plan.")})
    add_promise(measure, by=by, decision=decision)
    kept.measure, kept.goal = measure, kept.goal or measure.goal
    save_record(kept, by=by)
    agreement.measure, agreement.goal = kept.measure, kept.goal
    return measure


def refusal_to_take(agreement: Agreement) -> str:
    """Why the agreement can't become a measure; "" where it can."""
    if not agreement.proposes_measure:
        return _("The agreement doesn't propose a new measure.")
    if agreement.measure_id:
        return _("The agreement has been taken into the plan already.")
    if not agreement.is_open:
        return _("The agreement has ended, so it isn't taken into the plan.")
    if agreement.negotiation.round.plan_id is None:
        return _("The round of negotiations has no plan: choose it in the round first.")
    return ""


@transaction.atomic
def remove_agreement(agreement: Agreement, *, by) -> None:
    """Only one that was written by mistake: the memo is a draft and nothing has followed. Its number isn't used again."""
    Negotiation.objects.select_for_update().get(pk=agreement.negotiation_id)
    refuse_after_memo(agreement.negotiation)
    if refusal := refusal_to_remove(agreement):
        raise ValidationError(refusal, code="followed")
    remove_record(agreement, by=by)


def refusal_to_remove(agreement: Agreement) -> str:
    """Why it stays on record whatever the memo's state; "" where nothing has followed."""
    if agreement.became_measure:
        return _("A measure has been made from the agreement, so it stays. End it with a note.")
    if agreement.notes.exists():
        return _("The agreement has notes, so it stays. End it with a note.")
    return ""


def is_frozen(negotiation: Negotiation) -> bool:
    """Whether the memo has gone to the parties, so that what was agreed doesn't change any more."""
    return NegotiationMemo.objects.filter(negotiation=negotiation).exclude(state=NegotiationMemo.State.DRAFT).exists()


def _ids(agreement: Agreement) -> set[int]:
    return set(agreement.responsible.values_list("pk", flat=True))


def _differs(agreement: Agreement, kept: Agreement, parties: list[Party]) -> bool:
    """Whether what the parties approve would change."""
    changed = any(getattr(agreement, name) != getattr(kept, name) for name in AGREED)
    return changed or _ids(kept) != {party.pk for party in parties}


def _check_parties(agreement: Agreement, parties: list[Party], kept: Agreement | None) -> None:
    if not parties:
        raise ValidationError({"responsible": _("Choose at least one party who does it.")})
    stays = _ids(kept) if kept else set()
    for party in parties:
        if party.negotiation_id != agreement.negotiation_id:
            raise ValidationError({"responsible": _("The party belongs to another negotiation.")})
        if party.is_withdrawn and party.pk not in stays:
            said = _("%(party)s isn't at the table any more.") % {"party": party}
            raise ValidationError({"responsible": said})


def _check_ties(agreement: Agreement, kept: Agreement | None) -> None:
    county = agreement.negotiation.round.county_id
    if agreement.goal and agreement.goal.section.plan.county_id != county:
        raise ValidationError({"goal": _("The goal belongs to another county's plan.")})
    if agreement.measure and agreement.measure.plan.county_id != county:
        raise ValidationError({"measure": _("The measure belongs to another county's plan.")})
    if agreement.indicator and agreement.indicator.county_id not in (None, county):
        raise ValidationError({"indicator": _("The indicator belongs to another county.")})
    if kept and kept.became_measure:
        if agreement.measure_id != kept.measure_id or not agreement.proposes_measure:
            said = _("A measure has been made from the agreement: the tie stays.")
            raise ValidationError({"measure": said})
    elif agreement.proposes_measure and agreement.measure_id:
        said = _("Tie it to a measure that there is, or propose a new one: one of the two.")
        raise ValidationError({"measure": said})


def _check_deadline(agreement: Agreement, kept: Agreement | None) -> None:
    if kept and agreement.due_on == kept.due_on:
        return
    if agreement.due_on and agreement.due_on < agreement.negotiation.on:
        raise ValidationError({"due_on": _("The deadline is before the day of the negotiation.")})
    if kept and kept.notes.exclude(due_on=None).exists():
        raise ValidationError({"due_on": _("A note has moved the deadline: move it by a note again.")})


def _refuse_twice(agreement: Agreement) -> None:
    """The same form sent twice is one agreement."""
    same = Agreement.objects.filter(negotiation=agreement.negotiation_id, topic=agreement.topic, text=agreement.text)
    if earlier := same.first():
        said = _("The same has been written already: it is number %(number)s.") % {"number": earlier.number}
        raise ValidationError({"text": said})


def _next_number(negotiation: Negotiation) -> int:
    """One more than any agreement of the negotiation has had, the removed ones included; its row is locked."""
    past = Agreement.history.filter(negotiation_id=negotiation.pk).aggregate(most=Max("number"))["most"]
    present = negotiation.agreements.aggregate(most=Max("number"))["most"]
    return max(past or 0, present or 0) + 1


def _check_note(note: AgreementNote, agreement: Agreement) -> None:
    ends = note.state not in Agreement.OPEN_STATES
    if note.on and note.on < agreement.negotiation.on:
        raise ValidationError({"on": _("The day is before the negotiation.")})
    if note.due_on and ends:
        raise ValidationError({"due_on": _("An ended agreement needs no new deadline.")})
    if note.due_on and note.on and note.due_on < note.on:
        raise ValidationError({"due_on": _("The new deadline is before the day of the note.")})
    _check_taken_up(note, agreement)
    same = {"on": note.on, "text": note.text, "state": note.state, "due_on": note.due_on}
    if agreement.notes.filter(**same).exists():
        raise ValidationError(_("The same note has been written already."), code="twice")


def _check_taken_up(note: AgreementNote, agreement: Agreement) -> None:
    """A negotiation that takes the agreement up is a later one of the same county."""
    later = note.negotiation
    if later is None:
        return
    if later.round.county_id != agreement.negotiation.round.county_id:
        raise ValidationError({"negotiation": _("The negotiation is another county's.")})
    if later.meeting.starts_at <= agreement.negotiation.meeting.starts_at:
        raise ValidationError({"negotiation": _("Choose a later negotiation than the agreement's own.")})


def _follow_notes(agreement: Agreement, *, by) -> None:
    notes = list(agreement.notes.all())
    newest, moved = notes[0], next((note for note in notes if note.due_on), None)
    agreement.state = newest.state
    agreement.ended_on = None if agreement.is_open else newest.on
    agreement.due_on = moved.due_on if moved else agreement.due_on
    save_record(agreement, by=by)
