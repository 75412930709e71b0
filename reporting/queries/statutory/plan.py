"""Goals and measures: the main plan of a year, its counts and who approved it."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hyte.lib.templatetags.hyte import day
from negotiations.queries.statutory import Duty
from plans.models import Goal, Measure, Plan
from reporting.models import LawLine
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof


def find_goals(asked: Asked) -> Findings:
    """Three queries."""
    plans = {year: plan for year, plan in asked.plans.items() if plan}
    goals = Goal.objects.filter(section__plan__in=set(plans.values())).order_by()
    by_plan = dict(goals.values_list("section__plan").annotate(Count("pk")))
    measures = _measures(plans, asked)
    return {
        (LawLine.GOALS, year): _of(plan, by_plan.get(plan and plan.pk, 0), measures.get(f"of_{year}", 0))
        for year, plan in asked.plans.items()
    }


def _measures(plans: dict[int, Plan], asked: Asked) -> dict[str, int]:
    """How many measures were in force in each year."""
    counts = {
        f"of_{year}": Count(
            "pk", filter=Q(plan=plan, pk__in=Measure.objects.in_force_on(asked.day_of(year)).values("pk"))
        )
        for year, plan in plans.items()
    }
    return Measure.objects.filter(plan__in=set(plans.values())).aggregate(**counts)


def proof_of_approval(plan: Plan) -> Proof:
    told = {"body": plan.approval.body.name, "day": day(plan.approval.on)}
    return Proof(_("Approved: %(body)s %(day)s") % told, plan.approval.link)


def _of(plan: Plan | None, goals: int, measures: int) -> Finding:
    if plan is None:
        return Finding(Duty.MISSING, (), _("Make the plan."))
    proofs = [Proof(f"{plan.name}: {_in_words(goals, measures)}", plan.get_absolute_url())]
    if plan.is_approved:
        proofs.append(proof_of_approval(plan))
    if not (goals and measures):
        return Finding(Duty.PARTLY, tuple(proofs), _("Write the plan's goals and measures."))
    if not plan.is_approved:
        return Finding(Duty.PARTLY, tuple(proofs), _("Take the plan to the county council."))
    step = _("The next plan is needed when this one ends on %(day)s.") % {"day": day(plan.valid_until)}
    return Finding(Duty.DONE, tuple(proofs), step)


def _in_words(goals: int, measures: int) -> str:
    first = ngettext("%(count)s goal", "%(count)s goals", goals) % {"count": goals}
    return f"{first}, {ngettext('%(count)s measure', '%(count)s measures', measures) % {'count': measures}}"
