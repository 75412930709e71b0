"""Going through the measures of a meeting: what has been said of each in it, and before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Max

from groups.models import Meeting, WorkingGroup
from groups.permissions import Permission
from groups.standing import standing_of
from plans.models import AgendaMeasure, Measure, StatusUpdate
from plans.queries.meetings import measures_of


class Shows(StrEnum):
    """Which measures are gone through; the value stands in the address."""

    ALL = "kaikki"
    AGENDA = "esityslistalla"
    OPEN = "vastaamatta"


@dataclass(frozen=True)
class RoundRow:
    """A measure, the newest answer that this meeting has given of it, and whether the user may give one."""

    measure: Measure
    answer: StatusUpdate | None
    may_answer: bool
    on_agenda: bool

    def is_shown(self, shows: Shows) -> bool:
        match shows:
            case Shows.AGENDA:
                return self.on_agenda
            case Shows.OPEN:
                return self.answer is None
            case _:
                return True

    @property
    def group(self) -> WorkingGroup:
        return self.measure.goal.section.group


@dataclass(frozen=True)
class MeetingRound:
    """The measures of a meeting in the plan's order; ``shown`` are those that the user asked for."""

    rows: list[RoundRow]
    shows: Shows
    version: str

    @property
    def shown(self) -> list[RoundRow]:
        return [row for row in self.rows if row.is_shown(self.shows)]

    @property
    def own(self) -> list[RoundRow]:
        """Those that the user answers; the others are only looked at."""
        return [row for row in self.rows if row.may_answer]

    @property
    def answered(self) -> int:
        return sum(row.answer is not None for row in self.counted)

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def counted(self) -> list[RoundRow]:
        """What the figures are of: one's own measures; of those who only look, all."""
        return self.own or self.rows

    @property
    def has_agenda(self) -> bool:
        return any(row.on_agenda for row in self.rows)

    @property
    def has_foreign(self) -> bool:
        return any(not row.may_answer for row in self.rows)

    def first_open(self) -> RoundRow | None:
        return next((row for row in self.own if row.answer is None and row.is_shown(self.shows)), None)

    def row_of(self, measure_id: int) -> RoundRow | None:
        return next((row for row in self.rows if row.measure.pk == measure_id), None)

    def number_of(self, row: RoundRow) -> int:
        return self.rows.index(row) + 1

    def after(self, row: RoundRow) -> RoundRow | None:
        """The next one to go to. The row itself need not be among those shown: answering may have taken it out."""
        return next(self._to_go(self.rows[self.rows.index(row) + 1 :]), None)

    def before(self, row: RoundRow) -> RoundRow | None:
        return next(self._to_go(reversed(self.rows[: self.rows.index(row)])), None)

    def _to_go(self, rows) -> Iterator[RoundRow]:
        return (row for row in rows if row.may_answer and row.is_shown(self.shows))


def round_of(meeting: Meeting, user, shows: Shows = Shows.ALL) -> MeetingRound:
    """Of the measures whose internal side the user may read; three queries, however many measures there are."""
    visible = measures_of(meeting).permitted(user, Permission.VIEW_INTERNAL)
    measures = visible.select_related("goal__section__group", "plan__county", "contact_person")
    answers = {each.measure_id: each for each in _answers(meeting)}
    agenda = set(AgendaMeasure.objects.filter(item__meeting=meeting).values_list("measure", flat=True))
    rows = [
        RoundRow(each, answers.get(each.pk), may_answer(user, each), each.pk in agenda)
        for each in measures.defer("search_text", "working_text")
    ]
    newest = max((each.pk for each in answers.values()), default=0)
    return MeetingRound(rows, shows, _version(meeting, newest))


def _answers(meeting: Meeting):
    return StatusUpdate.objects.standing().filter(meeting=meeting).select_related("by").order_by("pk")


def version_of(meeting: Meeting) -> str:
    """Changes when the round does; one query."""
    newest = StatusUpdate.objects.standing().filter(meeting=meeting).aggregate(newest=Max("pk"))["newest"]
    return _version(meeting, newest or 0)


def _version(meeting: Meeting, newest: int) -> str:
    return f"{newest}-{closed_by(meeting) or 'open'}"


def closed_by(meeting: Meeting) -> str:
    """Why the meeting takes no answers: "cancelled", "approved" (its memo), or "" while it does."""
    memo = getattr(meeting, "memo", None)
    if meeting.is_cancelled:
        return "cancelled"
    return "approved" if memo and memo.is_approved else ""


def may_answer(user, measure: Measure) -> bool:
    """Whether the user runs the meetings of the group that looks after the measure, and reports on it."""
    section, standing = measure.goal.section, standing_of(user)
    reaches = [standing.reach(permission) for permission in (Permission.RUN_MEETING, Permission.REPORT_STATUS)]
    return all(measure.plan.county_id in each.counties or section.group_id in each.groups for each in reaches)


@dataclass(frozen=True)
class Said:
    """What has been said of a measure, seen from a meeting's day."""

    latest: StatusUpdate | None  # what held on that day
    here: StatusUpdate | None  # the meeting's own newest answer
    before: StatusUpdate | None  # what held before the meeting said anything
    later: StatusUpdate | None  # the newest of a later day: the meeting's answer doesn't change the present status


def said_of(measure: Measure, meeting: Meeting, on: date, *, until: int | None = None) -> Said:
    """One query; with ``until`` as it was when that update was the newest written."""
    found = measure.updates.standing().select_related("by", "meeting", "merged_into").newest_first()
    if until is not None:
        found = found.filter(pk__lte=until)
    updates = list(found)
    held = [each for each in updates if each.on <= on]
    return Said(
        latest=next(iter(held), None),
        here=max((each for each in held if each.meeting_id == meeting.pk), key=lambda each: each.pk, default=None),
        before=next((each for each in held if each.meeting_id != meeting.pk), None),
        later=next((each for each in updates if each.on > on), None),
    )


def answer_day(meeting: Meeting, today: date) -> date:
    """The day that an answer tells of: the meeting's; of a meeting to come the day on which it is prepared."""
    return min(today, meeting.on)
