"""A negotiation and its meeting, made and changed together; publishing it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Meeting, Organisation
from groups.services.meetings import cancel_meeting, mark_held, save_meeting
from hyte.lib.models import Publication
from indicators.models import Scenario
from negotiations.models import Negotiation, NegotiationMemo, Party
from negotiations.services.parties import add_party
from negotiations.services.records import save_record


@transaction.atomic
def save_negotiation(
    negotiation: Negotiation, meeting: Meeting, *, scenarios: Iterable[Scenario] | None = None, at: datetime, by
) -> Negotiation:
    """Save a new or changed negotiation with its meeting; in a new one the county is at the table as the convener.

    ``scenarios`` are those shown in it; None leaves them as they are.
    """
    refuse_after_memo(negotiation)
    meeting.county = meeting.body = negotiation.round.county
    meeting.is_negotiation = True
    save_meeting(meeting, groups=(), at=at, by=by)
    negotiation.meeting = meeting
    is_new = negotiation.pk is None
    save_record(negotiation, by=by)
    if scenarios is not None:
        negotiation.scenarios.set(scenarios)
    if is_new:
        add_party(Party(negotiation=negotiation, organisation=negotiation.county, is_convener=True), by=by)
    return negotiation


@transaction.atomic
def make_negotiation(
    negotiation: Negotiation, meeting: Meeting, organisations: Iterable[Organisation], *, at: datetime, by, **options
) -> Negotiation:
    """A new negotiation with the parties that were chosen for it."""
    save_negotiation(negotiation, meeting, at=at, by=by, **options)
    for order, organisation in enumerate(organisations, start=1):
        if organisation != negotiation.county:
            add_party(Party(negotiation=negotiation, organisation=organisation, order=order), by=by)
    return negotiation


@transaction.atomic
def cancel_negotiation(negotiation: Negotiation, *, reason: str, at: datetime, by) -> Negotiation:
    """Cancel its meeting; what the parties have written stays. Raises ValidationError where it has been held."""
    cancel_meeting(negotiation.meeting, reason=reason, at=at, by=by)
    return negotiation


@transaction.atomic
def hold_negotiation(negotiation: Negotiation, *, on, by) -> Negotiation:
    """Mark it as held; ``on`` is today."""
    if negotiation.on > on:
        raise ValidationError(_("The negotiation is still ahead: mark it as held when it has been held."), code="ahead")
    mark_held(negotiation.meeting, by=by)
    return negotiation


@transaction.atomic
def change_publication(negotiation: Negotiation, state: str, *, at: datetime, by) -> Negotiation:
    """Publish the negotiation, or take it back; only what the parties have approved is published."""
    if state == Publication.PUBLIC and not is_memo_approved(negotiation):
        raise ValidationError(_("The negotiation can be published when its memo has been approved."), code="memo")
    negotiation.publication = state
    negotiation.publication_changed_at, negotiation.publication_changed_by = at, by
    return save_record(negotiation, by=by)


def is_memo_approved(negotiation: Negotiation) -> bool:
    return NegotiationMemo.objects.filter(negotiation=negotiation, state=NegotiationMemo.State.APPROVED).exists()


def refuse_after_memo(negotiation: Negotiation) -> None:
    """Raise ValidationError where the memo is with the parties or approved: what it tells doesn't change any more.

    The memo's row is locked, so that a change and the sending at the same moment come one after the other.
    """
    memo = NegotiationMemo.objects.select_for_update().filter(negotiation=negotiation.pk).first()
    if memo is None or memo.state == NegotiationMemo.State.DRAFT:
        return
    if memo.is_approved:
        raise ValidationError(_("The memo has been approved: what it tells doesn't change any more."), code="memo")
    raise ValidationError(
        _("The memo is with the parties. Take it back first, then change what it tells."), code="memo"
    )
