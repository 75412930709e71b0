"""Why there is no result, as codes and what they speak of: the words are made where they are shown."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Reason(StrEnum):
    NO_AREAS = "no_areas"
    AREA_MISSING = "area_missing"  # a partial set is never calculated
    AREA_UNKNOWN = "area_unknown"
    POPULATION = "population"  # zero or less
    OUT_OF_RANGE = "out_of_range"  # a coefficient, points or a value that can't be
    NOT_A_NUMBER = "not_a_number"  # NaN or infinite
    INDICATOR_MISSING = "indicator_missing"  # neither a figure nor a word that there is none
    INDICATOR_UNKNOWN = "indicator_unknown"
    ALL_ZERO = "all_zero"  # all coefficients: there is nothing to divide by
    NO_DEPTH = "no_depth"  # not exactly one of coefficients, points and values
    NO_RULES = "no_rules"  # no groups or no indicators
    NO_MONEY = "no_money"  # neither a price nor a pot
    MONEY = "money"  # not above zero, or both a price and a pot
    BASIS_UNKNOWN = "basis_unknown"  # nobody knows how an indicator is scaled: points and coefficients only
    WEIGHT_UNKNOWN = "weight_unknown"  # of a group: coefficients only
    WEIGHT = "weight"  # of a group, not above zero
    RULE_TWICE = "rule_twice"  # a group or an indicator
    GROUP_UNKNOWN = "group_unknown"  # an indicator's group isn't one of the rules'
    GROUP_EMPTY = "group_empty"
    NO_VALUES = "no_values"  # of an indicator in any area, or of an area in any indicator
    NO_CORRECTION = "no_correction"  # what a value is to be corrected by isn't told


@dataclass(frozen=True)
class Problem:
    """``area``, ``indicator`` and ``group`` are keys, "" where the problem isn't of one.

    ``told`` is the figure that isn't right, ``least`` and ``most`` what it could be.
    """

    reason: Reason
    area: str = ""
    indicator: str = ""
    group: str = ""
    told: Decimal | int | None = None
    least: Decimal | None = None
    most: Decimal | None = None


class CannotCalculate(ValueError):
    """The inputs don't give a result; ``problems`` has all that is wrong with them."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(" ".join(filter(None, (p.reason, p.area, p.indicator, p.group))) for p in problems))
        self.problems = problems
