"""Keeping what groups conclude from indicators."""

from django.db import transaction

from indicators.models import Conclusion


@transaction.atomic
def save_conclusion(conclusion: Conclusion, *, by) -> Conclusion:
    """Save what is concluded; who wrote it first stays its writer, the history knows the others."""
    conclusion.by = conclusion.by or by
    conclusion._history_user = by
    conclusion.full_clean()
    conclusion.save()
    return conclusion
