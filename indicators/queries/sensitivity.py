"""Which indicator gives most euros for the least improvement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators import coefficient as engine
from indicators.models import RuleIndicator
from indicators.queries.what_if import Answer

MOST_AT_ONCE = 1000  # figures of a calculation; with more the page is shown first and this fetched after it


@dataclass(frozen=True)
class Worth:
    """What an indicator could still bring the own area: for one per cent better, one point, the target; None where nothing.

    ``improved`` is the figure one per cent better.
    """

    key: str
    indicator: RuleIndicator | None
    better: engine.Gain | None
    improved: Decimal | None
    point: engine.Gain | None
    target: engine.Gain | None

    @property
    def euros(self) -> Decimal:
        """What the indicators are ranked by."""
        told = self.better or self.point
        return told.euros if told else Decimal("-Infinity")


def takes_long(result: engine.Calculation) -> bool:
    return len(result.areas) * len(result.rules.indicators) > MOST_AT_ONCE


def worths_of(answer: Answer) -> Sequence[Worth]:
    """From where the own area is after the changes, greatest first; nothing at depth A, where there are no indicators."""
    after, own = answer.after, answer.shown.own.code
    if after.inputs.coefficients is not None:
        return []
    has_values = after.inputs.values is not None
    points = _by_key(engine.worth_of_point(after, own))
    better = _by_key(engine.worth_of_improving(after, own)) if has_values else {}
    targets = _by_key(engine.worth_of_target(after, own)) if has_values else {}
    worths = [
        Worth(
            key=rule.key,
            indicator=answer.shown.indicators.get(rule.key),
            better=better.get(rule.key),
            improved=_improved(answer, better.get(rule.key)),
            point=points.get(rule.key),
            target=targets.get(rule.key),
        )
        for rule in after.rules.indicators
    ]
    known = [each for each in worths if each.better or each.point]
    return sorted(known, key=lambda each: each.euros, reverse=True)


def _by_key(gains: Sequence[engine.Gain]) -> dict[str, engine.Gain]:
    return {gain.rule.key: gain for gain in gains}


def _improved(answer: Answer, gain: engine.Gain | None) -> Decimal | None:
    """With two decimals more than the indicator has: enough for one per cent."""
    if gain is None:
        return None
    key, indicator = gain.rule.key, answer.shown.indicators.get(gain.rule.key)
    now = answer.after.inputs.values[answer.shown.own.code][key].now
    better = now + gain.step if gain.rule.direction is engine.Direction.HIGHER else now - gain.step
    return round(better, (indicator.decimals if indicator else 1) + 2)
