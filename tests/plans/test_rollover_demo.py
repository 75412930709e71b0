"""The demo's next plan is prepared but not made; carried out, it goes with the demo when that starts over."""

from datetime import date

import pytest
from django.test import override_settings

from plans.models import Measure, Plan, RollOver, RollOverChoice, Succession
from plans.queries.preparation import preparation_of
from plans.services.carry_out import carry_out_rollover
from plans.services.rollover import continue_the_rest
from tests.factories.plans import at_noon
from tests.factories.reporting import demo_account, load_demo
from tests.lasting import lasting

DEMO_TODAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = DEMO_TODAY


@lasting
@override_settings(HYTE_TODAY=DEMO_TODAY)
def rollover(db) -> RollOver:
    load_demo()
    return RollOver.objects.get(plan__slug="vake-2023-2025")


def test_most_is_decided_and_nothing_stands_in_the_way(rollover) -> None:
    preparation = preparation_of(rollover, demo_account("koordinaattori"))
    goals, measures = preparation.goals, preparation.measures
    assert (goals.total, goals.continuing, goals.new) == (32, 32, 1)
    assert (measures.total, measures.merged, measures.dropped, measures.undecided, measures.new) == (73, 2, 7, 5, 1)
    assert measures.into == 2 and preparation.problems == []
    assert not rollover.is_carried_out and not Plan.objects.filter(slug=rollover.slug).exists()


def test_it_is_carried_out_and_goes_with_the_demo(rollover) -> None:
    by = demo_account("koordinaattori")
    continue_the_rest(rollover, by=by)
    made = carry_out_rollover(rollover, by=by, at=at_noon(DEMO_TODAY))
    assert made.measures.count() == 73 - 2 - 7 + 1 and made.is_demo
    assert list(made.sections.values_list("slug", flat=True)) == list(
        rollover.plan.sections.values_list("slug", flat=True)
    )
    assert Measure.objects.get(plan=made, identifier="Y3.1").wording_sv.startswith("Vi berättar varje år")
    load_demo("--reset")
    assert not Plan.objects.filter(slug=rollover.slug).exists() and not Succession.objects.exists()
    kept = set(RollOverChoice.objects.values_list("pk", flat=True))
    assert set(RollOverChoice.history.values_list("id", flat=True)) == kept
