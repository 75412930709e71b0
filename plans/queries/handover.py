"""What the next secretary of a group has to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from groups.models import Meeting, Memo, SecretaryTurn, WorkingGroup
from groups.queries.assignments import by_urgency
from plans.models import Measure, Plan, StatusUpdate, UpdateRound
from plans.models.status import ENDED
from plans.queries.comments import waiting_comments
from plans.queries.hints import is_late
from plans.queries.memo import decisions_of, memo_of
from plans.queries.picture import Row

MOST = 5  # of each list: the page prints on one sheet


@dataclass(frozen=True)
class Listed:
    """The first ones, and how many there are in all."""

    first: list
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.first)


@dataclass(frozen=True)
class MeasureDue:
    measure: Measure
    update: StatusUpdate | None
    is_late: bool


@dataclass(frozen=True)
class HandOver:
    group: WorkingGroup
    coming: list[Meeting]  # the next two; the first is the one that is handed over
    turns: list[SecretaryTurn]  # of the first of them
    last: Meeting | None
    memo: Memo | None
    decisions: Listed  # items of the last memo
    agreed: Listed  # tasks of the last meeting, ended ones too
    tasks: Listed  # other open ones
    comments: Listed
    measures: Listed
    rounds: list[UpdateRound]

    @property
    def next(self) -> Meeting | None:
        return self.coming[0] if self.coming else None


def hand_over(group: WorkingGroup, on: date) -> HandOver:
    """A constant number of queries."""
    meetings = Meeting.objects.standing().of_groups([group.pk]).select_related("county")
    coming = list(meetings.filter(starts_at__date__gte=on).order_by("starts_at", "pk")[:2])
    last = meetings.filter(starts_at__date__lt=on).select_related("memo").order_by("-starts_at", "-pk").first()
    memo = memo_of(last) if last else None
    agreed = by_urgency(group.assignments.filter(meeting=last) if last else group.assignments.none())
    others = by_urgency(group.assignments.open().exclude(pk__in=agreed.values("pk")))
    return HandOver(
        group=group,
        coming=coming,
        turns=_turns(group, coming),
        last=last,
        memo=memo,
        decisions=_listed(decisions_of(memo) if memo else []),
        agreed=_listed(agreed.select_related("person")),
        tasks=_listed(others.select_related("person")),
        comments=_listed(waiting_comments([group.pk])),
        measures=_due(group, last, on),
        rounds=list(UpdateRound.objects.open().filter(sections__group=group).distinct().order_by("deadline", "pk")),
    )


def _turns(group: WorkingGroup, coming: list[Meeting]) -> list[SecretaryTurn]:
    turns = SecretaryTurn.objects.filter(meeting__in=coming, group=group).select_related("person", "meeting")
    return list(turns.order_by("meeting__starts_at"))


def _due(group: WorkingGroup, last: Meeting | None, on: date) -> Listed:
    """Measures of the group's sections that are late, or of which nothing has been said since the last meeting."""
    newest = StatusUpdate.objects.standing().filter(measure=OuterRef("pk"), on__lte=on).newest_first()
    plans = Plan.objects.filter(valid_from__lte=on, valid_until__gte=on).main()
    measures = Measure.objects.filter(goal__section__group=group, plan__in=plans).in_force_on(on).in_plan_order()
    found = list(measures.select_related("plan").annotate(update_id=Subquery(newest.values("pk")[:1])))
    updates = StatusUpdate.objects.in_bulk([measure.update_id for measure in found if measure.update_id])
    rows = [Row(measure, updates.get(measure.update_id)) for measure in found]
    due = [MeasureDue(row.measure, row.update, is_late(row, on)) for row in rows if _is_due(row, last, on)]
    return Listed(due[:MOST], len(due))


def _is_due(row: Row, last: Meeting | None, on: date) -> bool:
    if row.status in ENDED:
        return False
    not_updated = row.update is None or (last is not None and row.update.on < last.on)
    return not_updated or is_late(row, on)


def _listed(records: Iterable) -> Listed:
    found = list(records)
    return Listed(found[:MOST], len(found))
