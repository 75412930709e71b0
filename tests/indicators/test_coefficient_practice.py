"""The practice calculation at the level of 2024, as it was shown to the counties: to the euro.

Its populations and normalised coefficients are derived from the euros that were shown; the differences that were shown deviate
by a euro in some rows, for they were computed before the rounding.
"""

import csv
from decimal import Decimal as D
from pathlib import Path

import pytest

from indicators.coefficient import Inputs, RuleSet, calculate

FILE = Path(__file__).parents[2] / "reporting" / "demo" / "practice_2024.csv"
PRICE = D("42.0431248")


@pytest.fixture(scope="module")
def shown() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["area"]: row for row in csv.DictReader(file, delimiter=";")}


@pytest.fixture(scope="module")
def result(shown):
    populations = {area: int(row["population"]) for area, row in shown.items()}
    coefficients = {area: D(row["coefficient"]) for area, row in shown.items()}
    return calculate(RuleSet((), (), price=PRICE), Inputs(populations, coefficients=coefficients))


def test_22_areas_to_the_euro(shown, result):
    assert len(shown) == 22
    for area, row in shown.items():
        assert round(result.areas[area].euros) == int(row["total"]), area
        assert round(result.areas[area].flat) == int(row["flat"]), area


def test_the_differences_shown_deviate_by_a_euro_at_most(shown, result):
    apart = {
        area: round(result.areas[area].euros) - round(result.areas[area].flat) - int(row["difference"])
        for area, row in shown.items()
    }
    assert sum(1 for each in apart.values() if each) == 4
    assert {abs(each) for each in apart.values()} == {0, 1}


def test_the_sums_are_the_same(result):
    euros = sum(round(each.euros) for each in result.areas.values())
    assert euros == sum(round(each.flat) for each in result.areas.values()) == 232_650_298


def test_vantaa_and_kerava(shown, result):
    own = result.areas["Vantaa ja Kerava"]
    assert (round(own.euros), round(own.flat), own.rank) == (8_738_021, 11_792_886, 21)
    assert (round(own.difference), int(shown["Vantaa ja Kerava"]["difference"])) == (-3_054_865, -3_054_866)
