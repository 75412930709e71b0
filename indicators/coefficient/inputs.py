"""What a calculation starts from, and all that can be wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.coefficient.errors import Problem, Reason
from indicators.coefficient.points import HUNDRED, ZERO, Value
from indicators.coefficient.rules import Correction, IndicatorRule, RuleSet

Points = Mapping[str, Decimal | None]  # of an area, by indicator
Values = Mapping[str, Value]  # of an area, by indicator


@dataclass(frozen=True)
class Inputs:
    """One of the three depths: ``coefficients`` (A) by area, ``points`` (B) or ``values`` (C) by area and indicator.

    ``populations`` name the areas. Every area has an entry for every indicator: where there is no figure, None or an empty Value.
    """

    populations: Mapping[str, int]
    coefficients: Mapping[str, Decimal] | None = None
    points: Mapping[str, Points] | None = None
    values: Mapping[str, Values] | None = None

    @property
    def depths(self) -> list[Mapping[str, object]]:
        return [each for each in (self.coefficients, self.points, self.values) if each is not None]


def problems_of(rules: RuleSet, inputs: Inputs) -> Iterator[Problem]:
    """Everything that keeps the inputs from being calculated, as far as it can be told before calculating."""
    yield from _money(rules)
    if len(inputs.depths) != 1:
        yield Problem(Reason.NO_DEPTH)
        return
    if inputs.coefficients is None:
        yield from _structure(rules, needs_basis=inputs.points is None)
    yield from _areas(inputs.populations, inputs.depths[0])
    yield from _coefficients(inputs.coefficients or {})
    yield from _points(rules, inputs.points or {})
    yield from _values(rules, inputs.values or {})


def _money(rules: RuleSet) -> Iterator[Problem]:
    told = [each for each in (rules.price, rules.pot) if each is not None]
    if not told:
        yield Problem(Reason.NO_MONEY)
    elif len(told) > 1 or not told[0].is_finite() or told[0] <= 0:
        yield Problem(Reason.MONEY, told=told[0])


def _structure(rules: RuleSet, needs_basis: bool) -> Iterator[Problem]:
    if not (rules.groups and rules.indicators):
        yield Problem(Reason.NO_RULES)
    groups = [group.key for group in rules.groups]
    keys = [rule.key for rule in rules.indicators]
    yield from (Problem(Reason.RULE_TWICE, group=key) for key in sorted(set(groups)) if groups.count(key) > 1)
    yield from (Problem(Reason.RULE_TWICE, indicator=key) for key in sorted(set(keys)) if keys.count(key) > 1)
    for group in rules.groups:
        if group.weight is None:
            yield Problem(Reason.WEIGHT_UNKNOWN, group=group.key)
        elif not group.weight.is_finite() or group.weight <= 0:
            yield Problem(Reason.WEIGHT, group=group.key, told=group.weight)
        if not rules.of_group(group.key):
            yield Problem(Reason.GROUP_EMPTY, group=group.key)
    for rule in rules.indicators:
        if rule.group not in groups:
            yield Problem(Reason.GROUP_UNKNOWN, indicator=rule.key, group=rule.group)
        if needs_basis and rule.basis is None:
            yield Problem(Reason.BASIS_UNKNOWN, indicator=rule.key)


def _areas(populations: Mapping[str, int], given: Mapping[str, object]) -> Iterator[Problem]:
    if not populations:
        yield Problem(Reason.NO_AREAS)
    yield from (Problem(Reason.AREA_MISSING, area) for area in populations if area not in given)
    yield from (Problem(Reason.AREA_UNKNOWN, area) for area in given if area not in populations)
    yield from (Problem(Reason.POPULATION, area, told=told) for area, told in populations.items() if told <= 0)


def _coefficients(coefficients: Mapping[str, Decimal]) -> Iterator[Problem]:
    for area, told in coefficients.items():
        yield from _figure(told, area, "", ZERO, None)


def _points(rules: RuleSet, points: Mapping[str, Points]) -> Iterator[Problem]:
    for area, told in points.items():
        yield from _names(rules, area, told)
        for key, each in told.items():
            yield from _figure(each, area, key, ZERO, HUNDRED)


def _values(rules: RuleSet, values: Mapping[str, Values]) -> Iterator[Problem]:
    by_key = {rule.key: rule for rule in rules.indicators}
    for area, told in values.items():
        yield from _names(rules, area, told)
        for key, value in told.items():
            if key in by_key:
                yield from _value(by_key[key], area, value)


def _value(rule: IndicatorRule, area: str, value: Value) -> Iterator[Problem]:
    for each in (value.now, value.before):
        yield from _figure(each, area, rule.key, rule.least, rule.highest_possible)
    for each in (value.recorded, value.expected):
        yield from _figure(each, area, rule.key, ZERO, None)
    if rule.correction is not Correction.NONE and value.now is not None and value.ratio is None:
        yield Problem(Reason.NO_CORRECTION, area, rule.key)


def _names(rules: RuleSet, area: str, told: Mapping[str, object]) -> Iterator[Problem]:
    known = [rule.key for rule in rules.indicators]
    yield from (Problem(Reason.INDICATOR_MISSING, area, key) for key in known if key not in told)
    yield from (Problem(Reason.INDICATOR_UNKNOWN, area, key) for key in told if key not in known)


def _figure(
    told: Decimal | None, area: str, key: str, least: Decimal | None, most: Decimal | None
) -> Iterator[Problem]:
    if told is None:
        return
    if not told.is_finite():
        yield Problem(Reason.NOT_A_NUMBER, area, key)
    elif (least is not None and told < least) or (most is not None and told > most):
        yield Problem(Reason.OUT_OF_RANGE, area, key, told=told, least=least, most=most)
