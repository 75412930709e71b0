"""The annual clock behind a secret address for calendar programmes, and the page where one keeps one's own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from groups.access import require
from groups.models import Organisation
from groups.services.feeds import is_in_use, note_feed_use
from groups.views.feeds import CALENDAR, MOST_MISSES, PLAIN, WINDOW
from hyte.lib.clock import today
from hyte.lib.decorators import secret_address
from hyte.lib.ics import write_calendar
from hyte.lib.limits import count_try, tries
from reporting.access import COUNTY_PARAMETER, staff_county
from reporting.exports.clock import clock_events
from reporting.models import ClockFeed
from reporting.queries.feeds import clock_feeds_of, followed_clocks, may_follow
from reporting.services.feeds import find_clock_feed, make_clock_feed, remove_clock_feed

PLACE = "groups"  # in the navigation: as the clock itself


@require_safe
@secret_address
@login_not_required
def clock_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar programme; where there is no feed, tell its owner in plain words what to do."""
    address = request.META.get("REMOTE_ADDR", "")
    if tries("missed-feed", address, window=WINDOW) >= MOST_MISSES:
        return HttpResponse(_("Too many tries. Wait ten minutes."), PLAIN, 429)
    feed = find_clock_feed(token)
    if feed is None:
        count_try("missed-feed", address, window=WINDOW)
        return HttpResponse(_("There is no calendar at this address."), PLAIN, 404)
    language = feed.link.person.language
    with translation.override(language):
        response = _answer(feed)
    response["Content-Language"] = language
    return response


def _answer(feed: ClockFeed) -> HttpResponse:
    at, on = timezone.now(), today()
    if not is_in_use(feed.link, at) or not may_follow(feed, on):
        return HttpResponse(_gone(feed.county), PLAIN, 410)
    note_feed_use(feed.link, at=at)
    clocks = followed_clocks(feed.county, on, feed.link.person.user)
    events = [event for clock in clocks for event in clock_events(clock, at=at)]
    name = _("Annual clock, %(county)s") % {"county": feed.county.name}
    response = HttpResponse(write_calendar(events, name=name), CALENDAR)
    response["Content-Disposition"] = 'inline; filename="vuosikello.ics"'
    return response


def _gone(county: Organisation) -> str:
    told = _(
        "This calendar address no longer works. It has been renewed or removed, it has expired, or the annual clock isn't "
        "yours to see any more. Log in, make a new address and put it into your calendar programme in place of this one: "
        "%(page)s"
    )
    return told % {"page": _absolute(_page_address(county))}


@require_GET
def clock_feed_page(request: HttpRequest) -> HttpResponse:
    county, _counties = staff_county(request)
    return _page(request, county)


@require_http_methods(["GET", "POST"])
@secret_address
def clock_feed_make(request: HttpRequest) -> HttpResponse:
    """Show the new address at once: it is kept nowhere, so no later page could."""
    county, _counties = staff_county(request)
    person = getattr(request.user, "person", None)
    require(person is not None)
    if request.method != "POST":
        return redirect(_page_address(county))
    return _page(request, county, _absolute(make_clock_feed(person, county, at=timezone.now(), by=request.user)))


@require_POST
def clock_feed_remove(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(clock_feeds_of(getattr(request.user, "person", None)), pk=pk)
    remove_clock_feed(feed, at=timezone.now())
    messages.success(request, _("The calendar address was removed. It no longer works."))
    return redirect(_page_address(feed.county))


def _page(request: HttpRequest, county: Organisation, address: str = "") -> HttpResponse:
    person = getattr(request.user, "person", None)
    feed = clock_feeds_of(person).filter(county=county).first() if person else None
    context = {
        "county": county,
        "person": person,
        "feed": feed,
        "works": bool(feed and is_in_use(feed.link, timezone.now())),
        "address": address,
        "subscription": address and "webcal://" + address.split("://", 1)[1],
        "place": PLACE,
    }
    return render(request, "reporting/clock_feed.html", context)


def _page_address(county: Organisation) -> str:
    code = {COUNTY_PARAMETER: county.region_code} if county.region_code else {}
    return reverse("reporting:clock-feed-page", query=code)


def _absolute(address: str) -> str:
    return settings.BASE_URL.rstrip("/") + address
