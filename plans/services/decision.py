"""Decisions on the plan's way."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Decision
from groups.services.decision import record_decision
from plans.models import Plan, PlanDecision


@transaction.atomic
def tie_decision(plan: Plan, decision: Decision, meaning: str) -> PlanDecision:
    """Put the decision on the plan's way; saying it twice changes nothing."""
    if decision.county_id != plan.county_id:
        raise ValidationError({"decision": _("The decision belongs to another county.")})
    return PlanDecision.objects.get_or_create(plan=plan, decision=decision, meaning=meaning)[0]


@transaction.atomic
def mend_decision(tie: PlanDecision, *, meaning: str, by) -> PlanDecision:
    """Save a changed decision and what it means to the plan."""
    record_decision(tie.decision, by=by)
    tie.meaning = meaning
    tie.full_clean()
    tie.save(update_fields=["meaning"])
    return tie


def require_decision(plan: Plan, decision: Decision | None) -> None:
    """What is added to an approved plan is added by a decision."""
    if plan.is_approved and decision is None:
        raise ValidationError(
            {"decision": _("The plan has been approved. Choose the decision by which this is added, or record it.")}
        )
