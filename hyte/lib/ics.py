"""Calendar files by RFC 5545, as calendars in use read them: Outlook, Google and Apple.

Times are written in UTC. Every calendar shows them in its reader's own zone, and none has to understand a description of
a time zone, over which the three differ; a meeting is one event, so no repetition has to follow summer time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress

PRODUCT = "-//HYTE//HYTE//EN"
REFRESHED = timedelta(hours=4)  # how often a calendar should ask for the feed again
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # some readers take each for the end of a line
NOT_IN_CALENDARS = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


@dataclass(frozen=True)
class CalendarEvent:
    """One event. ``organizer`` and ``attendee`` are (name, e-mail); ``stamp`` tells when this very file was made."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    changed_at: datetime
    status: str = CONFIRMED
    description: str = ""
    place: str = ""
    url: str = ""
    organizer: tuple[str, str] | None = None
    attendee: tuple[str, str] | None = None
    stamp: datetime | None = None
    days: tuple[date, date] | None = None  # first and last, of what has no time of day: then the moments aren't written


def write_calendar(events: Iterable[CalendarEvent], *, name: str, method: str = PUBLISH) -> bytes:
    """A feed (PUBLISH), an invitation or its change (REQUEST), or a cancellation (CANCEL); lines end in CRLF, in UTF-8."""
    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method)):
        calendar.add(key, value)
    if method == PUBLISH:
        _add_feed_properties(calendar, _line(name))
    for event in events:
        calendar.add_component(_component(event))
    if not calendar.subcomponents:
        calendar.add_component(_utc())  # a calendar without any part isn't valid
    return calendar.to_ical()


def _add_feed_properties(calendar: Calendar, name: str) -> None:
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")


def _component(event: CalendarEvent) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", _in_utc(event.stamp or event.changed_at))
    component.add("last-modified", _in_utc(event.changed_at))
    _add_time(component, event)
    component.add("summary", _line(event.title))
    component.add("status", event.status)
    leaves_free = event.status == CANCELLED or event.days
    component.add("transp", "TRANSPARENT" if leaves_free else "OPAQUE")
    for key, value in (("description", _text(event.description)), ("location", _line(event.place))):
        if value:
            component.add(key, value)
    if event.url:
        component.add("url", event.url)
    _add_people(component, event)
    return component


def _add_time(component: Event, event: CalendarEvent) -> None:
    """By the standard a whole day ends on the day after it."""
    if event.days:
        first, last = event.days
        component.add("dtstart", first)
        component.add("dtend", last + timedelta(days=1))
        return
    component.add("dtstart", _in_utc(event.starts_at))
    component.add("dtend", _in_utc(event.ends_at))


def _add_people(component: Event, event: CalendarEvent) -> None:
    """Answers come through our own pages: RSVP is off, so that calendars don't mail theirs to where nobody reads."""
    if event.organizer:
        component.add("organizer", _address(*event.organizer))
    if event.attendee:
        attendee = _address(*event.attendee)
        attendee.params |= {
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "FALSE",
        }
        component.add("attendee", attendee)


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["CN"] = _line(name).replace('"', "'")  # the one sign that a parameter can't carry
    return address


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  by the format without a zone
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


def _text(text: str) -> str:
    return NOT_IN_CALENDARS.sub(" ", LINE_BREAKS.sub("\n", text))


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
