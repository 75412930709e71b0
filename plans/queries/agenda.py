"""The agenda of a meeting with its clock times, its measures and what has been said of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import OuterRef, Subquery

from groups.models import AgendaItem, Assignment, Meeting
from groups.queries.assignments import by_urgency
from plans.models import AgendaMeasure, Measure, StatusUpdate
from plans.queries.hints import is_late
from plans.queries.picture import Row


@dataclass(frozen=True)
class MeasureOnAgenda:
    tie: AgendaMeasure
    row: Row
    is_late: bool

    @property
    def measure(self) -> Measure:
        return self.tie.measure


@dataclass
class AgendaRow:
    """An item with its number and the clock times that come of the minutes before it; no end where it has no minutes."""

    number: int
    item: AgendaItem
    starts_at: datetime
    measures: list[MeasureOnAgenda] = field(default_factory=list)
    tasks: list[Assignment] = field(default_factory=list)

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.item.minutes) if self.item.minutes else None


@dataclass
class Agenda:
    meeting: Meeting
    rows: list[AgendaRow]
    tasks: list[Assignment]  # open ones of the meeting's groups

    @property
    def minutes(self) -> int:
        return sum(row.item.minutes or 0 for row in self.rows)

    @property
    def length(self) -> int:
        """Minutes of the meeting."""
        return int(self.meeting.length.total_seconds() // 60)

    @property
    def minutes_over(self) -> int:
        """How many minutes too much the items take together."""
        return max(0, self.minutes - self.length)

    @property
    def untimed(self) -> int:
        return sum(not row.item.minutes for row in self.rows)

    @cached_property
    def measures(self) -> list[MeasureOnAgenda]:
        """Each once, in the order of the agenda."""
        return list({each.measure.pk: each for row in self.rows for each in row.measures}.values())

    @property
    def has_tasks_item(self) -> bool:
        return any(row.item.kind == AgendaItem.Kind.TASKS for row in self.rows)


def agenda_of(meeting: Meeting, reader, on: date) -> Agenda:
    """The agenda as ``reader`` (an account, or ``groups.standing.SeatedReader``) sees it; four queries whatever its size.

    ``on`` is today. Of a meeting that has been, what was said of the measures by its day is told.
    """
    tasks = open_tasks_of(meeting)
    items = meeting.agenda_items.select_related("presenter", "topic", "decision__body")
    rows = _timed(meeting, items)
    measures = _measures(meeting, reader, min(on, meeting.on))
    for row in rows:
        row.measures = measures[row.item.pk]
        row.tasks = tasks if row.item.kind == AgendaItem.Kind.TASKS else []
    return Agenda(meeting, rows, tasks)


def open_tasks_of(meeting: Meeting) -> list[Assignment]:
    groups = [group.pk for group in meeting.groups.all()]
    return list(by_urgency(Assignment.objects.open().filter(group__in=groups)).select_related("person", "group"))


def newest_updates(reader, measure: str, on: date) -> Subquery:
    """The id of a measure's newest update at or before the day that the reader may see; ``measure`` names the outer field."""
    updates = StatusUpdate.objects.visible_to(reader).standing().filter(measure=OuterRef(measure), on__lte=on)
    return Subquery(updates.newest_first().values("pk")[:1])


def updates_by_id(ids: Iterable[int | None]) -> dict[int, StatusUpdate]:
    read = StatusUpdate.objects.filter(pk__in={pk for pk in ids if pk}).order_by()  # in_bulk would ask SQLite in pieces
    return {each.pk: each for each in read}


def _timed(meeting: Meeting, items: Iterable[AgendaItem]) -> list[AgendaRow]:
    rows, at = [], meeting.starts_at
    for number, item in enumerate(items, start=1):
        rows.append(AgendaRow(number, item, at))
        at = rows[-1].ends_at or at
    return rows


def _measures(meeting: Meeting, reader, on: date) -> dict[int, list[MeasureOnAgenda]]:
    ties = AgendaMeasure.objects.filter(item__meeting=meeting, measure__in=Measure.objects.visible_to(reader))
    ties = ties.select_related("measure__goal__section", "measure__contact_person").order_by("order", "pk")
    found = list(ties.annotate(update_id=newest_updates(reader, "measure", on)))
    updates = updates_by_id(tie.update_id for tie in found)
    by_item: dict[int, list[MeasureOnAgenda]] = defaultdict(list)
    for tie in found:
        row = Row(tie.measure, updates.get(tie.update_id))
        by_item[tie.item_id].append(MeasureOnAgenda(tie, row, is_late(row, on)))
    return by_item
