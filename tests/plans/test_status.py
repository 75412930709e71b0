"""Reporting how a measure goes: what is accepted, what is refused, what is kept."""

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from plans.models import Measure, Status, StatusUpdate
from plans.queries.frozen import frozen_picture
from plans.queries.picture import picture_of
from plans.services.snapshot import take_snapshot
from plans.services.status import (
    SomebodyWasFaster,
    StatusReport,
    correct_status,
    publish_updates,
    record_status,
    record_statuses,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update

TODAY = date(2025, 1, 31)
REPORT = StatusReport(on=date(2025, 1, 20), status=Status.IN_PROGRESS, public_text_fi="Uusi teksti")


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def measure(plan) -> Measure:
    return plan.measures.get(identifier="T1.1")


@pytest.fixture
def other(measure) -> Measure:
    return make_measure(measure.goal)


@pytest.fixture
def secretary(client, personas):
    client.force_login(personas.secretary)
    return client


def report_url(measure: Measure) -> str:
    return reverse("plans:status-report", args=[measure.pk])


def form_data(measure: Measure, **changes) -> dict:
    """What a browser sends when the form was opened now and a few things were changed."""
    written = measure.updates.order_by("-pk").first()
    data = {"seen": written.pk if written else "", "status": "in_progress", "progress": "as_planned", "on": "2025-01-20"}
    return data | {"public_text_fi": "Uusi teksti"} | changes


def refused(measure: Measure, report: StatusReport, *, by) -> set[str]:
    """The fields that the service refuses; nothing was saved."""
    before = StatusUpdate.objects.count()
    with pytest.raises(ValidationError) as refusal:
        record_status(measure, report, by=by, today=TODAY)
    assert StatusUpdate.objects.count() == before
    return set(refusal.value.error_dict)


# What a report may say


def test_an_update_carries_who_when_and_what(measure, personas):
    update = record_status(measure, replace(REPORT, done="Pajat pidetty", internal_note="Vain meille"), by=personas.secretary, today=TODAY)
    update.refresh_from_db()
    assert (update.on, update.status, update.done, update.internal_note) == (REPORT.on, "in_progress", "Pajat pidetty", "Vain meille")
    assert (update.by, update.is_published) == (personas.secretary, False)
    assert timezone.now() - update.recorded_at < timedelta(minutes=1)


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_discontinued_measure_needs_a_reason(measure, personas, reason):
    assert refused(measure, replace(REPORT, status="discontinued", reason=reason), by=personas.secretary) == {"reason"}


def test_a_discontinued_measure_with_a_reason_is_saved(measure, personas):
    update = record_status(measure, replace(REPORT, status="discontinued", reason="Rahoitus päättyi"), by=personas.secretary, today=TODAY)
    assert update.reason == "Rahoitus päättyi"


def test_a_merged_measure_needs_a_target(measure, personas):
    assert refused(measure, replace(REPORT, status="merged"), by=personas.secretary) == {"merged_into"}


def test_a_measure_is_not_merged_into_itself(measure, personas):
    assert refused(measure, replace(REPORT, status="merged", merged_into=measure), by=personas.secretary) == {"merged_into"}


def test_a_measure_is_not_merged_in_a_circle(measure, other, personas):
    third = make_measure(measure.goal)
    record_status(other, replace(REPORT, status="merged", merged_into=third), by=personas.secretary, today=TODAY)
    record_status(third, replace(REPORT, status="merged", merged_into=measure), by=personas.secretary, today=TODAY)
    assert refused(measure, replace(REPORT, status="merged", merged_into=other), by=personas.secretary) == {"merged_into"}


def test_a_measure_is_not_merged_into_another_plan(measure, personas):
    stranger = make_measure(make_goal(make_section(make_bare_plan(personas.county, slug="toinen"))))
    assert refused(measure, replace(REPORT, status="merged", merged_into=stranger), by=personas.secretary) == {"merged_into"}


def test_a_target_is_dropped_when_the_measure_is_not_merged(measure, other, personas):
    update = record_status(measure, replace(REPORT, merged_into=other), by=personas.secretary, today=TODAY)
    assert update.merged_into is None


def test_a_merged_measure_stays_counted(plan, measure, other, personas):
    before = picture_of(plan, TODAY, user=personas.coordinator).total.measures
    record_status(measure, replace(REPORT, status="merged", merged_into=other), by=personas.secretary, today=TODAY)
    total = picture_of(plan, TODAY, user=personas.coordinator).total
    assert (total.measures, total.statuses["merged"]) == (before, 1)


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2022, 12, 31), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_that_cannot_be_is_refused(measure, personas, on):
    assert refused(measure, replace(REPORT, on=on), by=personas.secretary) == {"on"}


def test_a_day_after_the_plan_has_ended_is_refused(measure, personas):
    with pytest.raises(ValidationError) as refusal:
        record_status(measure, replace(REPORT, on=date(2026, 1, 1)), by=personas.secretary, today=date(2026, 2, 1))
    assert set(refusal.value.error_dict) == {"on"}


@pytest.mark.parametrize("on", [TODAY, date(2023, 1, 1)])
def test_today_and_the_first_day_in_force_are_accepted(measure, personas, on):
    assert record_status(measure, replace(REPORT, on=on), by=personas.secretary, today=TODAY).on == on


@pytest.mark.parametrize("field", ["public_text_fi", "done", "effect", "obstacles", "next_step", "internal_note"])
def test_a_hundred_kilobytes_of_text_is_refused(measure, personas, field):
    assert refused(measure, replace(REPORT, **{field: "a" * 100_000}), by=personas.secretary) == {field}


def test_an_unknown_status_is_refused(measure, personas):
    assert refused(measure, replace(REPORT, status="ready"), by=personas.secretary) == {"status"}


# Two people at once


def test_an_update_that_the_writer_has_not_seen_stops_the_saving(measure, personas):
    seen = measure.updates.order_by("-pk").first().pk
    faster = record_status(measure, replace(REPORT, public_text_fi="Ehdin ensin"), by=personas.chair, today=TODAY, seen=seen)
    with pytest.raises(SomebodyWasFaster) as refusal:
        record_status(measure, REPORT, by=personas.secretary, today=TODAY, seen=seen)
    assert refusal.value.latest == faster
    assert measure.updates.filter(on=REPORT.on).count() == 1


def test_a_backdated_update_that_the_writer_has_not_seen_stops_the_saving_too(measure, personas):
    seen = measure.updates.order_by("-pk").first().pk
    record_status(measure, replace(REPORT, on=date(2023, 2, 1)), by=personas.chair, today=TODAY, seen=seen)
    with pytest.raises(SomebodyWasFaster):
        record_status(measure, REPORT, by=personas.secretary, today=TODAY, seen=seen)


def test_the_second_writer_sees_the_first_text_and_loses_nothing(secretary, measure, personas):
    data = form_data(measure, public_text_fi="Kirjoitin tätä kauan", next_step="Paja syksyllä")
    record_status(measure, replace(REPORT, public_text_fi="Toinen ehti ensin"), by=personas.chair, today=TODAY)
    response = secretary.post(report_url(measure), data)
    assert response.status_code == 409
    for text in ("Toinen ehti ensin", "chair", "Kirjoitin tätä kauan", "Paja syksyllä"):
        assert text in response.text
    assert not measure.updates.filter(public_text_fi="Kirjoitin tätä kauan").exists()


def test_the_second_writer_saves_after_having_read_and_both_are_kept(secretary, measure, personas):
    data = form_data(measure, public_text_fi="Jälkimmäinen")
    record_status(measure, replace(REPORT, public_text_fi="Ensimmäinen"), by=personas.chair, today=TODAY)
    again = secretary.post(report_url(measure), data).context["form"]
    response = secretary.post(report_url(measure), data | {"seen": again["seen"].value()})
    assert response.status_code == 302
    assert [update.public_text_fi for update in measure.updates.order_by("pk")][-2:] == ["Ensimmäinen", "Jälkimmäinen"]


# The form


def test_the_form_opens_with_the_last_text(secretary, measure):
    form = secretary.get(report_url(measure)).context["form"]
    assert (form["public_text_fi"].value(), form["status"].value()) == ("Julkaisematon teksti", "completed")
    assert form["on"].value() == TODAY
    assert form["internal_note"].value() is None


def test_saving_leads_to_the_measure_with_the_update(secretary, measure):
    response = secretary.post(report_url(measure), form_data(measure), follow=True)
    assert response.redirect_chain == [(measure.get_absolute_url(), 302)]
    assert "Uusi teksti" in response.text


def test_a_backdated_update_is_placed_by_its_day_and_said_to_be_so(secretary, plan, measure, personas):
    make_update(measure, date(2025, 1, 10), "in_progress", public_text_fi="Nykyinen")
    response = secretary.post(report_url(measure), form_data(measure, on="2024-04-02", status="starting"), follow=True)
    assert "2.4.2024" in str([*response.context["messages"]][0])
    shown = [update.on for update in response.context["updates"]]
    assert shown == sorted(shown, reverse=True)
    row = next(row for row in picture_of(plan, TODAY, user=personas.secretary).rows if row.measure == measure)
    past = next(row for row in picture_of(plan, date(2024, 4, 2), user=personas.secretary).rows if row.measure == measure)
    assert (row.update.public_text_fi, past.status) == ("Nykyinen", "starting")


def test_an_update_of_today_is_not_said_to_be_backdated(secretary, measure):
    response = secretary.post(report_url(measure), form_data(measure, on=TODAY.isoformat()), follow=True)
    assert "31.1.2025" not in str([*response.context["messages"]][0])


def test_no_change_says_the_last_update_again_for_today(secretary, measure):
    latest = measure.updates.newest_first().first()
    data = form_data(measure, on=TODAY.isoformat(), status=latest.status, progress=latest.progress, public_text_fi=latest.public_text_fi)
    assert secretary.post(report_url(measure), data | {"no_change": "1"}).status_code == 302
    newest = measure.updates.newest_first().first()
    assert (newest.on, newest.status, newest.public_text_fi) == (TODAY, "completed", "Julkaisematon teksti")
    assert newest.internal_note == ""


def test_no_change_does_not_throw_away_what_was_typed(secretary, measure):
    response = secretary.post(report_url(measure), form_data(measure, public_text_fi="Tämä oli tärkeää", no_change="1"))
    assert (response.status_code, measure.updates.count()) == (200, 2)
    assert "Tämä oli tärkeää" in response.text and response.context["form"].non_field_errors()


def test_no_change_needs_something_to_stand(secretary, other):
    response = secretary.post(report_url(other), form_data(other, no_change="1"))
    assert response.context["form"].non_field_errors() and not other.updates.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": "discontinued"}, "reason"),
        ({"status": "merged"}, "merged_into"),
        ({"status": "ready"}, "status"),
        ({"status": ""}, "status"),
        ({"progress": "fast"}, "progress"),
        ({"on": "2025-02-01"}, "on"),
        ({"on": "2022-05-05"}, "on"),
        ({"on": "eilen"}, "on"),
        ({"on": ""}, "on"),
        ({"public_text_fi": "a" * 100_000}, "public_text_fi"),
        ({"next_step": "nolla\x00tavu"}, "next_step"),
        ({"merged_into": "999999"}, "merged_into"),
        ({"merged_into": "x"}, "merged_into"),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field_and_in_the_summary(secretary, measure, changes, field):
    response = secretary.post(report_url(measure), form_data(measure, **changes))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert 'class="error-summary"' in response.text and f'id="id_{field}_error"' in response.text
    assert measure.updates.count() == 2


def test_a_seen_that_is_no_number_loses_nothing(secretary, measure):
    response = secretary.post(report_url(measure), form_data(measure, seen="x", next_step="Tämä jää"))
    assert response.status_code == 200 and "Tämä jää" in response.text
    assert measure.updates.count() == 2


def test_a_measure_of_another_plan_cannot_be_chosen_as_target(secretary, measure, personas):
    stranger = make_measure(make_goal(make_section(make_bare_plan(personas.county, slug="toinen"))))
    response = secretary.post(report_url(measure), form_data(measure, status="merged", merged_into=stranger.pk))
    assert set(response.context["form"].errors) == {"merged_into"}


def test_a_meeting_of_another_group_cannot_be_named(secretary, measure):
    now = timezone.now()
    meeting = Meeting.objects.create(title="Vieras kokous", starts_at=now, ends_at=now + timedelta(hours=1))
    response = secretary.post(report_url(measure), form_data(measure, meeting=meeting.pk))
    assert set(response.context["form"].errors) == {"meeting"}


def test_markup_in_a_text_is_shown_as_text(secretary, measure):
    markup = '<script>alert("x")</script><b>lihava</b>'
    response = secretary.post(report_url(measure), form_data(measure, public_text_fi=markup, obstacles=markup), follow=True)
    assert markup not in response.text and response.text.count(escape(markup)) >= 2


def test_a_county_of_one_language_has_one_public_text(client, personas):
    measure = make_measure(make_goal(make_section(make_bare_plan(personas.other_county, slug="yksi"))))
    client.force_login(personas.other_coordinator)
    assert [name for name in client.get(report_url(measure)).context["form"].fields if name.startswith("public")] == ["public_text_fi"]


# Corrections


def wrong_update(measure: Measure) -> StatusUpdate:
    return measure.updates.get(on=date(2024, 3, 1))


def test_a_correction_takes_the_place_of_the_wrong_update(plan, measure, personas):
    correct_status(wrong_update(measure), replace(REPORT, on=date(2024, 3, 5), status="starting"), by=personas.secretary, today=TODAY, at=timezone.now())
    rows = picture_of(plan, date(2024, 3, 10), user=personas.coordinator).rows
    assert next(row for row in rows if row.measure == measure).status == "starting"
    rows = picture_of(plan, date(2024, 3, 2), user=personas.coordinator).rows
    assert next(row for row in rows if row.measure == measure).status == "not_started"
    assert measure.updates.count() == 3


def test_a_correction_of_what_was_public_is_public_at_once(measure, personas):
    update = correct_status(wrong_update(measure), REPORT, by=personas.secretary, today=TODAY, at=timezone.now())
    assert (update.is_published, update.published_by) == (True, personas.secretary)


def test_a_correction_of_what_was_not_public_is_not_public(measure, personas):
    unpublished = measure.updates.get(published_at=None)
    assert not correct_status(unpublished, REPORT, by=personas.secretary, today=TODAY, at=timezone.now()).is_published


def test_an_update_is_corrected_once(measure, personas):
    wrong = wrong_update(measure)
    first = correct_status(wrong, REPORT, by=personas.chair, today=TODAY, at=timezone.now())
    with pytest.raises(SomebodyWasFaster) as refusal:
        correct_status(wrong, REPORT, by=personas.secretary, today=TODAY, at=timezone.now())
    assert refusal.value.latest == first


def test_the_page_of_a_correction_opens_with_the_wrong_text_and_saves(secretary, measure):
    wrong = wrong_update(measure)
    url = reverse("plans:status-correct", args=[wrong.pk])
    assert secretary.get(url).context["form"]["public_text_fi"].value() == wrong.public_text_fi
    response = secretary.post(url, form_data(measure, on="2024-03-02", public_text_fi="Oikaistu"), follow=True)
    assert "Oikaistu" in response.text
    assert measure.updates.get(replaces=wrong).on == date(2024, 3, 2)


def test_a_second_correction_is_told_and_loses_nothing(secretary, measure, personas):
    wrong = wrong_update(measure)
    correct_status(wrong, REPORT, by=personas.chair, today=TODAY, at=timezone.now())
    response = secretary.post(reverse("plans:status-correct", args=[wrong.pk]), form_data(measure, public_text_fi="Minunkin oikaisuni"))
    assert response.status_code == 409 and "Minunkin oikaisuni" in response.text
    assert StatusUpdate.objects.filter(replaces=wrong).count() == 1


# Publishing


def test_publishing_shows_the_newest_to_the_public(client, personas, measure):
    client.force_login(personas.coordinator)
    client.post(reverse("plans:status-publish", args=[measure.pk]))
    client.logout()
    assert "Julkaisematon teksti" in client.get(measure.get_absolute_url()).text


def test_publishing_again_keeps_the_first_time(measure, personas):
    published = wrong_update(measure)
    assert publish_updates(measure.updates.standing(), by=personas.coordinator, at=timezone.now()) == 1
    assert wrong_update(measure).published_at == published.published_at


# Many at once


def test_one_report_that_does_not_hold_stops_them_all(measure, other, personas):
    reports = [(measure, REPORT), (other, replace(REPORT, status="discontinued"))]
    with pytest.raises(ValidationError):
        record_statuses(reports, by=personas.coordinator, today=TODAY)
    assert (measure.updates.count(), other.updates.count()) == (2, 0)


@pytest.fixture
def bulk(client, plan, personas):
    client.force_login(personas.coordinator)
    return reverse("plans:bulk-status", args=[plan.slug])


def bulk_data(*measures: Measure, **changes) -> dict:
    notes = {f"note_{each.pk}": f"Yhteinen {each.identifier}" for each in measures}
    return {"m": [each.pk for each in measures], "status": "completed", "progress": "as_planned", "on": "2025-01-20"} | notes | changes


def test_selected_rows_get_one_status_and_a_note_each(client, bulk, measure, other):
    assert client.post(bulk, bulk_data(measure, other)).status_code == 302
    saved = [(update.measure, update.status, update.public_text_fi) for update in StatusUpdate.objects.filter(on="2025-01-20").order_by("pk")]
    assert saved == [(each, "completed", f"Yhteinen {each.identifier}") for each in (measure, other)]


@pytest.mark.parametrize("changes", [{"status": "discontinued"}, {"on": "2025-03-01"}, {"on": "x"}, {"status": "merged"}, {"progress": "x"}])
def test_a_bulk_update_that_does_not_hold_saves_nothing_and_keeps_the_notes(client, bulk, measure, other, changes):
    response = client.post(bulk, bulk_data(measure, other, **changes))
    assert response.status_code == 200 and f"Yhteinen {other.identifier}" in response.text
    assert response.context["form"].errors
    assert StatusUpdate.objects.count() == 2


def test_a_bulk_update_refuses_all_when_one_measure_came_later(client, bulk, measure, other):
    Measure.objects.filter(pk=other.pk).update(in_force_from=date(2025, 1, 25))
    assert client.post(bulk, bulk_data(measure, other)).context["form"].errors
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


# A frozen picture


def test_a_snapshot_does_not_move_when_the_plan_does(plan, measure, personas):
    snapshot = take_snapshot(plan, date(2024, 6, 30), by=personas.coordinator, name_fi="Lautakunta")
    before = [vars(row).copy() for row in snapshot.rows.all()]
    record_status(measure, replace(REPORT, on=date(2024, 6, 15), status="not_completed"), by=personas.coordinator, today=TODAY)
    Measure.objects.filter(pk=measure.pk).update(wording_fi="Toinen sanamuoto")
    measure.goal.section.name_fi = "Toinen nimi"
    measure.goal.section.save()
    after = [vars(row).copy() for row in snapshot.rows.all()]
    for row in (*before, *after):
        row.pop("_state")
    assert before == after
    assert frozen_picture(snapshot).total.statuses == {"completed": 1, "not_started": 1}


# What the database refuses


def refuse_in_database(**fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusUpdate.objects.create(on=TODAY, **fields)


def test_the_database_refuses_a_discontinued_update_without_reason(measure):
    refuse_in_database(measure=measure, status="discontinued")


def test_the_database_refuses_a_merged_update_without_target(measure):
    refuse_in_database(measure=measure, status="merged")


def test_the_database_refuses_a_target_of_an_update_that_is_not_merged(measure, other):
    refuse_in_database(measure=measure, status="completed", merged_into=other)


def test_the_database_refuses_a_measure_merged_into_itself(measure):
    refuse_in_database(measure=measure, status="merged", merged_into=measure)


def test_the_database_refuses_two_corrections_of_one_update(measure):
    wrong = wrong_update(measure)
    make_update(measure, TODAY, replaces=wrong)
    refuse_in_database(measure=measure, status="completed", replaces=wrong)


def test_the_database_refuses_an_update_that_corrects_itself(measure):
    with pytest.raises(IntegrityError), transaction.atomic():
        update = wrong_update(measure)
        StatusUpdate.objects.filter(pk=update.pk).update(replaces=update)
