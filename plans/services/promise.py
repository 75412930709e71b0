"""Goals and measures: adding, changing, ending."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Decision, Organisation
from plans.models import Goal, Measure, Plan, PlanDecision, Responsibility, SnapshotRow
from plans.queries.identifiers import refusal_of_identifier
from plans.services.decision import require_decision, tie_decision
from plans.services.record import add_record, save_record
from plans.services.responsibility import propose_responsibility
from plans.services.wording import plan_of


@transaction.atomic
def add_promise(
    record: Goal | Measure,
    *,
    by,
    ties: Mapping[str, Iterable] | None = None,
    main: Organisation | None = None,
    decision: Decision | None = None,
) -> Goal | Measure:
    """Add a goal or a measure; to an approved plan only by a decision. ``main`` is proposed as main responsible."""
    plan = plan_of(record)
    require_decision(plan, decision)
    _check(record, plan)
    siblings = record.goal.measures if isinstance(record, Measure) else record.section.goals
    add_record(record, siblings.all(), by=by, reason=str(decision or ""), ties=ties)
    if plan.is_approved:
        tie_decision(plan, decision, PlanDecision.Meaning.WORDING)
    if main:
        propose_responsibility(record, main, Responsibility.Kind.MAIN, by=by)
    return record


@transaction.atomic
def change_promise(record: Goal | Measure, *, by, ties: Mapping[str, Iterable] | None = None) -> Goal | Measure:
    """Save what stands beside the wording; the wording itself and the identifier only in a draft."""
    plan = plan_of(record)
    if plan.is_approved:
        _refuse_approved_change(record)
    _check(record, plan)
    return save_record(record, by=by, ties=ties)


@transaction.atomic
def end_measure(
    measure: Measure, *, until: date | None, reason: str = "", decision: Decision | None = None, by
) -> Measure:
    """Let the measure be in force until a day, by a decision or with a reason; None puts it in force again."""
    if not reason.strip() and decision is None:
        raise ValidationError({"reason": _("Choose a decision or tell the reason.")})
    if until and until < measure.in_force_from:
        raise ValidationError({"until": _("The measure came into force later than that.")})
    if until and not measure.plan.covers(until):
        raise ValidationError({"until": outside(measure.plan)})
    measure.in_force_until = until
    if decision:
        tie_decision(measure.plan, decision, PlanDecision.Meaning.HANDLING)
    return save_record(measure, by=by, reason=" · ".join(filter(None, [str(decision or ""), reason.strip()])))


@transaction.atomic
def remove_goal(goal: Goal, *, reason: str, by) -> None:
    """Take a goal that was added by mistake out of an approved plan; history keeps it, the reason and the identifier."""
    if not reason.strip():
        raise ValidationError({"reason": _("Tell why the goal is removed.")})
    refusal = refusal_to_remove(goal)
    if refusal:
        raise ValidationError(refusal)
    goal._history_user, goal._change_reason = by, reason.strip()
    goal.delete()


def refusal_to_remove(goal: Goal) -> str:
    """Why a goal must stay in an approved plan; "" where nothing has followed from it."""
    if goal.measures.exists():
        return _("The goal has measures, so it stays in the plan.")
    if goal.earlier_wordings.exists():
        return _("A decision has given the goal a new wording, so it stays in the plan.")
    if SnapshotRow.objects.filter(snapshot__plan=plan_of(goal), goal_identifier=goal.identifier).exists():
        return _("The goal stands in a snapshot, so it stays in the plan.")
    return ""


def outside(plan: Plan) -> str:
    """The message about a day that the plan doesn't cover."""
    return _("The day is outside the plan, which is valid %(start)s–%(end)s.") % {
        "start": f"{plan.valid_from:%-d.%-m.%Y}",
        "end": f"{plan.valid_until:%-d.%-m.%Y}",
    }


def _check(record: Goal | Measure, plan: Plan) -> None:
    refusal = refusal_of_identifier(record, plan, record.identifier)
    if refusal:
        raise ValidationError({"identifier": refusal})
    if isinstance(record, Measure) and not plan.covers(record.in_force_from):
        raise ValidationError({"in_force_from": outside(plan)})


def _refuse_approved_change(record: Goal | Measure) -> None:
    kept = type(record).objects.get(pk=record.pk)
    fields = ("identifier", "wording_fi", "wording_sv", "wording_en")
    if any(getattr(kept, field) != getattr(record, field) for field in fields):
        raise ValidationError(_("The wording has been approved. Supersede it by a decision or mend a typing error."))
