"""The annual clock as a calendar file: what has a day, and what has its months, without a time of day."""

from calendar import monthrange
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from hyte.lib.ics import CalendarEvent, write_calendar
from reporting.queries.clock import Clock, Entry, Kind


def render_clock_ics(clock: Clock, *, at: datetime, name: str) -> bytes:
    return write_calendar(clock_events(clock, at=at), name=name)


def clock_events(clock: Clock, *, at: datetime) -> list[CalendarEvent]:
    """Without meetings, which calendars have from their own feeds. The same entry keeps its identifier."""
    entries = [entry for month in clock.months for entry in month.entries if entry.kind is not Kind.MEETING]
    return [_event(entry, clock, at) for entry in entries]


def _event(entry: Entry, clock: Clock, at: datetime) -> CalendarEvent:
    first, last = _days(entry, clock.year)
    moment = timezone.make_aware(datetime.combine(first, time()))
    own = f"{entry.event}" if entry.event else f"{entry.kind.value}-{first:%Y%m%d}-{entry.title}"
    return CalendarEvent(
        uid=f"clock-{clock.county.pk}-{own}@hyte",
        sequence=0,
        starts_at=moment,
        ends_at=moment,
        title=entry.title,
        changed_at=at,
        description=entry.who,
        url=_address(entry),
        days=(first, last),
    )


def _days(entry: Entry, year: int) -> tuple[date, date]:
    if entry.on:
        return entry.on, entry.on
    last = entry.last_month or entry.month
    return date(year, entry.month, 1), date(year, last, monthrange(year, last)[1])


def _address(entry: Entry) -> str:
    url = entry.url or entry.document_link
    return settings.BASE_URL.rstrip("/") + url if url.startswith("/") else url
