"""The proposal for an agenda: made from the records, shown first, then taken as a whole or item by item."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from groups.models import Meeting
from plans.models import AgendaMeasure
from plans.queries.agenda_proposal import proposal_of
from plans.services.agenda import take_proposal
from tests.factories.groups import make_decision
from tests.factories.meetings import make_assignment, make_meeting, make_topic
from tests.factories.plans import make_goal, make_measure, make_update
from tests.plans.agenda.pages import TODAY, page, proposed, titles

pytestmark = pytest.mark.django_db


# What is proposed


def test_an_empty_meeting_is_proposed_an_opening_and_an_end(personas, meeting):
    found = proposed(meeting, personas.secretary)
    assert list(found) == ["opening", "next"]


def test_open_tasks_of_the_group_make_an_item(personas, meeting):
    make_assignment(personas.group)
    make_assignment(personas.group, state="done", ended_on=TODAY)
    assert proposed(meeting, personas.secretary)["tasks"].tasks == 1


def test_decisions_made_since_the_last_meeting_are_proposed_one_by_one(personas, meeting, before):
    new = make_decision(personas.county, on=before.on + timedelta(days=1))
    make_decision(personas.county, on=before.on)  # the last meeting could take it up
    make_decision(personas.county, on=meeting.on + timedelta(days=1))
    make_decision(personas.other_county, on=before.on + timedelta(days=1))
    decisions = [each.decision for each in proposed(meeting, personas.secretary).values() if each.decision]
    assert decisions == [new]


def test_themes_of_the_meeting_are_proposed(personas, meeting, before):
    own = make_topic(meeting, name="Kulttuurihyvinvointi")
    make_topic(before, name="Vanha")
    topics = [each for each in proposed(meeting, personas.secretary).values() if each.topic]
    assert [(each.topic, each.title) for each in topics] == [(own, "Kulttuurihyvinvointi")]


def test_measures_not_updated_since_the_last_meeting_or_late_are_proposed_with_the_reason(
    personas, meeting, before, section
):
    goal = make_goal(section, "T5")
    fresh, stale, delayed, over, never, ended = (make_measure(goal) for _number in range(6))
    make_update(fresh, before.on)
    make_update(stale, before.on - timedelta(days=1))
    make_update(delayed, before.on, progress="delayed")
    make_update(over, before.on)
    over.end_year = 2023
    over.save()
    make_update(ended, before.on - timedelta(days=60), "completed")
    item = proposed(meeting, personas.secretary)[f"measures-{section.pk}"]
    reasons = {each.row.measure: each.reason for each in item.measures if each.row.measure.goal == goal}
    assert reasons == {stale: "not_updated", delayed: "late", over: "late", never: "not_updated"}


def test_a_joint_meeting_gets_an_item_for_each_section(personas, plan):
    other = plan.sections.get(slug="lapset")
    other.group = personas.group.__class__.objects.create(county=personas.county, name_fi="Lapset", kind="age_group")
    other.save()
    joint = make_meeting(personas.group, other.group, on=date(2024, 4, 15))
    make_measure(make_goal(plan.sections.get(group=personas.group), "T9"))
    keys = [key for key in proposed(joint, personas.coordinator) if key.startswith("measures-")]
    assert keys == [f"measures-{each.pk}" for each in plan.sections.order_by("order", "pk")]


def test_texts_of_the_agenda_are_in_the_countys_language_whatever_the_readers(personas, meeting):
    with translation.override("en"):
        [opening, _next] = proposal_of(Meeting.objects.get(pk=meeting.pk), personas.secretary, TODAY)
    with translation.override("fi"):
        [finnish, _next] = proposal_of(Meeting.objects.get(pk=meeting.pk), personas.secretary, TODAY)
    assert opening.title == finnish.title


# Taking it


def test_the_proposal_is_shown_before_anything_is_taken(client, secretary, meeting):
    assert client.get(page(meeting, "agenda-propose")).status_code == 200
    assert titles(meeting) == []


def test_the_whole_proposal_is_taken_in_one_act_and_not_twice(client, secretary, meeting, section):
    measure = make_measure(make_goal(section, "T5"))
    make_topic(meeting, name="Teema")
    keys = list(proposed(meeting, secretary))
    answers = [client.post(page(meeting, "agenda-propose"), {"keys": keys}).status_code for _time in range(2)]
    assert answers == [302, 422]
    assert [item.kind for item in meeting.agenda_items.all()] == ["opening", "topic", "measures", "next"]
    assert measure.pk in AgendaMeasure.objects.filter(item__meeting=meeting).values_list("measure", flat=True)
    assert proposed(meeting, secretary) == {}


def test_two_secretaries_who_take_the_proposal_at_once_take_it_once(personas, meeting):
    """The second one had the form open already."""
    for _time in range(2):
        take_proposal(meeting, ["opening", "next"], on=TODAY, by=personas.secretary)
    assert [item.kind for item in meeting.agenda_items.all()] == ["opening", "next"]


def test_item_by_item_the_opening_comes_first_and_the_end_last(personas, meeting):
    make_topic(meeting, name="Teema")
    make_assignment(personas.group)
    keys = list(proposed(meeting, personas.secretary))
    for key in reversed(keys):
        take_proposal(meeting, [key], on=TODAY, by=personas.secretary)
    kinds = [item.kind for item in meeting.agenda_items.all()]
    assert (kinds[0], kinds[-1], sorted(kinds)) == ("opening", "next", ["next", "opening", "tasks", "topic"])


def test_newcomers_among_the_measures_join_the_item_that_has_the_sections_measures(personas, meeting, section):
    goal = make_goal(section, "T5")
    first = make_measure(goal)
    take_proposal(meeting, None, on=TODAY, by=personas.secretary)
    second = make_measure(goal)
    take_proposal(meeting, None, on=TODAY, by=personas.secretary)
    item = meeting.agenda_items.get(kind="measures")
    ties = AgendaMeasure.objects.filter(item=item, measure__goal=goal).order_by("order")
    assert [tie.measure for tie in ties] == [first, second]


def test_nothing_chosen_is_told(client, secretary, meeting):
    assert client.post(page(meeting, "agenda-propose"), {}).status_code == 422
    assert client.post(page(meeting, "agenda-propose"), {"keys": ["tuntematon"]}).status_code == 422
