"""One status for many measures: all or nothing."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Measure, StatusUpdate
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section
from tests.factories.status import TODAY


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def bulk(client, plan, personas):
    client.force_login(personas.coordinator)
    return reverse("plans:bulk-status", args=[plan.slug])


def bulk_data(*measures: Measure, **changes) -> dict:
    notes = {f"note_{each.pk}": f"Yhteinen {each.identifier}" for each in measures}
    return (
        {"m": [each.pk for each in measures], "status": "completed", "progress": "as_planned", "on": "2025-01-20"}
        | notes
        | changes
    )


def test_selected_rows_get_one_status_and_a_note_each(client, bulk, measure, sibling):
    assert client.post(bulk, bulk_data(measure, sibling)).status_code == 302
    saved = [
        (update.measure, update.status, update.public_text_fi)
        for update in StatusUpdate.objects.filter(on="2025-01-20").order_by("pk")
    ]
    assert saved == [(each, "completed", f"Yhteinen {each.identifier}") for each in (measure, sibling)]


@pytest.mark.parametrize(
    "changes", [{"status": "discontinued"}, {"on": "2025-03-01"}, {"on": "x"}, {"status": "merged"}, {"progress": "x"}]
)
def test_a_bulk_update_that_does_not_hold_saves_nothing_and_keeps_the_notes(client, bulk, measure, sibling, changes):
    response = client.post(bulk, bulk_data(measure, sibling, **changes))
    assert response.status_code == 200 and f"Yhteinen {sibling.identifier}" in response.text
    assert response.context["form"].errors
    assert StatusUpdate.objects.count() == 2


def test_a_bulk_update_refuses_all_when_one_measure_came_later(client, bulk, measure, sibling):
    Measure.objects.filter(pk=sibling.pk).update(in_force_from=date(2025, 1, 25))
    assert client.post(bulk, bulk_data(measure, sibling)).context["form"].errors
    assert StatusUpdate.objects.count() == 2


@pytest.mark.parametrize("ticked", [["0"], ["x"], ["9" * 30], ["٣"], [""], []])
def test_ids_that_are_none_of_the_plan_are_left_out(client, bulk, ticked):
    assert client.get(bulk, {"m": ticked}).status_code == 302


def test_measures_of_another_plan_are_left_out(client, bulk, measure, personas):
    stranger = make_measure(make_goal(make_section(make_bare_plan(personas.county, slug="toinen"))))
    client.post(bulk, bulk_data(measure, stranger))
    assert (measure.updates.count(), stranger.updates.count()) == (3, 0)


def test_the_updates_of_selected_rows_are_published(client, bulk, measure):
    client.post(bulk, {"m": [measure.pk], "toimi": "publish"})
    assert not measure.updates.filter(published_at=None).exists()
