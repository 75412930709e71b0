"""The pages of the next plan: begun, chosen goal by goal, carried out, read by the staff."""

import pytest
from django.urls import reverse

from plans.models import Plan, RollOver, RollOverChoice, RollOverNew
from plans.services.carry_out import carry_out_rollover
from plans.services.rollover import continue_the_rest, save_choices
from tests.factories.plans import at_noon, make_goal
from tests.factories.rollover import choice, make_addition, make_rollover
from tests.factories.status import TODAY

FACTS = {"name_fi": "Suunnitelma 2026–2029", "slug": "", "valid_from": "2026-01-01", "valid_until": "2029-12-31"}


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def rollover(plan):
    return make_rollover(plan)


def url(name: str, plan: Plan, *others) -> str:
    return reverse(f"plans:rollover{name}", args=[plan.slug, *others])


def test_it_is_begun_with_proposed_facts_and_an_address_made_of_the_name(client, plan):
    assert client.get(url("", plan)).status_code == 200
    page = client.get(url("-facts", plan))
    assert page.context["form"].initial["valid_from"].isoformat() == "2026-01-01"
    assert client.post(url("-facts", plan), FACTS).status_code == 302
    found = RollOver.objects.get(plan=plan)
    assert (found.slug, found.name_fi) == ("suunnitelma-2026-2029", "Suunnitelma 2026–2029")
    assert found.history.get().history_user.email == "coordinator@example.org"


def test_its_days_are_changed_but_it_starts_after_this_plan(client, plan, rollover):
    assert client.post(url("-facts", plan), FACTS | {"valid_from": "2022-01-01"}).status_code == 422
    assert client.post(url("-facts", plan), FACTS | {"slug": "oma", "valid_until": "2028-12-31"}).status_code == 302
    rollover.refresh_from_db()
    assert (rollover.slug, rollover.valid_until.isoformat()) == ("oma", "2028-12-31")


def test_a_goal_and_its_measures_are_chosen_in_one_form(client, plan, rollover, measure, sibling):
    goal, address = measure.goal, url("-goal", plan, measure.goal_id)
    data = {
        f"act-g{goal.pk}": "continue",
        f"act-m{measure.pk}": "merge",
        f"into-m{measure.pk}": "t1.2",
        f"act-m{sibling.pk}": "continue",
        f"reason-m{sibling.pk}": "ei jää",
    }
    response = client.post(address, data)
    assert response.status_code == 302 and response.url == f"{url('', plan)}#g-{goal.pk}"
    saved = {each.record: (each.act, each.into, each.reason) for each in rollover.choices.all()}
    assert saved == {
        goal: ("continue", None, ""),
        measure: ("merge", sibling, ""),
        sibling: ("continue", None, ""),
    }
    shown = client.get(address).context["form"].initial
    assert shown[f"into-m{measure.pk}"] == "T1.2" and shown[f"act-g{goal.pk}"] == "continue"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"act": "drop"}, "reason"),
        ({"act": "merge"}, "into"),
        ({"act": "merge", "into": "X9"}, "into"),
        ({"act": "merge", "into": "T1.1"}, "into"),
        ({"act": "continue", "under": "X9"}, "under"),
    ],
)
def test_a_choice_that_lacks_something_saves_nothing_and_keeps_the_text(client, plan, rollover, measure, told, field):
    data = {f"{name}-m{measure.pk}": value for name, value in told.items()} | {f"act-g{measure.goal_id}": "continue"}
    response = client.post(url("-goal", plan, measure.goal_id), data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {f"{field}-m{measure.pk}"}
    assert not rollover.choices.exists()


def test_choices_that_do_not_fit_are_told_on_top(client, plan, rollover, measure):
    data = {
        f"act-g{measure.goal_id}": "drop",
        f"reason-g{measure.goal_id}": "Pois",
        f"act-m{measure.pk}": "continue",
    }
    response = client.post(url("-goal", plan, measure.goal_id), data)
    assert response.status_code == 422 and response.context["form"].non_field_errors()
    assert not rollover.choices.exists()
    data[f"under-m{measure.pk}"] = "L1"
    assert client.post(url("-goal", plan, measure.goal_id), data).status_code == 302
    assert rollover.choices.get(measure=measure).under.identifier == "L1"


def test_the_undecided_of_a_goal_continue_with_one_button(client, plan, rollover, measure, sibling):
    data = {f"act-m{measure.pk}": "drop", f"reason-m{measure.pk}": "Valmis", "rest": "1"}
    client.post(url("-goal", plan, measure.goal_id), data)
    saved = {each.record.identifier: each.act for each in rollover.choices.all()}
    assert saved == {"T1": "continue", "T1.1": "drop", "T1.2": "continue"}


def test_saving_goes_on_to_the_next_goal_with_something_undecided(client, plan, rollover, measure, personas):
    other = plan.measures.get(identifier="L1.1").goal
    data = {f"act-g{measure.goal_id}": "continue", f"act-m{measure.pk}": "continue", "next": "1"}
    assert client.post(url("-goal", plan, measure.goal_id), data).url == url("-goal", plan, other.pk)
    continue_the_rest(rollover, by=personas.coordinator)
    assert client.post(url("-goal", plan, measure.goal_id), data).url == url("", plan)


def test_of_two_who_choose_at_once_the_later_one_is_told(client, plan, rollover, measure, personas):
    address = url("-goal", plan, measure.goal_id)
    seen = client.get(address).context["form"].initial["seen"]
    save_choices(rollover, {measure: choice(measure, "drop", reason="Toisen syy")}, by=personas.coordinator)
    data = {"seen": seen, f"act-m{measure.pk}": "continue"}
    response = client.post(address, data)
    assert response.status_code == 409 and "Toisen syy" in response.text
    assert rollover.choices.get().act == "drop"
    again = data | {"seen": response.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert rollover.choices.get().act == "continue"


def test_the_page_tells_what_is_decided_and_filters_what_is_not(client, plan, rollover, measure, sibling, personas):
    wanted = {
        measure.goal: choice(measure.goal, "continue"),
        measure: choice(measure, "merge", into=sibling),
        sibling: choice(sibling, "continue"),
    }
    save_choices(rollover, wanted, by=personas.coordinator)
    preparation = client.get(url("", plan)).context["preparation"]
    count = preparation.measures
    assert (count.total, count.continuing, count.merged, count.into, count.undecided) == (3, 1, 1, 1, 1)
    assert (preparation.goals.undecided, preparation.undecided) == (1, 2)
    page = client.get(url("", plan), {"nayta": "paattamatta"})
    assert [goal.record.identifier for part in page.context["sections"] for goal in part.goals] == ["L1"]
    assert f'id="r-{measure.pk}"' not in page.text
    assert f'id="r-{measure.pk}"' in client.get(url("", plan), {"nayta": "x"}).text


def test_the_present_status_stands_beside_each_measure(client, plan, rollover, measure):
    parts = client.get(url("", plan)).context["sections"]
    rows = {each.record.identifier: each.row.status for part in parts for goal in part.goals for each in goal.measures}
    assert rows == {"T1.1": "completed", "L1.1": "not_started"}


def test_everything_undecided_continues_with_one_act(client, plan, rollover):
    assert client.post(url("-rest", plan)).status_code == 302
    assert rollover.choices.filter(act="continue").count() == 4


def test_new_ones_are_written_changed_and_removed(client, plan, rollover, measure):
    client.post(url("-new-measure", plan, measure.goal_id), {"wording_fi": "Uusi toimenpide"})
    client.post(url("-new-goal", plan, measure.goal.section_id), {"wording_fi": "Uusi tavoite"})
    new, goal = RollOverNew.objects.order_by("pk")
    assert (new.goal, new.section, goal.section, goal.goal) == (measure.goal, None, measure.goal.section, None)
    assert "Uusi tavoite" in client.get(url("", plan)).text
    client.post(url("-new-edit", plan, new.pk), {"wording_fi": "Toisin sanottu"})
    client.post(url("-new-delete", plan, goal.pk))
    assert [each.wording_fi for each in RollOverNew.objects.all()] == ["Toisin sanottu"]


def test_what_belongs_to_another_plan_is_not_found(client, plan, rollover, personas):
    other = Plan.objects.create(
        county=personas.county, slug="muu", name_fi="Muu", valid_from="2023-01-01", valid_until="2025-12-31"
    )
    section = other.sections.create(slug="osio", name_fi="Osio")
    goal = make_goal(section)
    addition = make_addition(goal, make_rollover(other, slug="muu-2"))
    for name, pk in (("-goal", goal.pk), ("-new-measure", goal.pk), ("-new-goal", section.pk)):
        assert client.get(url(name, plan, pk)).status_code == 404
    assert client.get(url("-new-edit", plan, addition.pk)).status_code == 404
    assert client.post(url("-new-delete", plan, addition.pk)).status_code == 404
    assert RollOverNew.objects.exists()


def test_carrying_out_is_refused_with_links_to_what_is_undecided(client, plan, rollover, measure, personas):
    page = client.get(url("-carry-out", plan))
    assert url("-goal", plan, measure.goal_id) in page.text and not page.context["preparation"].is_ready
    assert client.post(url("-carry-out", plan)).status_code == 409
    assert Plan.objects.count() == 1


def test_it_is_carried_out_when_confirmed_and_then_stands_still(client, plan, rollover, measure, personas):
    continue_the_rest(rollover, by=personas.coordinator)
    assert client.get(url("-carry-out", plan)).context["preparation"].is_ready
    response = client.post(url("-carry-out", plan))
    plan.refresh_from_db()
    assert response.url == plan.successor.get_absolute_url()
    rollover.refresh_from_db()
    assert rollover.carried_out_by == personas.coordinator
    assert client.get(url("-goal", plan, measure.goal_id)).url == url("", plan)
    assert client.get(url("-facts", plan)).url == url("", plan)
    assert client.post(url("-rest", plan)).url == url("", plan)
    assert client.get(url("", plan)).context["may_choose"] is False


@pytest.fixture
def carried_out(plan, rollover, measure, sibling, personas) -> Plan:
    wanted = {
        measure: choice(measure, "continue"),
        sibling: choice(sibling, "drop", reason="Ei enää tarpeen"),
    }
    save_choices(rollover, wanted, by=personas.coordinator)
    continue_the_rest(rollover, by=personas.coordinator)
    return carry_out_rollover(rollover, by=personas.coordinator, at=at_noon(TODAY))


def test_the_two_plans_and_their_parts_lead_to_each_other(client, plan, carried_out, measure, sibling):
    later = carried_out.measures.get(identifier="T1.1")
    pairs = [(plan, carried_out), (measure, later), (measure.goal, later.goal)]
    for one, other in pairs:
        assert f'href="{other.get_absolute_url()}"' in client.get(one.get_absolute_url()).text
        assert f'href="{one.get_absolute_url()}"' in client.get(other.get_absolute_url()).text
    assert "Ei enää tarpeen" in client.get(sibling.get_absolute_url()).text


def test_the_public_hears_of_the_next_plan_only_when_it_is_open(client, plan, carried_out, measure, sibling):
    client.logout()
    later = carried_out.measures.get(identifier="T1.1")
    for one, other in ((plan, carried_out), (measure, later), (measure.goal, later.goal)):
        assert other.get_absolute_url() not in client.get(one.get_absolute_url()).text
    assert carried_out.name_fi not in client.get(plan.get_absolute_url()).text
    assert "Ei enää tarpeen" not in client.get(sibling.get_absolute_url()).text
    Plan.objects.filter(pk=carried_out.pk).update(publication="public")
    assert later.get_absolute_url() in client.get(measure.get_absolute_url()).text
    assert "Ei enää tarpeen" in client.get(sibling.get_absolute_url()).text


def test_the_staff_reads_and_only_the_coordinator_chooses(client, plan, rollover, measure, personas):
    link = url("", plan)
    client.force_login(personas.reader)
    page = client.get(link)
    assert page.status_code == 200 and url("-goal", plan, measure.goal_id) not in page.text
    assert link in client.get(plan.get_absolute_url()).text
    client.force_login(personas.member)
    assert link not in client.get(plan.get_absolute_url()).text
    RollOver.objects.all().delete()
    client.force_login(personas.reader)
    assert link not in client.get(plan.get_absolute_url()).text


def test_a_choice_keeps_to_the_plan_when_its_measure_has_ended_since(client, plan, rollover, measure, sibling):
    RollOverChoice.objects.create(rollover=rollover, measure=measure, act="merge", into_measure=sibling)
    sibling.in_force_until = sibling.in_force_from
    sibling.save()
    page = client.get(url("", plan))
    assert len(page.context["preparation"].problems) == 1 and page.status_code == 200
    assert client.get(url("-carry-out", plan)).status_code == 200
