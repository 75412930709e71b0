"""What a representative answers to the invitation."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from negotiations.models import Representative
from negotiations.queries.party_visit import PartyVisit


@transaction.atomic
def answer_invitation(visit: PartyVisit, answer: str, *, mandate: str, on: date, at: datetime) -> Representative:
    """The last answer counts; ``on`` is today."""
    if not visit.answers_invitation(on):
        raise ValidationError(_("The time for answering is over."), code="over")
    representative = Representative.objects.select_for_update().get(pk=visit.representative.pk)
    representative.answer, representative.answered_at = answer, at
    representative.mandate = mandate.strip()
    representative.full_clean()
    representative.save()
    return representative
