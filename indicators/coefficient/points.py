"""From the values of an indicator to points from 0 to 100."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from indicators.coefficient.errors import CannotCalculate, Problem, Reason
from indicators.coefficient.rules import (
    AtTarget,
    Basis,
    BeforeIsZero,
    Correction,
    Direction,
    IndicatorRule,
    Missing,
    RuleSet,
)

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


class Remark(StrEnum):
    """What the one who reads the result should know of it."""

    MISSING = "missing"
    BEFORE_IS_ZERO = "before_is_zero"  # no relative change can be told
    ALL_EQUAL = "all_equal"


@dataclass(frozen=True)
class Value:
    """An indicator of an area in the latest year and the year before; a correction compares ``recorded`` with ``expected``."""

    now: Decimal | None = None
    before: Decimal | None = None
    recorded: Decimal | None = None
    expected: Decimal | None = None

    @property
    def ratio(self) -> Decimal | None:
        """What a correction multiplies by: at most one."""
        return min(ONE, self.recorded / self.expected) if self.recorded is not None and self.expected else None


@dataclass(frozen=True)
class Scored:
    """How an area's points came about: the value as told, after correction, what is scaled, after the target, the points.

    ``ratio`` is what a correction multiplies by.
    """

    told: Decimal | None
    before: Decimal | None = None
    ratio: Decimal | None = None
    corrected: Decimal | None = None
    figure: Decimal | None = None
    scaled: Decimal | None = None
    is_at_target: bool = False
    points: Decimal | None = None
    remark: Remark | None = None


@dataclass(frozen=True)
class ScoredIndicator:
    """``lowest`` and ``highest`` are the ends of the range that is scaled."""

    rule: IndicatorRule
    lowest: Decimal
    highest: Decimal
    areas: Mapping[str, Scored]
    remark: Remark | None = None

    @property
    def best(self) -> Decimal:
        return self.highest if self.rule.direction is Direction.HIGHER else self.lowest

    @property
    def mean(self) -> Decimal:
        """The plain mean of what is scaled, areas without data left out."""
        known = [each.scaled for each in self.areas.values() if each.scaled is not None]
        return sum(known, ZERO) / len(known)


def score_indicator(rules: RuleSet, rule: IndicatorRule, values: Mapping[str, Value]) -> ScoredIndicator:
    """Points of each area; raises CannotCalculate where no area has a value."""
    figures = {area: _figure_of(rule, value) for area, value in values.items()}
    known = [each for each in figures.values() if each.scaled is not None]
    if not known:
        raise CannotCalculate(Problem(Reason.NO_VALUES, indicator=rule.key))
    stretching = [each.scaled for each in known if rule.in_range or not each.is_at_target]
    span = stretching or [each.scaled for each in known]
    lowest, highest = min(span), max(span)
    areas = {area: replace(each, points=_points(rules, rule, each, lowest, highest)) for area, each in figures.items()}
    is_equal = lowest == highest and rule.basis is not Basis.SHARE
    return ScoredIndicator(rule, lowest, highest, areas, Remark.ALL_EQUAL if is_equal else None)


def _figure_of(rule: IndicatorRule, value: Value) -> Scored:
    if value.now is None:
        return Scored(None, value.before, remark=Remark.MISSING)
    ratio = None if rule.correction is Correction.NONE else value.ratio
    level = value.now if ratio is None else value.now * ratio
    figure, remark = _scaled_figure(rule, level, value.before)
    is_at_target = rule.reaches(level)
    is_clipped = is_at_target and rule.basis is Basis.LEVEL and rule.at_target is AtTarget.CLIP
    scaled = rule.target if is_clipped else figure
    return Scored(value.now, value.before, ratio, level, figure, scaled, is_at_target, remark=remark)


def _scaled_figure(rule: IndicatorRule, now: Decimal, before: Decimal | None) -> tuple[Decimal | None, Remark | None]:
    if not rule.needs_before:
        return now, None
    if before is None:
        return None, Remark.MISSING
    if rule.basis is Basis.ABSOLUTE_CHANGE:
        return now - before, None
    if before:
        return (now - before) / before, None
    return (None if rule.before_is_zero is BeforeIsZero.MISSING else ZERO), Remark.BEFORE_IS_ZERO


def _points(rules: RuleSet, rule: IndicatorRule, each: Scored, lowest: Decimal, highest: Decimal) -> Decimal | None:
    if each.is_at_target:
        return HUNDRED
    if each.scaled is None:
        return ZERO if rules.missing is Missing.LOWEST else None
    if rule.basis is Basis.SHARE:
        return each.scaled
    if lowest == highest:
        return rules.when_equal
    above = each.scaled - lowest if rule.direction is Direction.HIGHER else highest - each.scaled
    return min(HUNDRED, max(ZERO, HUNDRED * above / (highest - lowest)))
