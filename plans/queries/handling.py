"""The way of a plan through the bodies: what each decided, by which papers, and where it goes next."""

from dataclasses import dataclass, field
from functools import cached_property

from groups.models import Decision, DecisionOutcome
from plans.models import DecisionMaterial, Plan, PlanDecision, PlanEffect, PlanStep


@dataclass
class Station:
    """One decision with all that it meant to the plan; a body stands in as many as it has made decisions."""

    decision: Decision
    ties: list[PlanDecision] = field(default_factory=list)
    materials: list[DecisionMaterial] = field(default_factory=list)

    @property
    def tie(self) -> PlanDecision:
        """By which the decision is changed."""
        return self.ties[0]


@dataclass
class Handling:
    plan: Plan
    stations: list[Station]
    effects: list[PlanEffect]
    coming: list[PlanStep]

    @cached_property
    def waiting(self) -> Station | None:
        """The last decision, where it left the matter open: tabled or sent back."""
        last = self.stations[-1] if self.stations else None
        open_outcomes = (DecisionOutcome.TABLED, DecisionOutcome.RETURNED)
        return last if last and last.decision.outcome in open_outcomes else None


def handling_of(plan: Plan) -> Handling:
    """Four queries. ``coming`` has the steps that haven't been taken and wait for a body."""
    stations: dict[int, Station] = {}
    for tie in plan.plan_decisions.select_related("decision__body").order_by("decision__on", "decision_id", "pk"):
        stations.setdefault(tie.decision_id, Station(tie.decision)).ties.append(tie)
    for material in DecisionMaterial.objects.filter(decision__in=list(stations)):
        stations[material.decision_id].materials.append(material)
    coming = plan.steps.filter(done_on=None, body__isnull=False).select_related("body")
    return Handling(plan, list(stations.values()), list(plan.effects.all()), list(coming))
