"""Calendar files are read by two parsers that know nothing of each other, and keep to the letter of RFC 5545."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from hyte.lib.ics import CANCEL, CANCELLED, REQUEST, CalendarEvent, write_calendar

HELSINKI = ZoneInfo("Europe/Helsinki")
LONG = "Ikääntyneiden hyvinvointiryhmän kokous, työpaja ja käyttäjäkysely; äänestys, öljy & åland " * 4


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HELSINKI)


def make_event(**fields) -> CalendarEvent:
    values = {
        "uid": "6f1b1c52-0000-4000-8000-000000000001",
        "sequence": 0,
        "starts_at": at(2024, 3, 18, 14, 0),
        "ends_at": at(2024, 3, 18, 15, 50),
        "title": "Työikäisten ryhmä",
        "changed_at": at(2024, 1, 5, 9, 30),
        "organizer": ("Esimerkin hyvinvointialue", "hyte@example.org"),
    }
    return CalendarEvent(**(values | fields))


def read(content: bytes) -> list[icalendar.Event]:
    """What the strict parser finds; a broken property raises or stands among the errors."""
    calendar = icalendar.Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    assert calendar.errors == [] and [event.errors for event in events] == [[] for _event in events]
    return events


def read_again(content: bytes) -> list:
    """What the second parser finds."""
    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    return calendar.contents.get("vevent", [])


def assert_lines(content: bytes) -> None:
    """RFC 5545, 3.1: lines end in CRLF and have at most 75 octets; folding never cuts a letter in two."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()


def test_event_tells_what_where_and_when():
    event = make_event(
        sequence=3,
        place="Kielotie 13, Vantaa; sali A",
        description="Teemat: hyte-rakenteet, tiedolla johtaminen\nLinkki: https://example.org/a,b",
        url="https://hyte.example.org/kokoukset/1/",
        attendee=("Åsa Öhman", "asa@example.org"),
    )
    content = write_calendar([event], name="", method=REQUEST)
    assert_lines(content)
    (found,), (again,) = read(content), read_again(content)
    for parsed in (found["summary"], again.summary.value):
        assert parsed == "Työikäisten ryhmä"
    for parsed in (found["location"], again.location.value):
        assert parsed == "Kielotie 13, Vantaa; sali A"
    for parsed in (found["description"], again.description.value):
        assert parsed == "Teemat: hyte-rakenteet, tiedolla johtaminen\nLinkki: https://example.org/a,b"
    assert (found["uid"], found["sequence"], found["status"]) == (
        "6f1b1c52-0000-4000-8000-000000000001",
        3,
        "CONFIRMED",
    )
    assert found["url"] == again.url.value == "https://hyte.example.org/kokoukset/1/"
    assert found["organizer"] == "mailto:hyte@example.org"
    assert (found["attendee"], found["attendee"].params["CN"]) == ("mailto:asa@example.org", "Åsa Öhman")
    assert found["attendee"].params["RSVP"] == "FALSE"


def test_times_are_the_moments_that_were_meant():
    found = read(write_calendar([make_event()], name="Kalenteri"))[0]
    assert found["dtstart"].dt == datetime(2024, 3, 18, 12, 0, tzinfo=UTC)
    assert found["dtend"].dt == datetime(2024, 3, 18, 13, 50, tzinfo=UTC)
    assert found["last-modified"].dt == found["dtstamp"].dt == datetime(2024, 1, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "hour"),
    [(date(2024, 3, 30), 14), (date(2024, 3, 31), 14), (date(2024, 10, 26), 14), (date(2024, 10, 27), 14)],
)
def test_clock_says_the_same_on_both_sides_of_a_change_of_the_clock(on, hour):
    event = make_event(
        starts_at=at(on.year, on.month, on.day, hour), ends_at=at(on.year, on.month, on.day, hour + 1, 50)
    )
    content = write_calendar([event], name="Kalenteri")
    for found in (read(content)[0]["dtstart"].dt, read_again(content)[0].dtstart.value):
        assert found.astimezone(HELSINKI).replace(tzinfo=None) == datetime(on.year, on.month, on.day, hour)  # noqa: DTZ001


def test_meeting_over_the_hour_that_comes_twice_keeps_its_length():
    starts, ends = datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 1, 30, tzinfo=UTC)
    event = make_event(starts_at=starts.astimezone(HELSINKI), ends_at=ends.astimezone(HELSINKI))
    found = read(write_calendar([event], name="Kalenteri"))[0]
    assert found["dtend"].dt - found["dtstart"].dt == timedelta(hours=1)


@pytest.mark.parametrize(
    "title", [LONG, "Juhla \U0001f389" * 30, "a" * 300, "ä" * 300, 'Rivi, jossa; on: \\n "lainaus"']
)
def test_any_title_survives_in_folded_lines(title):
    content = write_calendar([make_event(title=title)], name=title)
    assert_lines(content)
    assert read(content)[0]["summary"] == read_again(content)[0].summary.value == title.strip()


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200))
def test_no_text_breaks_the_file(text):
    event = make_event(title=text, place=text, description=text, attendee=(text, "a@example.org"))
    content = write_calendar([event], name=text, method=REQUEST)
    assert_lines(content)
    assert len(read(content)) == len(read_again(content)) == 1


def test_names_with_quotes_and_signs_stay_in_their_parameter():
    attendee = ('Meri "Mesi" Koivu; a:b, c', "meri@example.org")
    found = read(write_calendar([make_event(attendee=attendee)], name="", method=REQUEST))[0]
    assert found["attendee"] == "mailto:meri@example.org"
    assert found["attendee"].params["CN"] == "Meri 'Mesi' Koivu; a:b, c"


def test_feed_says_its_name_and_when_to_ask_again():
    calendar = icalendar.Calendar.from_ical(write_calendar([make_event()], name="Ryhmän kokoukset"))
    assert (calendar["version"], calendar["method"], calendar["x-wr-calname"]) == ("2.0", "PUBLISH", "Ryhmän kokoukset")
    assert calendar["refresh-interval"].dt == timedelta(hours=4)
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
    assert "attendee" not in calendar.walk("VEVENT")[0]


def test_cancellation_keeps_the_event_and_frees_the_time():
    event = make_event(sequence=2, status=CANCELLED)
    calendar = icalendar.Calendar.from_ical(write_calendar([event], name="", method=CANCEL))
    found = calendar.walk("VEVENT")[0]
    assert (calendar["method"], found["status"], found["transp"]) == ("CANCEL", "CANCELLED", "TRANSPARENT")
    assert (found["uid"], found["sequence"]) == (event.uid, 2)


def test_stamp_tells_when_the_file_was_made():
    stamp = at(2024, 2, 1, 8, 0)
    found = read(write_calendar([replace(make_event(), stamp=stamp)], name=""))[0]
    assert (found["dtstamp"].dt, found["last-modified"].dt) == (stamp, make_event().changed_at)


def test_empty_calendar_is_valid_too():
    content = write_calendar([], name="Tyhjä")
    assert_lines(content)
    assert (read(content), read_again(content)) == ([], [])
