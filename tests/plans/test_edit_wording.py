"""Approved wording: superseded by a decision, mended with a reason, free in a draft; the history stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import Decision
from plans.models import Measure, PlanDecision, WordingVersion
from plans.queries.wordings import wording_history
from plans.services.wording import current_wording, in_force_since, mend_wording, reword, supersede_wording
from tests.factories.editing import NEW_DECISION, TODAY, wording_data
from tests.factories.groups import make_decision
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

NEW = {"wording_fi": "Uusi sanamuoto", "wording_sv": "Ny ordalydelse", "wording_en": ""}


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def decision(plan) -> Decision:
    return make_decision(plan.county, plan.approval.body, on=date(2024, 11, 5))


def of_measure(name: str, measure: Measure) -> str:
    return reverse(f"plans:measure-{name}", args=[measure.pk])


def test_a_decision_supersedes_and_the_earlier_wording_stays(client, measure, decision, personas):
    client.post(of_measure("supersede", measure), wording_data(measure, **NEW, decision=decision.pk))
    measure.refresh_from_db()
    earlier = measure.earlier_wordings.get()
    assert (measure.wording_fi, measure.wording_sv) == ("Uusi sanamuoto", "Ny ordalydelse")
    assert (earlier.wording_fi, earlier.superseded_by, earlier.superseded_on) == (
        "Toimenpide T1.1",
        decision,
        decision.on,
    )
    assert in_force_since(measure) == decision.on
    assert PlanDecision.objects.get(meaning="wording").decision == decision
    assert measure.history.first().history_user == personas.coordinator


def test_a_goals_wording_is_superseded_by_a_decision_recorded_in_passing(client, measure, plan):
    goal = measure.goal
    data = wording_data(goal, wording_fi="Uusi tavoite", new_body=plan.approval.body_id) | NEW_DECISION
    client.post(reverse("plans:goal-supersede", args=[goal.pk]), data)
    goal.refresh_from_db()
    assert goal.wording_fi == "Uusi tavoite" and goal.earlier_wordings.get().superseded_on == date(2024, 3, 15)


def test_old_and_new_and_all_versions_are_shown(client, measure, decision, personas):
    supersede_wording(measure, NEW, decision=decision, by=personas.coordinator)
    mend_wording(measure, NEW | {"wording_fi": "Uusi sanamuoto!"}, reason="Puuttuva merkki", by=personas.coordinator)
    page = client.get(of_measure("wording", measure)).text
    for text in ("Toimenpide T1.1", "Uusi sanamuoto!", "Puuttuva merkki", "<del>Uusi sanamuoto</del>", str(decision)):
        assert text in page


def test_the_history_tells_mended_from_superseded(measure, decision, personas):
    supersede_wording(measure, NEW, decision=decision, by=personas.coordinator)
    mend_wording(measure, NEW | {"wording_fi": "Uusi sanamuoto."}, reason="Piste", by=personas.coordinator)
    history = wording_history(measure)
    assert [(each.reason, each.by, each.changes) for each in history.mended] == [
        ("Piste", personas.coordinator, [("Uusi sanamuoto", "Uusi sanamuoto.")])
    ]
    assert [each.wording_fi for each in history.superseded] == ["Toimenpide T1.1"]


def test_a_typing_error_is_mended_with_a_reason(client, measure):
    data = wording_data(measure, wording_fi="Toimenpide T1.1.")
    assert list(client.post(of_measure("mend", measure), data).context["form"].errors) == ["reason"]
    client.post(of_measure("mend", measure), data | {"reason": "Piste puuttui"})
    measure.refresh_from_db()
    assert measure.wording_fi == "Toimenpide T1.1." and not measure.earlier_wordings.exists()
    assert measure.history.first().history_change_reason == "Piste puuttui"


def test_the_same_wording_is_no_change(client, measure, decision):
    superseding = client.post(of_measure("supersede", measure), wording_data(measure, decision=decision.pk))
    mending = client.post(of_measure("mend", measure), wording_data(measure, reason="Ei mitään"))
    for response in (superseding, mending):
        assert list(response.context["form"].errors) == ["wording_fi"]
    assert not WordingVersion.objects.exists()


@pytest.mark.parametrize("wording", ["", "   ", "x" * 2001, "a\x00b"])
def test_a_wording_that_does_not_hold_changes_nothing(client, measure, decision, wording):
    for name in ("supersede", "mend"):
        data = wording_data(measure, wording_fi=wording, decision=decision.pk, reason="Syy")
        assert list(client.post(of_measure(name, measure), data).context["form"].errors) == ["wording_fi"]
    measure.refresh_from_db()
    assert measure.wording_fi == "Toimenpide T1.1" and not WordingVersion.objects.exists()


def test_another_countys_decision_supersedes_nothing(client, measure, personas):
    foreign = make_decision(personas.other_county)
    response = client.post(of_measure("supersede", measure), wording_data(measure, **NEW, decision=foreign.pk))
    assert list(response.context["form"].errors) == ["decision"]
    with pytest.raises(ValidationError):
        supersede_wording(measure, NEW, decision=foreign, by=personas.coordinator)
    assert not WordingVersion.objects.exists()


def test_a_decision_of_a_body_with_a_long_name_stays_whole_in_the_history(measure, decision, personas):
    decision.body.name_fi = "Pitkänimisen toimielimen " * 12
    supersede_wording(measure, NEW, decision=decision, by=personas.coordinator)
    assert measure.history.first().history_change_reason == str(decision)


def test_a_language_that_the_form_does_not_offer_stays(client, measure, decision):
    Measure.objects.filter(pk=measure.pk).update(wording_sv="Svenska")
    measure.plan.county.languages = "fi"
    measure.plan.county.save()
    client.post(
        of_measure("supersede", measure), {"wording_fi": "Uusi", "wording_sv": "Svenska", "decision": decision.pk}
    )
    measure.refresh_from_db()
    assert (measure.wording_fi, measure.wording_sv) == ("Uusi", "Svenska")


def test_line_breaks_of_browsers_are_no_change(client, measure):
    Measure.objects.filter(pk=measure.pk).update(wording_fi="Rivi 1\nRivi 2")
    data = {"wording_fi": "Rivi 1\r\nRivi 2", "reason": "Ei muutosta"}
    assert list(client.post(of_measure("mend", measure), data).context["form"].errors) == ["wording_fi"]


def test_a_drafts_wording_is_edited_on_its_page(client, personas):
    plan = make_bare_plan(personas.county, "luonnos", approved=False)
    measure = make_measure(make_goal(make_section(plan)))
    client.post(of_measure("wording", measure), wording_data(measure, wording_fi="Vapaasti muutettu"))
    measure.refresh_from_db()
    assert measure.wording_fi == "Vapaasti muutettu" and "vapaasti muutettu" in measure.search_text


def test_an_approved_wording_is_not_edited_freely(client, measure, personas):
    assert client.post(of_measure("wording", measure), NEW).status_code == 403
    with pytest.raises(ValidationError):
        reword(measure, NEW, by=personas.coordinator)


def test_mending_without_a_reason_is_refused_by_the_service(measure, personas):
    with pytest.raises(ValidationError):
        mend_wording(measure, NEW, reason="  ", by=personas.coordinator)


def test_markup_in_a_wording_stays_text(client, measure, decision):
    data = wording_data(measure, wording_fi="<img src=x onerror=alert(1)>", decision=decision.pk)
    client.post(of_measure("supersede", measure), data)
    page = client.get(of_measure("wording", measure)).text
    assert "<img src=x" not in page and "&lt;img src=x" in page


def test_the_database_ties_an_earlier_wording_to_one_owner(measure, decision):
    values = {"wording_fi": "x", "superseded_by": decision, "superseded_on": decision.on}
    for owner in ({}, {"measure": measure, "goal": measure.goal}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WordingVersion.objects.create(**values, **owner)


def test_a_translation_of_the_earlier_wording_is_not_carried_over(measure, decision, personas):
    Measure.objects.filter(pk=measure.pk).update(wording_sv="Den tidigare")
    measure.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        supersede_wording(measure, NEW | {"wording_sv": "Den tidigare"}, decision=decision, by=personas.coordinator)
    assert list(refused.value.message_dict) == ["wording_sv"]
    assert not measure.earlier_wordings.exists()


def test_a_new_sentence_is_no_typing_error(measure, personas):
    wording = current_wording(measure)
    wording["wording_fi"] += " Lisäksi rakennamme uuden talon."
    with pytest.raises(ValidationError) as refused:
        mend_wording(measure, wording, reason="Kirjoitusvirhe", by=personas.coordinator)
    assert list(refused.value.message_dict) == ["wording_fi"]
