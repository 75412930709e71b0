"""Closing a round: what it tells beforehand, what it publishes and freezes, and that nothing moves afterwards."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plans.models import Snapshot
from plans.queries.rounds import picture_of_round
from plans.services.rounds import close_round, save_round
from tests.factories.pages import read_totals
from tests.factories.plans import make_goal, make_measure, make_update
from tests.factories.rounds import read_counts, round_data, shown_identifiers

from .conftest import TODAY


@pytest.fixture(autouse=True)
def _coordinator(client, personas) -> None:
    client.force_login(personas.coordinator)


def url(name: str, update_round) -> str:
    return reverse(f"plans:update-round-{name}", args=[update_round.pk])


def close(update_round, by) -> None:
    close_round(update_round, on=TODAY, at=timezone.now(), by=by)
    update_round.refresh_from_db()


def test_the_page_tells_what_will_happen(client, update_round, measure):
    make_update(measure, date(2024, 9, 5), published=False)
    closing = client.get(url("close", update_round)).context["closing"]
    # Of June's update, which another has followed, the public has heard nothing either.
    assert (closing.asked, closing.answered, closing.left, closing.published) == (2, 1, 1, 2)


def test_closing_publishes_the_sections_updates_and_freezes_the_picture(client, update_round, measure, plan, personas):
    update_round.sections.set(plan.sections.filter(slug="tyoikaiset"))
    other = plan.measures.get(identifier="L1.1")
    hidden = make_update(other, date(2024, 9, 4), published=False)
    answer = make_update(measure, date(2024, 9, 5), published=False, public_text_fi="Vastaus")
    client.post(url("close", update_round))
    for record in (update_round, answer, hidden):
        record.refresh_from_db()
    assert (update_round.closed_on, update_round.closed_by) == (TODAY, personas.coordinator)
    assert answer.is_published and answer.published_by == personas.coordinator
    assert not hidden.is_published
    assert update_round.snapshot.on == TODAY
    assert update_round.snapshot.rows.get(identifier="T1.1").public_text_fi == "Vastaus"
    assert update_round.snapshot.rows.filter(identifier="L1.1").exists()  # the whole plan's picture


def test_a_corrected_update_is_not_published(client, update_round, measure):
    wrong = make_update(measure, date(2024, 9, 5), published=False)
    make_update(measure, date(2024, 9, 5), replaces=wrong, published=False)
    client.post(url("close", update_round))
    wrong.refresh_from_db()
    assert not wrong.is_published


def frozen_page(client, update_round) -> tuple:
    page = client.get(update_round.get_absolute_url()).text
    return read_counts(page), read_totals(page), shown_identifiers(page), page.split('id="measures"')[1]


def test_later_edits_do_not_move_what_the_closed_round_shows(client, update_round, measure, sibling, plan, personas):
    answer = make_update(measure, date(2024, 9, 5), public_text_fi="Vastaus")
    make_goal(measure.goal.section, "T2")
    close(update_round, personas.coordinator)
    before = frozen_page(client, update_round)
    make_update(measure, date(2024, 9, 11), "completed", public_text_fi="Myöhempi", recorded_at=timezone.now())
    make_update(measure, date(2024, 9, 5), replaces=answer, recorded_at=timezone.now(), public_text_fi="Korjattu")
    make_update(sibling, date(2024, 9, 10), recorded_at=timezone.now())
    make_measure(measure.goal, "T1.7")
    plan.sections.update(name_fi="Uusi nimi")
    measure.wording_fi = "Muutettu"
    measure.save()
    assert frozen_page(client, update_round) == before
    counts, totals, identifiers, text = before
    assert counts["all"] == {"asked": 3, "answered": 1, "left": 2}
    assert totals["tyoikaiset"]["goals"] == 2 and totals["all"]["measures"] == 3
    assert identifiers == ["T1.1", "T1.2", "L1.1"] and "Vastaus" in text


def test_the_closed_rounds_page_is_the_picture_of_its_last_day(client, update_round, measure, personas):
    make_update(measure, date(2024, 9, 5))
    open_counts = picture_of_round(update_round, TODAY).count
    close(update_round, personas.coordinator)
    assert picture_of_round(update_round, date(2024, 12, 31)).count == open_counts


def test_it_closes_once(update_round, plan, personas):
    """The second of two closings at once stands behind the first and finds it closed."""
    close_round(update_round, on=TODAY, at=timezone.now(), by=personas.coordinator)
    assert update_round.is_open  # as the second one had read it
    with pytest.raises(ValidationError):
        close_round(update_round, on=TODAY, at=timezone.now(), by=personas.coordinator)
    assert plan.snapshots.count() == 1


def test_a_second_close_of_the_browser_leads_to_the_round(client, update_round, plan):
    client.post(url("close", update_round))
    response = client.post(url("close", update_round))
    assert response.status_code == 302 and plan.snapshots.count() == 1
    assert client.get(url("close", update_round)).status_code == 302


def test_a_closed_round_is_not_changed_deleted_or_reminded_of(client, update_round, personas):
    close(update_round, personas.coordinator)
    data = round_data(update_round.plan, name_fi="Muutettu")
    for name in ("edit", "remind"):
        assert client.get(url(name, update_round)).status_code == 302
        assert client.post(url(name, update_round), data).status_code == 302
    assert client.post(url("delete", update_round)).status_code == 409
    update_round.refresh_from_db()
    assert update_round.name_fi == "Syksyn kierros"
    with pytest.raises(ValidationError):
        save_round(update_round, list(update_round.sections.all()), by=personas.coordinator, today=TODAY)


def test_a_failure_leaves_nothing_behind(monkeypatch, update_round, measure, personas):
    answer = make_update(measure, date(2024, 9, 5), published=False)

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr("plans.services.rounds.take_snapshot", fail)
    with pytest.raises(OSError, match="full"):
        close_round(update_round, on=TODAY, at=timezone.now(), by=personas.coordinator)
    answer.refresh_from_db()
    update_round.refresh_from_db()
    assert update_round.is_open and not answer.is_published


def test_a_snapshot_of_the_same_name_is_no_hindrance(client, update_round, plan):
    Snapshot.objects.create(plan=plan, on=TODAY, name_fi=update_round.name_fi)
    client.post(url("close", update_round))
    update_round.refresh_from_db()
    assert update_round.snapshot.name_fi == "Syksyn kierros (2)"


def test_a_round_that_opens_later_is_not_closed(client, update_round):
    update_round.opened_on, update_round.deadline = date(2024, 10, 1), date(2024, 10, 31)
    update_round.save()
    assert 'method="post"' not in client.get(url("close", update_round)).text.split("<main")[1]
    client.post(url("close", update_round))
    update_round.refresh_from_db()
    assert update_round.is_open


def test_a_round_without_measures_left_closes(client, update_round, plan):
    plan.measures.update(in_force_until=date(2024, 9, 1))
    client.post(url("close", update_round))
    update_round.refresh_from_db()
    assert not update_round.is_open
    assert client.get(update_round.get_absolute_url()).status_code == 200


def test_a_plan_that_has_ended_closes_on_its_last_day(client, update_round, settings):
    settings.HYTE_TODAY = date(2026, 2, 1)
    client.post(url("close", update_round))
    update_round.refresh_from_db()
    assert update_round.snapshot.on == date(2025, 12, 31)


def test_a_rounds_snapshot_is_among_the_snapshots(client, update_round, plan):
    client.post(url("close", update_round))
    assert "Syksyn kierros" in client.get(reverse("plans:snapshot-list", args=[plan.slug])).text


def test_closing_is_told_of_an_internal_plan(client, update_round, plan, measure):
    make_update(measure, date(2024, 9, 5), published=False)
    plan.publication = "internal"
    plan.save()
    client.post(url("close", update_round))
    client.logout()
    assert client.get(measure.get_absolute_url()).status_code == 302  # to the login: the public sees nothing of it
