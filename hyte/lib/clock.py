"""The day that the product lives in, and moments of the local clock."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


class NoSuchTime(ValueError):
    """The clock jumps over this time when summer time begins."""


def today() -> date:
    """Return the domain's today: ``HYTE_TODAY`` where it is set (the demo), else the real one in the local time zone.

    Timestamps, sessions and expiry of links use the real clock.
    """
    return settings.HYTE_TODAY or timezone.localdate()


def local_moment(day: date, at: time) -> datetime:
    """The moment when the local clock shows the time on the day.

    The hour that comes twice when summer time ends means the first one. Raises NoSuchTime for the hour that is skipped.
    """
    moment = timezone.make_aware(datetime.combine(day, at))
    if moment.utcoffset() < moment.replace(fold=1).utcoffset():
        raise NoSuchTime(f"{day} {at}")
    return moment


def comes_twice(day: date, at: time) -> bool:
    """Whether the clock shows the time twice on the day, as it does when summer time ends."""
    moment = timezone.make_aware(datetime.combine(day, at))
    return moment.utcoffset() > moment.replace(fold=1).utcoffset()
