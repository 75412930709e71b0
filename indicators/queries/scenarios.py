"""Scenarios as they are read: what was changed in words, where they open, what is tied to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.admin.utils import NestedObjects
from django.db.models import QuerySet

from indicators import coefficient as engine
from indicators.models import RuleIndicator, Scenario
from indicators.queries.calculations import Shown, read_calculation
from indicators.queries.what_if import COEFFICIENT, EXPECTED, NOW, POINTS, RECORDED, Figures, Lever, changed_only
from indicators.queries.what_if_address import plain, what_if_address

PARTS = (NOW, RECORDED, EXPECTED)


@dataclass(frozen=True)
class Changed:
    """One figure before and after; without an indicator it is the coefficient itself."""

    key: str
    part: str
    indicator: RuleIndicator | None
    before: Decimal | None
    after: Decimal


def scenarios_for(user) -> QuerySet[Scenario]:
    listed = Scenario.objects.visible_to(user).select_related("county", "region", "calculation__rule_set", "by")
    return listed.defer("calculation__frozen", "calculation__sources")


def changes_to_keep(levers: Sequence[Lever], figures: Figures) -> dict[str, object]:
    """As they are kept: texts of figures by indicator, and at depth C by part of it."""
    kept: dict[str, object] = {}
    told = changed_only(levers, figures)
    for lever in levers:
        if lever.name not in told:
            continue
        text = plain(told[lever.name])
        if lever.part in (POINTS, COEFFICIENT):
            kept[lever.key] = text
        else:
            kept.setdefault(lever.key, {})[lever.part] = text
    return kept


def changed_of(scenario: Scenario, result: engine.Calculation, indicators: dict[str, RuleIndicator]) -> list[Changed]:
    """What a scenario changes, in the order of the rules."""
    order = [rule.key for rule in result.rules.indicators]
    keys = sorted(scenario.changes, key=lambda key: order.index(key) if key in order else len(order))
    return [
        Changed(key, part, indicators.get(key), _before(result, scenario.region.code, key, part), Decimal(text))
        for key in keys
        for part, text in _parts(key, scenario.changes[key])
    ]


def _parts(key: str, told: str | dict[str, str]) -> list[tuple[str, str]]:
    if isinstance(told, str):
        return [(POINTS if key else COEFFICIENT, told)]
    return [(part, told[part]) for part in PARTS if part in told]


def _before(result: engine.Calculation, area: str, key: str, part: str) -> Decimal | None:
    inputs = result.inputs
    if part == COEFFICIENT:
        return inputs.coefficients[area]
    return inputs.points[area][key] if part == POINTS else getattr(inputs.values[area][key], part)


def address_of(scenario: Scenario) -> str:
    """The scenario's figures in "what if"."""
    figures = {
        Lever.name_of(key, part): Decimal(text)
        for key, told in scenario.changes.items()
        for part, text in _parts(key, told)
    }
    return what_if_address(scenario.calculation_id, scenario.region.code, figures)


def tied_to(scenario: Scenario) -> list[tuple[str, list[str]]]:
    """What goes when the scenario is deleted, by kind; the records at the other end of a tie stay."""
    collector = NestedObjects(using=scenario._state.db, origin=scenario)
    collector.collect([scenario])
    found = {model: records for model, records in collector.model_objs.items() if model is not Scenario}
    return [(str(model._meta.verbose_name_plural), [str(each) for each in records]) for model, records in found.items()]


def read_scenario(scenario: Scenario, *, user) -> Shown:
    """The scenario's calculation from the side of its area."""
    return read_calculation(scenario.calculation, user=user, county=scenario.county, area=scenario.region.code)
