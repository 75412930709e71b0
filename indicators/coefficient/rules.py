"""A year's rules as data. What the decrees leave open is a setting here, with the default that the project has chosen."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Basis(StrEnum):
    """Which figure of an area is scaled."""

    LEVEL = "level"  # y_t
    RELATIVE_CHANGE = "relative_change"  # (y_t − y_t−1) / y_t−1
    ABSOLUTE_CHANGE = "absolute_change"  # y_t − y_t−1
    SHARE = "share"  # a share of yes answers, 0–100, which are the points


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class Missing(StrEnum):
    """What an area without data gets."""

    LOWEST = "lowest"  # no points; it doesn't stretch the range
    LEFT_OUT = "left_out"  # the area's mean is of its other indicators


class BeforeIsZero(StrEnum):
    """What a relative change from nothing is."""

    MISSING = "missing"  # no data, with a remark
    NO_CHANGE = "no_change"


class AtTarget(StrEnum):
    """How a target works on the scaling of levels; who has reached it has full points either way."""

    CLIP = "clip"  # what is beyond the target counts as the target before scaling
    OVERWRITE = "overwrite"  # scaled as it is, the points given afterwards


class Correction(StrEnum):
    NONE = "none"
    RATIO_BELOW_ONE = "ratio_below_one"  # × recorded / expected where that is below one (AUDIT scores / births)


class Ties(StrEnum):
    """The places of areas with the same figure."""

    SAME_THEN_SKIP = "same_then_skip"  # 1, 2, 2, 4
    SAME_NO_SKIP = "same_no_skip"  # 1, 2, 2, 3


@dataclass(frozen=True)
class IndicatorRule:
    """``target`` is a level, whatever is scaled. ``at_least``: whether reaching it exactly is enough.

    ``in_range``: whether areas at the target stretch the range of the others. ``least`` and ``most`` are what a value can be
    (100 for a percent). ``basis`` is None where nobody knows it.
    """

    key: str
    group: str
    basis: Basis | None = Basis.LEVEL
    direction: Direction = Direction.HIGHER
    target: Decimal | None = None
    at_target: AtTarget = AtTarget.CLIP
    at_least: bool = True
    in_range: bool = True
    correction: Correction = Correction.NONE
    before_is_zero: BeforeIsZero = BeforeIsZero.MISSING
    least: Decimal | None = Decimal(0)
    most: Decimal | None = None

    @property
    def highest_possible(self) -> Decimal | None:
        return Decimal(100) if self.basis is Basis.SHARE else self.most

    @property
    def needs_before(self) -> bool:
        return self.basis in (Basis.RELATIVE_CHANGE, Basis.ABSOLUTE_CHANGE)

    def reaches(self, level: Decimal) -> bool:
        if self.target is None:
            return False
        if level == self.target:
            return self.at_least
        return level > self.target if self.direction is Direction.HIGHER else level < self.target


@dataclass(frozen=True)
class GroupRule:
    """``weight`` is the group's share of the whole; the weights needn't add up to one. None: nobody knows it."""

    key: str
    weight: Decimal | None


@dataclass(frozen=True)
class RuleSet:
    """``price`` is in euros per resident; where the law fixes a ``pot`` instead, it is shared by all residents.

    ``when_equal`` are the points where all areas have the same figure. ``digits``: decimals to which the normalised coefficient
    is rounded before the euros; None keeps it as it is.
    """

    groups: tuple[GroupRule, ...]
    indicators: tuple[IndicatorRule, ...]
    price: Decimal | None = None
    pot: Decimal | None = None
    missing: Missing = Missing.LOWEST
    ties: Ties = Ties.SAME_THEN_SKIP
    when_equal: Decimal = Decimal(100)
    digits: int | None = None

    @property
    def has_money(self) -> bool:
        return self.price is not None or self.pot is not None

    def of_group(self, group: str) -> tuple[IndicatorRule, ...]:
        return tuple(rule for rule in self.indicators if rule.group == group)

    def price_for(self, population: int) -> Decimal | None:
        if self.price is not None:
            return self.price
        return self.pot / population if self.pot is not None and population else None
