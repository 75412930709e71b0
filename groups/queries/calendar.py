"""The calendar: the meetings of a month in weeks, and those of a term by month and group."""

import re
from calendar import Calendar, monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import translation

from groups.models import Meeting, Organisation, WorkingGroup
from groups.queries.conflicts import Conflict, conflicts_of
from groups.standing import standing_of
from hyte.lib.holidays import holiday_name

YEARS = range(1990, 2100)
SPRING, AUTUMN = "kevat", "syksy"
HALVES = {SPRING: (1, 7), AUTUMN: (8, 12)}  # months
JULY = 7


@dataclass(frozen=True)
class Period:
    """A month or a term; ``key`` is how it stands in the address."""

    first: date
    last: date
    key: str

    @property
    def before(self) -> "Period | None":
        return self._at(self.first - timedelta(days=1))

    @property
    def after(self) -> "Period | None":
        return self._at(self.last + timedelta(days=1))

    def _at(self, on: date) -> "Period | None":
        return type(self).of(on) if on.year in YEARS else None


class Month(Period):
    @classmethod
    def of(cls, on: date) -> "Month":
        last = on.replace(day=monthrange(on.year, on.month)[1])
        return cls(on.replace(day=1), last, f"{on:%Y-%m}")

    @classmethod
    def read(cls, text: str) -> "Month | None":
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
        return cls.of(date(int(match[1]), int(match[2]), 1)) if match and int(match[1]) in YEARS else None


class Term(Period):
    @classmethod
    def of(cls, on: date) -> "Term":
        half = SPRING if on.month <= JULY else AUTUMN
        first, last = HALVES[half]
        return cls(date(on.year, first, 1), date(on.year, last, 31), f"{on.year}-{half}")

    @classmethod
    def read(cls, text: str) -> "Term | None":
        match = re.fullmatch(rf"(\d{{4}})-({SPRING}|{AUTUMN})", text)
        return cls.of(date(int(match[1]), HALVES[match[2]][0], 1)) if match and int(match[1]) in YEARS else None

    @property
    def is_spring(self) -> bool:
        return self.first.month == 1

    @property
    def months(self) -> list[date]:
        return [date(self.first.year, month, 1) for month in range(self.first.month, self.last.month + 1)]


@dataclass(frozen=True)
class Chosen:
    """What the reader has chosen to see; groups and counties are those that the reader sees."""

    groups: list[WorkingGroup]
    group: WorkingGroup | None = None
    county: Organisation | None = None
    is_own: bool = False

    @property
    def counties(self) -> list[Organisation]:
        return list(dict.fromkeys(group.county for group in self.groups))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.group or self.county or self.is_own)


@dataclass(frozen=True)
class Entry:
    meeting: Meeting
    conflicts: list[Conflict]


@dataclass
class Day:
    on: date
    is_inside: bool
    is_today: bool
    holiday: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Week:
    number: int
    days: list[Day]


@dataclass(frozen=True)
class Line:
    """A month of a term: a list of entries for each column."""

    month: date
    cells: list[tuple[str, list[Entry]]]
    holidays: list[tuple[date, str]]


@dataclass(frozen=True)
class TermTable:
    """Months and groups; ``has_bodies`` when the last column is that of the committees and boards."""

    groups: list[WorkingGroup]
    has_bodies: bool
    lines: list[Line]


def read_chosen(user, *, group: str, county: str, is_own: bool) -> Chosen:
    """What the address asks for; what the reader doesn't see is left out. One query."""
    groups = list(WorkingGroup.objects.visible_to(user).select_related("county").order_by("county", "order", "name_fi"))
    by_pk = {str(each.pk): each for each in groups}
    counties = {str(each.county_id): each.county for each in groups}
    return Chosen(groups, by_pk.get(group), counties.get(county), is_own)


def entries_of(user, period: Period, chosen: Chosen, *, on: date) -> list[Entry]:
    """The meetings of the period in order, each with what speaks against it; a constant number of queries."""
    found = list(_meetings(user, chosen).between(period.first, period.last))
    conflicts = conflicts_of(found, on=on, user=user)
    return [Entry(meeting, conflicts.get(meeting.pk, [])) for meeting in found]


def next_after(user, period: Period, chosen: Chosen) -> Meeting | None:
    """The first meeting after the period: where an empty one leads."""
    return _meetings(user, chosen).standing().filter(starts_at__date__gt=period.last).first()


def _meetings(user, chosen: Chosen) -> QuerySet[Meeting]:
    meetings = Meeting.objects.visible_to(user)
    if chosen.group:
        meetings = meetings.of_groups([chosen.group.pk])
    if chosen.county:
        meetings = meetings.filter(county=chosen.county)
    if chosen.is_own:
        meetings = meetings.of_groups(standing_of(user).groups)
    return meetings.select_related("county", "body").prefetch_related("groups", "topics").order_by("starts_at", "pk")


def weeks_of(month: Month, entries: Iterable[Entry], *, on: date) -> list[Week]:
    """Whole weeks from Monday; days of the neighbouring months are there empty."""
    weeks = Calendar().monthdatescalendar(month.first.year, month.first.month)
    days = {each: _day(each, month, on) for week in weeks for each in week}
    for entry in entries:
        days[entry.meeting.on].entries.append(entry)
    return [Week(week[0].isocalendar().week, [days[each] for each in week]) for week in weeks]


def _day(each: date, month: Month, on: date) -> Day:
    is_inside = each.month == month.first.month
    return Day(each, is_inside, each == on, _holiday(each) if is_inside else "")


def term_table(term: Term, entries: list[Entry], chosen: Chosen) -> TermTable:
    """The groups that meet in the term; a meeting of several stands in the column of each."""
    meeting_groups = {group.pk for entry in entries for group in entry.meeting.groups.all()}
    wanted = {chosen.group.pk} if chosen.group else meeting_groups
    known = [group for group in chosen.groups if group.pk in wanted]
    has_bodies = any(entry.meeting.body_id for entry in entries)
    lines = [_line(month, entries, known, has_bodies) for month in term.months]
    return TermTable(known, has_bodies, [line for line in lines if line.month.month != JULY or _is_used(line)])


def _line(month: date, entries: list[Entry], groups: list[WorkingGroup], has_bodies: bool) -> Line:
    of_month = [entry for entry in entries if entry.meeting.on.month == month.month]
    cells = [(group.name, [entry for entry in of_month if group in entry.meeting.groups.all()]) for group in groups]
    if has_bodies:
        cells.append(("", [entry for entry in of_month if entry.meeting.body_id]))
    return Line(month, cells, holidays_of(Month.of(month)))


def _is_used(line: Line) -> bool:
    return any(entries for _name, entries in line.cells)


def holidays_of(month: Period) -> list[tuple[date, str]]:
    days = (month.first + timedelta(days=number) for number in range((month.last - month.first).days + 1))
    return [(each, name) for each in days if (name := _holiday(each))]


def _holiday(on: date) -> str:
    return holiday_name(on, translation.get_language() or "fi")
