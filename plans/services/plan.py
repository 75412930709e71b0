"""The life of a plan: approval, publication, order, deletion."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from groups.models import Decision
from hyte.lib.models import Publication
from plans.models import Plan, PlanDecision


@transaction.atomic
def approve_plan(plan: Plan, *, decision: Decision, by) -> Plan:
    """Tie the plan to the decision that approved it; from then on its wording is immutable."""
    return _tie_approval(plan, decision, by=by, reason=str(decision))


def _tie_approval(plan: Plan, decision: Decision, *, by, reason: str) -> Plan:
    if decision.county_id != plan.county_id:
        raise ValidationError({"decision": _("The decision belongs to another county.")})
    plan.approval = decision
    PlanDecision.objects.get_or_create(plan=plan, decision=decision, meaning=PlanDecision.Meaning.APPROVAL)
    _save(plan, ["approval"], by=by, reason=reason)
    return plan


@transaction.atomic
def swap_approval(plan: Plan, *, decision: Decision, reason: str, by) -> Plan:
    """Put the right decision in place of one that was chosen by mistake; history keeps the wrong one and the reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Tell what was wrong with the earlier choice.")})
    if decision == plan.approval:
        raise ValidationError({"decision": _("The plan has already been approved by this decision.")})
    PlanDecision.objects.filter(plan=plan, decision=plan.approval_id, meaning=PlanDecision.Meaning.APPROVAL).delete()
    return _tie_approval(plan, decision, by=by, reason=f"{plan.approval} → {decision} · {reason.strip()}")


@transaction.atomic
def change_publication(plan: Plan, state: str, *, by, at: datetime) -> Plan:
    """Make the plan internal, send it out for statements or publish it; who and when are kept."""
    if state == Publication.PUBLIC and not plan.is_approved:
        raise ValidationError(_("A plan can be published only when it has been approved. Record the decision first."))
    plan.publication, plan.publication_changed_at, plan.publication_changed_by = state, at, by
    _save(plan, ["publication", "publication_changed_at", "publication_changed_by"], by=by, reason="")
    return plan


@transaction.atomic
def put_in_order(records: Sequence[models.Model], ids: Sequence[int], *, by) -> None:
    """Order records as their ids are listed; a list that doesn't hold exactly these ids is refused."""
    by_id = {record.pk: record for record in records}
    if sorted(ids) != sorted(by_id):
        raise ValidationError(_("The list has changed in the meantime. Look at it again and order it anew."))
    moved = []
    for position, pk in enumerate(ids, start=1):
        if by_id[pk].order != position:
            by_id[pk].order = position
            moved.append(by_id[pk])
    if moved:
        bulk_update_with_history(moved, type(moved[0]), ["order"], default_user=by)


@transaction.atomic
def delete_record(record: models.Model, *, by) -> None:
    """Delete what nothing depends on.

    Raises ValidationError with the reason when the record has a history that must stay.
    """
    reason = refusal_to_delete(record)
    if reason:
        raise ValidationError(reason)
    record._history_user = by
    try:
        record.delete()
    except models.ProtectedError as error:
        kinds = sorted({str(each._meta.verbose_name_plural) for each in error.protected_objects})
        raise ValidationError(
            _("It can't be deleted, because these hang from it: %(kinds)s."), params={"kinds": ", ".join(kinds)}
        ) from error


def refusal_to_delete(record: models.Model) -> str:
    """Why the record must stay; "" where it may go as far as its own state tells."""
    plan = (
        record if isinstance(record, Plan) else getattr(record, "plan", None) or getattr(record.section, "plan", None)
    )
    if plan and plan.is_approved:
        return _("The plan has been approved, so nothing is deleted from it: all of it stays in history.")
    return ""


def _save(plan: Plan, fields: list[str], *, by, reason: str) -> None:
    plan._history_user, plan._change_reason = by, reason
    plan.save(update_fields=fields)
