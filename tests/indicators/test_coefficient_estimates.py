"""What a better figure would be worth."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from indicators.coefficient import (
    COEFFICIENT,
    Basis,
    CannotCalculate,
    Correction,
    Inputs,
    Value,
    as_good_as,
    at_target,
    calculate,
    what_if,
    worth_of_improving,
    worth_of_point,
    worth_of_target,
)
from tests.indicators.test_coefficient import LEVEL, MPR, NEET, PEOPLE, RULES, VALUES


@pytest.fixture
def whole():
    return calculate(RULES, Inputs(PEOPLE, values=VALUES))


class TestWhatIf:
    def test_all_areas_are_calculated_again(self, whole):
        after = what_if(whole, "c", {"level": D(50)})
        assert after.areas["c"].points["level"] == 100
        assert after.areas["c"].euros > whole.areas["c"].euros
        assert after.areas["a"].euros < whole.areas["a"].euros
        assert whole.inputs.values == VALUES  # nothing is changed in place

    def test_points(self, whole):
        points = {area: dict(each.points) for area, each in whole.areas.items()}
        as_points = calculate(RULES, Inputs(PEOPLE, points=points))
        assert what_if(as_points, "c", {"level": D(100)}).areas["c"].group_means["process"] == 50

    def test_a_coefficient(self, whole):
        raw = {area: each.coefficient for area, each in whole.areas.items()}
        ready = calculate(RULES, Inputs(PEOPLE, coefficients=raw))
        assert what_if(ready, "c", {COEFFICIENT: D(90)}).areas["c"].rank == 1

    def test_what_can_not_be_is_refused(self, whole):
        with pytest.raises(CannotCalculate):
            what_if(whole, "c", {"level": D(-1)})

    def test_as_good_as_another(self, whole):
        level = as_good_as(LEVEL, VALUES["c"]["level"], whole.indicators["level"].areas["b"])
        assert level.now == 50
        neet = as_good_as(NEET, VALUES["a"]["neet"], whole.indicators["neet"].areas["b"])
        assert neet.now == D("10.8")  # the same fall of a tenth
        assert what_if(whole, "a", {"neet": neet}).areas["a"].points["neet"] == 100

    def test_as_good_as_one_that_has_reached_the_target(self, whole):
        assert as_good_as(NEET, VALUES["a"]["neet"], whole.indicators["neet"].areas["c"]).now == 10

    def test_as_good_as_one_without_data(self, whole):
        assert as_good_as(LEVEL, VALUES["a"]["level"], whole.indicators["level"].areas["c"]) is None

    def test_the_target_just_reached(self, whole):
        strict = replace(NEET, at_least=False)
        assert strict.reaches(at_target(strict, VALUES["a"]["neet"]).now)
        assert at_target(LEVEL, VALUES["a"]["level"]) is None
        corrected = replace(MPR, correction=Correction.RATIO_BELOW_ONE)
        told = Value(D(92), recorded=D(3), expected=D(4))
        assert at_target(corrected, told) == Value(D(97), recorded=D(4), expected=D(4))


class TestWorth:
    def test_a_point_is_worth_more_where_there_are_fewer_indicators(self, whole):
        gains = worth_of_point(whole, "a")
        assert [gain.rule.key for gain in gains] == ["neet", "level"]  # a half of the coefficient by itself, a fourth
        assert all(gain.euros > 0 for gain in gains)

    def test_a_point_is_worth_what_the_whole_calculation_gives(self, whole):
        points = {area: dict(each.points) for area, each in whole.areas.items()}
        points["a"]["neet"] += 1
        again = calculate(RULES, Inputs(PEOPLE, points=points))
        gained = again.areas["a"].euros - whole.areas["a"].euros
        assert round(worth_of_point(whole, "a")[0].euros, 20) == round(gained, 20)

    def test_the_target(self, whole):
        (gain,) = worth_of_target(whole, "a")  # the vaccinations have reached theirs, the level has none
        assert (gain.rule.key, gain.step) == ("neet", 2)
        after = what_if(whole, "a", {"neet": D(10)}).areas["a"]
        assert (gain.euros, gain.rank) == (after.euros - whole.areas["a"].euros, after.rank)

    def test_improving_is_ranked_by_what_it_gives(self, whole):
        gains = worth_of_improving(whole, "a")
        assert [gain.euros for gain in gains] == sorted((gain.euros for gain in gains), reverse=True)
        by_key = {gain.rule.key: gain for gain in gains}
        assert by_key["mpr"].euros == 0  # the target has been reached
        assert by_key["neet"].step == D("0.12")

    def test_nothing_is_improved_beyond_what_can_be(self):
        rules = replace(RULES, indicators=(replace(MPR, basis=Basis.SHARE, target=None), LEVEL, NEET))
        values = VALUES | {"b": VALUES["b"] | {"mpr": Value(D("99.5"))}, "c": VALUES["c"] | {"mpr": Value(D(100))}}
        whole = calculate(rules, Inputs(PEOPLE, values=values))
        assert {gain.rule.key: gain.step for gain in worth_of_improving(whole, "b")}["mpr"] == D("0.5")
        assert "mpr" not in {gain.rule.key for gain in worth_of_improving(whole, "c")}
