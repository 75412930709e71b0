"""The calendar and a meeting's page ask the same number of questions at 3 meetings and at 30, with conflicts, too."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Meeting
from tests.factories.groups import Personas, make_group, make_person, make_seat
from tests.factories.meetings import make_answer, make_meeting, make_topic, make_turn

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


@pytest.fixture
def growing(personas) -> GrowingCalendar:
    return GrowingCalendar(personas)


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


@pytest.mark.parametrize("url", CALENDARS)
@pytest.mark.parametrize("persona", ["coordinator", "secretary", "member"])
def test_calendar_asks_the_same_at_3_and_30_meetings(client, growing, persona, url) -> None:
    client.force_login(getattr(growing.personas, persona))
    growing.grow(3)
    few = count(client, url)
    growing.grow(30)
    assert count(client, url) == few <= MOST


@pytest.mark.parametrize("persona", ["coordinator", "chair", "secretary", "member"])
def test_meeting_page_asks_the_same_at_3_and_30_meetings(client, growing, persona) -> None:
    client.force_login(getattr(growing.personas, persona))
    growing.grow(3)
    few = count(client, growing.first.get_absolute_url())
    growing.grow(30)
    assert count(client, growing.first.get_absolute_url()) == few <= MOST
