"""Lines of which tables know little: the county writes of them itself, and what has been assessed stands beside it."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiations.queries.statutory import Duty
from plans.models import PlanEffect
from reporting.models import LawLine, ReportEffect
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof


def find_by_hand(asked: Asked) -> Findings:
    """Two queries."""
    found = {(LawLine.NGOS, year): _missing(_("Tell how the organisations were supported.")) for year in asked.years}
    proofs = _assessed(asked)
    step = _("Tell in which decisions the effects were weighed, and how.")
    for year in asked.years:
        told = tuple(proofs.get(year, ()))
        found[LawLine.EFFECTS, year] = Finding(Duty.PARTLY, told, step) if told else _missing(step)
    return found


def _missing(step: str) -> Finding:
    return Finding(Duty.MISSING, (), step)


def _assessed(asked: Asked) -> dict[int, list[Proof]]:
    """The assessments of each year's plan and reports. They show some decisions of many: the county says when all is done."""
    of_plans = Counter(PlanEffect.objects.filter(plan__county=asked.county).values_list("plan", flat=True))
    reports = ReportEffect.objects.filter(report__county=asked.county).select_related("report")
    of_reports = Counter(each.report for each in reports)
    proofs: dict[int, list[Proof]] = {}
    for year, plan in asked.plans.items():
        if plan and of_plans[plan.pk]:
            address = reverse("plans:handling", args=[plan.slug])
            proofs.setdefault(year, []).append(_proof(plan.name, of_plans[plan.pk], address))
    for report, count in of_reports.items():
        address = reverse("reporting:handling", args=[report.pk])
        proofs.setdefault(report.year, []).append(_proof(report.name, count, address))
    return proofs


def _proof(name: str, count: int, address: str) -> Proof:
    words = ngettext("%(name)s: %(count)s population group", "%(name)s: %(count)s population groups", count)
    return Proof(words % {"name": name, "count": count}, address)
