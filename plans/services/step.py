"""The steps of preparing and carrying out a plan."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.models import PlanStep
from plans.services.record import save_record


def mark_done(step: PlanStep, *, on: date | None, by) -> PlanStep:
    """Say that the step was done on a day; None says that it wasn't after all."""
    step.done_on = on
    return save_record(step, by=by)


@transaction.atomic
def delete_step(step: PlanStep, *, by) -> None:
    """Delete a step that hasn't been done; steps may change also after the plan has been approved."""
    refusal = refusal_to_delete_step(step)
    if refusal:
        raise ValidationError(refusal)
    step._history_user = by
    step.delete()


def refusal_to_delete_step(step: PlanStep) -> str:
    return _("The step has been done, so it stays in history.") if step.done_on else ""
