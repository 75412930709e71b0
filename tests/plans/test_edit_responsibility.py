"""Who answers: proposed, approved many at once, ended, moved to a successor in one act."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import Decision, Organisation
from plans.models import Measure, PlanDecision, Responsibility
from plans.queries.organisations import answerers_of, coming_move
from plans.services.responsibility import (
    approve_responsibilities,
    end_responsibility,
    move_responsibilities,
    propose_responsibility,
)
from tests.factories.editing import NEW_DECISION, TODAY
from tests.factories.groups import make_decision, make_organisation
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_plan, make_responsibility, make_section


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def other(personas) -> Organisation:
    return make_organisation("Vanhusten palvelut", parent=personas.county)


@pytest.fixture
def board_decision(personas) -> Decision:
    board = make_organisation("Johtoryhmä", kind="management_board", parent=personas.county)
    return make_decision(personas.county, board, on=date(2024, 3, 11))


def of_measure(measure: Measure) -> str:
    return reverse("plans:measure-responsibilities", args=[measure.pk])


def of_plan(plan) -> str:
    return reverse("plans:plan-responsibilities", args=[plan.slug])


def in_force(measure: Measure) -> list[tuple[str, str, str]]:
    rows = measure.responsibilities.in_force().order_by("pk")
    return [(each.organisation.name_fi, each.kind, each.state) for each in rows]


@pytest.mark.parametrize("persona", ["coordinator", "lead", "secretary", "chair"])
def test_a_responsibility_is_proposed(client, measure, other, personas, persona):
    client.force_login(getattr(personas, persona))
    client.post(of_measure(measure), {"organisation": other.pk, "kind": "partner"})
    assert in_force(measure)[1:] == [("Vanhusten palvelut", "partner", "proposed")]
    assert measure.responsibilities.last().history.get().history_user == getattr(personas, persona)


def test_an_organisation_has_one_part_in_a_measure(client, measure, personas):
    response = client.post(of_measure(measure), {"organisation": personas.division.pk, "kind": "partner"})
    assert list(response.context["form"].errors) == ["organisation"]
    assert len(in_force(measure)) == 1


def test_foreign_and_ended_organisations_are_not_offered(client, measure, personas):
    foreign = make_organisation("Vieras", parent=personas.other_county)
    ended = make_organisation("Päättynyt", parent=personas.county, ended_on=date(2024, 1, 1))
    for organisation in (foreign, ended):
        response = client.post(of_measure(measure), {"organisation": organisation.pk, "kind": "main"})
        assert list(response.context["form"].errors) == ["organisation"]
    for kind in ("", "king", "\x00"):
        assert client.post(of_measure(measure), {"organisation": "x", "kind": kind}).status_code == 422
    assert len(in_force(measure)) == 1


def test_many_are_approved_at_once_by_one_decision(client, plan, measure, other, board_decision, personas):
    make_responsibility(plan.measures.get(identifier="L1.1"), other)
    chosen = list(Responsibility.objects.values_list("pk", flat=True))
    client.post(of_plan(plan), {"responsibilities": chosen, "decision": board_decision.pk})
    states = {(each.state, each.decision) for each in Responsibility.objects.all()}
    assert states == {("approved", board_decision)}
    assert PlanDecision.objects.get(meaning="responsibility").decision == board_decision
    assert measure.responsibilities.get().history.first().history_user == personas.coordinator


def test_only_the_chosen_ones_are_approved(client, plan, measure, other, board_decision):
    left = make_responsibility(measure, other, "partner")
    chosen = measure.responsibilities.get(kind="main")
    client.post(of_plan(plan), {"responsibilities": [chosen.pk], "decision": board_decision.pk})
    left.refresh_from_db()
    assert left.state == "proposed"


def test_two_main_responsibles_are_not_approved_and_nothing_is_half_saved(client, plan, measure, other, board_decision):
    second = make_responsibility(measure, other, "main")
    chosen = [measure.responsibilities.first().pk, second.pk]
    data = {"responsibilities": chosen, "new_body": board_decision.body_id} | NEW_DECISION
    response = client.post(of_plan(plan), data)
    assert response.status_code == 422 and "T1.1" in str(response.context["form"].non_field_errors())
    assert {each.state for each in Responsibility.objects.all()} == {"proposed"}
    assert Decision.objects.filter(on="2024-03-15").count() == 0 and not PlanDecision.objects.exists()
    assert all(f'value="{pk}" id="r-{pk}" checked' in response.text for pk in chosen)


def test_a_second_main_is_refused_beside_an_approved_one(measure, other, board_decision, personas):
    everything = Responsibility.objects.all()
    approve_responsibilities(everything, decision=board_decision, by=personas.coordinator)
    make_responsibility(measure, other, "main")
    with pytest.raises(ValidationError):
        approve_responsibilities(everything, decision=board_decision, by=personas.coordinator)
    assert in_force(measure)[1][2] == "proposed"


def test_of_two_who_approve_at_once_the_second_gets_a_message(
    client, plan, measure, other, board_decision, personas, monkeypatch
):
    first, second = measure.responsibilities.get(), make_responsibility(measure, other, "main")
    approve_responsibilities(
        Responsibility.objects.filter(pk=first.pk), decision=board_decision, by=personas.coordinator
    )
    monkeypatch.setattr("plans.services.responsibility._refuse_second_main", lambda _proposed: None)
    response = client.post(of_plan(plan), {"responsibilities": [second.pk], "decision": board_decision.pk})
    assert response.status_code == 422 and response.context["form"].non_field_errors()
    second.refresh_from_db()
    assert second.state == "proposed" and not PlanDecision.objects.exists()


def test_what_does_not_wait_for_approval_cannot_be_chosen(client, plan, measure, board_decision, personas):
    foreign_plan = make_bare_plan(personas.other_county, "vieras")
    foreign = make_responsibility(
        make_measure(make_goal(make_section(foreign_plan))), make_organisation("V", parent=personas.other_county)
    )
    for chosen in ([foreign.pk], ["x"], ["9" * 30], [], [0]):
        response = client.post(of_plan(plan), {"responsibilities": chosen, "decision": board_decision.pk})
        assert list(response.context["form"].errors) == ["responsibilities"]
    assert {each.state for each in Responsibility.objects.all()} == {"proposed"}


def test_a_decision_of_another_county_approves_nothing(measure, personas):
    with pytest.raises(ValidationError):
        approve_responsibilities(
            Responsibility.objects.all(), decision=make_decision(personas.other_county), by=personas.coordinator
        )
    assert in_force(measure)[0][2] == "proposed"


def test_the_list_is_narrowed_to_one_organisation(client, plan, measure, other):
    make_responsibility(measure, other, "partner")
    assert [each.organisation for each in client.get(of_plan(plan), {"vastuu": other.pk}).context["proposed"]] == [
        other
    ]
    for value in ("x", "9" * 40, "٣", "-1", "\x00"):
        assert client.get(of_plan(plan), {"vastuu": value}).status_code == 200


def test_the_list_takes_the_same_queries_at_any_size(client, personas, django_assert_max_num_queries):
    for slug, measures in (("pieni", 3), ("suuri", 30)):
        plan = make_plan(1, measures, county=personas.county, slug=slug)
        with django_assert_max_num_queries(10):
            assert len(client.get(of_plan(plan)).context["proposed"]) == measures


def test_a_responsibility_is_ended_with_a_reason_and_stays_in_history(client, measure, personas):
    address = reverse("plans:responsibility-end", args=[measure.responsibilities.get().pk])
    assert list(client.post(address, {"on": "2024-06-01"}).context["form"].errors) == ["reason"]
    for day in ("2025-02-01", "2022-01-01", "x", ""):
        assert list(client.post(address, {"on": day, "reason": "Syy"}).context["form"].errors) == ["on"]
    client.post(address, {"on": "2024-06-01", "reason": "Vaihtui"})
    ended = measure.responsibilities.get()
    assert (ended.ended_on, ended.history.first().history_change_reason) == (date(2024, 6, 1), "Vaihtui")
    assert client.get(address).status_code == 404
    assert personas.division.name_fi in client.get(of_measure(measure)).text


def test_an_ended_organisation_may_be_proposed_again(measure, personas):
    end_responsibility(measure.responsibilities.get(), on=TODAY, reason="x", by=personas.coordinator)
    propose_responsibility(measure, personas.division, "main", by=personas.coordinator)
    assert len(in_force(measure)) == 1 and measure.responsibilities.count() == 2


def move_url(organisation: Organisation) -> str:
    return reverse("plans:organisation-move", args=[organisation.pk])


def test_the_confirmation_says_how_many_measures_move(client, measure, other, personas):
    response = client.post(move_url(personas.division), {"successor": other.pk, "on": "2025-01-01"})
    assert response.context["asks"] and response.context["coming"].total == 1
    assert "confirm" in response.text and in_force(measure)[0][0] == "Terveydenhuollon palvelut"


def test_an_organisation_ends_and_everything_moves_in_one_act(
    client, plan, measure, sibling, other, board_decision, personas
):
    approve_responsibilities(Responsibility.objects.all(), decision=board_decision, by=personas.coordinator)
    make_responsibility(sibling, personas.division, "partner")
    client.post(move_url(personas.division), {"successor": other.pk, "on": "2025-01-01", "confirm": "1"})
    personas.division.refresh_from_db()
    assert (personas.division.ended_on, personas.division.successor) == (date(2025, 1, 1), other)
    assert in_force(measure) == [("Vanhusten palvelut", "main", "approved")]
    assert in_force(sibling) == [("Vanhusten palvelut", "partner", "proposed")]
    moved = measure.responsibilities.in_force().get()
    assert (moved.decision, moved.history.get().history_user) == (board_decision, personas.coordinator)
    assert measure.responsibilities.count() == 2


@pytest.mark.parametrize(("own", "present", "kept"), [("main", "partner", "main"), ("partner", "main", "main")])
def test_where_the_successor_has_a_part_the_stronger_stays(measure, other, personas, own, present, kept):
    Responsibility.objects.filter(measure=measure).update(kind=own)
    make_responsibility(measure, other, present)
    assert coming_move(personas.division, other).shared == [measure]
    move_responsibilities(personas.division, other, on=TODAY, by=personas.coordinator)
    assert in_force(measure) == [("Vanhusten palvelut", kept, "proposed")]


def test_a_move_that_does_not_hold_moves_nothing(client, measure, other, personas):
    foreign = make_organisation("Vieras", parent=personas.other_county)
    ended = make_organisation("Päättynyt", parent=personas.county, ended_on=date(2024, 1, 1))
    follower = make_organisation("Edeltäjä", parent=personas.county, successor=personas.division)
    for data in (
        {"successor": foreign.pk, "on": "2025-01-01"},
        {"successor": ended.pk, "on": "2025-01-01"},
        {"successor": personas.division.pk, "on": "2025-01-01"},
        {"successor": personas.county.pk, "on": "2025-01-01"},
        {"successor": other.pk, "on": "2025-02-01"},
        {"successor": other.pk, "on": "x"},
        {},
    ):
        assert client.post(move_url(personas.division), data | {"confirm": "1"}).status_code == 422, data
    personas.division.refresh_from_db()
    assert personas.division.ended_on is None and in_force(measure)[0][0] == "Terveydenhuollon palvelut"
    assert follower.successor == personas.division


def test_successors_do_not_go_round(client, measure, other, personas):
    other.successor = personas.division
    other.save()
    response = client.post(move_url(personas.division), {"successor": other.pk, "on": "2025-01-01", "confirm": "1"})
    assert list(response.context["form"].errors) == ["successor"]


def test_who_answers_is_counted_for_one_plan(plan, measure, sibling, personas):
    make_responsibility(sibling, personas.division, "other")
    elsewhere = make_plan(1, 1, county=personas.county, slug="muu", organisation=personas.division)
    assert [(each, each.mains, each.others) for each in answerers_of(plan)] == [(personas.division, 1, 1)]
    assert [(each.mains, each.others) for each in answerers_of(elsewhere)] == [(1, 0)]


def test_the_database_keeps_one_approved_main_responsible(measure, other, board_decision):
    Responsibility.objects.update(state="approved", decision=board_decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_responsibility(measure, other, "main", decision=board_decision)


def test_the_database_keeps_an_organisation_once_on_a_measure(measure, personas):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_responsibility(measure, personas.division, "partner")


def test_the_database_wants_a_decision_for_an_approved_main_responsible(measure):
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.update(state="approved")
