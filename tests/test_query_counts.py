"""Every list page asks the database the same number of questions at 3 rows and at 30."""

import re

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.growing import GrowingPlan
from tests.factories.status import TODAY
from tests.lasting import lasting

MOST_FOR_MONITORING = 15  # session and user counted


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


def public_pages(growing: GrowingPlan) -> list[str]:
    plan = growing.plan
    detail, monitoring = plan.get_absolute_url(), reverse("plans:monitoring", args=[plan.slug])
    return [
        reverse("home"),
        reverse("plans:plan-list"),
        *(f"{detail}?nakyma={view}" for view in ("painopisteet", "osiot", "mittarit")),
        monitoring,
        f"{monitoring}?vertaa=2024-02-01",
        f"{monitoring}?osio=tyoikaiset&tila=merged&q=t0&ilman=mittaria&paivittamatta=2025-01-01&jarjestys=vastuu",
        reverse("plans:focus-area-detail", args=[plan.slug, growing.area.slug]),
        reverse("plans:phenomenon-detail", args=[plan.slug, growing.phenomenon.pk]),
        growing.goal.get_absolute_url(),
        growing.first.get_absolute_url(),
        reverse("indicators:indicator-list"),
        reverse("plans:indicator-uses", args=[growing.indicator.pk]),
    ]


def own_pages(growing: GrowingPlan) -> list[str]:
    """Of those who report."""
    return [reverse("plans:my-measures"), reverse("groups:group-list"), growing.first.get_report_url()]


def staff_pages(growing: GrowingPlan) -> list[str]:
    of_plan = "snapshot-list plan-manage plan-responsibilities plan-decisions plan-steps proposal-list plan-edit"
    workbooks = "council-workbook workbook-home"
    measures = growing.plan.measures.values_list("pk", flat=True)
    return [
        *(reverse(f"plans:{name}", args=[growing.plan.slug]) for name in f"{of_plan} {workbooks}".split()),
        reverse("plans:snapshot-detail", args=[growing.snapshot.pk]),
        reverse("groups:group-detail", args=[growing.personas.group.pk]),
        reverse("plans:measure-responsibilities", args=[growing.first.pk]),
        reverse("plans:measure-edit", args=[growing.first.pk]),
        reverse("plans:goal-edit", args=[growing.goal.pk]),
        reverse("plans:organisation-move", args=[growing.personas.division.pk]),
        *(reverse(f"plans:import-{name}", args=[growing.imported.pk]) for name in ("columns", "questions", "preview")),
        reverse("plans:import-detail", args=[growing.applied.pk]),
        reverse("plans:bulk-status", args=[growing.plan.slug]) + "?" + "&".join(f"m={pk}" for pk in measures),
    ]


PAGES = {
    "anonymous": [public_pages],
    "contact": [public_pages, own_pages],
    "member": [public_pages],
    "coordinator": [public_pages, own_pages, staff_pages],
}


def count_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def counts_of(client, growing: GrowingPlan, builders) -> dict[str, int]:
    pages = [page for build in builders for page in build(growing)]
    return {re.sub(r"(tilannekuvat|tyokirjat)/\d+|\?m=.*", r"\1", page): count_queries(client, page) for page in pages}


def counts_for(persona: str, growing: GrowingPlan) -> dict[str, int]:
    client = Client()
    if persona != "anonymous":
        client.force_login(getattr(growing.personas, persona))
    return counts_of(client, growing, PAGES[persona])


@lasting
@override_settings(HYTE_TODAY=TODAY)
def small(personas) -> GrowingPlan:
    growing = GrowingPlan(personas)
    growing.grow(3)
    return growing


@lasting
@override_settings(HYTE_TODAY=TODAY)
def few(small) -> dict[str, dict[str, int]]:
    """What each persona's pages ask at 3 rows."""
    return {persona: counts_for(persona, small) for persona in PAGES}


@lasting
@override_settings(HYTE_TODAY=TODAY)
def big(small, few) -> GrowingPlan:
    small.grow(30)
    return small


@pytest.mark.parametrize("persona", PAGES)
def test_pages_ask_the_same_number_of_questions_at_3_and_at_30_rows(few, big, persona):
    many = counts_for(persona, big)
    assert {page: (few[persona][page], count) for page, count in many.items() if few[persona][page] != count} == {}
    monitoring = [count for page, count in many.items() if "/seuranta/" in page and "/tyokirja/" not in page]
    assert max(monitoring) <= MOST_FOR_MONITORING
