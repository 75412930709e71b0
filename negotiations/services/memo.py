"""The memo's life: written, sent to the parties as it is, taken back, closed."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Meeting
from negotiations.models import MemoAnswer, Negotiation, NegotiationMemo
from negotiations.queries.memo import put_together
from negotiations.services.records import save_record

DRAFT, SENT, APPROVED = NegotiationMemo.State.DRAFT, NegotiationMemo.State.SENT, NegotiationMemo.State.APPROVED


@transaction.atomic
def write_summary(negotiation: Negotiation, summary: str, *, by) -> NegotiationMemo:
    """Begin the memo or change its summary."""
    memo = _locked(negotiation) or NegotiationMemo(negotiation=negotiation)
    _refuse_unless(memo, DRAFT)
    memo.summary = summary.strip()
    return save_record(memo, by=by)


@transaction.atomic
def send_memo(negotiation: Negotiation, *, approve_by: date, on: date, at: datetime, by) -> NegotiationMemo:
    """Freeze what the memo says and give it to the parties; ``on`` is today. The caller mails the links."""
    memo = _locked(negotiation) or save_record(NegotiationMemo(negotiation=negotiation), by=by)
    _refuse_unless(memo, DRAFT)
    if negotiation.meeting.state != Meeting.State.HELD:
        raise ValidationError(_("Mark the negotiation as held first."), code="not_held")
    if approve_by < on:
        raise ValidationError({"approve_by": _("The day is in the past. Give the parties time to read.")}, code="past")
    if not negotiation.parties.active().filter(is_convener=False).exists():
        raise ValidationError(_("The negotiation has no parties to approve its memo."), code="no_parties")
    memo.version += 1
    memo.content = put_together(negotiation, memo)
    memo.state, memo.sent_at, memo.approve_by = SENT, at, approve_by
    return save_record(memo, by=by)


@transaction.atomic
def take_back_memo(negotiation: Negotiation, *, by) -> NegotiationMemo:
    """Make a memo that waits for the parties a draft again; they approve its next version anew."""
    memo = _locked(negotiation)
    _refuse_unless(memo, SENT)
    memo.state, memo.content, memo.sent_at = DRAFT, None, None
    return save_record(memo, by=by)


@transaction.atomic
def close_memo(negotiation: Negotiation, *, note: str, at: datetime, by) -> NegotiationMemo:
    """The coordinator closes a memo that some parties have left without an answer: the note tells why."""
    memo = _locked(negotiation)
    _refuse_unless(memo, SENT)
    if memo.answers.filter(version=memo.version, verdict=MemoAnswer.Verdict.RETURNED).exists():
        raise ValidationError(_("A party wants the memo corrected: take it back and mend it."), code="returned")
    if not note.strip():
        raise ValidationError(
            {"note": _("Tell which parties gave no answer, and why the memo is closed.")}, code="note"
        )
    memo.closing_note, memo.approved_by = note.strip(), by
    return approve(memo, at=at, by=by)


def approve(memo: NegotiationMemo, *, at: datetime, by=None) -> NegotiationMemo:
    """Called with the memo's row locked."""
    memo.state, memo.approved_at = APPROVED, at
    return save_record(memo, by=by)


def _locked(negotiation: Negotiation) -> NegotiationMemo | None:
    return NegotiationMemo.objects.select_for_update().filter(negotiation=negotiation).first()


def _refuse_unless(memo: NegotiationMemo | None, state: str) -> None:
    if memo is None:
        raise ValidationError(_("There is no memo yet."), code="no_memo")
    if memo.state == state:
        return
    words = {
        DRAFT: _("The memo is a draft: it hasn't been sent to the parties."),
        SENT: _("The memo has been sent to the parties."),
        APPROVED: _("The memo has been approved already."),
    }
    raise ValidationError(words[memo.state], code="state")
