"""The buttons of a meeting's page that send mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from groups.models import Person
from groups.queries.answers import answers_of
from tests.factories.groups import make_person
from tests.factories.meetings import DAY, make_meeting

pytestmark = pytest.mark.django_db
BEFORE = DAY - timedelta(days=14)


def test_secretary_sends_the_invitations_from_the_page(client, personas, settings, django_capture_on_commit_callbacks):
    settings.HYTE_TODAY = BEFORE
    client.cookies["django_language"] = "en"
    meeting = make_meeting(personas.group)
    Person.objects.filter(pk=personas.member.person.pk).update(email="jasen@example.org")
    client.force_login(personas.secretary)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("groups:meeting-call", args=[meeting.pk]), follow=True).content.decode()
    assert [message.to for message in mail.outbox] == [["jasen@example.org"]]
    assert "An invitation is on its way to 1 person." in page
    assert "No mail reaches these: chair henkilö (No e-mail address)." in page
    rows = {row.person.name: row.notice and row.notice.state.value for row in answers_of(meeting).rows}
    assert rows == {"chair henkilö": None, "member henkilö": "sent"}


def test_deputy_chosen_on_the_page_is_mailed(client, personas, settings, django_capture_on_commit_callbacks):
    settings.HYTE_TODAY = BEFORE
    meeting = make_meeting(personas.group)
    deputy = make_person("Kollega", organisation=personas.division, email="kollega@example.org")
    client.force_login(personas.member)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("groups:meeting-answer", args=[meeting.pk]), {"answer": "deputy", "deputy": deputy.pk})
    assert [message.to for message in mail.outbox] == [["kollega@example.org"]]
