"""The hand-over page: what the next secretary must know, on one page."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.queries.handover import MOST, hand_over
from tests.factories.groups import make_group
from tests.factories.meetings import (
    make_assignment,
    make_comment,
    make_item,
    make_meeting,
    make_memo,
    make_round,
    make_turn,
)
from tests.factories.plans import make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 20)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def last(personas):
    return make_meeting(personas.group, on=date(2024, 3, 18), title="Maaliskuu")


def test_next_meeting_and_whose_turn(personas, last):
    make_meeting(personas.group, on=date(2024, 4, 1), state="cancelled", cancel_reason="Peruttu")
    coming = make_meeting(personas.group, on=date(2024, 4, 15))
    after = make_meeting(personas.group, on=date(2024, 5, 13))
    make_meeting(make_group(personas.county), on=date(2024, 3, 25))
    make_turn(coming, personas.secretary.person)
    make_turn(after, None)
    hand = hand_over(personas.group, TODAY)
    assert (hand.next, hand.last) == (coming, last)
    assert [(turn.meeting, turn.person) for turn in hand.turns] == [(coming, personas.secretary.person), (after, None)]


def test_what_was_promised_comes_from_the_last_meeting_and_its_memo(personas, last):
    make_memo(last)
    make_item(last, "Teema", decided="Sovittiin.")
    make_item(last, "Ilman päätöstä")
    agreed = make_assignment(personas.group, "Kutsu", meeting=last)
    done = make_assignment(personas.group, "Tehty jo", meeting=last, state="done", ended_on=TODAY)
    older = make_assignment(personas.group, "Vanhempi")
    make_assignment(personas.group, "Vanhempi tehty", state="done", ended_on=TODAY)
    hand = hand_over(personas.group, TODAY)
    assert hand.memo.state == "draft"
    assert [item.decided for item in hand.decisions.first] == ["Sovittiin."]
    assert (hand.agreed.first, hand.tasks.first) == ([agreed, done], [older])


def test_an_approved_memo_promises_what_was_frozen(personas, last):
    make_item(last, "Teema", decided="Muutettu jälkeenpäin")
    frozen = {"items": [{"title": "Teema", "decided": "Sovittiin.", "tasks": []}]}
    make_memo(last, state="approved", approved_at=timezone.now(), content=frozen)
    assert [item.decided for item in hand_over(personas.group, TODAY).decisions.first] == ["Sovittiin."]


def test_comments_that_wait_are_those_of_the_groups_own_things(personas, plan, measure, last):
    waiting = [make_comment(target) for target in (measure, make_item(last), make_memo(last))]
    make_comment(measure, state="answered", answer="Vastattu")
    make_comment(plan.measures.get(identifier="L1.1"))
    assert hand_over(personas.group, TODAY).comments.first == waiting


def test_measures_to_ask_about(personas, plan, measure, sibling, last):
    make_update(sibling, last.on)
    late = make_measure(measure.goal, "T1.9", end_year=2023)
    make_update(late, TODAY)
    ended = make_measure(measure.goal, "T1.8", end_year=2023)
    make_update(ended, date(2024, 1, 1), status="completed")
    due = hand_over(personas.group, TODAY).measures
    assert {(each.measure.identifier, each.is_late) for each in due.first} == {("T1.1", False), ("T1.9", True)}


def test_open_rounds_of_the_groups_sections(personas, plan):
    other = make_round(plan, "Toisen osion kierros")
    other.sections.set(plan.sections.filter(slug="lapset"))
    own = make_round(plan)
    assert hand_over(personas.group, TODAY).rounds == [own]


def test_long_lists_are_cut_and_the_rest_is_counted(personas):
    for number in range(MOST + 3):
        make_assignment(personas.group, f"Tehtävä {number}")
    tasks = hand_over(personas.group, TODAY).tasks
    assert (len(tasks.first), tasks.count, tasks.left_out) == (MOST, MOST + 3, 3)


def test_the_page_leads_to_every_step(client, personas, plan, last):
    coming = make_meeting(personas.group, on=date(2024, 4, 15))
    make_round(plan)
    make_comment(plan.measures.first())
    client.force_login(personas.secretary)
    page = client.get(reverse("plans:group-handover", args=[personas.group.pk])).content.decode()
    for name in ("meeting-agenda", "meeting-pack", "meeting-round", "memo-edit", "meeting-memo"):
        assert reverse(f"plans:{name}", args=[coming.pk]) in page
    assert coming.get_absolute_url() in page


def test_a_group_without_anything_has_a_page(client, personas):
    group = make_group(personas.county)
    client.force_login(personas.coordinator)
    assert client.get(reverse("plans:group-handover", args=[group.pk])).status_code == 200


def test_foreign_sections_measures_arent_told(personas, plan):
    make_measure(make_goal(make_section(plan, "muu"), "M1"), "M1.1")
    assert "M1.1" not in {each.measure.identifier for each in hand_over(personas.group, TODAY).measures.first}
