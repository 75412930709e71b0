"""Differences in figures and the open points of the rules in words."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from django.utils import translation

from indicators.coefficient import AtTarget, BeforeIsZero, Missing
from indicators.queries.open_points import open_points
from indicators.templatetags.changes import euros, signed, signed_euros
from tests.indicators.test_coefficient import RULES


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (D("1234567.5"), 0, "+1\u00a0234\u00a0568"),
        (D("-0.4"), 0, "0"),
        (D("-12.345"), 2, "\N{MINUS SIGN}12,35"),
        (3, 0, "+3"),
        (0, 1, "0,0"),
        (None, 0, "–"),
        ("", 0, "–"),
    ],
)
def test_signed(value, decimals, text):
    with translation.override("fi"):
        assert signed(value, decimals) == text


def test_euros():
    with translation.override("fi"):
        assert euros(D("8738021.2")) == "8\u00a0738\u00a0021\u00a0€"
        assert signed_euros(D(-5), 2) == "\N{MINUS SIGN}5,00\u00a0€"
        assert euros(None) == signed_euros(None) == "–"


def test_open_points_say_how_each_is_settled():
    other = replace(
        RULES,
        missing=Missing.LEFT_OUT,
        digits=4,
        indicators=tuple(
            replace(
                rule,
                at_target=AtTarget.OVERWRITE,
                in_range=False,
                at_least=False,
                before_is_zero=BeforeIsZero.NO_CHANGE,
            )
            for rule in RULES.indicators
        ),
    )
    one, two = set(open_points(RULES)), set(open_points(other))
    assert len(one) == len(open_points(RULES)) >= 8
    assert len(one - two) >= 6


def test_rules_without_indicators_leave_little_open():
    assert len(open_points(replace(RULES, groups=(), indicators=()))) == 3
