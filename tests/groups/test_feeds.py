"""Calendar feeds behind secret addresses: what one may see, in two parsers' eyes, and nothing once one may not."""

from datetime import date, timedelta

import icalendar
import pytest
import vobject
from django.conf import settings as product
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting, Person, PersonalLink
from groups.services.meetings import cancel_meeting, save_meeting
from groups.views.feeds import MOST_MISSES
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.links import make_feed_address
from tests.factories.meetings import DAY, at, make_answer, make_meeting, make_topic, make_turn

pytestmark = pytest.mark.django_db
BEFORE = DAY - timedelta(days=14)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = BEFORE


def fetch(address: str) -> list[icalendar.Event]:
    """As a calendar programme does: without a session. Both parsers must find the same."""
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar, again = icalendar.Calendar.from_ical(response.content), vobject.readOne(response.content.decode())
    again.validate(raiseException=True)
    events = calendar.walk("VEVENT")
    assert calendar.errors == [] and not any(event.errors for event in events)
    assert [event["uid"] for event in events] == [each.uid.value for each in again.contents.get("vevent", [])]
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
    return events


def titles(address: str) -> list[str]:
    return [str(event["summary"]) for event in fetch(address)]


def refused(address: str) -> tuple[int, str]:
    response = Client().get(address)
    assert response["Content-Type"].startswith("text/plain")
    return response.status_code, response.content.decode()


def test_own_calendar_has_what_concerns_the_person(personas):
    person, county = personas.member.person, personas.county
    other, third = make_group(county, "Lapset"), make_group(county, "Ikääntyneet")
    make_meeting(personas.group, title="Oma ryhmä")
    make_meeting(other, third, title="Vuorossa", on=DAY + timedelta(days=1))
    make_meeting(third, title="Sijaisena", on=DAY + timedelta(days=2))
    make_meeting(other, title="Ei minun", on=DAY + timedelta(days=3))
    board = make_organisation("Lautakunta", kind="committee", parent=county)
    make_meeting(county=county, body=board, title="Lautakunta", on=DAY + timedelta(days=4))
    foreign = make_organisation("Vieras", kind="committee", parent=personas.other_county)
    make_meeting(county=personas.other_county, body=foreign, title="Vieras lautakunta")
    make_turn(Meeting.objects.get(title="Vuorossa"), person, other)
    passed = make_seat(third, make_person())
    make_answer(Meeting.objects.get(title="Sijaisena"), passed, "deputy", deputy=person)
    assert titles(make_feed_address(person)) == ["Oma ryhmä", "Vuorossa", "Sijaisena", "Lautakunta"]


def test_meeting_of_several_of_ones_groups_stands_there_once(personas):
    person, other = personas.member.person, make_group(personas.county, "Lapset")
    make_seat(other, person)
    make_meeting(personas.group, other, title="Kaikki ryhmät")
    assert titles(make_feed_address(person)) == ["Kaikki ryhmät"]


def test_calendar_of_a_group_has_its_meetings_alone(personas):
    make_meeting(personas.group, title="Oma ryhmä")
    make_meeting(make_group(personas.county), title="Muu ryhmä")
    reader = make_person("Lukija", personas.reader)
    assert titles(make_feed_address(reader, personas.group)) == ["Oma ryhmä"]


def test_event_tells_themes_groups_and_the_page_but_no_people(personas):
    meeting = make_meeting(personas.group, title="Kokous, joka; kestää", link="https://example.org/etä", place="Sali")
    make_topic(meeting, name="Hyte-rakenteet")
    make_topic(meeting, name="Talous", to_be_confirmed=True)
    Person.objects.update(language="en")
    address = make_feed_address(personas.member.person)
    (event,) = fetch(address)
    assert str(event["description"]).split("\n") == [
        "Groups: Työikäisten ryhmä",
        "Themes: Hyte-rakenteet; Talous (to be confirmed)",
        "Video meeting: https://example.org/etä",
    ]
    assert (event["summary"], event["status"]) == ("Kokous, joka; kestää", "TENTATIVE")
    assert event["url"] == product.BASE_URL + meeting.get_absolute_url()
    content = Client().get(address).content.decode()
    assert "ATTENDEE" not in content and "henkilö" not in content


def test_change_and_cancellation_raise_the_version_and_keep_the_uid(personas):
    meeting = make_meeting(personas.group, title="Kokous", changed_at=at(BEFORE - timedelta(days=9)))
    Person.objects.update(language="en")
    address = make_feed_address(personas.member.person)
    (first,) = fetch(address)
    meeting.place = "Uusi paikka"
    save_meeting(meeting, groups=[personas.group], at=timezone.now(), by=personas.secretary)
    (second,) = fetch(address)
    cancel_meeting(meeting, reason="Sairastapaus", at=timezone.now(), by=personas.secretary)
    (third,) = fetch(address)
    assert first["uid"] == second["uid"] == third["uid"] == str(meeting.uid)
    assert [each["sequence"] for each in (first, second, third)] == [0, 1, 2]
    assert [each["status"] for each in (first, second, third)] == ["TENTATIVE", "TENTATIVE", "CANCELLED"]
    assert (third["summary"], "Sairastapaus" in third["description"]) == ("Cancelled: Kokous", True)
    assert third["last-modified"].dt >= second["last-modified"].dt > first["last-modified"].dt


@pytest.mark.parametrize("on", [date(2024, 3, 29), date(2024, 4, 2), date(2024, 10, 25), date(2024, 10, 28)])
def test_two_o_clock_is_two_o_clock_in_winter_and_in_summer(personas, on):
    make_meeting(personas.group, on=on)
    (event,) = fetch(make_feed_address(personas.member.person))
    assert event["dtstart"].dt == at(on, 14)
    assert timezone.localtime(event["dtstart"].dt).hour == 14


def test_meetings_of_long_ago_are_left_out(personas):
    make_meeting(personas.group, on=BEFORE - timedelta(days=500), title="Vanha")
    make_meeting(personas.group, on=BEFORE - timedelta(days=300), title="Viime vuoden")
    make_seat(personas.group, personas.member.person, starts_on=date(2020, 1, 1))
    assert titles(make_feed_address(personas.member.person)) == ["Viime vuoden"]


def test_address_is_kept_nowhere(personas):
    address = make_feed_address(personas.member.person)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 40
    assert token not in str(list(PersonalLink.objects.values()))


def test_pages_are_for_their_reader_only(personas):
    response = Client().get(make_feed_address(personas.member.person))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


# What no longer works


def test_renewed_address_tells_how_to_get_the_new_one(in_english, personas):
    Person.objects.update(language="en")
    make_meeting(personas.group, title="Salainen kokous")
    old = make_feed_address(personas.member.person)
    new = make_feed_address(personas.member.person)
    status, text = refused(old)
    assert status == 410
    assert "make a new address" in text and product.BASE_URL + reverse("groups:feeds") in text
    assert "Salainen" not in text
    assert titles(new) == ["Salainen kokous"]


def test_renewing_one_calendar_leaves_the_others(personas):
    own, of_group = make_feed_address(personas.member.person), make_feed_address(personas.member.person, personas.group)
    others = make_feed_address(personas.chair.person)
    make_feed_address(personas.member.person)
    assert [Client().get(address).status_code for address in (own, of_group, others)] == [410, 200, 200]


def test_expired_address_is_gone(personas):
    address = make_feed_address(personas.member.person)
    PersonalLink.objects.update(expires_at=timezone.now())
    assert refused(address)[0] == 410


def test_unknown_address_is_not_found_and_links_for_other_things_open_nothing(personas):
    assert refused(reverse("groups:calendar-feed", args=["x" * 43]))[0] == 404
    address = make_feed_address(personas.member.person)
    PersonalLink.objects.update(purpose="settings")
    assert refused(address)[0] == 404


def test_who_has_left_gets_nothing(personas):
    address = make_feed_address(personas.member.person)
    Person.objects.filter(pk=personas.member.person.pk).update(left_on=BEFORE)
    assert refused(address)[0] == 410


def test_closed_account_gets_nothing(personas):
    address = make_feed_address(personas.member.person)
    personas.member.is_active = False
    personas.member.save()
    assert refused(address)[0] == 410


def test_who_has_lost_the_seat_gets_nothing_of_the_group(personas):
    person = personas.member.person
    make_meeting(personas.group, title="Ryhmän kokous")
    make_meeting(personas.group, title="Viime kuussa", on=BEFORE - timedelta(days=30))
    own, of_group = make_feed_address(person), make_feed_address(person, personas.group)
    assert len(titles(own)) == len(titles(of_group)) == 2
    person.seats.update(ends_on=BEFORE - timedelta(days=1))
    assert titles(own) == []
    assert refused(of_group)[0] == 410


def test_seat_that_ends_takes_the_later_meetings_along(personas):
    make_meeting(personas.group, title="Vielä mukana")
    make_meeting(personas.group, title="Ei enää", on=DAY + timedelta(days=60))
    personas.member.person.seats.update(ends_on=DAY + timedelta(days=30))
    assert titles(make_feed_address(personas.member.person)) == ["Vielä mukana"]


def test_guessing_is_slowed_down_and_ends_after_a_while(personas):
    address = make_feed_address(personas.member.person)
    client = Client()
    for number in range(MOST_MISSES):
        assert client.get(reverse("groups:calendar-feed", args=[f"arvaus{number}"])).status_code == 404
    assert client.get(address).status_code == 429
    cache.clear()
    assert client.get(address).status_code == 200


def test_feed_is_only_read(personas):
    assert Client().post(make_feed_address(personas.member.person)).status_code == 405


# Figures


def test_feed_of_200_events_asks_the_database_less_than_10_times(personas):
    other = make_group(personas.county, "Lapset")
    make_seat(other, personas.member.person)
    for number in range(200):
        meeting = make_meeting(personas.group, other, on=DAY + timedelta(days=number), title=f"Kokous {number}")
        make_topic(meeting)
    for group in (None, personas.group):
        address = make_feed_address(personas.member.person, group)
        with CaptureQueriesContext(connection) as captured:
            response = Client().get(address)
        assert response.content.count(b"BEGIN:VEVENT") == 200
        assert len(captured) < 10, [query["sql"] for query in captured]
