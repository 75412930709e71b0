"""The HYTE coefficient: from indicator values of all areas through points and a coefficient to euros. Nothing here knows Django.

Dataclasses in, dataclasses out; every figure is a Decimal, every intermediate value is kept, and nothing is rounded before it is
shown unless a rule says so. Sources: decree 1392/2022 2 §, 3 § and 3 a §, act 617/2021 15 § (counties); decree 1393/2022, act
618/2021 15 § (municipalities).
"""

from indicators.coefficient.calculation import AreaResult, Calculation, calculate
from indicators.coefficient.errors import CannotCalculate, Problem, Reason
from indicators.coefficient.estimates import (
    COEFFICIENT,
    Gain,
    as_good_as,
    at_target,
    what_if,
    worth_of_improving,
    worth_of_point,
    worth_of_target,
)
from indicators.coefficient.frozen import freeze, thaw
from indicators.coefficient.inputs import Inputs
from indicators.coefficient.points import Remark, Scored, ScoredIndicator, Value, score_indicator
from indicators.coefficient.rules import (
    AtTarget,
    Basis,
    BeforeIsZero,
    Correction,
    Direction,
    GroupRule,
    IndicatorRule,
    Missing,
    RuleSet,
    Ties,
)

__all__ = [
    "COEFFICIENT",
    "AreaResult",
    "AtTarget",
    "Basis",
    "BeforeIsZero",
    "Calculation",
    "CannotCalculate",
    "Correction",
    "Direction",
    "Gain",
    "GroupRule",
    "IndicatorRule",
    "Inputs",
    "Missing",
    "Problem",
    "Reason",
    "Remark",
    "RuleSet",
    "Scored",
    "ScoredIndicator",
    "Ties",
    "Value",
    "as_good_as",
    "at_target",
    "calculate",
    "freeze",
    "score_indicator",
    "thaw",
    "what_if",
    "worth_of_improving",
    "worth_of_point",
    "worth_of_target",
]
