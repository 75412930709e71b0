"""Goals and measures: added, changed, ended; identifiers; indicators and targets."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import Decision
from indicators.models import Indicator, Source
from plans.models import Goal, IndicatorTarget, Measure, Plan, PlanDecision
from plans.queries.identifiers import suggest_goal, suggest_measure
from plans.services.plan import delete_record
from plans.services.promise import add_promise, change_promise, end_measure, remove_goal
from plans.services.snapshot import take_snapshot
from plans.services.wording import supersede_wording
from tests.factories.editing import NEW_DECISION, TODAY, goal_data, measure_data
from tests.factories.groups import make_decision, make_organisation, make_person
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def draft(personas) -> Plan:
    return make_bare_plan(personas.county, "luonnos", approved=False, public=False)


@pytest.fixture
def draft_goal(draft) -> Goal:
    return make_goal(make_section(draft))


def make_indicator(county=None, title: str = "Yksinäisyys") -> Indicator:
    return Indicator.objects.create(title_fi=title, county=county, source=Source.objects.create(name_fi="THL"))


def create_url(goal: Goal) -> str:
    return reverse("plans:measure-create", args=[goal.pk])


def edit_url(measure: Measure) -> str:
    return reverse("plans:measure-edit", args=[measure.pk])


def test_the_next_free_identifier_is_suggested(client, draft_goal, personas):
    assert suggest_measure(draft_goal) == "T1.1"
    for _each in range(2):
        make_measure(draft_goal)
    delete_record(draft_goal.measures.get(identifier="T1.2"), by=personas.coordinator)
    assert client.get(create_url(draft_goal)).context["form"].initial["identifier"] == "T1.3"


def test_a_goals_identifier_takes_the_letter_of_its_section(draft_goal, draft):
    assert suggest_goal(draft_goal.section) == "T2"
    assert suggest_goal(make_section(draft, "b", name_fi="Lapset")) == "L1"
    assert suggest_goal(make_section(draft, "c", name_fi="Tyttöjen osio")) == "TY1"


def test_a_measure_is_added_to_a_draft_with_a_proposed_main_responsible(client, draft_goal, personas):
    response = client.post(create_url(draft_goal), measure_data(main=personas.division.pk))
    measure = draft_goal.measures.get()
    assert response.headers["Location"].endswith(f"?osio=tyoikaiset#goal-{draft_goal.pk}")
    assert (measure.responsibilities.get().state, measure.responsibilities.get().kind) == ("proposed", "main")
    assert measure.history.first().history_user == personas.coordinator


def test_a_goal_is_added_to_a_draft(client, draft_goal):
    client.post(reverse("plans:goal-create", args=[draft_goal.section_id]), goal_data())
    assert [(each.identifier, each.order) for each in draft_goal.section.goals.all()] == [("T1", 0), ("T9", 1)]


def test_an_approved_plan_grows_only_by_a_decision(client, plan, measure):
    goal = measure.goal
    response = client.post(create_url(goal), measure_data())
    assert list(response.context["form"].errors) == ["decision"]
    client.post(create_url(goal), measure_data(decision=plan.approval.pk))
    assert goal.measures.get(identifier="T1.9").history.first().history_change_reason == str(plan.approval)
    assert PlanDecision.objects.filter(plan=plan, meaning="wording").count() == 1


def test_a_decision_recorded_in_passing_is_not_left_behind_by_a_refusal(client, plan, measure, personas):
    data = measure_data(identifier="T1.1", new_body=plan.approval.body_id) | NEW_DECISION
    assert client.post(create_url(measure.goal), data).status_code == 422
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"identifier": "T1.1"}, "identifier"),
        ({"identifier": "t1.1"}, "identifier"),
        ({"identifier": "T 1"}, "identifier"),
        ({"identifier": "<b>"}, "identifier"),
        ({"identifier": "x" * 21}, "identifier"),
        ({"wording_fi": ""}, "wording_fi"),
        ({"wording_fi": "x" * 2001}, "wording_fi"),
        ({"wording_fi": "x" * 100_000}, "wording_fi"),
        ({"wording_fi": "a\x00b"}, "wording_fi"),
        ({"in_force_from": "2022-12-31"}, "in_force_from"),
        ({"in_force_from": "2026-01-01"}, "in_force_from"),
        ({"in_force_from": "31.2.2024"}, "in_force_from"),
        ({"start_year": "2025", "end_year": "2024"}, "end_year"),
        ({"start_year": "2022"}, "start_year"),
        ({"end_year": "2026"}, "end_year"),
        ({"end_year": "9" * 30}, "end_year"),
        ({"continuous": "on", "end_year": "2025"}, "end_year"),
        ({"contact_person": "9" * 30}, "contact_person"),
        ({"themes": ["9" * 30]}, "themes"),
        ({"main": "x"}, "main"),
    ],
)
def test_a_measure_that_does_not_hold_is_not_added(client, draft_goal, changes, field):
    make_measure(draft_goal)
    response = client.post(create_url(draft_goal), measure_data(**changes))
    assert response.status_code == 422 and list(response.context["form"].errors) == [field]
    assert draft_goal.measures.count() == 1


def test_what_was_typed_stays_in_a_refused_form(client, draft_goal):
    response = client.post(create_url(draft_goal), measure_data(identifier="", wording_fi="<i>Pitkä</i> teksti"))
    assert "&lt;i&gt;Pitkä&lt;/i&gt; teksti" in response.text


def test_people_and_organisations_of_another_county_are_refused(client, draft_goal, personas):
    division = make_organisation("Vieras toimiala", parent=personas.other_county)
    person = make_person("Vieras", organisation=division)
    page = client.get(create_url(draft_goal)).text
    assert "Vieras toimiala" not in page and "yhteyshenkilö" in page
    data = measure_data(main=division.pk, contact_person=person.pk, deputy=person.pk)
    assert set(client.post(create_url(draft_goal), data).context["form"].errors) == {"main", "contact_person", "deputy"}


def test_contact_person_and_deputy_are_two_people(client, draft_goal, personas):
    person = personas.contact.person
    response = client.post(create_url(draft_goal), measure_data(contact_person=person.pk, deputy=person.pk))
    assert "deputy" in response.context["form"].errors


def test_somebody_who_left_stays_where_named_but_is_not_offered(client, draft_goal, personas):
    gone = make_person("Lähtenyt", organisation=personas.division, left_on=date(2024, 1, 1))
    measure = make_measure(draft_goal, contact_person=gone)
    assert "Lähtenyt" in client.get(edit_url(measure)).text
    assert "Lähtenyt" not in client.get(create_url(draft_goal)).text


def test_an_identifier_that_was_deleted_is_never_used_again(client, draft_goal, personas):
    delete_record(make_measure(draft_goal, "T1.9"), by=personas.coordinator)
    assert "identifier" in client.post(create_url(draft_goal), measure_data()).context["form"].errors


def test_a_goal_identifier_is_unique_in_the_whole_plan(client, draft_goal, draft):
    other = make_section(draft, "lapset")
    response = client.post(reverse("plans:goal-create", args=[other.pk]), goal_data(identifier="T1"))
    assert "identifier" in response.context["form"].errors


def test_a_draft_measure_changes_as_a_whole_and_may_take_back_its_old_identifier(client, draft_goal):
    measure = make_measure(draft_goal)
    for identifier in ("T1.5", "T1.1"):
        client.post(edit_url(measure), measure_data(identifier=identifier, wording_fi="Toinen sanamuoto"))
        measure.refresh_from_db()
        assert (measure.identifier, measure.wording_fi) == (identifier, "Toinen sanamuoto")


def test_in_an_approved_plan_wording_and_identifier_stay(client, measure, personas):
    data = measure_data(identifier="X9", wording_fi="Salaa muutettu", working_text="Uusi työteksti", start_year="2024")
    client.post(edit_url(measure), data)
    measure.refresh_from_db()
    assert (measure.identifier, measure.wording_fi) == ("T1.1", "Toimenpide T1.1")
    assert (measure.working_text, measure.start_year) == ("Uusi työteksti", 2024)
    assert measure.history.first().history_user == personas.coordinator


def test_the_service_refuses_changed_wording_of_an_approved_plan(measure, personas):
    measure.wording_fi = "Salaa muutettu"
    with pytest.raises(ValidationError):
        change_promise(measure, by=personas.coordinator)


def test_the_start_cannot_pass_what_has_been_reported(client, draft_goal):
    measure = make_measure(draft_goal)
    make_update(measure, date(2024, 1, 10))
    assert "in_force_from" in client.post(edit_url(measure), measure_data()).context["form"].errors


def test_a_measure_is_ended_by_a_decision_or_with_a_reason(client, measure, personas):
    address = reverse("plans:measure-end", args=[measure.pk])
    assert list(client.post(address, {"until": "2024-12-31"}).context["form"].errors) == ["reason"]
    client.post(address, {"until": "2024-12-31", "reason": "Työ siirtyi kunnille"})
    measure.refresh_from_db()
    assert measure.in_force_until == date(2024, 12, 31)
    assert measure.history.first().history_change_reason == "Työ siirtyi kunnille"
    assert not Measure.objects.in_force_on(date(2025, 1, 1)).filter(pk=measure.pk).exists()
    client.post(address, {"until": "", "decision": measure.plan.approval.pk})
    measure.refresh_from_db()
    assert measure.in_force_until is None
    assert PlanDecision.objects.get(meaning="handling").decision == measure.plan.approval


@pytest.mark.parametrize("until", ["2022-12-31", "2026-01-01", "", "x"])
def test_a_day_that_does_not_hold_ends_nothing(client, measure, until):
    data = {"until": until, "reason": "Syy"}
    response = client.post(reverse("plans:measure-end", args=[measure.pk]), data)
    assert list(response.context["form"].errors) == ["until"]
    measure.refresh_from_db()
    assert measure.in_force_until is None


@pytest.fixture
def slip(plan) -> Goal:
    """A goal without measures that was added to an approved plan by mistake."""
    return make_goal(plan.sections.get(slug="lapset"), "L9")


def test_a_goal_added_by_mistake_is_removed_from_an_approved_plan_with_a_reason(client, slip, personas):
    address = reverse("plans:goal-delete", args=[slip.pk])
    assert address in client.get(reverse("plans:goal-edit", args=[slip.pk])).text
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    assert client.post(address, {"reason": "Kirjattiin väärään suunnitelmaan"}).status_code == 302
    kept = Goal.history.filter(id=slip.pk).first()
    assert not Goal.objects.filter(pk=slip.pk).exists()
    assert (kept.history_type, kept.history_user) == ("-", personas.coordinator)
    assert kept.history_change_reason == "Kirjattiin väärään suunnitelmaan"
    assert suggest_goal(slip.section) == "L10"


def with_a_measure(goal: Goal, by) -> None:
    make_measure(goal, in_force_until=date(2024, 1, 1))


def with_a_superseded_wording(goal: Goal, by) -> None:
    new = {"wording_fi": "Uusi sanamuoto", "wording_sv": "", "wording_en": ""}
    supersede_wording(goal, new, decision=goal.section.plan.approval, by=by)


def with_a_snapshot(goal: Goal, by) -> None:
    take_snapshot(goal.section.plan, date(2024, 5, 27), by=by, name_fi="Lautakunnalle")


@pytest.mark.parametrize("happened", [with_a_measure, with_a_superseded_wording, with_a_snapshot])
def test_a_goal_from_which_something_has_followed_stays(client, slip, personas, happened):
    happened(slip, personas.coordinator)
    address = reverse("plans:goal-delete", args=[slip.pk])
    assert address not in client.get(reverse("plans:goal-edit", args=[slip.pk])).text
    assert client.get(address).status_code == 200 and "form" not in client.get(address).context
    assert client.post(address, {"reason": "Syy"}).status_code == 409
    with pytest.raises(ValidationError):
        remove_goal(slip, reason="Syy", by=personas.coordinator)
    assert Goal.objects.filter(pk=slip.pk).exists()


def test_the_end_by_another_countys_decision_is_refused(measure, personas):
    with pytest.raises(ValidationError):
        end_measure(
            measure, until=date(2024, 6, 1), decision=make_decision(personas.other_county), by=personas.coordinator
        )
    assert not PlanDecision.objects.exists()


def target_data(shown: Indicator, **changes) -> dict:
    values = {"indicator": shown.pk, "baseline": "12,5", "baseline_year": "2023", "target": "10", "target_year": "2025"}
    return values | changes


def test_an_indicator_gets_baseline_target_and_outcome(client, measure):
    indicator = make_indicator()
    client.post(reverse("plans:measure-target-create", args=[measure.pk]), target_data(indicator))
    target = measure.indicator_targets.get()
    assert (target.baseline, target.target_year, target.outcome) == (Decimal("12.5"), 2025, None)
    assert "12,5" in client.get(reverse("plans:target-edit", args=[target.pk])).text
    client.post(
        reverse("plans:target-edit", args=[target.pk]), target_data(indicator, outcome="9,9", outcome_year="2024")
    )
    target.refresh_from_db()
    assert target.outcome == Decimal("9.9")
    client.post(reverse("plans:target-delete", args=[target.pk]))
    assert not measure.indicator_targets.exists()
    assert "Yksinäisyys" in measure.history.first().history_change_reason


def test_a_goal_has_indicators_too(client, measure):
    client.post(reverse("plans:goal-target-create", args=[measure.goal_id]), target_data(make_indicator()))
    assert measure.goal.indicator_targets.get().measure is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"baseline": "", "baseline_year": "2023"}, "baseline"),
        ({"baseline_year": ""}, "baseline_year"),
        ({"baseline": "paljon"}, "baseline"),
        ({"baseline": "1e40"}, "baseline"),
        ({"baseline": "NaN"}, "baseline"),
        ({"target_year": "1800"}, "target_year"),
        ({"indicator": "0"}, "indicator"),
    ],
)
def test_a_target_that_does_not_hold_is_not_kept(client, measure, changes, field):
    data = target_data(make_indicator(), **changes)
    response = client.post(reverse("plans:measure-target-create", args=[measure.pk]), data)
    assert field in response.context["form"].errors
    assert not IndicatorTarget.objects.exists()


def test_an_indicator_comes_once_and_from_the_own_county(client, measure, personas):
    indicator, foreign = make_indicator(), make_indicator(personas.other_county)
    address = reverse("plans:measure-target-create", args=[measure.pk])
    client.post(address, target_data(indicator))
    for each in (indicator, foreign):
        assert "indicator" in client.post(address, target_data(each)).context["form"].errors
    assert measure.indicator_targets.count() == 1


def test_two_who_add_the_same_identifier_at_once_get_one_measure(draft_goal, personas, monkeypatch):
    monkeypatch.setattr("plans.services.promise.refusal_of_identifier", lambda *_args: "")
    make_measure(draft_goal, "T1.9")
    values = {"identifier": "T1.9", "wording_fi": "x", "in_force_from": date(2024, 1, 1)}
    second = Measure(plan=draft_goal.section.plan, goal=draft_goal, **values)
    with pytest.raises(ValidationError):
        add_promise(second, by=personas.coordinator)


@pytest.mark.parametrize(
    "fields",
    [
        {"identifier": "T1.1"},
        {"start_year": 2025, "end_year": 2024},
        {"in_force_until": date(2022, 1, 1)},
    ],
)
def test_the_database_refuses_a_measure_that_does_not_hold(draft_goal, fields):
    make_measure(draft_goal, "T1.1")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_measure(draft_goal, **{"identifier": "T1.2"} | fields)


def test_the_database_refuses_a_deputy_of_oneself(draft_goal):
    person = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_measure(draft_goal, contact_person=person, deputy=person)


def test_the_database_keeps_a_goal_identifier_once_in_a_section(draft_goal):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_goal(draft_goal.section, "T1")


def test_the_database_ties_a_target_to_one_owner_and_an_indicator_once(measure):
    indicator = make_indicator()
    IndicatorTarget.objects.create(measure=measure, indicator=indicator)
    IndicatorTarget.objects.create(goal=measure.goal, indicator=indicator)
    for owner in ({"measure": measure, "goal": measure.goal}, {}, {"measure": measure}, {"goal": measure.goal}):
        with pytest.raises(IntegrityError), transaction.atomic():
            IndicatorTarget.objects.create(indicator=indicator, **owner)
