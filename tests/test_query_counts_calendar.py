"""The calendar and a meeting's page ask the same number of questions at 3 meetings and at 30, with conflicts, too."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from groups.models import Meeting
from tests.factories.groups import Personas, make_group, make_person, make_seat
from tests.factories.meetings import make_answer, make_meeting, make_topic, make_turn
from tests.lasting import lasting

TODAY = date(2024, 3, 1)
MOST = 12  # session and user counted


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


class GrowingCalendar:
    """Meetings that overlap in pairs: one expert sits in every group; each has a theme, a secretary and answers."""

    def __init__(self, personas: Personas) -> None:
        self.personas, self.size = personas, 0
        self.expert = make_person("Kiertävä")
        self.first = self._meeting(personas.group, TODAY + timedelta(days=3))

    def _meeting(self, group, on: date) -> Meeting:
        seat = make_seat(group, self.expert, "expert")
        meeting = make_meeting(group, on=on, state="called")
        make_topic(meeting)
        make_turn(meeting, make_person())
        make_answer(meeting, seat)
        return meeting

    def grow(self, size: int) -> None:
        """As many meetings in March, two on each day, and as many seats in the group of the first one."""
        for number in range(self.size, size):
            group = make_group(self.personas.county)
            make_seat(self.personas.group, make_person(f"Jäsen {number}", email=f"j{number}@example.org"))
            self._meeting(group, TODAY + timedelta(days=3 + number // 2))
        self.size = size


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


CALENDARS = [
    "/kalenteri/?kuukausi=2024-03",
    "/kalenteri/?kuukausi=2024-03&nakyma=lista&omat=1",
    "/kalenteri/?kausi=2024-kevat",
    "/kalenteri/?kausi=2024-kevat&ryhma=1&maakunta=1",
]
PERSONAS = ("coordinator", "chair", "secretary", "member")


def counts_for(persona: str, growing: GrowingCalendar) -> dict[str, int]:
    """For the calendars and for the first meeting's page."""
    client = Client()
    client.force_login(getattr(growing.personas, persona))
    return {url: count(client, url) for url in (*CALENDARS, growing.first.get_absolute_url())}


@lasting
@override_settings(HYTE_TODAY=TODAY)
def small(personas) -> GrowingCalendar:
    growing = GrowingCalendar(personas)
    growing.grow(3)
    return growing


@lasting
@override_settings(HYTE_TODAY=TODAY)
def few(small) -> dict[str, dict[str, int]]:
    """What each persona's pages ask at 3 meetings."""
    return {persona: counts_for(persona, small) for persona in PERSONAS}


@lasting
@override_settings(HYTE_TODAY=TODAY)
def big(small, few) -> GrowingCalendar:
    small.grow(30)
    return small


@pytest.mark.parametrize("persona", PERSONAS)
def test_calendar_and_meeting_ask_the_same_at_3_and_30_meetings(few, big, persona) -> None:
    many = counts_for(persona, big)
    assert many == few[persona]
    assert max(many.values()) <= MOST
