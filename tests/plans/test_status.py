"""Reporting how a measure goes: what is accepted, what is refused, what is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plans.models import Measure, StatusUpdate
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
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section
from tests.factories.status import REPORT, TODAY, form_data, report_url


def refused(measure: Measure, report: StatusReport, *, by) -> set[str]:
    """The fields that the service refuses; nothing was saved."""
    before = StatusUpdate.objects.count()
    with pytest.raises(ValidationError) as refusal:
        record_status(measure, report, by=by, today=TODAY)
    assert StatusUpdate.objects.count() == before
    return set(refusal.value.error_dict)


def test_an_update_carries_who_when_and_what(measure, personas):
    update = record_status(
        measure, replace(REPORT, done="Pajat pidetty", internal_note="Vain meille"), by=personas.secretary, today=TODAY
    )
    update.refresh_from_db()
    assert (update.on, update.status, update.done, update.internal_note) == (
        REPORT.on,
        "in_progress",
        "Pajat pidetty",
        "Vain meille",
    )
    assert (update.by, update.is_published) == (personas.secretary, False)
    assert timezone.now() - update.recorded_at < timedelta(minutes=1)


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_discontinued_measure_needs_a_reason(measure, personas, reason):
    assert refused(measure, replace(REPORT, status="discontinued", reason=reason), by=personas.secretary) == {"reason"}


def test_a_discontinued_measure_with_a_reason_is_saved(measure, personas):
    update = record_status(
        measure, replace(REPORT, status="discontinued", reason="Rahoitus päättyi"), by=personas.secretary, today=TODAY
    )
    assert update.reason == "Rahoitus päättyi"


def test_a_merged_measure_needs_a_target(measure, personas):
    assert refused(measure, replace(REPORT, status="merged"), by=personas.secretary) == {"merged_into"}


def test_a_measure_is_not_merged_into_itself(measure, personas):
    assert refused(measure, replace(REPORT, status="merged", merged_into=measure), by=personas.secretary) == {
        "merged_into"
    }


def test_the_form_tells_why_a_measure_is_not_merged_into_itself(client, measure, personas):
    client.force_login(personas.secretary)
    page = client.post(report_url(measure), form_data(measure, status="merged", merged_into=measure.pk))
    assert "itseensä" in str(page.context["form"].errors["merged_into"])


def test_a_measure_is_not_merged_in_a_circle(measure, sibling, personas):
    third = make_measure(measure.goal)
    record_status(sibling, replace(REPORT, status="merged", merged_into=third), by=personas.secretary, today=TODAY)
    record_status(third, replace(REPORT, status="merged", merged_into=measure), by=personas.secretary, today=TODAY)
    assert refused(measure, replace(REPORT, status="merged", merged_into=sibling), by=personas.secretary) == {
        "merged_into"
    }


def test_a_measure_is_not_merged_into_another_plan(measure, personas):
    stranger = make_measure(make_goal(make_section(make_bare_plan(personas.county, slug="toinen"))))
    assert refused(measure, replace(REPORT, status="merged", merged_into=stranger), by=personas.secretary) == {
        "merged_into"
    }


def test_a_target_is_dropped_when_the_measure_is_not_merged(measure, sibling, personas):
    update = record_status(measure, replace(REPORT, merged_into=sibling), by=personas.secretary, today=TODAY)
    assert update.merged_into is None


def test_a_merged_measure_stays_counted(plan, measure, sibling, personas):
    before = picture_of(plan, TODAY, user=personas.coordinator).total.measures
    record_status(measure, replace(REPORT, status="merged", merged_into=sibling), by=personas.secretary, today=TODAY)
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


def test_an_update_that_the_writer_has_not_seen_stops_the_saving(measure, personas):
    seen = measure.updates.order_by("-pk").first().pk
    faster = record_status(
        measure, replace(REPORT, public_text_fi="Ehdin ensin"), by=personas.chair, today=TODAY, seen=seen
    )
    with pytest.raises(SomebodyWasFaster) as refusal:
        record_status(measure, REPORT, by=personas.secretary, today=TODAY, seen=seen)
    assert refusal.value.latest == faster
    assert measure.updates.filter(on=REPORT.on).count() == 1


def test_a_backdated_update_that_the_writer_has_not_seen_stops_the_saving_too(measure, personas):
    seen = measure.updates.order_by("-pk").first().pk
    record_status(measure, replace(REPORT, on=date(2023, 2, 1)), by=personas.chair, today=TODAY, seen=seen)
    with pytest.raises(SomebodyWasFaster):
        record_status(measure, REPORT, by=personas.secretary, today=TODAY, seen=seen)


def wrong_update(measure: Measure) -> StatusUpdate:
    return measure.updates.get(on=date(2024, 3, 1))


def test_a_correction_takes_the_place_of_the_wrong_update(plan, measure, personas):
    correct_status(
        wrong_update(measure),
        replace(REPORT, on=date(2024, 3, 5), status="starting"),
        by=personas.secretary,
        today=TODAY,
        at=timezone.now(),
    )
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


def test_publishing_again_keeps_the_first_time(measure, personas):
    published = wrong_update(measure)
    assert publish_updates(measure.updates.standing(), by=personas.coordinator, at=timezone.now()) == 1
    assert wrong_update(measure).published_at == published.published_at


def test_one_report_that_does_not_hold_stops_them_all(measure, sibling, personas):
    reports = [(measure, REPORT), (sibling, replace(REPORT, status="discontinued"))]
    with pytest.raises(ValidationError):
        record_statuses(reports, by=personas.coordinator, today=TODAY)
    assert (measure.updates.count(), sibling.updates.count()) == (2, 0)


def test_a_snapshot_does_not_move_when_the_plan_does(plan, measure, personas):
    snapshot = take_snapshot(plan, date(2024, 6, 30), by=personas.coordinator, name_fi="Lautakunta")
    before = [vars(row).copy() for row in snapshot.rows.all()]
    record_status(
        measure, replace(REPORT, on=date(2024, 6, 15), status="not_completed"), by=personas.coordinator, today=TODAY
    )
    Measure.objects.filter(pk=measure.pk).update(wording_fi="Toinen sanamuoto")
    measure.goal.section.name_fi = "Toinen nimi"
    measure.goal.section.save()
    after = [vars(row).copy() for row in snapshot.rows.all()]
    for row in (*before, *after):
        row.pop("_state")
    assert before == after
    assert frozen_picture(snapshot).total.statuses == {"completed": 1, "not_started": 1}
