"""What holds for any areas and values."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.coefficient import CannotCalculate, Direction, Inputs, Reason, Value, calculate, what_if
from tests.indicators.test_coefficient import RULES, euros_of

OWN = "0"  # has data of every indicator
shares = st.decimals("0.5", 100, places=2)


@st.composite
def worlds(draw):
    areas = [str(number) for number in range(draw(st.integers(2, 6)))]
    people = {area: draw(st.integers(1, 2_000_000)) for area in areas}
    known, any_value = st.builds(Value, shares, shares), st.builds(Value, st.none() | shares, st.none() | shares)
    told = {area: {rule.key: draw(known if area == OWN else any_value) for rule in RULES.indicators} for area in areas}
    return Inputs(people, values=told)


def calculated(inputs: Inputs):
    try:
        return calculate(RULES, inputs)
    except CannotCalculate as refusal:
        assert {each.reason for each in refusal.problems} <= {Reason.NO_VALUES, Reason.ALL_ZERO}
        assume(False)


@settings(max_examples=60, deadline=None, database=None)
@given(worlds(), st.decimals("0.001", 1000, places=3))
def test_scaling_all_coefficients_changes_no_euro(inputs, factor):
    result = calculated(inputs)
    scaled = {area: each.coefficient * factor for area, each in result.areas.items()}
    again = calculate(RULES, Inputs(inputs.populations, coefficients=scaled))
    assert euros_of(again) == euros_of(result)


@settings(max_examples=60, deadline=None, database=None)
@given(worlds())
def test_what_one_gets_others_pay(inputs):
    result = calculated(inputs)
    people = sum(inputs.populations.values())
    assert round(sum(each.difference for each in result.areas.values()), 15) == 0
    assert round(sum(each.normalised * each.population for each in result.areas.values()) / people, 20) == 1


@settings(max_examples=60, deadline=None, database=None)
@given(worlds())
def test_points_stay_from_0_to_100(inputs):
    for each in calculated(inputs).areas.values():
        assert all(0 <= points <= 100 for points in each.points.values())


@settings(max_examples=100, deadline=None, database=None)
@given(worlds(), st.sampled_from(RULES.indicators), shares)
def test_a_better_value_never_lowers_own_points(inputs, rule, step):
    before = calculated(inputs)
    told = inputs.values[OWN][rule.key]
    better = told.now + step if rule.direction is Direction.HIGHER else max(told.now - step, rule.least)
    after = what_if(before, OWN, {rule.key: better})
    assert after.areas[OWN].points[rule.key] >= before.areas[OWN].points[rule.key]
