"""Numbers as people write them."""

from decimal import Decimal

import pytest

from hyte.lib.numbers import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("12.50", "12.50"),
        (",5", "0.5"),
        ("1 234,5", "1234.5"),
        ("1\N{NO-BREAK SPACE}234", "1234"),
        ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
        ("\N{MINUS SIGN}3", "-3"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_it_is_written_here(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "-", "1,234.5", "1.234,5", "5 %", "1e3", "NaN", "Infinity", "٣", "0x1", "1,", "9" * 16]
)
def test_what_may_be_something_else_is_no_number(text):
    assert read_number(text) is None
