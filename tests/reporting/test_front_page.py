"""The front page by role: the coordinator's law and clock, the public's plan in lines, and nothing that isn't theirs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Plan, PlanStep
from reporting.models import LawLine
from reporting.queries.coming import coming_events
from reporting.queries.in_lines import goals_told
from tests.factories.clock import make_clock_event
from tests.factories.groups import make_organisation
from tests.factories.meetings import make_meeting, make_round
from tests.factories.negotiations import make_negotiation, make_negotiation_round
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.factories.statutory import make_statutory_note

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 31)
HOME = reverse("home")
MOST = 62  # of it 25 for the law's lines in two years and the clock
LAW = reverse("reporting:statutory")


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def plan(personas) -> Plan:
    return make_bare_plan(personas.county)


def front_page(client, user=None) -> str:
    if user:
        client.force_login(user)
    response = client.get(HOME)
    assert response.status_code == 200
    return response.text


def titles(county, user, **options) -> list[str]:
    return [each.title for each in coming_events(county, TODAY, user, **options)]


class TestWhatTheLawAsksNext:
    def test_the_coordinator_sees_what_is_late_and_next(self, client, personas):
        make_statutory_note(personas.county, LawLine.NGOS, 2025, due_on=date(2025, 2, 20), next_step_fi="Avaa haku")
        page = front_page(client, personas.coordinator)
        assert "Avaa haku" in page and "20.2.2025" in page
        assert f"{LAW}?vuosi=2024#responsible-body" in page  # the first of the late ones
        assert "31.1.2024" in page and "#warning" in page.split("31.1.2024")[0].rsplit("<li>", 1)[1]

    def test_what_is_done_isnt_told(self, client, personas):
        make_statutory_note(personas.county, LawLine.RESPONSIBLE_BODY, 2024, body=personas.division)
        page = front_page(client, personas.coordinator)
        assert "#responsible-body" not in page and f"{LAW}?vuosi=2024" in page

    def test_others_arent_told_of_it(self, client, personas):
        make_statutory_note(personas.county, LawLine.NGOS, 2025, due_on=date(2025, 2, 20), next_step_fi="Avaa haku")
        for persona in ("reader", "secretary", "chair", "lead", "contact", "member", "unrelated", "other_coordinator"):
            assert "Avaa haku" not in front_page(client, getattr(personas, persona)), persona


class TestNextInTheClock:
    def test_the_next_three_of_all_kinds(self, personas, plan):
        county = personas.county
        make_section(plan)
        make_clock_event(county, "Mennyt", year=2025, month=1, on=date(2025, 1, 30))
        make_clock_event(county, "Viime vuosi", year=2024, month=12)
        make_clock_event(county, "Koko vuosi", year=2025, month=None)
        make_clock_event(county, "Jatkuu", year=2024, month=12, last_month=12)
        make_clock_event(county, "Alkuvuosi", year=2025, month=1, last_month=2)
        make_clock_event(county, "Tänään", year=2025, month=1, on=TODAY)
        make_clock_event(county, "Ensi vuosi", year=2026, month=1)
        make_round(plan, "Kierros", opened_on=date(2025, 1, 2), deadline=date(2025, 2, 14))
        make_meeting(personas.group, title="Ryhmän kokous", on=date(2025, 2, 1))
        negotiations = make_negotiation_round(county, 2025, answers_by=date(2025, 2, 20))
        make_negotiation(negotiations, on=date(2025, 3, 4), title="Neuvottelu")
        step = {"title_fi": "Lausunnot", "starts_on": "2025-04-01", "ends_on": "2025-04-30"}
        PlanStep.objects.create(plan=plan, **step)
        PlanStep.objects.create(plan=plan, **step | {"title_fi": "Tehty", "done_on": "2025-01-02"})
        found = titles(county, personas.coordinator, most=20)
        assert [title.split(":")[0].split(" (")[0] for title in found] == [
            "Alkuvuosi",
            "Tänään",
            "Kierros",
            "HYTE-neuvottelut 2025",
            "Neuvottelu",
            "Lausunnot",
            "Ensi vuosi",
        ]
        assert titles(county, personas.coordinator) == found[:3]

    def test_nothing_of_another_county(self, personas):
        make_clock_event(personas.other_county, "Vieras", year=2025, month=2)
        make_negotiation(make_negotiation_round(personas.other_county, 2025), on=date(2025, 3, 4), title="Vieras")
        assert titles(personas.county, personas.coordinator) == []

    def test_is_the_coordinators(self, client, personas):
        make_clock_event(personas.county, "Tiedonkeruu alkaa", year=2025, month=2)
        assert "Tiedonkeruu alkaa" in front_page(client, personas.coordinator)
        for persona in ("reader", "contact", "member", "unrelated"):
            assert "Tiedonkeruu alkaa" not in front_page(client, getattr(personas, persona)), persona


class TestTheCoordinatorsRound:
    def test_how_many_have_answered_and_by_when(self, client, personas, plan):
        goal = make_goal(make_section(plan))
        first, _second = make_measure(goal), make_measure(goal)
        made = make_round(plan, "Tammikuun kierros", opened_on=date(2025, 1, 2), deadline=date(2025, 2, 7))
        make_update(first, date(2025, 1, 20))
        page = front_page(client, personas.coordinator)
        row = page.split(made.get_absolute_url())[1].split("</li>")[0]
        assert "7.2.2025" in row and "1" in row and "2" in row


class TestThePlanInLines:
    @pytest.mark.parametrize(("sections", "goals"), [(0, 0), (1, 9), (2, 4), (3, 2), (4, 2), (7, 1), (30, 1)])
    def test_comes_near_ten_lines(self, sections, goals):
        assert goals_told(sections) == goals
        assert sections == 0 or sections > 7 or 8 <= sections * (goals + 1) <= 14

    def test_sections_with_their_counts_and_first_goals(self, client, plan):
        for slug in ("lapset", "tyoikaiset", "ikaantyneet", "yhteiset"):
            section = make_section(plan, slug)
            for number in range(3):
                goal = make_goal(section, f"{slug}-{number}", wording_fi=f"Tavoite {slug} {number}")
                make_update(make_measure(goal))
        page = front_page(client)
        lines = page.split(f'id="totals-{plan.pk}"')[0]
        assert [lines.count(f"Tavoite lapset {number}") for number in range(3)] == [1, 1, 0]
        assert f"{reverse('plans:monitoring', args=[plan.slug])}?osio=lapset" in lines

    def test_an_empty_section_is_left_out(self, client, plan):
        make_goal(make_section(plan, "tyoikaiset"))
        make_section(plan, "tyhja", name_fi="Tyhjä osio")
        assert "Tyhjä osio" not in front_page(client).split(f'id="totals-{plan.pk}"')[0]

    def test_staff_has_the_gaps_in_its_stead(self, client, personas, plan):
        make_goal(make_section(plan), wording_fi="Ensimmäinen tavoite")
        assert "Ensimmäinen tavoite" in front_page(client, personas.unrelated)
        assert "Ensimmäinen tavoite" not in front_page(client, personas.reader)


def test_the_coordinator_is_asked_the_same_at_3_and_at_30(client, personas, plan):
    client.force_login(personas.coordinator)
    section = make_section(plan)

    def grow(rows: int) -> None:
        negotiations = make_negotiation_round(personas.county, 2025 + rows)
        for number in range(rows):
            make_goal(section, f"T{rows}-{number}")
            make_clock_event(personas.county, f"Asia {rows} {number}", year=2025, month=3)
            make_organisation(kind="municipality", parent=personas.county, region_code=f"{rows}{number}")
            make_negotiation(negotiations, on=date(2025, 3, 4))
            make_round(plan, f"Kierros {rows} {number}", deadline=date(2025, 2, 20))
            PlanStep.objects.create(plan=plan, title_fi="Vaihe", starts_on="2025-02-01", ends_on="2025-02-28")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(HOME).status_code == 200
        return len(asked)

    grow(3)
    count()
    few = count()
    grow(27)
    assert count() == few <= MOST
