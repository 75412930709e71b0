"""The day that the product lives in."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Return the domain's today: ``HYTE_TODAY`` where it is set (the demo), else the real one in the local time zone.

    Timestamps, sessions and expiry of links use the real clock.
    """
    return settings.HYTE_TODAY or timezone.localdate()
