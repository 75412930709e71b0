"""What a better result would be worth: an estimate, for the other areas stay as they are and the rules leave points open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from indicators.coefficient.calculation import DIGITS, Calculation, calculate
from indicators.coefficient.inputs import Inputs
from indicators.coefficient.points import HUNDRED, ONE, Scored, Value
from indicators.coefficient.rules import Basis, Direction, IndicatorRule

COEFFICIENT = ""  # the key of a change at depth A
JUST_BEYOND = Decimal("1E-9")  # where reaching a target exactly isn't enough


@dataclass(frozen=True)
class Gain:
    """An indicator's worth to an area: ``euros`` for an improvement of ``step``, in the indicator's own unit or in points."""

    rule: IndicatorRule
    step: Decimal
    euros: Decimal
    rank: int


def what_if(calculation: Calculation, area: str, changes: Mapping[str, Decimal | Value]) -> Calculation:
    """The same with other figures of one area, by indicator: values at depth C, points at B, at A COEFFICIENT alone."""
    inputs = calculation.inputs
    for key, new in changes.items():
        inputs = with_figure(inputs, area, key, new)
    return calculate(calculation.rules, inputs)


def with_figure(inputs: Inputs, area: str, key: str, new: Decimal | Value) -> Inputs:
    """A bare number at depth C is the latest year's value."""
    if inputs.coefficients is not None:
        return replace(inputs, coefficients={**inputs.coefficients, area: new})
    if inputs.points is not None:
        return replace(inputs, points={**inputs.points, area: {**inputs.points[area], key: new}})
    value = new if isinstance(new, Value) else replace(inputs.values[area][key], now=new)
    return replace(inputs, values={**inputs.values, area: {**inputs.values[area], key: value}})


def at_target(rule: IndicatorRule, value: Value) -> Value | None:
    """The value that just reaches the target, fully recorded; None where there is no target."""
    if rule.target is None:
        return None
    beyond = JUST_BEYOND if rule.direction is Direction.HIGHER else -JUST_BEYOND
    return replace(value, now=rule.target if rule.at_least else rule.target + beyond, recorded=value.expected)


def as_good_as(rule: IndicatorRule, value: Value, other: Scored) -> Value | None:
    """The value with which an area would be where the other is: the same level, or the same change from its own earlier value.

    None where that can't be told.
    """
    if other.is_at_target:
        return at_target(rule, value)
    if other.scaled is None or (rule.needs_before and value.before is None):
        return None
    with localcontext(prec=DIGITS):
        if rule.basis is Basis.RELATIVE_CHANGE:
            return replace(value, now=value.before * (ONE + other.scaled))
        if rule.basis is Basis.ABSOLUTE_CHANGE:
            return replace(value, now=value.before + other.scaled)
        return replace(value, now=other.corrected, recorded=value.expected)


def worth_of_point(calculation: Calculation, area: str) -> list[Gain]:
    """Euros of one more point of each indicator, greatest first; an indicator with full points has none to gain.

    At depths B and C. The other areas keep their points, even where a better value would move the ends of the range.
    """
    points = {name: result.points for name, result in calculation.areas.items()}
    as_points = calculate(calculation.rules, Inputs(calculation.inputs.populations, points=points))
    steps = {
        key: (min(ONE, HUNDRED - told), told + min(ONE, HUNDRED - told))
        for key, told in points[area].items()
        if told is not None and told < HUNDRED
    }
    return _gains(as_points, area, steps)


def worth_of_target(calculation: Calculation, area: str) -> list[Gain]:
    """Euros of reaching the target of each indicator that has one and isn't there, greatest first. Depth C only."""
    steps = {}
    for rule in calculation.rules.indicators:
        scored = calculation.indicators[rule.key].areas[area]
        if rule.target is not None and scored.corrected is not None and not scored.is_at_target:
            value = calculation.inputs.values[area][rule.key]
            steps[rule.key] = (abs(rule.target - scored.corrected), at_target(rule, value))
    return _gains(calculation, area, steps)


def worth_of_improving(calculation: Calculation, area: str, share: Decimal = Decimal("0.01")) -> list[Gain]:
    """Euros of improving each value by the same ``share`` of it: which one gives most for the least. Depth C only."""
    steps = {}
    for rule in calculation.rules.indicators:
        now = calculation.inputs.values[area][rule.key].now
        better = _improved(rule, now, share) if now else now
        if better != now:
            steps[rule.key] = (abs(better - now), better)
    return _gains(calculation, area, steps)


def _improved(rule: IndicatorRule, now: Decimal, share: Decimal) -> Decimal:
    """Never beyond what the indicator can be."""
    step = abs(now) * share
    if rule.direction is Direction.HIGHER:
        return now + step if rule.highest_possible is None else min(now + step, rule.highest_possible)
    return now - step if rule.least is None else max(now - step, rule.least)


def _gains(calculation: Calculation, area: str, steps: Mapping[str, tuple[Decimal, Decimal | Value]]) -> list[Gain]:
    """``steps``: how far each indicator is moved, and its new figure."""
    before = calculation.areas[area]
    gains = []
    for rule in calculation.rules.indicators:
        if rule.key in steps:
            step, figure = steps[rule.key]
            after = what_if(calculation, area, {rule.key: figure}).areas[area]
            gains.append(Gain(rule, step, after.euros - before.euros, after.rank))
    return sorted(gains, key=lambda gain: gain.euros, reverse=True)
