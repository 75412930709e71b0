"""The pages of the next plan ask the same number of questions whatever the size of the plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Plan, RollOver
from plans.services.rollover import continue_the_rest, save_choices
from tests.factories.plans import make_plan
from tests.factories.rollover import choice, make_addition, make_rollover

pytestmark = pytest.mark.django_db
MOST = 16


def prepare(plan: Plan, by) -> RollOver:
    """Half of it decided in every way, the rest undecided."""
    rollover = make_rollover(plan, slug=f"{plan.slug}-2")
    measures = list(plan.measures.in_plan_order())
    wanted = {each: choice(each, "merge", into=measures[-1]) for each in measures[: len(measures) // 3]}
    wanted |= {each: choice(each, "drop", reason="Syy") for each in measures[len(measures) // 3 : len(measures) // 2]}
    save_choices(rollover, wanted, by=by)
    for measure in measures:
        make_addition(measure.goal, rollover)
    return rollover


def count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["rollover", "rollover-carry-out"])
def test_the_pages_of_the_whole_plan(client, personas, name):
    few, many = (
        make_plan(size, size, county=personas.county, slug=f"koko-{size}", contact=personas.contact.person)
        for size in (3, 30)
    )
    client.force_login(personas.coordinator)
    for plan in (few, many):
        prepare(plan, personas.coordinator)
    client.get(reverse("plans:plan-list"))
    asked = [count(client, reverse(f"plans:{name}", args=[plan.slug])) for plan in (few, many)]
    assert asked[0] == asked[1] <= MOST


def test_the_form_of_a_goal(client, personas):
    few, many = (make_plan(1, size, county=personas.county, slug=f"koko-{size}") for size in (3, 30))
    client.force_login(personas.coordinator)
    asked = []
    for plan in (few, many):
        prepare(plan, personas.coordinator)
        goal = plan.sections.get().goals.get()
        asked.append(count(client, reverse("plans:rollover-goal", args=[plan.slug, goal.pk])))
    assert asked[0] == asked[1] <= MOST


def test_letting_the_rest_continue(personas):
    few, many = (make_plan(size, size, county=personas.county, slug=f"koko-{size}") for size in (3, 30))
    asked = []
    for plan in (few, many):
        rollover = prepare(plan, personas.coordinator)
        with CaptureQueriesContext(connection) as queries:
            continue_the_rest(rollover, by=personas.coordinator)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= MOST
