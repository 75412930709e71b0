"""Builders of a plan's handling."""

from groups.models import Decision
from plans.models import DecisionMaterial, Plan, PlanDecision, PlanEffect
from tests.factories.groups import make_decision


def make_effect(plan: Plan, population: str = "Lapsiperheet", **fields) -> PlanEffect:
    values = {"population_fi": population, "effects_fi": "Tuki tulee aiemmin.", "direction": "positive"} | fields
    return PlanEffect.objects.create(plan=plan, **values)


def make_material(decision: Decision, title: str = "Esityslistan liite", **fields) -> DecisionMaterial:
    return DecisionMaterial.objects.create(
        decision=decision, title_fi=title, **({"link": "https://liite.example.org/"} | fields)
    )


def make_tie(plan: Plan, meaning: str = "handling", **fields) -> PlanDecision:
    """A decision of a body on the plan."""
    return PlanDecision.objects.create(plan=plan, decision=make_decision(plan.county, **fields), meaning=meaning)
