"""The next events of the annual clock, for the front page: without meetings, which have their own place there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from groups.models import Meeting, Organisation
from hyte.lib.models import in_language
from hyte.lib.templatetags.hyte import day
from negotiations.models import NegotiationRound
from plans.models import PlanStep, UpdateRound
from reporting.models import ClockEvent


@dataclass(frozen=True)
class Coming:
    """``when`` is the day, or the months where only they are known."""

    first: date
    title: str
    when: str
    url: str


def coming_events(county: Organisation, on: date, user, *, most: int = 3) -> list[Coming]:
    """Those that are going on or come next; five queries that read no more than is shown."""
    found = [
        *_own(county, on, user, most),
        *_negotiations(county, on, user, most),
        *_rounds(county, on, most),
        *_steps(county, on, most),
    ]
    return sorted(found, key=lambda each: (each.first, each.title))[:most]


def _own(county: Organisation, on: date, user, most: int) -> Iterator[Coming]:
    """An event of several months is ahead until the last of them ends."""
    events = ClockEvent.objects.visible_to(user).filter(county=county, month__isnull=False)
    this_year = Q(year=on.year, on=None, until__gte=on.month) | Q(on__gte=on)
    ahead = events.annotate(until=Coalesce("last_month", "month")).filter(this_year | Q(year__gt=on.year, on=None))
    ordered = ahead.order_by("year", "month", F("on").asc(nulls_first=True), "pk")
    for each in ordered[:most]:
        address = reverse("reporting:annual-clock", query=_code(county) | {"vuosi": each.year})
        yield Coming(each.starts_on, each.name, _when(each), address)


def _when(event: ClockEvent) -> str:
    if event.on:
        return day(event.on)
    first = str(MONTHS[event.month])
    months = f"{first}–{MONTHS[event.last_month]}" if event.last_month else first
    return f"{months} {event.year}"


def _negotiations(county: Organisation, on: date, user, most: int) -> Iterator[Coming]:
    held = Meeting.objects.visible_to(user).standing().filter(county=county, is_negotiation=True)
    for each in held.filter(starts_at__date__gte=on).order_by("starts_at", "pk")[:most]:
        yield Coming(each.on, each.title, day(each.on), each.get_absolute_url())
    for each in NegotiationRound.objects.filter(county=county, answers_by__gte=on).order_by("answers_by", "pk")[:most]:
        title = _("%(round)s: last day for concerns") % {"round": each.name}
        yield Coming(each.answers_by, title, day(each.answers_by), each.get_absolute_url())


def _rounds(county: Organisation, on: date, most: int) -> Iterator[Coming]:
    rounds = UpdateRound.objects.open().filter(plan__county=county, deadline__gte=on).order_by("deadline", "pk")
    for each in rounds[:most]:
        title = _("%(round)s: last day to answer") % {"round": each.name}
        yield Coming(each.deadline, title, day(each.deadline), each.get_absolute_url())


def _steps(county: Organisation, on: date, most: int) -> Iterator[Coming]:
    """Steps that begin this month or later; those that go on for long would stand in the way of all else."""
    steps = PlanStep.objects.filter(
        plan__county=county, done_on=None, ends_on__gte=on, starts_on__gte=on.replace(day=1)
    )
    for each in steps.select_related("plan").order_by("starts_on", "pk")[:most]:
        when = f"{MONTHS[each.starts_on.month]} {each.starts_on.year}" if each.by_month else day(each.starts_on)
        title = f"{in_language(each, 'title')[0]} ({each.plan.name})"
        yield Coming(each.starts_on, title, when, reverse("plans:plan-detail", args=[each.plan.slug]))


def _code(county: Organisation) -> dict[str, str]:
    return {"hva": county.region_code} if county.region_code else {}
