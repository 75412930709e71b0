"""A report's way through the bodies: what each decided, by which papers, and whom the report's proposals touch."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plans.models import DecisionMaterial
from reporting.models import Report, ReportDecision, ReportEffect


@dataclass(frozen=True)
class Station:
    tie: ReportDecision
    materials: Sequence[DecisionMaterial]


@dataclass(frozen=True)
class ReportHandling:
    stations: Sequence[Station]
    effects: Sequence[ReportEffect]


def handling_of_report(report: Report) -> ReportHandling:
    """Three queries."""
    ties = list(report.report_decisions.select_related("decision__body", "version").order_by("decision__on", "pk"))
    papers: dict[int, list[DecisionMaterial]] = defaultdict(list)
    for each in materials_of(report):
        papers[each.decision_id].append(each)
    return ReportHandling([Station(tie, papers[tie.decision_id]) for tie in ties], list(report.effects.all()))


def materials_of(report: Report):
    return DecisionMaterial.objects.filter(decision__in=report.report_decisions.values("decision"))
