"""Goals and measures: the main plan of a year, its counts and who approved it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Organisation
from hyte.lib.templatetags.hyte import day
from negotiations.queries.statutory import Duty
from plans.models import Goal, Measure, Plan
from reporting.models import LawLine
from reporting.queries.statutory.lines import Finding, Findings, Proof


def find_goals(county: Organisation, years: Iterable[int], on: date) -> Findings:
    """Three queries for each year."""
    return {(LawLine.GOALS, year): _of(plan_of(county, year), min(on, date(year, 12, 31))) for year in years}


def plan_of(county: Organisation, year: int) -> Plan | None:
    """The main plan of the year: an approved one before a draft, the newest of them."""
    plans = Plan.objects.main().filter(county=county, kind=Plan.Kind.WELLBEING)
    of_year = plans.filter(valid_from__lte=date(year, 12, 31), valid_until__gte=date(year, 1, 1))
    found = list(of_year.select_related("approval__body").order_by("-valid_from", "-pk"))
    return min(found, key=lambda plan: not plan.is_approved, default=None)


def proof_of_approval(plan: Plan) -> Proof:
    told = {"body": plan.approval.body.name, "day": day(plan.approval.on)}
    return Proof(_("Approved: %(body)s %(day)s") % told, plan.approval.link)


def _of(plan: Plan | None, on: date) -> Finding:
    if plan is None:
        return Finding(Duty.MISSING, (), _("Make the plan."))
    goals = Goal.objects.filter(section__plan=plan).count()
    measures = Measure.objects.filter(plan=plan).in_force_on(on).count()
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
