"""Round pages, what one follows and the front page ask the same number of questions at 3 and at 30 rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Follow, Plan
from plans.services.snapshot import take_snapshot
from tests.factories.groups import make_group, make_person, make_seat
from tests.factories.meetings import at, make_assignment, make_meeting, make_memo, make_round, make_turn
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.lasting import lasting

TODAY = date(2025, 1, 31)
MOST_FOR_ROUNDS = 12  # session and user counted
MOST_FOR_HOME = {"coordinator": 64, "secretary": 37, "contact": 37}  # the coordinator's has the law and the clock
PERSONAS = ("coordinator", "secretary", "contact")


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


class GrowingRounds:
    """One open round over all sections, and closed ones; meetings, tasks and things followed of everybody."""

    def __init__(self, personas) -> None:
        self.personas, self.size = personas, 0
        self.plan: Plan = make_bare_plan(personas.county)
        self.section = make_section(self.plan, group=personas.group)
        self.goal = make_goal(self.section, "T0")
        self.open = make_round(self.plan, "Avoin", opened_on=date(2025, 1, 2), deadline=date(2025, 2, 28))
        self.closed = self._close("Ensimmäinen")
        make_seat(personas.group, personas.contact.person, "member")

    def _close(self, name: str):
        snapshot = take_snapshot(self.plan, TODAY, by=self.personas.coordinator, name_fi=name)
        return make_round(self.plan, name, closed_on=date(2024, 12, 31), snapshot=snapshot)

    def grow(self, size: int) -> None:
        for number in range(self.size, size):
            self._grow_plan(number)
            self._grow_group(number)
        self.open.sections.set(self.plan.sections.all())
        self.closed = self._close(f"Suljettu {size}")
        self.size = size

    def _grow_plan(self, number: int) -> None:
        section = make_section(self.plan, f"osio{number}", make_group(self.personas.county))
        people = {"contact_person": self.personas.contact.person, "deputy": make_person(email=f"v{number}@example.org")}
        for goal in (make_goal(section, f"G{number}"), self.goal):
            measure = make_measure(goal, f"{goal.identifier}.{number}", **people)
            make_update(measure, TODAY - timedelta(days=number % 20), by=self.personas.coordinator)
            make_measure(goal, f"{goal.identifier}.{number}b", **people)
            for user in self.personas.all().values():
                Follow.objects.create(user=user, measure=measure)
        self._close(f"Kierros {number}")

    def _grow_group(self, number: int) -> None:
        group, day = self.personas.group, TODAY + timedelta(days=number + 1)
        meeting = make_meeting(group, on=day, state="called", called_at=at(TODAY))
        make_turn(meeting, self.personas.secretary.person)
        make_meeting(make_group(self.personas.county), on=day)
        past = make_meeting(group, on=TODAY - timedelta(days=number + 1), state="held")
        make_turn(past, self.personas.secretary.person)
        make_memo(make_meeting(group, on=TODAY - timedelta(days=2)), state="sent", sent_at=at(TODAY))
        for name in ("contact", "secretary", "chair", "member"):
            make_assignment(group, person=getattr(self.personas, name).person, due_on=day)
        for user in self.personas.all().values():
            Follow.objects.create(user=user, group=make_group(self.personas.county))

    def pages(self, persona: str) -> dict[str, str]:
        pages = {"home": reverse("home"), "followed": reverse("plans:followed"), "mine": reverse("plans:my-measures")}
        staff = {
            "list": reverse("plans:update-round-list", args=[self.plan.slug]),
            "open": self.open.get_absolute_url(),
            "closed": self.closed.get_absolute_url(),
            "compare": reverse("plans:update-round-compare", args=[self.closed.pk, self.open.pk]),
        }
        acts = {
            name: reverse(f"plans:update-round-{name}", args=[self.open.pk]) for name in ("remind", "close", "edit")
        }
        allowed = {"reader": staff, "secretary": staff, "chair": staff, "coordinator": staff | acts}
        return pages | allowed.get(persona, {})


def counts(client, pages: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, address
        found[name] = sum("SAVEPOINT" not in query["sql"] for query in captured)
    return found


def counts_for(persona: str, growing: GrowingRounds) -> dict[str, int]:
    client = Client()
    client.force_login(getattr(growing.personas, persona))
    return counts(client, growing.pages(persona))


@lasting
@override_settings(HYTE_TODAY=TODAY)
def small(personas) -> GrowingRounds:
    growing = GrowingRounds(personas)
    growing.grow(3)
    return growing


@lasting
@override_settings(HYTE_TODAY=TODAY)
def few(small) -> dict[str, dict[str, int]]:
    """What each persona's pages ask at 3 rows."""
    return {persona: counts_for(persona, small) for persona in PERSONAS}


@lasting
@override_settings(HYTE_TODAY=TODAY)
def big(small, few) -> GrowingRounds:
    small.grow(30)
    return small


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_same_number_of_questions_at_3_and_at_30_rows(few, big, persona):
    many = counts_for(persona, big)
    assert many == few[persona]
    rounds = [many.get(name, 0) for name in ("list", "open", "closed", "compare")]
    assert max(rounds) <= MOST_FOR_ROUNDS
    assert many["home"] <= MOST_FOR_HOME[persona]
