"""What holds for any areas and values."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.coefficient import CannotCalculate, Direction, Inputs, Reason, Value, calculate, what_if
from tests.indicators.test_coefficient import RULES, euros_of

shares = st.decimals("0.5", 100, places=2)


@st.composite
def worlds(draw):
    areas = [str(number) for number in range(draw(st.integers(2, 6)))]
    people = {area: draw(st.integers(1, 2_000_000)) for area in areas}
    value = st.builds(Value, st.none() | shares, st.none() | shares)
    return Inputs(people, values={area: {rule.key: draw(value) for rule in RULES.indicators} for area in areas})


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
    before = calculated(inputs).areas["0"]
    told = inputs.values["0"][rule.key]
    assume(told.now is not None and before.points[rule.key] is not None)
    better = told.now + step if rule.direction is Direction.HIGHER else told.now - step
    after = what_if(calculate(RULES, inputs), "0", {rule.key: better}).areas["0"]
    assert after.points[rule.key] >= before.points[rule.key]
