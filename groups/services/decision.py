"""Keeping the decisions of bodies."""

from django.db import transaction

from groups.models import Decision


@transaction.atomic
def record_decision(decision: Decision, *, by) -> Decision:
    """Save a new or mended decision; one that is already kept and unchanged is returned as it is."""
    decision.full_clean()
    decision._history_user = by
    decision.save()
    return decision
