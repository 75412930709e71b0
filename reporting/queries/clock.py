"""What the annual clock shows: a county's own events, and everything dated that other apps know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from groups.models import Decision, Meeting, Organisation
from hyte.lib.found import MOST_FOUND, Found, FoundKind, has_words, words_of
from hyte.lib.models import in_language
from negotiations.models import NegotiationRound
from plans.models import Consultation, Plan, PlanStep, UpdateRound
from reporting.models import Chapter, ClockEvent, CouncilTerm, Report

TERM_YEARS = 4


class Kind(models.TextChoices):
    OWN = "own", gettext_lazy("Own event")
    NEGOTIATION = "negotiation", gettext_lazy("Negotiation")
    ROUND = "round", gettext_lazy("Update round")
    DECISION = "decision", pgettext_lazy("clock", "Decision")
    STEP = "step", gettext_lazy("Step of a plan")
    STATEMENTS = "statements", gettext_lazy("Statements")
    REPORT = "report", pgettext_lazy("clock", "Report")
    MEETING = "meeting", pgettext_lazy("clock", "Meeting")


@dataclass(frozen=True)
class Entry:
    """``on`` is None where only the month is known, ``month`` where it is the whole year. ``event`` is an own one's id."""

    kind: Kind
    title: str
    month: int | None
    on: date | None = None
    last_month: int | None = None
    who: str = ""
    url: str = ""
    document: str = ""
    document_link: str = ""
    event: int | None = None

    @property
    def last_month_name(self) -> str:
        return str(MONTHS[self.last_month]) if self.last_month else ""

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class MonthOfClock:
    month: int
    first: date
    entries: tuple[Entry, ...]
    meetings: tuple[Entry, ...]


@dataclass(frozen=True)
class Clock:
    """``term`` are the years of the council term that the year belongs to, each with what is said of the whole year."""

    county: Organisation
    year: int
    months: tuple[MonthOfClock, ...]
    term: tuple[tuple[int, tuple[Entry, ...]], ...]

    @property
    def is_empty(self) -> bool:
        return not any(month.entries or month.meetings for month in self.months) and not any(e for _y, e in self.term)


def clock_of(county: Organisation, year: int, user) -> Clock:
    """A constant number of queries."""
    term = _term_years(county, year)
    own = list(_own(county, term, user))
    dated = [each for each in own if each[0] == year and each[1].month]
    found = [entry for _year, entry in dated]
    found += [*_meetings(county, year, user), *_rounds(county, year), *_decisions(county, year), *_steps(county, year)]
    found += [*_consultations(county, year), *_chapters(county, year)]
    return Clock(county, year, _months(year, found), _term(term, own))


def events_found(text: str, user) -> FoundKind:
    """The clock's own events by words, the newest years first."""
    words = words_of(text)
    events = ClockEvent.objects.visible_to(user).select_related("county").order_by("-year", "month", "pk")
    found = [each for each in events if has_words(words, each.name_fi, each.name_sv, each.name_en)]
    rows = [
        Found(
            each.name,
            reverse("reporting:annual-clock", query={"vuosi": each.year, "hva": each.county.region_code}),
            str(each.year),
        )
        for each in found[:MOST_FOUND]
    ]
    return FoundKind(_("Annual clock"), rows, len(found))


def _term_years(county: Organisation, year: int) -> range:
    """Those of the term that the county has told; else four from the year on."""
    term = CouncilTerm.objects.filter(county=county, first_year__lte=year, last_year__gte=year).first()
    return range(term.first_year, term.last_year + 1) if term else range(year, year + TERM_YEARS)


def _own(county: Organisation, years: range, user) -> Iterator[tuple[int, Entry]]:
    events = ClockEvent.objects.visible_to(user).filter(county=county, year__in=years)
    for each in events.select_related("body", "group"):
        who = " · ".join(str(part) for part in (each.body, each.group) if part)
        yield (
            each.year,
            Entry(
                Kind.OWN,
                each.name,
                each.month,
                each.on,
                each.last_month,
                who,
                document=each.document,
                document_link=each.document_link,
                event=each.pk,
            ),
        )


def _meetings(county: Organisation, year: int, user) -> Iterator[Entry]:
    meetings = Meeting.objects.visible_to(user).standing().filter(county=county, starts_at__year=year)
    for each in meetings.select_related("body").prefetch_related("groups").order_by("starts_at", "pk"):
        who = each.body or ", ".join(str(group) for group in each.groups.all())
        kind = Kind.NEGOTIATION if each.is_negotiation else Kind.MEETING
        yield Entry(kind, each.title, each.on.month, each.on, who=str(who), url=each.get_absolute_url())


def _rounds(county: Organisation, year: int) -> Iterator[Entry]:
    rounds = UpdateRound.objects.filter(plan__county=county).filter(Q(opened_on__year=year) | Q(deadline__year=year))
    for each in rounds.select_related("plan"):
        told = {"round": each.name}
        days = ((each.opened_on, _("%(round)s opens")), (each.deadline, _("%(round)s: last day to answer")))
        for on, words in days:
            if on.year == year:
                yield Entry(Kind.ROUND, words % told, on.month, on, url=each.get_absolute_url())
    for each in NegotiationRound.objects.filter(county=county, answers_by__year=year):
        words = _("%(round)s: last day for concerns") % {"round": each.name}
        yield Entry(Kind.NEGOTIATION, words, each.answers_by.month, each.answers_by, url=each.get_absolute_url())


def _decisions(county: Organisation, year: int) -> Iterator[Entry]:
    for each in Decision.objects.filter(county=county, on__year=year).select_related("body"):
        title = in_language(each, "title")[0]
        yield Entry(Kind.DECISION, title, each.on.month, each.on, who=str(each.body), url=each.link)


def _steps(county: Organisation, year: int) -> Iterator[Entry]:
    """Steps of the county's plans and sub-plans that begin in the year."""
    plans = {plan.pk: plan for plan in Plan.objects.filter(county=county)}
    for each in PlanStep.objects.filter(plan__in=plans, starts_on__year=year).select_related("body", "group"):
        plan = plans[each.plan_id]
        title = f"{in_language(each, 'title')[0]} ({plan.name})"
        same_year = each.ends_on.year == year
        last = each.ends_on.month if same_year and each.by_month and each.ends_on.month > each.starts_on.month else None
        on = None if each.by_month else each.starts_on
        who = " · ".join(str(part) for part in (each.body, each.group) if part)
        url = reverse("plans:plan-detail", args=[plan.slug])
        yield Entry(Kind.STEP, title, each.starts_on.month, on, last, who, url)


def _consultations(county: Organisation, year: int) -> Iterator[Entry]:
    spans = Q(opens_on__year=year) | Q(closes_on__year=year)
    for each in Consultation.objects.filter(spans, plan__county=county):
        days = ((each.opens_on, _("%(name)s opens")), (each.closes_on, _("%(name)s: statements until this day")))
        for on, words in days:
            if on.year == year:
                title = words % {"name": each.name}
                yield Entry(Kind.STATEMENTS, title, on.month, on, url=each.get_absolute_url())


def _chapters(county: Organisation, year: int) -> Iterator[Entry]:
    """The deadlines of a report's chapters, those of one day together."""
    chapters = Chapter.objects.filter(report__county=county, deadline__year=year).select_related("report")
    days: dict[tuple[date, Report], int] = defaultdict(int)
    for each in chapters.defer("body_fi", "body_sv", "body_en").order_by("deadline", "report"):
        days[each.deadline, each.report] += 1
    for (on, report), count in days.items():
        words = ngettext("%(report)s: %(count)s chapter due", "%(report)s: %(count)s chapters due", count)
        title = words % {"report": report.name, "count": count}
        yield Entry(Kind.REPORT, title, on.month, on, url=report.get_absolute_url())


def _months(year: int, entries: Iterable[Entry]) -> tuple[MonthOfClock, ...]:
    """What has only its month comes before what has its day; meetings apart, for there are many."""
    by_month: dict[int, list[Entry]] = defaultdict(list)
    for each in entries:
        by_month[each.month].append(each)
    found = []
    for month in range(1, 13):
        ordered = sorted(by_month[month], key=lambda each: (each.on is not None, each.on or date.min, each.title))
        meetings = tuple(each for each in ordered if each.kind is Kind.MEETING)
        others = tuple(each for each in ordered if each.kind is not Kind.MEETING)
        found.append(MonthOfClock(month, date(year, month, 1), others, meetings))
    return tuple(found)


def _term(years: range, own: Iterable[tuple[int, Entry]]) -> tuple[tuple[int, tuple[Entry, ...]], ...]:
    of_years: dict[int, list[Entry]] = defaultdict(list)
    for year, entry in own:
        if entry.month is None:
            of_years[year].append(entry)
    return tuple((year, tuple(of_years[year])) for year in years)
