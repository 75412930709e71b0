"""What a better result would be worth: an estimate, for the other areas stay as they are and the rules leave points open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from indicators.coefficient.calculation import DIGITS, Calculation, Inputs, calculate
from indicators.coefficient.points import HUNDRED, ONE, Value
from indicators.coefficient.rules import Direction, IndicatorRule


@dataclass(frozen=True)
class Gain:
    """An indicator's worth to an area: ``euros`` for an improvement of ``step``, in the indicator's own unit or in points."""

    rule: IndicatorRule
    step: Decimal
    euros: Decimal

    @property
    def per_step(self) -> Decimal:
        return self.euros / self.step if self.step else Decimal(0)


def what_if(calculation: Calculation, area: str, changes: Mapping[str, Decimal | Value]) -> Calculation:
    """The same with other values of one area (depth C), or other points (depth B), by indicator; all areas calculated again."""
    inputs = calculation.inputs
    for key, new in changes.items():
        inputs = with_value(inputs, area, key, new)
    return calculate(calculation.rules, inputs)


def with_value(inputs: Inputs, area: str, key: str, new: Decimal | Value) -> Inputs:
    """``new`` is a value or, at depth B, points; a bare number at depth C is the latest year's."""
    if inputs.values is None:
        points = dict(inputs.points or {})
        points[area] = dict(points.get(area, {})) | {key: new}
        return replace(inputs, points=points)
    told = dict(inputs.values[area])
    told[key] = new if isinstance(new, Value) else replace(told.get(key, Value()), now=new)
    return replace(inputs, values=dict(inputs.values) | {area: told})


def worth_of_point(calculation: Calculation, area: str) -> list[Gain]:
    """Euros of one more point of each indicator, greatest first; an indicator with full points has none to gain."""
    with localcontext(prec=DIGITS):
        points = {name: result.points for name, result in calculation.areas.items()}
        before = calculation.areas[area].euros
        inputs = Inputs(calculation.inputs.populations, points=points)
        gains = []
        for rule in calculation.rules.indicators:
            told = points[area].get(rule.key)
            if told is None or told >= HUNDRED:
                continue
            step = min(ONE, HUNDRED - told)
            after = calculate(calculation.rules, with_value(inputs, area, rule.key, told + step))
            gains.append(Gain(rule, step, after.areas[area].euros - before))
        return _greatest_first(gains)


def worth_of_improving(calculation: Calculation, area: str, share: Decimal = Decimal("0.01")) -> list[Gain]:
    """Euros of improving each value by the same ``share`` of it: which one gives most for the least. Depth C only."""
    with localcontext(prec=DIGITS):
        before = calculation.areas[area].euros
        gains = []
        for rule in calculation.rules.indicators:
            level = calculation.indicators[rule.key].areas[area].told
            if not level:
                continue
            step = abs(level) * share
            better = level + step if rule.direction is Direction.HIGHER else level - step
            after = what_if(calculation, area, {rule.key: better})
            gains.append(Gain(rule, step, after.areas[area].euros - before))
        return _greatest_first(gains)


def _greatest_first(gains: Iterable[Gain]) -> list[Gain]:
    return sorted(gains, key=lambda gain: gain.euros, reverse=True)
