"""The demo of the coefficient: what is real in it and what is marked as invented."""

import pytest

from groups.models import Organisation
from indicators.models import Calculation, PublishedResult, Scenario, Triage
from plans.models import MeasureScenario, TriageMeasure
from reporting.demo.load import load_demo
from tests.lasting import lasting

pytestmark = pytest.mark.django_db


@lasting
def demo(db) -> None:
    load_demo("salasana")


@pytest.fixture
def vake(demo) -> Organisation:
    return Organisation.objects.counties().get(region_code="04")


def test_two_indicators_need_wide_development_and_six_small(vake):
    triages = Triage.objects.filter(county=vake)
    wide = triages.filter(action="wide")
    assert set(wide.values_list("indicator__key", flat=True)) == {"lifestyle-counselling", "mini-intervention"}
    assert not wide.filter(is_demo=True).exists()
    small = triages.filter(action="small")
    assert (small.count(), small.filter(is_demo=False).count()) == (6, 0)
    assert TriageMeasure.objects.filter(triage__in=wide).count() == 2


def test_only_the_example_is_invented(demo):
    practice, example = Calculation.objects.order_by("is_demo")
    assert (practice.is_demo, practice.depth, practice.areas.count()) == (False, "A", 22)
    assert (example.is_demo, example.depth, example.areas.count()) == (True, "C", 22)
    assert PublishedResult.objects.filter(rule_set=practice.rule_set).count() == 22


def test_scenarios_stand_on_the_example_and_gain(vake):
    scenarios = Scenario.objects.filter(county=vake)
    assert {each.calculation.is_demo for each in scenarios} == {True}
    assert [each.gain > 0 for each in scenarios] == [True, True]
    assert MeasureScenario.objects.filter(scenario__in=scenarios).count() == 2


def test_loading_afresh_leaves_one_of_each(demo):
    counts = [model.objects.count() for model in (Calculation, PublishedResult, Scenario, Triage)]
    load_demo("salasana", afresh=True)
    assert [model.objects.count() for model in (Calculation, PublishedResult, Scenario, Triage)] == counts
