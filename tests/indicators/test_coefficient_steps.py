"""How a result came about: three areas that can be reckoned by hand, and every step reckoned again from what is shown."""

from decimal import Decimal as D

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from indicators.coefficient import Inputs, Value
from indicators.models import Calculation, RuleIndicator
from tests.factories.coefficient import make_calculation, make_regions, make_rule_set, rising_values

pytestmark = pytest.mark.django_db
CODES = ("04", "06", "21")
TOLD = {
    "process-1": (("98",), ("95",), ("92",)),
    "process-2": (("20",), ("50",), ()),
    "outcome-1": (("12", "12"), ("12.6", "14"), ("9.9", "9.5")),
}


@pytest.fixture
def worked() -> Calculation:
    """Vaccinations with a target, a level with an area without data, a change with a target."""
    rule_set = make_rule_set(groups={"process": 2, "outcome": 1})
    change = {"basis": "relative_change", "direction": "lower", "target": D(10)}
    RuleIndicator.objects.filter(group__rule_set=rule_set, key="outcome-1").update(**change)
    RuleIndicator.objects.filter(group__rule_set=rule_set, key="process-1").update(target=D(97))
    make_regions(CODES)
    values = {
        code: {key: Value(*(D(part) for part in told[place])) for key, told in TOLD.items()}
        for place, code in enumerate(CODES)
    }
    people = dict(zip(CODES, (100_000, 200_000, 300_000), strict=True))
    return make_calculation(rule_set, inputs=Inputs(people, values=values))


def steps_of(client, calculation: Calculation, area: str) -> list:
    with translation.override("fi"):
        answer = client.get(reverse("indicators:calculation-steps", args=[calculation.pk]), {"alue": area})
    return [step for part in answer.context["parts"] for step in part.steps]


def reckoned(text: str) -> float:
    """What the arithmetic of a step gives."""
    signs = {"\xa0": "", ",": ".", "×": "*", "÷": "/", "−": "-", ";": ","}
    return eval(text.translate(str.maketrans(signs)), {"__builtins__": {"min": min}})


def shown(text: str) -> tuple[float, float]:
    """A result, and the unit of its last decimal."""
    words = text.replace("\xa0%", "").replace("\xa0€", "").replace("−", "-").replace("\xa0", "")
    return float(words.replace(",", ".")), 10.0 ** -len(words.partition(",")[2])


@pytest.mark.parametrize(
    ("area", "coefficient", "normalised", "euros"),
    [
        ("04", "39,815", "0,6459689", "4\xa0583\xa0149,72\xa0€"),
        ("06", "90", "1,4601903", "20\xa0720\xa0100,15\xa0€"),
        ("21", "50", "0,8112168", "17\xa0266\xa0750,13\xa0€"),
    ],
)
def test_three_areas_by_hand(client, worked, area, coefficient, normalised, euros):
    results = [step.result for step in steps_of(client, worked, area)]
    weighed, mean, divided, own, _flat, _difference, _per_resident = results[-7:]
    assert weighed == coefficient
    assert mean.startswith("61,6358")
    assert divided.startswith(normalised[:8])
    assert own == euros


def test_a_target_no_data_and_a_change_are_told(client, worked):
    first = {step.sum or step.result: step for step in steps_of(client, worked, "04")}
    assert first["(12,0 − 12,0) ÷ 12,0"].result == "0,0000\xa0%"
    assert first["100 × (4,2105 − 0,0000) ÷ (4,2105 − (−10,0000))"].result == "29,63"
    last = steps_of(client, worked, "21")
    with translation.override("fi"):
        assert [step.result for step in last if not step.sum][2:4] == [gettext("no data"), "0,0"]


@pytest.mark.parametrize("area", CODES)
def test_who_reckons_with_what_is_shown_comes_to_what_is_shown(client, worked, area):
    for step in steps_of(client, worked, area):
        if step.sum and "%" not in step.result:
            result, unit = shown(step.result)
            assert reckoned(step.sum) == pytest.approx(result, abs=3 * unit), step


def test_a_change_from_nothing_is_not_divided_by_it(client):
    rule_set = make_rule_set(groups={"outcome": 1})
    RuleIndicator.objects.filter(group__rule_set=rule_set).update(basis="relative_change", before_is_zero="no_change")
    inputs = rising_values(rule_set)
    for code, before in zip(CODES, ("0", "5", "9"), strict=True):
        inputs.values[code]["outcome-1"] = Value(D(10), D(before))
    steps = steps_of(client, make_calculation(rule_set, inputs=inputs), "04")
    assert not any("÷ 0" in step.sum for step in steps)
    assert steps[2].result == "0,0000\xa0%"


def test_figures_are_told_with_all_their_decimals(client):
    rule_set = make_rule_set(groups={"process": 1})
    inputs = rising_values(rule_set)
    inputs.values["04"]["process-1"] = Value(D("9.8765"))
    steps = steps_of(client, make_calculation(rule_set, inputs=inputs), "04")
    assert steps[0].result.startswith("9,8765")
