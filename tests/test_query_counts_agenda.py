"""Agendas, reading packs and personal pages ask the database the same number of questions at 3 rows and at 30."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from groups.models import Meeting
from plans.models import AgendaMeasure
from tests.factories.groups import Personas, make_decision, make_person, make_seat
from tests.factories.links import make_meeting_address
from tests.factories.meetings import (
    make_answer,
    make_assignment,
    make_comment,
    make_item,
    make_meeting,
    make_memo,
    make_topic,
    make_turn,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.test_query_counts import count_queries

pytestmark = pytest.mark.django_db

# Session and user counted. A pack is put together from seats, turns, items, measures, updates, tasks and the meetings around.
MOST = {
    "meeting-agenda": 10,
    "agenda-propose": 13,
    "agenda-item-edit": 11,
    "meeting-pack": 13,
    "personal-meeting": 19,
}


class Growing:
    def __init__(self, personas: Personas) -> None:
        self.personas, self.group = personas, personas.group
        self.goal = make_goal(make_section(make_bare_plan(personas.county), group=self.group))
        before = make_meeting(self.group, on=date(2024, 3, 18))
        make_memo(before)
        make_meeting(self.group, on=date(2024, 5, 13))
        self.meeting: Meeting = make_meeting(self.group, on=date(2024, 4, 15), state="called")
        self.memo = make_memo(self.meeting)
        make_turn(self.meeting, personas.secretary.person)
        self.address = make_meeting_address(self.meeting, personas.member.person)

    def grow(self, count: int) -> None:
        for number in range(self.meeting.agenda_items.count(), count):
            self._add_one(number)

    def _add_one(self, number: int) -> None:
        seat = make_seat(self.group, make_person(), deputy=make_person(), represents=self.personas.division)
        make_answer(self.meeting, seat)
        decision = make_decision(self.personas.county, on=date(2024, 4, 1))
        topic = make_topic(self.meeting)
        taken = {"topic": topic, "decision": decision, "presenter": seat.person}
        self.item = make_item(self.meeting, minutes=5, kind="tasks" if number == 0 else "measures", **taken)
        make_topic(self.meeting)
        make_decision(self.personas.county, on=date(2024, 4, 1))
        make_assignment(self.group, person=seat.person)
        for _number in range(2):
            measure = make_measure(self.goal, contact_person=make_person())
            make_update(measure, date(2024, 4, 1) - timedelta(days=number))
            AgendaMeasure.objects.create(item=self.item, measure=measure)
        make_measure(self.goal)  # due, and not on the agenda
        for target in (self.item, measure, self.memo):
            answered = {"state": "answered", "answer": "Kyllä", "answered_by": self.personas.secretary}
            make_comment(target, by=self.personas.member)
            make_comment(target, person=self.personas.member.person, **answered)

    def pages(self) -> dict[str, str]:
        pages = {
            name: reverse(f"plans:{name}", args=[self.meeting.pk])
            for name in ("meeting-agenda", "agenda-propose", "meeting-pack")
        }
        edit = reverse("plans:agenda-item-edit", args=[self.meeting.pk, self.item.pk])
        return pages | {"agenda-item-edit": edit, "personal-meeting": self.address}


def test_pages_ask_the_same_number_of_questions_at_3_and_at_30_rows(client, personas, settings):
    settings.HYTE_TODAY = date(2024, 4, 10)
    growing = Growing(personas)
    client.force_login(personas.secretary)
    growing.grow(3)
    few = {name: count_queries(client, page) for name, page in growing.pages().items()}
    growing.grow(30)
    many = {name: count_queries(client, page) for name, page in growing.pages().items()}
    assert few == many
    assert {name: count for name, count in many.items() if count > MOST[name]} == {}
