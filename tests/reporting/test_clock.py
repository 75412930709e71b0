"""The annual clock: own events, everything dated from other apps, another year in one act, and as a calendar."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from plans.models import PlanStep, UpdateRound
from reporting.charts.clock import RINGS, render_clock, turn_of
from reporting.models import ClockEvent, CouncilTerm
from reporting.queries.clock import Kind, clock_of
from reporting.services.clock import copy_year
from tests.factories.clock import make_clock_event, make_term
from tests.factories.consultations import make_closed
from tests.factories.groups import make_decision
from tests.factories.meetings import make_meeting, make_round
from tests.factories.negotiations import make_negotiation, make_negotiation_round
from tests.factories.plans import make_bare_plan, make_section
from tests.factories.reports import make_chapter, make_report

pytestmark = pytest.mark.django_db
CLOCK = "reporting:annual-clock"


def entries(clock) -> list:
    return [entry for month in clock.months for entry in (*month.entries, *month.meetings)]


class TestWhatItShows:
    def test_everything_dated_comes_by_itself(self, personas):
        county = personas.county
        make_clock_event(county)
        make_meeting(personas.group, on=date(2024, 3, 18))
        make_negotiation(make_negotiation_round(county, answers_by=date(2024, 2, 16)))
        plan = make_bare_plan(county)
        make_section(plan)
        make_round(plan)
        make_decision(county, on=date(2024, 6, 4))
        make_closed(plan)
        report = make_report(plan, 2023)
        for _number in range(2):
            make_chapter(report, deadline=date(2024, 2, 21))
        PlanStep.objects.create(plan=plan, title_fi="Lausunnot", starts_on="2024-08-01", ends_on="2024-10-31")
        clock = clock_of(county, 2024, personas.reader)
        found = [(each.month, each.kind) for each in entries(clock)]
        assert found == [
            (2, Kind.NEGOTIATION),
            (2, Kind.REPORT),
            (3, Kind.NEGOTIATION),
            (3, Kind.MEETING),
            (6, Kind.DECISION),
            (8, Kind.STEP),
            (9, Kind.OWN),
            (9, Kind.STATEMENTS),
            (9, Kind.ROUND),
            (9, Kind.ROUND),
            (10, Kind.STATEMENTS),
        ]
        step = next(each for each in entries(clock) if each.kind is Kind.STEP)
        assert (step.on, step.last_month) == (None, 10)

    def test_nothing_of_another_year_or_county(self, personas):
        make_clock_event(personas.county, year=2023)
        make_clock_event(personas.other_county)
        make_meeting(personas.group, on=date(2025, 3, 18))
        clock = clock_of(personas.county, 2024, personas.reader)
        assert clock.is_empty

    def test_the_years_of_the_term_with_what_is_said_of_each(self, personas):
        make_term(personas.county, 2022, 2025)
        make_clock_event(personas.county, "Laaja kertomus", year=2025, month=None)
        clock = clock_of(personas.county, 2024, personas.reader)
        assert [(year, [each.title for each in said]) for year, said in clock.term] == [
            (2022, []),
            (2023, []),
            (2024, []),
            (2025, ["Laaja kertomus"]),
        ]

    def test_a_cancelled_meeting_isnt_shown(self, personas):
        make_meeting(personas.group, state="cancelled", cancel_reason="Syy")
        assert clock_of(personas.county, 2024, personas.reader).is_empty


class TestTheDrawing:
    def test_marks_lead_to_the_list_and_every_mark_has_a_name(self, client, personas):
        make_clock_event(personas.county, "Tiedonkeruu & <raportti>")
        client.force_login(personas.reader)
        page = client.get(reverse(CLOCK), {"vuosi": "2024"}).content.decode()
        assert 'href="#clock-1"' in page
        assert 'id="clock-1"' in page
        assert "<raportti>" not in page

    def test_what_doesnt_fit_stands_in_the_list(self, personas):
        for number in range(60):
            make_clock_event(personas.county, f"Asia {number}")
        clock = clock_of(personas.county, 2024, personas.reader)
        drawing = ElementTree.fromstring(render_clock(clock, on=date(2024, 9, 1)))
        marks = drawing.findall("a")
        assert len(RINGS) < len(marks) < 60
        assert [mark.get("href") for mark in marks] == [f"#clock-{number + 1}" for number in range(len(marks))]

    def test_the_hand_is_this_years(self, personas):
        clock = clock_of(personas.county, 2024, personas.reader)
        assert "clock__hand" in render_clock(clock, on=date(2024, 3, 1))
        assert "clock__hand" not in render_clock(clock, on=date(2025, 3, 1))

    @pytest.mark.parametrize(("day", "least", "most"), [((1, 1), 0, 0.01), ((7, 1), 0.5, 0.51), ((12, 31), 0.99, 1)])
    def test_the_year_goes_round_once(self, day, least, most):
        assert least <= turn_of(date(2024, *day)) <= most


class TestKeeping:
    SENT = {"name_fi": "Lausunnot", "year": "2025", "month": "10"}

    def test_an_event_is_made_and_changed(self, client, personas):
        client.force_login(personas.coordinator)
        answer = client.post(reverse("reporting:clock-event-create"), self.SENT)
        assert answer.status_code == 302, answer.context["form"].errors
        event = ClockEvent.objects.get()
        assert (event.county, event.year, event.month) == (personas.county, 2025, 10)
        assert "vuosi=2025" in answer.url
        changed = self.SENT | {"month": "", "on": "2025-10-14"}
        assert client.post(reverse("reporting:clock-event-edit", args=[event.pk]), changed).status_code == 302
        event.refresh_from_db()
        assert (event.month, event.on, event.history.count()) == (10, date(2025, 10, 14), 2)

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"on": "2026-10-14"}, "on"),
            ({"on": "2025-09-14"}, "on"),
            ({"last_month": "9"}, "last_month"),
            ({"on": "2025-10-14", "last_month": "11"}, "last_month"),
            ({"name_fi": ""}, "name_fi"),
            ({"document_link": "javascript:alert(1)"}, "document_link"),
        ],
    )
    def test_a_slip_is_told_beside_its_field(self, client, personas, sent, field):
        client.force_login(personas.coordinator)
        answer = client.post(reverse("reporting:clock-event-create"), self.SENT | sent)
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {field}
        assert ClockEvent.objects.count() == 0

    def test_the_database_refuses_a_day_without_its_month(self, personas):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_clock_event(personas.county, month=None, on=date(2024, 3, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            make_clock_event(personas.county, month=5, last_month=4)

    def test_terms_dont_overlap(self, client, personas):
        make_term(personas.county, 2022, 2025)
        client.force_login(personas.coordinator)
        address = reverse("reporting:clock-term", query={"vuosi": 2026})
        assert client.post(address, {"first_year": "2025", "last_year": "2029"}).status_code == 422
        assert client.post(address, {"first_year": "2026", "last_year": "2029"}).status_code == 302
        assert CouncilTerm.objects.count() == 2


class TestAnotherYear:
    def test_in_one_act_and_once(self, client, personas):
        make_clock_event(
            personas.county, "Kierros", group=personas.group, document="Ohje", document_link="https://a.fi"
        )
        make_clock_event(personas.county, "Karkauspäivä", month=2, on=date(2024, 2, 29))
        client.force_login(personas.coordinator)
        sent = {"year": "2024", "target": "2025"}
        for _again in range(2):
            assert client.post(reverse("reporting:clock-copy"), sent).status_code == 302
        made = ClockEvent.objects.filter(year=2025).order_by("month")
        assert [(each.name_fi, each.on, each.group, each.document_link) for each in made] == [
            ("Karkauspäivä", date(2025, 2, 28), None, ""),
            ("Kierros", None, personas.group, ""),
        ]

    def test_what_is_there_stays_as_it_is(self, personas):
        make_clock_event(personas.county, "Kierros")
        make_clock_event(personas.county, "Kierros", year=2025, document="Oma")
        assert copy_year(personas.county, 2024, 2025, by=personas.coordinator) == 0
        assert ClockEvent.objects.get(year=2025).document == "Oma"

    def test_not_onto_itself(self, client, personas):
        client.force_login(personas.coordinator)
        answer = client.post(reverse("reporting:clock-copy"), {"year": "2024", "target": "2024"})
        assert answer.status_code == 422


class TestAsACalendar:
    def test_days_and_months_without_a_time(self, client, personas):
        make_clock_event(personas.county, "Päivä", month=10, on=date(2024, 10, 14))
        make_clock_event(personas.county, "Kuukaudet", last_month=11)
        client.force_login(personas.reader)
        answer = client.get(reverse("reporting:clock-calendar"), {"vuosi": "2024"})
        events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
        spans = {name: (event["DTSTART"].dt, event["DTEND"].dt) for name, event in events.items()}
        assert spans == {
            "Päivä": (date(2024, 10, 14), date(2024, 10, 15)),
            "Kuukaudet": (date(2024, 9, 1), date(2024, 12, 1)),
        }

    def test_the_same_event_keeps_its_identifier(self, client, personas):
        event = make_clock_event(personas.county)
        client.force_login(personas.reader)

        def identifier() -> str:
            answer = client.get(reverse("reporting:clock-calendar"), {"vuosi": "2024"})
            return str(Calendar.from_ical(answer.content).walk("VEVENT")[0]["UID"])

        first = identifier()
        ClockEvent.objects.filter(pk=event.pk).update(name_fi="Uusi nimi")
        assert identifier() == first


@pytest.mark.parametrize("year", ["eilen", "1", "99999", "-2024", "²⁰²⁴"])
def test_a_year_that_isnt_one(client, personas, year, settings):
    settings.HYTE_TODAY = date(2025, 1, 31)
    client.force_login(personas.reader)
    page = client.get(reverse(CLOCK), {"vuosi": year})
    assert (page.status_code, page.context["year"]) == (200, 2025)
    assert [str(each.level_tag) for each in page.context["messages"]] == ["warning"]


def test_the_same_number_of_questions_at_3_and_at_30(client, personas):
    client.force_login(personas.coordinator)
    plan = make_bare_plan(personas.county)
    make_section(plan)
    report = make_report(plan, 2023)

    def grow(rows: int) -> None:
        for number in range(rows):
            make_clock_event(personas.county, f"Asia {number}", group=personas.group, body=personas.division)
            make_meeting(personas.group)
            make_round(plan, f"Kierros {UpdateRound.objects.count()}")
            make_decision(personas.county, personas.division, on=date(2024, 6, 4))
            PlanStep.objects.create(plan=plan, title_fi="Vaihe", starts_on="2024-08-01", ends_on="2024-08-31")
            make_closed(plan)
            make_chapter(report, deadline=date(2024, 2, 1 + number % 28))

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(CLOCK), {"vuosi": "2024"}).status_code == 200
        return len(asked)

    grow(3)
    count()
    few = count()
    grow(27)
    assert count() == few <= 16
