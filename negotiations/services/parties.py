"""Who is at the table, and who speaks for whom."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Organisation, Person
from negotiations.models import MemoAnswer, Party, Representative
from negotiations.services.records import remove_record, save_record


@transaction.atomic
def add_party(party: Party, *, by) -> Party:
    """Bring an organisation to the table; one that had withdrawn comes back. Only organisations that the county knows."""
    county = party.negotiation.county
    if not Organisation.objects.of_county(county).filter(pk=party.organisation_id).exists():
        raise ValidationError({"organisation": _("The organisation belongs to another county.")}, code="county")
    earlier = Party.objects.filter(negotiation=party.negotiation, organisation=party.organisation).first()
    if earlier and not earlier.is_withdrawn:
        raise ValidationError({"organisation": _("The organisation is a party already.")}, code="twice")
    if earlier:
        earlier.withdrawn_on, earlier.withdrawn_reason = None, ""
        return save_record(earlier, by=by)
    return save_record(party, by=by)


def has_agreed(party: Party) -> bool:
    """Whether something stands on record that the party has agreed to or said."""
    return party.agreements.exists() or party.points.exists() or MemoAnswer.objects.filter(party=party).exists()


@transaction.atomic
def take_away_party(party: Party, *, reason: str, on: date, by) -> None:
    """Remove a party that has said nothing; one that has stays on record as withdrawn, with the reason.

    Its agreements stay as they are; its links stop working.
    """
    if party.is_convener:
        raise ValidationError(_("The county convenes the negotiation, so it stays."), code="convener")
    if not has_agreed(party):
        remove_record(party, by=by)
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Tell why the party isn't at the table any more.")}, code="reason")
    party.withdrawn_on, party.withdrawn_reason = on, reason.strip()
    save_record(party, by=by)


@transaction.atomic
def save_representative(representative: Representative, *, new_person: Person | None, by) -> Representative:
    """Save who speaks for a party; ``new_person`` is somebody whom the county didn't know before."""
    if new_person:
        new_person.organisation = representative.party.organisation
        save_record(new_person, by=by)
        representative.person = new_person
    others = Representative.objects.filter(
        party__negotiation=representative.party.negotiation_id, person=representative.person
    ).exclude(pk=representative.pk)
    if others.exists():
        raise ValidationError({"person": _("The person already speaks for a party in this negotiation.")}, code="twice")
    representative.full_clean()
    representative.save()
    return representative


@transaction.atomic
def remove_representative(representative: Representative) -> None:
    representative.delete()
