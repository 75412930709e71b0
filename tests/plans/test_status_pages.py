"""The short form, corrections and publishing in the browser's eyes: nothing typed is lost."""

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from plans.models import Measure, StatusUpdate
from plans.queries.picture import picture_of
from plans.services.status import (
    correct_status,
    record_status,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.factories.status import REPORT, TODAY, form_data, report_url


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def secretary(client, personas):
    client.force_login(personas.secretary)
    return client


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
    assert "2.4.2024" in str(next(iter(response.context["messages"])))
    shown = [update.on for update in response.context["updates"]]
    assert shown == sorted(shown, reverse=True)
    row = next(row for row in picture_of(plan, TODAY, user=personas.secretary).rows if row.measure == measure)
    past = next(
        row for row in picture_of(plan, date(2024, 4, 2), user=personas.secretary).rows if row.measure == measure
    )
    assert (row.update.public_text_fi, past.status) == ("Nykyinen", "starting")


def test_an_update_of_today_is_not_said_to_be_backdated(secretary, measure):
    response = secretary.post(report_url(measure), form_data(measure, on=TODAY.isoformat()), follow=True)
    assert "31.1.2025" not in str(next(iter(response.context["messages"])))


def test_no_change_says_the_last_update_again_for_today(secretary, measure):
    latest = measure.updates.newest_first().first()
    data = form_data(
        measure,
        on=TODAY.isoformat(),
        status=latest.status,
        progress=latest.progress,
        public_text_fi=latest.public_text_fi,
    )
    assert secretary.post(report_url(measure), data | {"no_change": "1"}).status_code == 302
    newest = measure.updates.newest_first().first()
    assert (newest.on, newest.status, newest.public_text_fi) == (TODAY, "completed", "Julkaisematon teksti")
    assert newest.internal_note == ""


def test_no_change_does_not_throw_away_what_was_typed(secretary, measure):
    response = secretary.post(report_url(measure), form_data(measure, public_text_fi="Tämä oli tärkeää", no_change="1"))
    assert (response.status_code, measure.updates.count()) == (200, 2)
    assert "Tämä oli tärkeää" in response.text and response.context["form"].non_field_errors()


def test_no_change_needs_something_to_stand(secretary, sibling):
    response = secretary.post(report_url(sibling), form_data(sibling, no_change="1"))
    assert response.context["form"].non_field_errors() and not sibling.updates.exists()


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
    meeting = Meeting.objects.create(
        county=measure.plan.county, title="Vieras kokous", starts_at=now, ends_at=now + timedelta(hours=1)
    )
    response = secretary.post(report_url(measure), form_data(measure, meeting=meeting.pk))
    assert set(response.context["form"].errors) == {"meeting"}


def test_markup_in_a_text_is_shown_as_text(secretary, measure):
    markup = '<script>alert("x")</script><b>lihava</b>'
    response = secretary.post(
        report_url(measure), form_data(measure, public_text_fi=markup, obstacles=markup), follow=True
    )
    assert markup not in response.text and response.text.count(escape(markup)) >= 2


def test_a_county_of_one_language_has_one_public_text(client, personas):
    measure = make_measure(make_goal(make_section(make_bare_plan(personas.other_county, slug="yksi"))))
    client.force_login(personas.other_coordinator)
    assert [name for name in client.get(report_url(measure)).context["form"].fields if name.startswith("public")] == [
        "public_text_fi"
    ]


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


def wrong_update(measure: Measure) -> StatusUpdate:
    return measure.updates.get(on=date(2024, 3, 1))


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
    response = secretary.post(
        reverse("plans:status-correct", args=[wrong.pk]), form_data(measure, public_text_fi="Minunkin oikaisuni")
    )
    assert response.status_code == 409 and "Minunkin oikaisuni" in response.text
    assert StatusUpdate.objects.filter(replaces=wrong).count() == 1


def test_publishing_shows_the_newest_to_the_public(client, personas, measure):
    client.force_login(personas.coordinator)
    client.post(reverse("plans:status-publish", args=[measure.pk]))
    client.logout()
    assert "Julkaisematon teksti" in client.get(measure.get_absolute_url()).text


def test_the_earlier_swedish_text_does_not_stand_beside_a_new_finnish_one(secretary, measure, personas):
    earlier = replace(REPORT, public_text_fi="Aloitamme", public_text_sv="Vi börjar")
    record_status(measure, earlier, by=personas.chair, today=TODAY)
    data = form_data(measure, public_text_fi="Kaikki tehtiin.", public_text_sv="Vi börjar", status="completed")
    page = secretary.post(report_url(measure), data, follow=True)
    newest = measure.updates.order_by("-pk").first()
    assert (newest.public_text_fi, newest.public_text_sv) == ("Kaikki tehtiin.", "")
    assert len(list(page.context["messages"])) == 1


def test_a_new_swedish_text_stays_beside_a_new_finnish_one(secretary, measure, personas):
    earlier = replace(REPORT, public_text_fi="Aloitamme", public_text_sv="Vi börjar")
    record_status(measure, earlier, by=personas.chair, today=TODAY)
    secretary.post(report_url(measure), form_data(measure, public_text_fi="Tehtiin.", public_text_sv="Det gjordes."))
    assert measure.updates.order_by("-pk").first().public_text_sv == "Det gjordes."
