"""The way from values to euros, by the cases that the rules' texts and the practice calculation give."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal as D

import pytest

from indicators.coefficient import (
    AtTarget,
    Basis,
    CannotCalculate,
    Correction,
    Direction,
    GroupRule,
    IndicatorRule,
    Inputs,
    Missing,
    Reason,
    RuleSet,
    Ties,
    Value,
    calculate,
    what_if,
    worth_of_improving,
    worth_of_point,
)

PROCESS, OUTCOME = GroupRule("process", D("0.5")), GroupRule("outcome", D("0.5"))
MPR = IndicatorRule("mpr", "process", target=D(97))
LEVEL = IndicatorRule("level", "process")
NEET = IndicatorRule("neet", "outcome", Basis.RELATIVE_CHANGE, Direction.LOWER, target=D(10))
RULES = RuleSet((PROCESS, OUTCOME), (MPR, LEVEL, NEET), price=D("70.95"))
PEOPLE = {"a": 100_000, "b": 200_000, "c": 300_000}
VALUES = {
    "a": {"mpr": Value(D(98)), "level": Value(D(20)), "neet": Value(D(12), D(12))},
    "b": {"mpr": Value(D(95)), "level": Value(D(50)), "neet": Value(D("12.6"), D(14))},
    "c": {"mpr": Value(D(92)), "neet": Value(D("9.9"), D("9.5"))},
}


def changed(area: str, key: str, value: Value) -> Inputs:
    return Inputs(PEOPLE, values=VALUES | {area: VALUES[area] | {key: value}})


def points_of(rule: IndicatorRule, *values: Value, **settings) -> list[D | None]:
    """The points of as many areas as there are values, by one rule."""
    areas = [str(number) for number in range(len(values))]
    rules = replace(RULES, groups=(GroupRule(rule.group, D(1)),), indicators=(rule,), **settings)
    told = {area: {rule.key: value} for area, value in zip(areas, values, strict=True)}
    scored = calculate(rules, Inputs(dict.fromkeys(areas, 1000), values=told)).indicators[rule.key]
    return [scored.areas[area].points for area in areas]


def rounded(figures: Mapping[str, D], digits: int) -> dict[str, str]:
    return {area: f"{round(figure, digits)}" for area, figure in figures.items()}


class TestThreeAreasByTheRulesOf2026:
    @pytest.fixture
    def result(self):
        return calculate(RULES, Inputs(PEOPLE, values=VALUES))

    def test_points(self, result):
        assert {area: round(each.points["neet"], 4) for area, each in result.areas.items()} == {
            "a": D("29.6296"),
            "b": D(100),
            "c": D(100),
        }
        assert [each.points["mpr"] for each in result.areas.values()] == [100, 60, 0]
        assert [each.points["level"] for each in result.areas.values()] == [0, 100, 0]

    def test_coefficients(self, result):
        raw = {area: each.coefficient for area, each in result.areas.items()}
        assert rounded(raw, 4) == {"a": "39.8148", "b": "90.0000", "c": "50.0000"}
        assert round(result.mean, 6) == D("61.635802")
        normalised = {area: each.normalised for area, each in result.areas.items()}
        assert rounded(normalised, 6) == {"a": "0.645969", "b": "1.460190", "c": "0.811217"}
        assert [each.rank for each in result.areas.values()] == [3, 1, 2]

    def test_euros(self, result):
        euros = {area: each.euros for area, each in result.areas.items()}
        assert rounded(euros, 2) == {"a": "4583149.72", "b": "20720100.15", "c": "17266750.13"}
        assert round(sum(euros.values()), 2) == D("42570000.00")

    def test_every_step_is_kept(self, result):
        neet = result.indicators["neet"]
        assert (neet.lowest, round(neet.highest, 6), neet.best) == (D("-0.1"), D("0.042105"), D("-0.1"))
        assert (neet.areas["c"].is_at_target, neet.areas["a"].is_at_target) == (True, False)
        mpr = result.indicators["mpr"].areas["a"]
        assert (mpr.told, mpr.figure, mpr.scaled) == (98, 98, 97)
        assert result.indicators["level"].areas["c"].remark == "missing"
        assert result.areas["b"].group_means == {"process": 80, "outcome": 100}


def test_an_alcohol_result_is_multiplied_by_what_was_recorded_of_what_was_born():
    rule = IndicatorRule("alcohol", "process", correction=Correction.RATIO_BELOW_ONE)
    told = [Value(D(40), recorded=D(300), expected=D(1200)), Value(D(40), recorded=D(1500), expected=D(1200))]
    rules = replace(RULES, groups=(PROCESS,), indicators=(rule,))
    values = {str(number): {"alcohol": value} for number, value in enumerate(told)}
    scored = calculate(rules, Inputs({"0": 10, "1": 10}, values=values)).indicators["alcohol"]
    assert [each.corrected for each in scored.areas.values()] == [10, 40]


def test_a_municipal_process_mean_is_the_share_of_yes():
    yes = [IndicatorRule(f"item {number}", "process", Basis.SHARE) for number in range(15)]
    rules = RuleSet((PROCESS,), tuple(yes), price=D("20.67"))
    told = {"a": {rule.key: Value(D(100 if number < 9 else 0)) for number, rule in enumerate(yes)}}
    told["b"] = {rule.key: Value(D(50)) for rule in yes}
    result = calculate(rules, Inputs({"a": 10, "b": 10}, values=told))
    assert result.areas["a"].group_means["process"] == D(9) / 15 * 100
    assert result.areas["b"].group_means["process"] == 50


class TestWhatTheRulesLeaveOpen:
    """Each is a setting; the first of each pair is the default."""

    def test_clipped_or_overwritten_at_the_target(self):
        values = Value(D(99)), Value(D(95)), Value(D(92))
        assert points_of(MPR, *values) == [100, 60, 0]
        assert points_of(replace(MPR, at_target=AtTarget.OVERWRITE), *values) == pytest.approx([100, D(300) / 7, 0])

    def test_reaching_the_target_exactly(self):
        values = Value(D(97)), Value(D(98)), Value(D(92))
        assert points_of(MPR, *values) == [100, 100, 0]
        overwriting = replace(MPR, at_target=AtTarget.OVERWRITE, at_least=False)
        assert points_of(overwriting, *values)[0] < 100

    def test_areas_at_the_target_in_the_range_or_not(self):
        values = Value(D(12), D(12)), Value(D("12.6"), D(14)), Value(D("9.9"), D("9.5"))
        assert round(points_of(NEET, *values)[0], 4) == D("29.6296")
        assert points_of(replace(NEET, in_range=False), *values) == [0, 100, 100]

    def test_all_areas_equal(self):
        values = Value(D(5)), Value(D(5))
        assert points_of(LEVEL, *values) == [100, 100]
        assert points_of(LEVEL, *values, when_equal=D(50)) == [50, 50]

    def test_nothing_to_compare_with(self):
        values = Value(D(5), D(0)), Value(D(12), D(12)), Value(D(12), D(14))
        assert points_of(NEET, *values)[0] == 0
        assert points_of(NEET, *values)[1:] == [0, 100]

    def test_no_data_is_no_points_or_left_out(self):
        told = Inputs(PEOPLE, values=VALUES)
        assert calculate(RULES, told).areas["c"].group_means["process"] == 0
        left_out = calculate(replace(RULES, missing=Missing.LEFT_OUT), told).areas["c"]
        assert (left_out.points["level"], left_out.group_means["process"]) == (None, 0)  # of the vaccinations alone

    def test_a_pot_is_shared(self):
        pot = calculate(replace(RULES, price=None, pot=D(42_570_000)), Inputs(PEOPLE, values=VALUES))
        assert round(sum(each.euros for each in pot.areas.values()), 2) == D("42570000.00")
        assert pot.price == D("70.95")

    def test_places_of_those_with_the_same(self):
        same = Inputs(dict.fromkeys("abcd", 10), coefficients={"a": D(2), "b": D(1), "c": D(1), "d": D("0.5")})
        ranks = [each.rank for each in calculate(RULES, same).areas.values()]
        assert ranks == [1, 2, 2, 4]
        closer = calculate(replace(RULES, ties=Ties.SAME_NO_SKIP), same)
        assert [each.rank for each in closer.areas.values()] == [1, 2, 2, 3]


class TestDepths:
    def test_points_alone_give_the_same_as_the_values_they_come_from(self):
        whole = calculate(RULES, Inputs(PEOPLE, values=VALUES))
        points = {area: each.points for area, each in whole.areas.items()}
        assert euros_of(calculate(RULES, Inputs(PEOPLE, points=points))) == euros_of(whole)

    def test_coefficients_alone_give_the_same_as_the_points_they_come_from(self):
        whole = calculate(RULES, Inputs(PEOPLE, values=VALUES))
        raw = {area: each.coefficient for area, each in whole.areas.items()}
        assert euros_of(calculate(RULES, Inputs(PEOPLE, coefficients=raw))) == euros_of(whole)


def euros_of(calculation) -> dict[str, D]:
    return {area: round(each.euros, 15) for area, each in calculation.areas.items()}


class TestRefusals:
    def reasons(self, inputs: Inputs, rules: RuleSet = RULES) -> set[tuple]:
        with pytest.raises(CannotCalculate) as refused:
            calculate(rules, inputs)
        return {(each.reason, each.area, each.indicator) for each in refused.value.problems}

    def test_a_partial_set(self):
        part = {area: VALUES[area] for area in "ab"}
        assert self.reasons(Inputs(PEOPLE, values=part)) == {(Reason.AREA_MISSING, "c", "")}

    def test_an_area_too_many(self):
        assert (Reason.AREA_UNKNOWN, "x", "") in self.reasons(Inputs(PEOPLE, values=VALUES | {"x": {}}))

    @pytest.mark.parametrize("people", [0, -5])
    def test_nobody_lives_there(self, people):
        assert self.reasons(Inputs(PEOPLE | {"b": people}, values=VALUES)) == {(Reason.POPULATION, "b", "")}

    def test_all_that_is_wrong_is_told_at_once(self):
        points = {"a": {"mpr": D(101)}, "b": {"mpr": D(-1)}}
        assert self.reasons(Inputs(PEOPLE, points=points)) == {
            (Reason.AREA_MISSING, "c", ""),
            (Reason.POINTS_ABOVE, "a", "mpr"),
            (Reason.NEGATIVE, "b", "mpr"),
        }

    def test_coefficients_that_all_are_zero(self):
        assert self.reasons(Inputs(PEOPLE, coefficients=dict.fromkeys(PEOPLE, D(0)))) == {(Reason.ALL_ZERO, "", "")}

    def test_a_coefficient_below_zero(self):
        told = dict.fromkeys(PEOPLE, D(1)) | {"a": D("-0.1")}
        assert self.reasons(Inputs(PEOPLE, coefficients=told)) == {(Reason.NEGATIVE, "a", "")}

    def test_an_indicator_that_nobody_has(self):
        empty = {area: {} for area in PEOPLE}
        assert self.reasons(Inputs(PEOPLE, values=empty)) == {(Reason.NO_VALUES, "", "mpr")}

    def test_rules_without_a_price(self):
        assert (Reason.NO_RULES, "", "") in self.reasons(Inputs(PEOPLE, values=VALUES), replace(RULES, price=None))

    def test_a_correction_without_its_figures(self):
        rules = replace(RULES, indicators=(replace(LEVEL, correction=Correction.RATIO_BELOW_ONE), MPR, NEET))
        assert (Reason.NO_CORRECTION, "a", "level") in self.reasons(Inputs(PEOPLE, values=VALUES), rules)


class TestEstimates:
    def test_what_if_calculates_all_areas_again(self):
        before = calculate(RULES, Inputs(PEOPLE, values=VALUES))
        after = what_if(before, "c", {"level": D(50)})
        assert after.areas["c"].points["level"] == 100
        assert after.areas["c"].euros > before.areas["c"].euros
        assert after.areas["a"].euros < before.areas["a"].euros
        assert before.inputs.values == VALUES  # nothing is changed in place

    def test_a_point_is_worth_more_where_there_are_fewer_indicators(self):
        gains = worth_of_point(calculate(RULES, Inputs(PEOPLE, values=VALUES)), "a")
        assert [gain.rule.key for gain in gains] == ["neet", "level"]  # a half of the coefficient by itself, a fourth
        assert all(gain.euros > 0 for gain in gains)

    def test_the_worth_of_a_point_is_what_the_whole_calculation_gives(self):
        whole = calculate(RULES, Inputs(PEOPLE, values=VALUES))
        points = {area: dict(each.points) for area, each in whole.areas.items()}
        points["a"]["neet"] += 1
        again = calculate(RULES, Inputs(PEOPLE, points=points))
        gained = again.areas["a"].euros - whole.areas["a"].euros
        assert round(worth_of_point(whole, "a")[0].euros, 20) == round(gained, 20)

    def test_improving_is_ranked_by_what_it_gives(self):
        gains = worth_of_improving(calculate(RULES, Inputs(PEOPLE, values=VALUES)), "a")
        assert [gain.euros for gain in gains] == sorted((gain.euros for gain in gains), reverse=True)
        assert next(gain for gain in gains if gain.rule.key == "mpr").euros == 0  # the target has been reached
