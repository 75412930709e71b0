"""The days of a series of meetings."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

JULY = 7  # nobody meets in July
LAST = -1
MOST = 60  # meetings in one series
WRITTEN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?|(\d{4})-(\d{2})-(\d{2})")


def monthly_days(first: date, last: date, *, weekday: int, which: int) -> list[date]:
    """The first, second … or last (-1) such weekday of each month from ``first`` to ``last``; none in July."""
    days = (_weekday_of_month(month, weekday, which) for month in _months(first, last))
    return [day for day in days if first <= day <= last and day.month != JULY]


def weekly_days(first: date, last: date, *, weekday: int, every: int) -> list[date]:
    """Such a weekday every so many weeks, from the first one on or after ``first``; none in July."""
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    count = max(0, (last - start).days // (7 * every) + 1)
    days = [start + timedelta(weeks=every * number) for number in range(count)]
    return [day for day in days if day.month != JULY]


def written_days(text: str, *, year: int) -> tuple[list[date], list[str]]:
    """Days written as 18.3.2024, 18.3. (in ``year``) or 2024-03-18, and the pieces that aren't days."""
    days, strange = set(), []
    for piece in re.split(r"[\s,;]+", text.strip()):
        try:
            days |= {_written_day(piece, year)} if piece else set()
        except ValueError:
            strange.append(piece)
    return sorted(days), strange


def _written_day(piece: str, year: int) -> date:
    match = WRITTEN_DAY.fullmatch(piece)
    if not match:
        raise ValueError(piece)
    day, month, own_year, *iso = match.groups()
    return date(*map(int, iso)) if iso[0] else date(int(own_year or year), int(month), int(day))


def _weekday_of_month(month: date, weekday: int, which: int) -> date:
    if which == LAST:
        end = month.replace(day=monthrange(month.year, month.month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    return month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * (which - 1))


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
