"""The annual clock behind a secret address: for staff alone, and nothing once one isn't staff any more."""

from datetime import date

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from groups.models import Person, PersonalLink, RoleAssignment, Seat
from groups.permissions import Role
from groups.services.feeds import make_feed
from groups.views.feeds import MOST_MISSES
from reporting.models import ClockFeed
from tests.factories.clock import make_clock_address, make_clock_event
from tests.factories.groups import give_role, make_person
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 1)
MAKE, PAGE = reverse("reporting:clock-feed-make"), reverse("reporting:clock-feed-page")


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def person(personas) -> Person:
    return personas.secretary.person


def titles(address: str) -> list[str]:
    """As a calendar programme fetches them: without a session."""
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def status(address: str) -> int:
    return Client().get(address).status_code


def made_address(response) -> str:
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    address = response.context["address"]
    assert address in response.text
    return address.removeprefix(product.BASE_URL.rstrip("/"))


class TestWhatItHolds:
    def test_three_years_without_meetings_and_other_counties(self, personas, person):
        for year in range(2021, 2027):
            make_clock_event(personas.county, f"Kierros {year}", year=year)
        make_clock_event(personas.other_county, "Vieras")
        make_meeting(personas.group, title="Kokous")
        assert titles(make_clock_address(person, personas.county)) == ["Kierros 2023", "Kierros 2024", "Kierros 2025"]

    def test_isnt_kept_anywhere_else_and_is_its_readers_only(self, personas, person):
        address = make_clock_address(person, personas.county)
        response = Client().get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert address.rsplit("/", 1)[1].removesuffix(".ics") not in str(list(PersonalLink.objects.values()))

    def test_each_fetch_shows_what_the_clock_has_by_then(self, personas, person):
        address = make_clock_address(person, personas.county)
        assert titles(address) == []
        make_clock_event(personas.county, "Uusi")
        assert titles(address) == ["Uusi"]


class TestWhatNoLongerWorks:
    def test_a_renewed_one_and_only_that(self, personas, person):
        first = make_clock_address(person, personas.county)
        others = make_clock_address(personas.chair.person, personas.county)
        meetings = make_feed(person, None, at=timezone.now(), by=None)
        second = make_clock_address(person, personas.county)
        assert [status(each) for each in (first, second, others, meetings)] == [410, 200, 200, 200]

    def test_making_a_calendar_of_meetings_leaves_the_clock(self, personas, person):
        address = make_clock_address(person, personas.county)
        make_feed(person, None, at=timezone.now(), by=None)
        assert status(address) == 200

    def test_an_expired_one(self, personas, person):
        address = make_clock_address(person, personas.county)
        PersonalLink.objects.update(expires_at=timezone.now())
        assert status(address) == 410

    def test_that_of_somebody_who_has_left(self, personas, person):
        address = make_clock_address(person, personas.county)
        Person.objects.filter(pk=person.pk).update(left_on=TODAY)
        assert status(address) == 410

    def test_that_of_a_closed_account(self, personas, person):
        address = make_clock_address(person, personas.county)
        personas.secretary.is_active = False
        personas.secretary.save()
        assert status(address) == 410

    def test_that_of_somebody_who_isnt_staff_any_more(self, personas, person):
        make_clock_event(personas.county, "Salainen")
        address = make_clock_address(person, personas.county)
        Seat.objects.filter(person=person).update(ends_on=date(2024, 2, 29))
        response = Client().get(address)
        assert response.status_code == 410
        assert "Salainen" not in response.text and PAGE in response.text

    def test_an_unknown_one_and_links_for_other_things(self, personas, person):
        assert status(reverse("reporting:clock-feed", args=["x" * 43])) == 404
        address = make_clock_address(person, personas.county)
        PersonalLink.objects.update(purpose="settings")
        assert status(address) == 404

    def test_guessing_is_stopped(self):
        guess = reverse("reporting:clock-feed", args=["x" * 43])
        answers = [status(guess) for _number in range(MOST_MISSES + 1)]
        assert answers[-2:] == [404, 429]


class TestThePage:
    def test_makes_renews_and_removes(self, client, personas, person):
        client.force_login(personas.secretary)
        assert client.get(PAGE).context["address"] == ""
        first = made_address(client.post(MAKE))
        assert first.rsplit("/", 1)[1] not in client.get(PAGE).text
        second = made_address(client.post(MAKE))
        assert [status(each) for each in (first, second)] == [410, 200]
        feed = ClockFeed.objects.get(link__revoked_at=None)
        assert client.post(reverse("reporting:clock-feed-remove", args=[feed.pk])).status_code == 302
        assert status(second) == 410
        assert client.get(PAGE).context["feed"] is None

    def test_of_each_county_that_one_is_staff_of(self, client, personas, person):
        for county, code in ((personas.county, "04"), (personas.other_county, "13")):
            county.region_code = code
            county.save()
            make_clock_event(county, county.name)
        give_role(personas.secretary, Role.READER, personas.other_county)
        client.force_login(personas.secretary)
        addresses = [made_address(client.post(f"{MAKE}?hva={code}")) for code in ("04", "13")]
        assert [titles(each) for each in addresses] == [[personas.county.name], [personas.other_county.name]]
        RoleAssignment.objects.filter(user=personas.secretary).delete()
        assert [status(each) for each in addresses] == [200, 410]

    def test_anothers_feed_isnt_ones_own(self, client, personas, person):
        address = make_clock_address(personas.chair.person, personas.county)
        client.force_login(personas.secretary)
        assert client.post(reverse("reporting:clock-feed-remove", args=[ClockFeed.objects.get().pk])).status_code == 404
        assert status(address) == 200

    def test_an_account_without_a_person_is_told_what_to_do(self, client, personas):
        client.force_login(personas.coordinator)
        assert client.get(PAGE).status_code == 200
        assert client.post(MAKE).status_code == 403
        make_person("Koordinaattori", personas.coordinator)
        assert client.post(MAKE).status_code == 200

    def test_coming_back_to_the_address_of_the_form_makes_nothing(self, client, personas, person):
        client.force_login(personas.secretary)
        assert client.get(MAKE).url == PAGE
        assert not ClockFeed.objects.exists()

    def test_the_clock_leads_here(self, client, personas):
        client.force_login(personas.reader)
        assert PAGE in client.get(reverse("reporting:annual-clock")).text
