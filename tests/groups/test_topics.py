"""One theme for many meetings, or for one only."""

from datetime import date

import pytest
from django.urls import reverse

from groups.models import MeetingTopic
from tests.factories.groups import make_group
from tests.factories.meetings import make_meeting, make_topic

pytestmark = pytest.mark.django_db


def test_theme_is_given_to_several_meetings_at_once(client, personas) -> None:
    client.force_login(personas.coordinator)
    meetings = [make_meeting(personas.group, make_group(personas.county)), make_meeting(make_group(personas.county))]
    data = {"name_fi": "Hyte-rakenteet", "to_be_confirmed": "on", "meetings": [each.pk for each in meetings]}
    client.post(reverse("groups:topic-create", args=[meetings[0].pk]), data)
    topic = MeetingTopic.objects.get()
    assert list(topic.meetings.all()) == meetings
    assert topic.to_be_confirmed and topic.county == personas.county
    assert topic.history.first().history_user == personas.coordinator


def test_secretary_gives_themes_to_own_meetings_only(client, personas) -> None:
    client.force_login(personas.secretary)
    own, other = make_meeting(personas.group), make_meeting(make_group(personas.county))
    url = reverse("groups:topic-create", args=[own.pk])
    assert client.post(url, {"name_fi": "Teema", "meetings": [own.pk, other.pk]}).status_code == 422
    assert client.post(url, {"name_fi": "Teema", "meetings": [own.pk]}).status_code == 302


def test_theme_shared_with_anothers_meeting_is_the_coordinators(client, personas) -> None:
    topic = make_topic(make_meeting(personas.group), make_meeting(make_group(personas.county)))
    url = reverse("groups:topic-edit", args=[topic.pk])
    client.force_login(personas.secretary)
    assert client.get(url).status_code == 403
    client.force_login(personas.coordinator)
    assert client.get(url).status_code == 200


def test_theme_of_an_earlier_term_keeps_its_meetings(client, personas) -> None:
    client.force_login(personas.coordinator)
    spring, autumn = make_meeting(personas.group), make_meeting(personas.group, on=date(2024, 9, 2))
    topic = make_topic(spring, autumn)
    data = {"name_fi": "Uusi nimi", "meetings": [spring.pk, autumn.pk]}
    client.post(reverse("groups:topic-edit", args=[topic.pk]), data)
    topic.refresh_from_db()
    assert topic.name_fi == "Uusi nimi" and topic.meetings.count() == 2


def test_removing_a_theme_leaves_the_meetings(client, personas) -> None:
    client.force_login(personas.chair)
    meeting = make_meeting(personas.group)
    topic = make_topic(meeting)
    client.post(reverse("groups:topic-remove", args=[topic.pk]))
    assert not MeetingTopic.objects.exists()
    meeting.refresh_from_db()
