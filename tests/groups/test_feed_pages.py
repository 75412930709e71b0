"""The page where one keeps the addresses of one's own calendars, and a meeting as a file."""

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import PersonalLink
from tests.factories.groups import make_group, make_seat
from tests.factories.links import make_feed_address
from tests.factories.meetings import DAY, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = DAY


def sign_in(client, user) -> None:
    client.force_login(user)
    client.cookies["django_language"] = "en"


def made_address(response) -> str:
    return next(feed.address for feed in response.context["feeds"] if feed.address)


def test_address_is_shown_once_and_works(client, personas):
    sign_in(client, personas.member)
    make_meeting(personas.group, title="Ryhmän kokous")
    response = client.post(reverse("groups:feed-make"), {"group": ""})
    address = made_address(response)
    assert f'value="{address}"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "SUMMARY:Ryhmän kokous\r\n" in Client().get(address).content.decode()
    token = address.rsplit("/", 1)[1]
    page = client.get(reverse("groups:feeds")).content.decode()
    assert token not in page and "Renew the address" in page and "last fetched" in page


def test_page_renews_and_removes(client, personas):
    sign_in(client, personas.member)
    first = made_address(client.post(reverse("groups:feed-make"), {"group": personas.group.pk}))
    link = PersonalLink.objects.get()
    second = made_address(client.post(reverse("groups:feed-renew", args=[link.pk])))
    assert [Client().get(each).status_code for each in (first, second)] == [410, 200]
    client.post(reverse("groups:feed-remove", args=[PersonalLink.objects.get(revoked_at=None).pk]))
    assert Client().get(second).status_code == 410
    assert [link.group for link in PersonalLink.objects.all()] == [personas.group, personas.group]


def test_links_of_others_are_not_ones_own(client, personas):
    make_feed_address(personas.chair.person)
    link = PersonalLink.objects.get()
    sign_in(client, personas.member)
    for name in ("feed-renew", "feed-remove"):
        assert client.post(reverse(f"groups:{name}", args=[link.pk])).status_code == 404
    assert PersonalLink.objects.get().revoked_at is None


def test_calendar_of_a_group_that_one_does_not_see_is_not_found(client, personas):
    sign_in(client, personas.member)
    foreign = make_group(personas.other_county)
    for wanted in (foreign.pk, "999999", "x"):
        assert client.post(reverse("groups:feed-make"), {"group": wanted}).status_code == 404
    assert not PersonalLink.objects.exists()


def test_account_without_a_person_is_told_what_to_do(client, personas):
    sign_in(client, personas.coordinator)
    assert "tie your account to your person" in client.get(reverse("groups:feeds")).content.decode()
    assert client.post(reverse("groups:feed-make")).status_code == 403


def test_page_asks_the_same_at_3_and_30_groups(client, personas):
    sign_in(client, personas.member)
    counts = []
    for more in (2, 27):
        for _number in range(more):
            group = make_group(personas.county)
            make_seat(group, personas.member.person)
            make_feed_address(personas.member.person, group)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("groups:feeds"))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


# One meeting as a file


def test_meeting_is_downloaded_as_a_file(client, personas):
    meeting = make_meeting(personas.group, title="Työikäisten kokous")
    sign_in(client, personas.member)
    response = client.get(reverse("groups:meeting-ics", args=[meeting.pk]))
    assert response["Content-Type"].startswith("text/calendar")
    assert "attachment" in response["Content-Disposition"] and "2024-03-18.ics" in response["Content-Disposition"]
    (event,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert (event["uid"], event["summary"]) == (str(meeting.uid), "Työikäisten kokous")


def test_coming_back_to_the_address_of_the_form_leads_to_the_page(client, personas):
    """A change of language or a bookmark asks for it without sending the form again."""
    sign_in(client, personas.member)
    first = made_address(client.post(reverse("groups:feed-make"), {"group": ""}))
    renew = reverse("groups:feed-renew", args=[PersonalLink.objects.get().pk])
    second = made_address(client.post(renew))
    for address in (reverse("groups:feed-make"), renew):
        assert client.get(address).url == reverse("groups:feeds")
    assert [Client().get(each).status_code for each in (first, second)] == [410, 200]
