"""Memos, tasks and the hand-over ask the database the same number of questions at 3 rows and at 30."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from groups.models import Meeting
from plans.models import Plan
from plans.queries.memo import draft_content, memo_of
from plans.queries.memo_content import freeze
from tests.factories.groups import Personas, make_person, make_seat
from tests.factories.meetings import (
    make_answer,
    make_assignment,
    make_comment,
    make_item,
    make_meeting,
    make_memo,
    make_round,
    make_turn,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.test_query_counts import count_queries

pytestmark = pytest.mark.django_db

# Session and user counted. A draft is put together from seats, answers, turns, items, tasks, updates and the next meeting.
MOST = {
    "meeting-memo": 16,
    "approved": 8,
    "memo-edit": 12,
    "memo-attendance": 9,
    "group-assignments": 6,
    "my-assignments": 6,
    "group-handover": 14,
}


class Growing:
    def __init__(self, personas: Personas) -> None:
        self.personas, self.group = personas, personas.group
        self.plan: Plan = make_bare_plan(personas.county)
        self.goal = make_goal(make_section(self.plan, group=self.group))
        self.held = make_meeting(self.group, on=date(2024, 3, 18))
        self.approved = make_meeting(self.group, on=date(2024, 2, 26))
        self.coming = make_meeting(self.group, on=date(2024, 4, 15))
        make_turn(self.coming, personas.secretary.person)
        self.memo = make_memo(self.held)
        self.frozen = make_memo(self.approved, state="approved", approved_at=self.held.starts_at, content={})

    def grow(self, count: int) -> None:
        for _number in range(count - self.held.agenda_items.count()):
            self._add_one()
        self.frozen.content = freeze(draft_content(memo_of(Meeting.objects.get(pk=self.held.pk))))
        self.frozen.save()

    def _add_one(self) -> None:
        seat = make_seat(self.group, make_person(), deputy=make_person())
        make_answer(self.held, seat, attended="present")
        item = make_item(self.held, presenter=seat.person, decided="Sovittiin.")
        for person in (seat.person, self.personas.secretary.person):
            make_assignment(self.group, meeting=self.held, item=item, person=person, due_on=date(2024, 5, 1))
        make_assignment(self.group, state="done", ended_on=date(2024, 3, 18), person=seat.person)
        measure, stale = make_measure(self.goal), make_measure(self.goal)
        make_update(measure, self.held.on - timedelta(days=30))
        make_update(measure, self.held.on, "completed", meeting=self.held)
        for target in (stale, item, self.memo):
            make_comment(target, person=seat.person)
        make_round(self.plan, f"Kierros {measure.pk}")

    def pages(self) -> dict[str, str]:
        names = {
            "meeting-memo": self.held,
            "approved": self.approved,
            "memo-edit": self.held,
            "memo-attendance": self.held,
            "group-assignments": self.group,
            "group-handover": self.group,
        }
        pages = {
            name: reverse(f"plans:{'meeting-memo' if name == 'approved' else name}", args=[record.pk])
            for name, record in names.items()
        }
        return pages | {"my-assignments": reverse("plans:my-assignments")}


def test_pages_ask_the_same_number_of_questions_at_3_and_at_30_rows(client, personas, settings):
    settings.HYTE_TODAY = date(2024, 3, 20)
    growing = Growing(personas)
    client.force_login(personas.secretary)
    growing.grow(3)
    few = {name: count_queries(client, page) for name, page in growing.pages().items()}
    growing.grow(30)
    many = {name: count_queries(client, page) for name, page in growing.pages().items()}
    assert few == many
    assert {name: count for name, count in many.items() if count > MOST[name]} == {}
