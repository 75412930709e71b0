"""Builders of the next plan's preparation."""

from datetime import date

from plans.models import Goal, Measure, Plan, RollOver, RollOverChoice, RollOverNew


def make_rollover(plan: Plan, **fields) -> RollOver:
    facts = {"slug": "seuraava", "valid_from": date(2026, 1, 1), "valid_until": date(2029, 12, 31)}
    return RollOver.objects.create(plan=plan, **({"name_fi": "Seuraava suunnitelma"} | facts | fields))


def choice(record: Goal | Measure, act: str, *, into: Goal | Measure | None = None, **fields) -> RollOverChoice:
    """Not saved, and of no roll-over yet."""
    kind = "measure" if isinstance(record, Measure) else "goal"
    if into:
        fields[f"into_{kind}"] = into
    return RollOverChoice(act=act, **{kind: record}, **fields)


def make_addition(goal: Goal, rollover: RollOver, **fields) -> RollOverNew:
    return RollOverNew.objects.create(
        rollover=rollover, kind="measure", goal=goal, **({"wording_fi": "Uusi toimenpide"} | fields)
    )
