"""The way from values to euros, by the cases that the rules' texts and the practice calculation give."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal as D

import pytest

from indicators.coefficient import (
    AtTarget,
    Basis,
    BeforeIsZero,
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
    "c": {"mpr": Value(D(92)), "level": Value(), "neet": Value(D("9.9"), D("9.5"))},
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
        values = Value(D(15), D(0)), Value(D(13), D(12)), Value(D(12), D(14))
        assert points_of(NEET, *values) == [0, 0, 100]
        unchanged = points_of(replace(NEET, before_is_zero=BeforeIsZero.NO_CHANGE), *values)
        assert unchanged == pytest.approx([D(700) / 19, 0, 100])

    def test_who_has_reached_the_target_needs_no_earlier_year(self):
        values = Value(D(5), D(0)), Value(D(9)), Value(D(13), D(12)), Value(D(12), D(14))
        assert points_of(NEET, *values) == [100, 100, 0, 100]

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
        more = VALUES | {"x": VALUES["a"]}
        assert self.reasons(Inputs(PEOPLE, values=more)) == {(Reason.AREA_UNKNOWN, "x", "")}

    @pytest.mark.parametrize("people", [0, -5])
    def test_nobody_lives_there(self, people):
        assert self.reasons(Inputs(PEOPLE | {"b": people}, values=VALUES)) == {(Reason.POPULATION, "b", "")}

    def test_all_that_is_wrong_is_told_at_once(self):
        fine = {"mpr": D(1), "level": None, "neet": D(3)}
        points = {"a": fine | {"mpr": D(101)}, "b": fine | {"mpr": D(-1), "other": D(1)}, "d": fine}
        assert self.reasons(Inputs(PEOPLE, points=points)) == {
            (Reason.AREA_MISSING, "c", ""),
            (Reason.AREA_UNKNOWN, "d", ""),
            (Reason.OUT_OF_RANGE, "a", "mpr"),
            (Reason.OUT_OF_RANGE, "b", "mpr"),
            (Reason.INDICATOR_UNKNOWN, "b", "other"),
        }

    def test_a_figure_left_out_without_a_word(self):
        told = {area: {"mpr": D(1), "level": D(1), "neet": D(1)} for area in PEOPLE}
        del told["b"]["level"]
        assert self.reasons(Inputs(PEOPLE, points=told)) == {(Reason.INDICATOR_MISSING, "b", "level")}

    @pytest.mark.parametrize("told", ["NaN", "Infinity", "-Infinity", "sNaN"])
    def test_what_is_no_number(self, told):
        coefficients = dict.fromkeys(PEOPLE, D(1)) | {"a": D(told)}
        assert self.reasons(Inputs(PEOPLE, coefficients=coefficients)) == {(Reason.NOT_A_NUMBER, "a", "")}
        assert self.reasons(changed("a", "mpr", Value(D(told)))) == {(Reason.NOT_A_NUMBER, "a", "mpr")}

    def test_a_share_above_a_hundred(self):
        rules = replace(RULES, indicators=(replace(MPR, basis=Basis.SHARE), LEVEL, NEET))
        assert self.reasons(changed("a", "mpr", Value(D(150))), rules) == {(Reason.OUT_OF_RANGE, "a", "mpr")}

    def test_a_refusal_tells_what_could_be(self):
        with pytest.raises(CannotCalculate) as refused:
            rules = replace(RULES, indicators=(replace(MPR, most=D(100)), LEVEL, NEET))
            calculate(rules, changed("b", "mpr", Value(D("100.1"))))
        (problem,) = refused.value.problems
        assert (problem.told, problem.least, problem.most) == (D("100.1"), 0, 100)

    def test_coefficients_that_all_are_zero(self):
        assert self.reasons(Inputs(PEOPLE, coefficients=dict.fromkeys(PEOPLE, D(0)))) == {(Reason.ALL_ZERO, "", "")}

    def test_a_coefficient_below_zero(self):
        told = dict.fromkeys(PEOPLE, D(1)) | {"a": D("-0.1")}
        assert self.reasons(Inputs(PEOPLE, coefficients=told)) == {(Reason.OUT_OF_RANGE, "a", "")}

    def test_an_indicator_that_nobody_has(self):
        values = {area: told | {"mpr": Value()} for area, told in VALUES.items()}
        assert self.reasons(Inputs(PEOPLE, values=values)) == {(Reason.NO_VALUES, "", "mpr")}

    def test_an_area_with_nothing_that_counts(self):
        values = VALUES | {"c": dict.fromkeys(("mpr", "level", "neet"), Value())}
        left_out = replace(RULES, missing=Missing.LEFT_OUT)
        assert self.reasons(Inputs(PEOPLE, values=values), left_out) == {(Reason.NO_VALUES, "c", "")}

    def test_a_correction_without_its_figures(self):
        rules = replace(RULES, indicators=(replace(LEVEL, correction=Correction.RATIO_BELOW_ONE), MPR, NEET))
        assert self.reasons(Inputs(PEOPLE, values=VALUES), rules) == {
            (Reason.NO_CORRECTION, "a", "level"),
            (Reason.NO_CORRECTION, "b", "level"),
        }

    def test_two_depths_or_none(self):
        both = Inputs(PEOPLE, coefficients=dict.fromkeys(PEOPLE, D(1)), values=VALUES)
        assert self.reasons(both) == self.reasons(Inputs(PEOPLE)) == {(Reason.NO_DEPTH, "", "")}

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"price": None}, Reason.NO_MONEY),
            ({"price": D(-1)}, Reason.MONEY),
            ({"pot": D(5)}, Reason.MONEY),
            ({"groups": (PROCESS, replace(OUTCOME, weight=None))}, Reason.WEIGHT_UNKNOWN),
            ({"groups": (PROCESS, replace(OUTCOME, weight=D(0)))}, Reason.WEIGHT),
            ({"groups": (PROCESS, OUTCOME, OUTCOME)}, Reason.RULE_TWICE),
            ({"groups": (PROCESS, OUTCOME, GroupRule("third", D(1)))}, Reason.GROUP_EMPTY),
            ({"groups": (PROCESS,)}, Reason.GROUP_UNKNOWN),
            ({"groups": (), "indicators": ()}, Reason.NO_RULES),
            ({"indicators": (MPR, LEVEL, replace(NEET, basis=None))}, Reason.BASIS_UNKNOWN),
        ],
    )
    def test_rules_that_do_not_hold(self, change, reason):
        assert reason in {each for each, *_ in self.reasons(Inputs(PEOPLE, values=VALUES), replace(RULES, **change))}

    def test_ready_points_need_no_way_of_scaling(self):
        rules = replace(RULES, indicators=(MPR, LEVEL, replace(NEET, basis=None)))
        points = {area: {"mpr": D(50), "level": D(10), "neet": None} for area in PEOPLE}
        result = calculate(rules, Inputs(PEOPLE, points=points))
        assert {each.points["neet"] for each in result.areas.values()} == {D(0)}
