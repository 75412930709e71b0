"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest

from hyte.lib.clock import today


def clock(request: HttpRequest) -> dict:
    """``demo_day`` is set where the domain's day stands still: the page says so in a banner."""
    return {"today": today(), "demo_day": settings.HYTE_TODAY}
