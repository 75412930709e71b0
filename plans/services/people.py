"""Removing a person also from what the plans have kept of the name."""

from datetime import datetime

from django.db import transaction

from groups.models import Person
from groups.services.people import addresses_of, erase_person, removed_name
from plans.models import Proposal, StatusUpdate


@transaction.atomic
def erase_from_plans(person: Person, *, at: datetime, reason: str, by) -> Person:
    """Erase the person, the name under updates that came by a personal link, and open proposals to make them a contact person."""
    written = StatusUpdate.objects.filter(by=None, by_name=person.name, measure__personal_links__link__person=person)
    StatusUpdate.objects.filter(pk__in=list(written.values_list("pk", flat=True))).update(by_name=removed_name())
    for address in addresses_of(person):
        Proposal.objects.open().filter(successor_email__iexact=address).delete()
    return erase_person(person, at=at, reason=reason, by=by)
