"""Calendar feeds behind secret addresses, and the page where one keeps one's own."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from groups.access import get_group, get_meeting, require
from groups.models import LinkPurpose, Person, PersonalLink, WorkingGroup
from groups.queries.events import event_of
from groups.queries.feeds import calendar_links, events_of, groups_open_to, is_welcome
from groups.services.feeds import find_feed, is_in_use, make_feed, note_feed_use, remove_feed
from hyte.lib.clock import today
from hyte.lib.decorators import secret_address
from hyte.lib.downloads import attachment
from hyte.lib.ics import write_calendar
from hyte.lib.limits import count_try, tries

WINDOW = 600  # seconds
MOST_MISSES = 60  # a county's staff share one address to the outside
CALENDAR = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@require_safe
@secret_address
@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar programme; where there is no feed, tell its owner in plain words what to do."""
    address, at = request.META.get("REMOTE_ADDR", ""), timezone.now()
    if tries("missed-feed", address, window=WINDOW) >= MOST_MISSES:
        return HttpResponse(_("Too many tries. Wait ten minutes."), PLAIN, 429)
    link = find_feed(token)
    if link is None:
        count_try("missed-feed", address, window=WINDOW)
        return HttpResponse(_("There is no calendar at this address."), PLAIN, 404)
    with translation.override(link.person.language):
        response = _answer(request, link, at)
    response["Content-Language"] = link.person.language
    return response


def _answer(request: HttpRequest, link: PersonalLink, at: datetime) -> HttpResponse:
    if not is_in_use(link, at) or not is_welcome(link, today()):
        return HttpResponse(_gone(), PLAIN, 410)
    note_feed_use(link, at=at)
    name = link.group.name if link.group else _("My meetings (HYTE)")
    response = HttpResponse(write_calendar(events_of(link, today()), name=name), CALENDAR)
    response["Content-Disposition"] = 'inline; filename="hyte.ics"'
    return response


def _gone() -> str:
    told = _(
        "This calendar address no longer works. It has been renewed or removed, it has expired, or the calendar isn't yours "
        "any more. Log in, make a new address and put it into your calendar programme in place of this one: %(page)s"
    )
    return told % {"page": _absolute(reverse("groups:feeds"))}


def _absolute(address: str) -> str:
    return settings.BASE_URL.rstrip("/") + address


@require_GET
def meeting_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting as a file."""
    meeting = get_meeting(request.user, pk)
    content = write_calendar([event_of(meeting)], name=meeting.title)
    return attachment(content, f"{meeting.title} {meeting.on.isoformat()}.ics", CALENDAR)


@dataclass(frozen=True)
class Feed:
    """The person's own calendar (``group`` is None) or a group's; ``address`` is there when it has just been made."""

    group: WorkingGroup | None
    link: PersonalLink | None
    is_in_use: bool
    address: str = ""

    @property
    def subscription(self) -> str:
        """Opens the calendar programme of the reader's own device."""
        return "webcal://" + self.address.split("://", 1)[1]


@require_GET
def feeds(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_http_methods(["GET", "POST"])
@secret_address
def feed_make(request: HttpRequest) -> HttpResponse:
    person, wanted = _own_person(request), request.POST.get("group", "")
    if request.method != "POST":
        return _back_from_made()
    if wanted and not wanted.isdecimal():
        raise Http404
    return _made(request, person, get_group(request.user, int(wanted)) if wanted else None)


@require_http_methods(["GET", "POST"])
@secret_address
def feed_renew(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        get_object_or_404(PersonalLink, pk=pk, purpose=LinkPurpose.CALENDAR, person__user=request.user)
        return _back_from_made()
    link = get_object_or_404(_own_links(request), pk=pk)
    return _made(request, link.person, link.group and get_group(request.user, link.group_id))


@require_POST
def feed_remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_feed(get_object_or_404(_own_links(request), pk=pk), at=timezone.now())
    messages.success(request, _("The calendar address was removed. It no longer works."))
    return redirect("groups:feeds")


def _back_from_made() -> HttpResponse:
    """The page with a new address stays at the address of its form: a change of language or a bookmark comes back there."""
    return redirect("groups:feeds")


def _own_person(request: HttpRequest) -> Person:
    person = getattr(request.user, "person", None)
    require(person is not None)
    return person


def _own_links(request: HttpRequest) -> QuerySet[PersonalLink]:
    return calendar_links(getattr(request.user, "person", None)).select_related("person", "group")


def _made(request: HttpRequest, person: Person, group: WorkingGroup | None) -> HttpResponse:
    """Show the address at once: it is kept nowhere, so no later page could."""
    address = _absolute(make_feed(person, group, at=timezone.now(), by=request.user))
    return _page(request, made={group and group.pk: address})


def _page(request: HttpRequest, made: dict[int | None, str] | None = None) -> HttpResponse:
    person = getattr(request.user, "person", None)
    context = {"person": person, "feeds": _feeds(person, made or {}) if person else []}
    return render(request, "groups/feeds.html", context)


def _feeds(person: Person, made: dict[int | None, str]) -> list[Feed]:
    links, at = {link.group_id: link for link in calendar_links(person)}, timezone.now()
    groups = groups_open_to(person, today()).select_related("county").order_by("county", "order", "name_fi")
    found = []
    for group in (None, *groups):
        key = group and group.pk
        link = links.get(key)
        found.append(Feed(group, link, bool(link and is_in_use(link, at)), made.get(key, "")))
    return sorted(found, key=lambda feed: (feed.group is not None, feed.link is None))
