"""Preparing the next plan: what is chosen about goals and measures, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from plans.models import Goal, Plan, RollOver, RollOverChoice, RollOverNew, Succession
from plans.queries.rollover import proposed_facts
from plans.services.rollover import continue_the_rest, remove_addition, save_addition, save_choices, save_rollover
from tests.factories.plans import at_noon, make_bare_plan, make_goal, make_measure
from tests.factories.rollover import choice, make_addition, make_rollover

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def rollover(plan):
    return make_rollover(plan)


@pytest.fixture
def goal(measure) -> Goal:
    return measure.goal


@pytest.fixture
def second(goal) -> Goal:
    """Another goal of the same section, with one measure."""
    made = make_goal(goal.section, "T2", order=2)
    make_measure(made)
    return made


def choose(rollover, personas, *choices: RollOverChoice) -> int:
    return save_choices(rollover, {each.record: each for each in choices}, by=personas.coordinator)


def acts(rollover) -> dict[str, str]:
    return {each.record.identifier: each.act for each in rollover.choices.all()}


def test_the_next_plans_facts_are_proposed_from_this_ones(plan):
    plan.name_fi, plan.name_sv = "Hyvinvointisuunnitelma 2023–2025", "Välfärdsplan 2023-2025"
    plan.term_end_year = 2025
    assert proposed_facts(plan) == {
        "name_fi": "Hyvinvointisuunnitelma 2026–2029",
        "name_sv": "Välfärdsplan 2026–2029",
        "name_en": "",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2029, 12, 31),
        "term_start_year": 2025,
        "term_end_year": 2029,
    }


def test_a_plan_that_has_a_successor_is_not_prepared_again(plan, personas):
    plan.successor = make_bare_plan(plan.county, "seuraaja")
    new = RollOver(plan=plan, name_fi="X", slug="x", valid_from=date(2026, 1, 1), valid_until=date(2026, 1, 2))
    with pytest.raises(ValidationError, match="successor"):
        save_rollover(new, by=personas.coordinator)


def test_choices_are_saved_with_their_history(rollover, measure, goal, personas):
    assert choose(rollover, personas, choice(goal, "continue"), choice(measure, "drop", reason="Valmis")) == 2
    assert choose(rollover, personas, choice(goal, "continue"), choice(measure, "continue")) == 1
    assert acts(rollover) == {"T1": "continue", "T1.1": "continue"}
    past = RollOverChoice.history.filter(measure=measure.pk).order_by("history_id")
    assert [(each.act, each.reason, each.history_user) for each in past] == [
        ("drop", "Valmis", personas.coordinator),
        ("continue", "", personas.coordinator),
    ]


def test_a_choice_is_taken_back(rollover, measure, personas):
    choose(rollover, personas, choice(measure, "continue"))
    assert save_choices(rollover, {measure: None}, by=personas.coordinator) == 1
    assert not rollover.choices.exists()


@pytest.mark.parametrize(("act", "word"), [("drop", "dropped"), ("merge", "itself merged")])
def test_nothing_is_merged_into_what_does_not_go_on(rollover, measure, sibling, personas, act, word):
    third = make_measure(measure.goal)
    target = choice(sibling, act, **({"reason": "Syy"} if act == "drop" else {"into": third}))
    choose(rollover, personas, target)
    with pytest.raises(ValidationError, match=rf"T1\.1 can't be merged into T1.2, which is {word}"):
        choose(rollover, personas, choice(measure, "merge", into=sibling))
    assert acts(rollover) == {"T1.2": act}


def test_what_others_are_merged_into_is_not_dropped_afterwards(rollover, measure, sibling, personas):
    choose(rollover, personas, choice(measure, "merge", into=sibling))
    with pytest.raises(ValidationError, match="dropped"):
        choose(rollover, personas, choice(sibling, "drop", reason="Syy"))
    assert acts(rollover) == {"T1.1": "merge"}


def test_a_goal_whose_measures_continue_is_not_dropped(rollover, measure, goal, second, personas):
    dropped = choice(goal, "drop", reason="Syy")
    with pytest.raises(ValidationError, match=r"Goal T1 is dropped, but its measure T1\.1 continues"):
        choose(rollover, personas, dropped, choice(measure, "continue"))
    assert choose(rollover, personas, dropped, choice(measure, "continue", under=second)) == 2


@pytest.mark.parametrize("act", ["drop", "merge"])
def test_a_measure_does_not_continue_under_a_goal_that_does_not(rollover, measure, goal, second, personas, act):
    third = make_goal(goal.section, "T3", order=3)
    choose(rollover, personas, choice(second, act, **({"reason": "S"} if act == "drop" else {"into": third})))
    with pytest.raises(ValidationError, match=r"T1\.1 can't continue under goal T2"):
        choose(rollover, personas, choice(measure, "continue", under=second))


def test_measures_of_a_merged_goal_may_continue(rollover, measure, goal, second, personas):
    assert choose(rollover, personas, choice(goal, "merge", into=second), choice(measure, "continue")) == 2


def test_a_problem_that_came_otherwise_does_not_stop_other_choices(rollover, measure, goal, second, personas):
    choose(rollover, personas, choice(measure, "continue"))
    RollOverChoice.objects.create(rollover=rollover, goal=goal, act="drop", reason="Suoraan kantaan")
    assert choose(rollover, personas, choice(second, "continue")) == 1


def test_the_rest_continues_but_for_measures_of_dropped_goals(rollover, measure, goal, second, sibling, personas):
    choose(rollover, personas, choice(goal, "drop", reason="Syy"), choice(sibling, "drop", reason="Syy"))
    assert continue_the_rest(rollover, by=personas.coordinator) == 4
    assert acts(rollover) == {
        "T1": "drop",
        "T1.2": "drop",
        "T2": "continue",
        "T2.1": "continue",
        "L1": "continue",
        "L1.1": "continue",
    }


def test_a_goal_under_which_something_new_is_written_is_not_dropped(rollover, measure, goal, personas):
    addition = make_addition(goal, rollover)
    dropped = [choice(goal, "drop", reason="S"), choice(measure, "drop", reason="S")]
    with pytest.raises(ValidationError, match="new measure"):
        choose(rollover, personas, *dropped)
    remove_addition(addition, by=personas.coordinator)
    assert choose(rollover, personas, *dropped) == 2


def test_nothing_new_is_written_under_a_dropped_goal(rollover, measure, goal, personas):
    choose(rollover, personas, choice(goal, "drop", reason="S"), choice(measure, "drop", reason="S"))
    new = RollOverNew(rollover=rollover, kind="measure", goal=goal, wording_fi="Uusi")
    with pytest.raises(ValidationError):
        save_addition(new, by=personas.coordinator)
    assert not RollOverNew.objects.exists()


def test_what_has_been_carried_out_does_not_change(rollover, measure, goal, personas):
    RollOver.objects.update(carried_out_at=at_noon(date(2025, 11, 3)))
    with pytest.raises(ValidationError):
        choose(rollover, personas, choice(measure, "continue"))
    with pytest.raises(ValidationError):
        continue_the_rest(rollover, by=personas.coordinator)
    with pytest.raises(ValidationError):
        save_addition(
            RollOverNew(rollover=rollover, kind="measure", goal=goal, wording_fi="U"), by=personas.coordinator
        )
    with pytest.raises(ValidationError):
        save_rollover(rollover, by=personas.coordinator)
    assert not rollover.choices.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "drop"},
        {"act": "merge"},
        {"act": "continue", "reason": "", "own": True},
        {"act": "merge", "own_into": True},
        {"act": "drop", "reason": "S", "moves": True},
    ],
)
def test_the_database_refuses_choices_that_make_no_sense(rollover, measure, goal, fields):
    told = dict(fields)
    own, into, moves = told.pop("own", False), told.pop("own_into", False), told.pop("moves", False)
    told |= {"goal": goal} if own else {}
    told |= {"into_measure": measure} if into else {}
    told |= {"under": goal} if moves else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        RollOverChoice.objects.create(rollover=rollover, measure=measure, **told)


def test_the_database_keeps_one_choice_and_whole_successions(rollover, measure, goal):
    RollOverChoice.objects.create(rollover=rollover, measure=measure, act="continue")
    with pytest.raises(IntegrityError), transaction.atomic():
        RollOverChoice.objects.create(rollover=rollover, measure=measure, act="continue")
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(earlier_measure=measure, later_goal=goal)
    with pytest.raises(IntegrityError), transaction.atomic():
        RollOverNew.objects.create(rollover=rollover, kind="measure", wording_fi="Ei tavoitetta")
    with pytest.raises(IntegrityError), transaction.atomic():
        RollOver.objects.filter(pk=rollover.pk).update(valid_until=date(2020, 1, 1))


def test_the_unapproved_plan_takes_its_preparation_along(personas):
    draft = make_bare_plan(personas.county, "luonnos", approved=False)
    make_rollover(draft, slug="toinen")
    Plan.objects.get(pk=draft.pk).delete()
    assert not RollOver.objects.exists()


def test_an_address_of_another_plan_is_not_taken(client, plan, personas):
    client.force_login(personas.coordinator)
    facts = {"name_fi": "S", "slug": plan.slug, "valid_from": "2026-01-01", "valid_until": "2029-12-31"}
    response = client.post(reverse("plans:rollover-facts", args=[plan.slug]), facts)
    assert response.status_code == 422 and not RollOver.objects.exists()
