"""Sending and revoking personal links."""

import re
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from groups.models import PersonalLink, SentNotice
from plans.models import Measure, MeasureLink, Plan
from plans.services.links import send_link
from tests.factories.links import make_link
from tests.factories.plans import make_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return plan.measures.get(identifier="T1.1")


def sent_address() -> str:
    return re.search(r"http://localhost:8000(/t/\S+)", mail.outbox[-1].body)[1]


def test_coordinator_mails_a_link_that_opens_the_form(client, personas, measure, django_capture_on_commit_callbacks):
    client.force_login(personas.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/toimenpiteet/{measure.pk}/linkki/")
    assert (response.status_code, response["Location"]) == (302, measure.get_absolute_url())
    assert mail.outbox[0].to == ["yhteys@example.org"]
    assert measure.wording_fi in mail.outbox[0].body
    page = Client().get(sent_address())
    assert page.status_code == 200
    assert measure.wording_fi in page.content.decode()


def test_secret_is_kept_nowhere(personas, measure, django_capture_on_commit_callbacks, client):
    client.force_login(personas.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/toimenpiteet/{measure.pk}/linkki/")
    token = sent_address().split("/")[2]
    link = PersonalLink.objects.get()
    assert link.token_hash == sha256(token.encode()).hexdigest()
    assert SentNotice.objects.get().text == ""


def test_new_link_replaces_the_earlier_one_of_the_same_measure_only(personas, measure):
    other = make_measure(measure.goal, contact_person=measure.contact_person)
    old, elsewhere = make_link(measure), make_link(other)
    send_link(measure, measure.contact_person, at=timezone.now(), by=personas.coordinator)
    assert Client().get(old).status_code == 404
    assert Client().get(elsewhere).status_code == 200


def test_link_lasts_thirty_days(personas, measure):
    now = timezone.now()
    send_link(measure, measure.contact_person, at=now, by=personas.coordinator)
    assert PersonalLink.objects.get().expires_at == now + timedelta(days=30)


def test_mail_is_in_the_persons_language(personas, measure):
    measure.contact_person.language = "sv"
    measure.wording_sv = "Åtgärden på svenska"
    measure.save()
    notice = send_link(measure, measure.contact_person, at=timezone.now(), by=personas.coordinator)
    assert "Åtgärden på svenska" in notice.text


def test_mail_writes_special_characters_as_they_are(personas, measure):
    measure.wording_fi = "Lapset & nuoret <b>ensin</b>"
    measure.save()
    notice = send_link(measure, measure.contact_person, at=timezone.now(), by=personas.coordinator)
    assert "Lapset & nuoret <b>ensin</b>" in notice.text


@pytest.mark.parametrize("case", ["no contact", "no e-mail", "has left"])
def test_nobody_to_send_to_is_told(client, personas, measure, case):
    person = measure.contact_person
    if case == "no contact":
        Measure.objects.filter(pk=measure.pk).update(contact_person=None)
    elif case == "no e-mail":
        person.email = ""
    else:
        person.left_on = date(2024, 1, 1)
    person.save()
    client.force_login(personas.coordinator)
    page = client.post(f"/toimenpiteet/{measure.pk}/linkki/", follow=True)
    assert "message--error" in page.content.decode()
    assert (PersonalLink.objects.count(), SentNotice.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("coordinator", 302),
        ("lead", 302),
        ("chair", 302),
        ("secretary", 302),
        ("contact", 403),
        ("member", 403),
        ("reader", 403),
        ("keeper", 404),
        ("unrelated", 404),
        ("other_coordinator", 404),
    ],
)
def test_who_may_send_and_revoke(client, personas, measure, persona, status):
    make_link(measure)
    client.force_login(getattr(personas, persona))
    assert client.post(f"/toimenpiteet/{measure.pk}/linkki/").status_code == status
    assert client.post(f"/linkit/{MeasureLink.objects.first().pk}/mitatoi/").status_code == status


def test_revoked_link_stops_working(client, personas, measure):
    address = make_link(measure)
    client.force_login(personas.secretary)
    client.post(f"/linkit/{MeasureLink.objects.get().pk}/mitatoi/")
    assert Client().get(address).status_code == 404


def test_measure_page_shows_links_to_those_who_send_them(client, personas, measure):
    make_link(measure)
    address = f"/linkit/{MeasureLink.objects.get().pk}/mitatoi/"
    client.force_login(personas.secretary)
    assert address in client.get(measure.get_absolute_url()).content.decode()
    client.force_login(personas.reader)
    assert address not in client.get(measure.get_absolute_url()).content.decode()


def test_earlier_mail_that_still_waits_is_dropped(personas, measure):
    for _time in range(2):
        newest = send_link(measure, measure.contact_person, at=timezone.now(), by=personas.coordinator)
    assert list(SentNotice.objects.all()) == [newest]
