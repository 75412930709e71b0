"""Opening, changing and deleting a round, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from plans.models import UpdateRound
from plans.services.rounds import save_round
from tests.factories.meetings import make_round
from tests.factories.plans import make_bare_plan, make_section
from tests.factories.rounds import round_data

from .conftest import TODAY


@pytest.fixture(autouse=True)
def _coordinator(client, personas) -> None:
    client.force_login(personas.coordinator)


def create_url(plan) -> str:
    return reverse("plans:update-round-create", args=[plan.slug])


def edit_url(update_round) -> str:
    return reverse("plans:update-round-edit", args=[update_round.pk])


def as_sent(update_round, **changes) -> dict:
    """The form of an open round with a few things changed."""
    sections = list(update_round.sections.values_list("pk", flat=True))
    names = ("name_fi", "period_from", "period_until", "opened_on", "deadline", "instructions")
    return {name: str(getattr(update_round, name)) for name in names} | {"sections": sections} | changes


def test_a_round_is_opened(client, plan, personas):
    response = client.post(create_url(plan), round_data(plan, name_sv="Vinterrundan"))
    opened = plan.update_rounds.get()
    assert response.url == opened.get_absolute_url()
    assert (opened.opened_by, opened.opened_on, opened.deadline) == (personas.coordinator, TODAY, date(2024, 10, 1))
    assert opened.name_sv == "Vinterrundan" and opened.sections.count() == 2 and opened.is_open


def test_the_form_proposes_the_time_since_the_last_round(client, plan):
    make_round(plan, period_from=date(2024, 1, 1), period_until=date(2024, 6, 30))
    initial = client.get(create_url(plan)).context["form"].initial
    assert (initial["period_from"], initial["opened_on"], initial["deadline"]) == (
        date(2024, 7, 1),
        TODAY,
        date(2024, 10, 10),
    )
    assert len(initial["sections"]) == 2


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name_fi": ""}, ["name_fi"]),
        ({"name_fi": "x" * 301}, ["name_fi"]),
        ({"period_from": "2025-01-01"}, ["period_until"]),
        ({"period_from": "x"}, ["period_from"]),
        ({"period_from": "0999-01-01"}, ["period_from"]),
        ({"deadline": "2024-09-11"}, ["deadline"]),
        ({"opened_on": "2024-08-01", "deadline": "2024-09-11"}, ["deadline"]),  # in the past
        ({"opened_on": "2026-01-01", "deadline": "2026-02-01"}, ["opened_on"]),  # the plan has ended
        ({"sections": []}, ["sections"]),
        ({"sections": ["0"]}, ["sections"]),
        ({"sections": ["9" * 30]}, ["sections"]),
        ({"instructions": "x" * 5001}, ["instructions"]),
    ],
)
def test_a_round_that_does_not_hold_is_not_opened(client, plan, changes, fields):
    response = client.post(create_url(plan), round_data(plan, **changes))
    assert response.status_code == 422 and list(response.context["form"].errors) == fields
    assert not plan.update_rounds.exists()


def test_a_name_is_used_once_in_a_plan(client, plan, update_round):
    update_round.sections.clear()
    response = client.post(create_url(plan), round_data(plan, name_fi=update_round.name_fi))
    assert list(response.context["form"].errors) == ["name_fi"]


def test_a_section_is_asked_by_one_open_round(client, plan, update_round, in_english):
    sections = [plan.sections.get(slug="lapset").pk]
    response = client.post(create_url(plan), round_data(plan, sections=sections))
    assert list(response.context["form"].errors) == ["sections"]
    assert plan.update_rounds.get() == update_round


def test_the_other_section_may_have_a_round_of_its_own(client, plan, update_round):
    update_round.sections.set(plan.sections.filter(slug="tyoikaiset"))
    sections = [plan.sections.get(slug="lapset").pk]
    client.post(create_url(plan), round_data(plan, sections=sections))
    assert plan.update_rounds.count() == 2


def test_another_plans_section_cannot_be_asked(client, plan, personas):
    foreign = make_section(make_bare_plan(personas.county, "toinen"))
    response = client.post(create_url(plan), round_data(plan, sections=[foreign.pk]))
    assert list(response.context["form"].errors) == ["sections"]
    with pytest.raises(ValidationError):
        save_round(_unsaved(plan), [foreign], by=personas.coordinator, today=TODAY)


def _unsaved(plan) -> UpdateRound:
    days = {"period_from": TODAY, "period_until": TODAY, "opened_on": TODAY, "deadline": TODAY}
    return UpdateRound(plan=plan, name_fi="Kierros", **days)


def test_a_plan_without_measures_has_nothing_to_ask(client, personas):
    plan = make_bare_plan(personas.county, "tyhja")
    make_section(plan)
    response = client.post(create_url(plan), round_data(plan))
    assert list(response.context["form"].errors) == ["sections"]


def test_a_round_of_an_internal_plan_is_opened(client, plan):
    plan.publication = "internal"
    plan.save()
    client.post(create_url(plan), round_data(plan))
    assert plan.update_rounds.exists()


def test_the_deadline_is_extended(client, update_round):
    client.post(edit_url(update_round), as_sent(update_round, deadline="2024-10-15"))
    update_round.refresh_from_db()
    assert update_round.deadline == date(2024, 10, 15)
    assert update_round.sections.count() == 2


def test_a_late_round_is_changed_with_its_deadline_as_it_is_but_not_to_another_past_day(client, update_round, settings):
    settings.HYTE_TODAY = date(2024, 10, 5)
    assert client.post(edit_url(update_round), as_sent(update_round, instructions="Uusi ohje")).status_code == 302
    response = client.post(edit_url(update_round), as_sent(update_round, deadline="2024-10-04"))
    assert list(response.context["form"].errors) == ["deadline"]


def test_a_colleagues_newer_save_is_told_and_nothing_is_lost(client, update_round):
    page = client.get(edit_url(update_round))
    seen = page.context["form"].initial["seen"]
    client.post(edit_url(update_round), as_sent(update_round, deadline="2024-10-15"))
    mine = as_sent(update_round, deadline="2024-10-20", instructions="Minun", seen=seen)
    response = client.post(edit_url(update_round), mine)
    assert response.status_code == 409 and "Minun" in response.text
    update_round.refresh_from_db()
    assert update_round.deadline == date(2024, 10, 15)


def test_who_opened_it_may_be_gone(client, update_round):
    assert update_round.opened_by is None
    assert client.post(edit_url(update_round), as_sent(update_round, deadline="2024-10-15")).status_code == 302


def test_an_open_round_is_deleted_and_measures_stay(client, plan, update_round):
    address = reverse("plans:update-round-delete", args=[update_round.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    assert not plan.update_rounds.exists() and plan.measures.count() == 2


def test_the_list_tells_open_and_closed_rounds(client, plan, update_round):
    page = client.get(reverse("plans:update-round-list", args=[plan.slug])).text
    assert update_round.get_absolute_url() in page and "30.9.2024" in page


def test_an_empty_list_offers_the_first_round(client, plan):
    assert create_url(plan) in client.get(reverse("plans:update-round-list", args=[plan.slug])).text


@pytest.mark.parametrize(
    "changes",
    [
        {"name_fi": "Syksyn kierros"},
        {"period_until": date(2024, 6, 30)},
        {"deadline": date(2024, 9, 1)},
        {"closed_on": TODAY},
    ],
)
def test_the_database_refuses_what_does_not_hold(plan, update_round, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_round(plan, changes.pop("name_fi", "Toinen"), **changes)
