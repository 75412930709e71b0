"""A meeting's round asks the database as much of 3 measures and meetings as of 30, and little for an answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Meeting
from plans.models import AgendaMeasure, Measure
from tests.factories.meeting_round import MEETING_DAY, answer_data, answer_url, round_url, unchanged_data
from tests.factories.meetings import make_item, make_meeting, make_memo
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.factories.status import TODAY

MOST_FOR_A_PAGE = 12  # session and user counted
MOST_FOR_AN_ANSWER = 10
BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


class GrowingRound:
    """A meeting whose measures, earlier meetings and answers grow in number."""

    def __init__(self, personas) -> None:
        self.personas, self.size = personas, 0
        self.plan = make_bare_plan(personas.county)
        self.section = make_section(self.plan, group=personas.group)
        self.meeting: Meeting = make_meeting(personas.group, on=MEETING_DAY)
        self.item = make_item(self.meeting, kind="measures")
        make_memo(self.meeting)
        self.first: Measure = make_measure(make_goal(self.section, "T0"), "T0.1")

    def grow(self, size: int) -> None:
        for number in range(self.size, size):
            earlier = make_meeting(self.personas.group, on=MEETING_DAY - timedelta(days=30 + number))
            measure = make_measure(make_goal(self.section, f"T{number + 1}"))
            make_update(measure, earlier.on, meeting=earlier, by=self.personas.chair)
            make_update(measure, MEETING_DAY, meeting=self.meeting, by=self.personas.chair, published=False)
            make_update(self.first, earlier.on, meeting=earlier, by=self.personas.chair)
            AgendaMeasure.objects.create(item=self.item, measure=measure)
        self.size = size


@pytest.fixture
def growing(personas, client) -> GrowingRound:
    client.force_login(personas.secretary)
    return GrowingRound(personas)


def count(ask, *args, **options) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = ask(*args, **options)
    assert response.status_code in (200, 302)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in captured)


def counts_of(client, growing: GrowingRound) -> dict[str, int]:
    address, answer = round_url(growing.meeting), answer_url(growing.meeting, growing.first)
    pages = [address, f"{address}?nayta=vastaamatta", answer, f"{answer}?nayta=esityslistalla"]
    parts = [f"{address}?versio=0-open", address, answer]
    return {page: count(client.get, page) for page in pages} | {
        f"part {part}": count(client.get, part, **BY_SCRIPT) for part in parts
    }


def test_pages_of_the_round_ask_the_same_at_3_and_at_30(client, growing):
    growing.grow(3)
    few = counts_of(client, growing)
    growing.grow(30)
    assert counts_of(client, growing) == few
    assert max(few.values()) <= MOST_FOR_A_PAGE


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT])
def test_saving_an_answer_asks_little_however_much_there_is(client, growing, headers):
    address, first = answer_url(growing.meeting, growing.first), growing.first
    for size in (3, 30):
        growing.grow(size)
        assert count(client.post, address, answer_data(first), **headers) <= MOST_FOR_AN_ANSWER
        no_change = unchanged_data(first) | {"no_change": "1"}
        assert count(client.post, address, no_change, **headers) <= MOST_FOR_AN_ANSWER
