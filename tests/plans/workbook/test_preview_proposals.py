"""Approved wording stays: what a file says of it becomes a proposal, once."""

import pytest
from django.utils import timezone

from plans.imports.answers import Answers
from plans.models import Plan, PromiseProposal, Proposal
from tests.factories.listed import bring, errors, listed, put_in, results, said
from tests.factories.plans import make_goal
from tests.factories.trips import brought, changes_of, edited, exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NEW = {"wording_fi": "Perustetaan kävelykerho", "goal_identifier": "T1", "status": "Käynnissä", "resources": "Rahaa"}
REWORDED = {"identifier": "T1.1", "wording_fi": "Toimenpide T1.1 uusin sanoin", "wording_sv": "Åtgärd"}


@pytest.fixture
def plan(approved: Plan) -> Plan:
    approved.sections.get().goals.update(wording_fi="Liikunta lisääntyy")
    return approved


def of_goal(identifier: str, goal: str) -> dict:
    return {"identifier": identifier, "goal_identifier": "T1", "goal": goal}


def test_a_changed_wording_is_proposed_in_each_language(plan, coordinator):
    preview = listed(plan, coordinator, REWORDED)
    assert changes_of(preview) == {("T1.1", "wording_fi"): REWORDED["wording_fi"], ("T1.1", "wording_sv"): "Åtgärd"}
    assert preview.outcomes[0].changes == [] and results(preview) == ["proposal"]


@pytest.mark.parametrize("state", ["open", "accepted", "dropped"])
def test_a_wording_is_proposed_once_whatever_came_of_it(plan, coordinator, state):
    put_in(plan, listed(plan, coordinator, REWORDED), coordinator)
    assert Proposal.objects.count() == 2
    Proposal.objects.update(state=state, decided_at=None if state == "open" else timezone.now())
    preview = listed(plan, coordinator, REWORDED)
    assert (results(preview), preview.changes_something) == (["unchanged"], False)
    assert said(preview).count("This has already been proposed.") == 2


def test_a_changed_goal_is_one_proposal_for_all_of_its_rows(plan, coordinator):
    rows = [of_goal("T1.1", "Liikunta lisääntyy paljon"), of_goal("T1.2", "Tavoite T1: Liikunta lisääntyy paljon")]
    preview = listed(plan, coordinator, *rows)
    assert changes_of(preview) == {("T1.1", "goal"): "Liikunta lisääntyy paljon"}
    again = bring(plan, coordinator, *rows)
    assert PromiseProposal.objects.get().text == "Liikunta lisääntyy paljon"
    assert (changes_of(again), results(again)) == ({}, ["unchanged", "unchanged"])


def test_a_goal_with_two_new_wordings_is_an_error_on_the_second_row(plan, coordinator):
    rows = [of_goal("T1.1", "Liikunta lisääntyy paljon"), of_goal("T1.2", "Liikunta lisääntyy vähän")]
    ((place, text),) = errors(listed(plan, coordinator, *rows))
    assert place == "Toimeenpano!C3"
    assert text == "Row 2 gives goal T1 another new wording. Write the same one on both rows."


def test_the_goals_wording_is_proposed_by_the_next_row_where_the_first_is_left_out(plan, coordinator):
    rows = [of_goal("T1.1", "Liikunta lisääntyy paljon"), of_goal("T1.2", "Liikunta lisääntyy paljon")]
    preview = listed(plan, coordinator, *rows, answers=Answers(left_out={"Toimeenpano!2"}))
    assert changes_of(preview) == {("T1.2", "goal"): "Liikunta lisääntyy paljon"}


def test_quite_another_goal_is_told_and_not_proposed(plan, coordinator):
    make_goal(plan.sections.get(), "T2", wording_fi="Yksinäisyys vähenee")
    preview = listed(plan, coordinator, of_goal("T1.1", "Yksinäisyys vähenee"))
    assert results(preview) == ["unchanged"] and any("Move it on the goal's page" in text for text in said(preview))


def test_capital_letters_of_a_goal_matter_in_a_workbook_of_ours(plan, coordinator):
    preview = brought(plan, edited(exported(plan), {("T1.1", "goal"): "LIIKUNTA LISÄÄNTYY"}), coordinator)
    assert changes_of(preview) == {("T1.1", "goal"): "LIIKUNTA LISÄÄNTYY"}


def test_a_new_row_is_proposed_with_all_that_it_says(plan, coordinator):
    preview = listed(plan, coordinator, NEW)
    assert results(preview) == ["proposal"] and preview.outcomes[0].changes == []
    again = bring(plan, coordinator, NEW)
    proposal = PromiseProposal.objects.get()
    assert (proposal.text, proposal.goal.identifier) == (NEW["wording_fi"], "T1")
    assert proposal.content["status"] == "in_progress" and proposal.content["resources"] == "Rahaa"
    assert plan.measures.count() == 2 and again.changes_something is False


@pytest.mark.parametrize("state", ["accepted", "dropped"])
def test_a_new_measure_is_proposed_once_whatever_came_of_it(plan, coordinator, state):
    put_in(plan, listed(plan, coordinator, NEW), coordinator)
    PromiseProposal.objects.update(state=state, decided_at=timezone.now())
    preview = listed(plan, coordinator, NEW)
    assert results(preview) == ["unchanged"] and "This has already been proposed." in said(preview)


def test_an_emptied_wording_is_left_and_told(plan, coordinator):
    preview = brought(plan, edited(exported(plan), {("T1.1", "wording_fi"): None}), coordinator)
    assert changes_of(preview) == {} and preview.errors == []
    assert any(text.startswith("A wording can't be emptied by a workbook") for text in said(preview))


def test_in_a_draft_wordings_change_at_once(draft, coordinator):
    draft.sections.get().goals.update(wording_fi="Liikunta lisääntyy")
    rows = REWORDED | {"goal": "Liikunta lisääntyy paljon", "goal_identifier": "T1"}
    again = bring(draft, coordinator, rows)
    assert results(again) == ["unchanged"] and not Proposal.objects.exists()
    assert draft.measures.get(identifier="T1.1").wording_fi == REWORDED["wording_fi"]
    assert draft.sections.get().goals.get().wording_fi == "Liikunta lisääntyy paljon"


def test_in_a_draft_an_emptied_wording_is_an_error(draft, coordinator):
    ((_place, text),) = errors(brought(draft, edited(exported(draft), {("T1.1", "wording_fi"): None}), coordinator))
    assert text.startswith("A measure can't be without a Finnish wording")
