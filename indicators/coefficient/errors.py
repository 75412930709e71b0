"""Why there is no result."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    NO_AREAS = "no_areas"
    AREA_MISSING = "area_missing"  # a partial set is never calculated
    AREA_UNKNOWN = "area_unknown"
    POPULATION = "population"  # zero or less
    NEGATIVE = "negative"  # a coefficient or points below zero
    POINTS_ABOVE = "points_above"  # more than a hundred
    ALL_ZERO = "all_zero"  # all coefficients: there is nothing to divide by
    NO_RULES = "no_rules"  # no price, no groups or no indicators
    NO_VALUES = "no_values"  # of an indicator in any area
    NO_CORRECTION = "no_correction"  # what a value is to be corrected by isn't told


@dataclass(frozen=True)
class Problem:
    """``area`` and ``indicator`` are keys, "" where the problem is of all of them."""

    reason: Reason
    area: str = ""
    indicator: str = ""


class CannotCalculate(ValueError):
    """The inputs don't give a result; ``problems`` has all that is wrong with them."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(" ".join(filter(None, (p.reason, p.area, p.indicator))) for p in problems))
        self.problems = problems
