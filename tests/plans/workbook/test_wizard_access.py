"""Whose workbook it is: other counties, colleagues, those who may not bring one at all."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Seat
from plans.models import WorkbookImport
from tests.factories.plans import make_bare_plan
from tests.factories.trips import edited, exported
from tests.factories.wizard import bring, brought_in, home_of, make_import, page_of

PAGES = ("detail", "columns", "questions", "preview", "undo", "discard", "original", "result")


@pytest.fixture(autouse=True)
def _day(settings):
    settings.HYTE_TODAY = date(2025, 1, 31)


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("coordinator", 302),
        ("lead", 302),
        ("chair", 302),
        ("secretary", 302),
        ("contact", 403),
        ("member", 403),
        ("reader", 403),
        ("keeper", 404),
        ("unrelated", 404),
        ("other_coordinator", 404),
    ],
)
def test_who_may_bring_a_workbook(client, plan, personas, persona, status):
    client.force_login(getattr(personas, persona))
    assert bring(client, plan, exported(plan)).status_code == status
    assert WorkbookImport.objects.exists() == (status == 302)


def test_a_secretary_of_no_section_of_the_plan_may_not(client, personas):
    other = make_bare_plan(personas.county, "toinen")
    client.force_login(personas.secretary)
    assert client.get(home_of(other)).status_code == 403


def test_the_link_stands_where_one_may_use_it(client, plan, personas):
    for persona, stands in (("secretary", True), ("coordinator", True), ("reader", False), ("contact", False)):
        client.force_login(getattr(personas, persona))
        assert (home_of(plan) in client.get(plan.get_absolute_url()).text) == stands, persona
        assert (home_of(plan) in client.get(reverse("plans:monitoring", args=[plan.slug])).text) == stands, persona


@pytest.mark.parametrize("persona", ["lead", "chair", "reader", "contact", "unrelated", "other_coordinator"])
@pytest.mark.parametrize("state", ["open", "applied"])
def test_to_others_a_workbook_does_not_exist(client, plan, personas, persona, state):
    applied = {"state": "applied", "applied_at": timezone.now()} if state == "applied" else {}
    imported = make_import(plan, personas.secretary, **applied)
    client.force_login(getattr(personas, persona))
    assert {client.get(page_of(imported, page)).status_code for page in PAGES} == {404}
    assert client.post(page_of(imported, "apply")).status_code == 404


def test_a_coordinator_sees_a_colleagues_workbook_but_does_not_go_on_with_it(client, plan, personas):
    imported = make_import(plan, personas.secretary)
    client.force_login(personas.coordinator)
    page = client.get(page_of(imported))
    assert page.status_code == 200 and page_of(imported, "preview") not in page.text
    for name in ("columns", "questions", "preview"):
        assert client.get(page_of(imported, name)).status_code == 403
        assert client.post(page_of(imported, name)).status_code == 403
    assert client.post(page_of(imported, "apply")).status_code == 403
    assert client.post(page_of(imported, "discard")).status_code == 302
    assert not WorkbookImport.objects.exists()


def test_who_has_left_the_group_has_left_the_workbook(client, plan, personas):
    client.force_login(personas.secretary)
    imported = brought_in(client, plan, edited(exported(plan), {("T1.1", "status"): "Käynnissä"}))
    Seat.objects.filter(person__user=personas.secretary).delete()
    client.force_login(personas.secretary)
    assert client.get(page_of(imported)).status_code in (403, 404)
    assert client.post(page_of(imported, "apply")).status_code in (403, 404)
    imported.refresh_from_db()
    assert not imported.is_busy


def test_an_applied_workbook_is_not_answered_any_more(client, plan, personas):
    imported = make_import(plan, personas.secretary, state="applied", applied_at=timezone.now())
    client.force_login(personas.secretary)
    for name in ("columns", "questions", "preview", "discard"):
        assert client.post(page_of(imported, name)).url == page_of(imported)
    assert client.post(page_of(imported, "apply")).url == page_of(imported)
    assert WorkbookImport.objects.filter(pk=imported.pk).exists()
