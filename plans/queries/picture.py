"""The picture of a plan on a day: every measure with its newest update, and the totals that come out of them.

Everything that counts measures (monitoring, the council's workbook, snapshots, the front page) counts them here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Subquery, Value

from groups.permissions import Permission
from groups.standing import standing_of
from indicators.models import Theme
from plans.models import (
    RUNNING,
    FocusArea,
    Goal,
    IndicatorTarget,
    Measure,
    Plan,
    Progress,
    Responsibility,
    Section,
    Status,
    StatusUpdate,
)

COLUMNS = (
    Status.NOT_STARTED,
    Status.STARTING,
    Status.IN_PROGRESS,
    Status.COMPLETED,
    Status.PARTLY_COMPLETED,
    Status.NOT_COMPLETED,
    Status.DISCONTINUED,
    Status.MERGED,
)


@dataclass(slots=True)
class Row:
    """A measure as it stood on the day; without an update it had not been started."""

    measure: Measure
    update: StatusUpdate | None
    earlier: StatusUpdate | None = None

    @property
    def section(self) -> Section:
        return self.measure.goal.section

    @property
    def status(self) -> str:
        return status_of(self.update)

    @property
    def progress(self) -> str:
        return progress_of(self.update)

    @property
    def status_label(self) -> str:
        return Status(self.status).label

    @property
    def progress_label(self) -> str:
        return Progress(self.progress).label

    @property
    def responsibilities(self) -> list[Responsibility]:
        return self.measure.current_responsibilities

    @property
    def main(self) -> Responsibility | None:
        """The main responsible: the approved one, or the first proposed."""
        mains = [each for each in self.responsibilities if each.kind == Responsibility.Kind.MAIN]
        return min(mains, key=lambda each: (each.state != Responsibility.State.APPROVED, each.pk), default=None)


@dataclass
class Totals:
    """Counts of one section, or of all; the statuses always add up to the measures."""

    section: Section | None
    goals: int = 0
    statuses: Counter = field(default_factory=Counter)

    @property
    def measures(self) -> int:
        return self.statuses.total()

    @property
    def running(self) -> int:
        return sum(self.statuses[status] for status in RUNNING)

    @property
    def not_started(self) -> int:
        return self.statuses[Status.NOT_STARTED]

    @property
    def ended(self) -> int:
        """Completed wholly or partly, not completed, discontinued or merged."""
        return self.measures - self.running - self.not_started

    @property
    def cells(self) -> list[tuple[Status, int]]:
        return [(status, self.statuses[status]) for status in COLUMNS]


@dataclass
class Picture:
    """``staff`` tells whether the reader sees the county's internal side."""

    plan: Plan
    on: date
    rows: list[Row]
    sections: list[Section]
    goals: list[Goal]
    staff: bool = False

    @cached_property
    def totals(self) -> list[Totals]:
        """A row for each section, in the plan's order."""
        return totals_of(self.sections, self.goals, self.rows)

    @cached_property
    def total(self) -> Totals:
        return sum_of(self.totals)

    def narrowed_to(self, rows: list[Row]) -> "Picture":
        """The same picture with some of its rows: of the goals those that have a measure left."""
        kept = {row.measure.goal_id for row in rows}
        return replace(self, rows=rows, goals=[goal for goal in self.goals if goal.pk in kept])


def status_of(update: StatusUpdate | None) -> str:
    return update.status if update else Status.NOT_STARTED


def progress_of(update: StatusUpdate | None) -> str:
    return update.progress if update else Progress.NOT_ASSESSED


def totals_of(sections: Iterable[Section], goals: Iterable[Goal], rows: Iterable[Row]) -> list[Totals]:
    by_section = {section.pk: Totals(section) for section in sections}
    for goal in goals:
        by_section[goal.section_id].goals += 1
    for row in rows:
        by_section[row.measure.goal.section_id].statuses[row.status] += 1
    return list(by_section.values())


def sum_of(totals: Iterable[Totals]) -> Totals:
    whole = Totals(section=None)
    for each in totals:
        whole.goals += each.goals
        whole.statuses += each.statuses
    return whole


def picture_of(plan: Plan, on: date, *, user, since: date | None = None, with_ties: bool = True) -> Picture:
    """Read the plan's measures in force on ``on`` with their newest updates at or before it that the user may see.

    With ``since`` each row also has the newest update at or before that day. Nine queries whatever the size; five without
    the focus areas and themes, which rows that are frozen don't have.
    """
    sections = list(plan.sections.all())
    goals = _goals(plan, sections, with_ties)
    measures = _measures(plan, on, user, since, with_ties)
    ids = {pk for each in measures for pk in (each.update_id, each.earlier_id) if pk}
    read = StatusUpdate.objects.filter(pk__in=ids).order_by()  # in_bulk would ask SQLite in pieces
    updates = {each.pk: each for each in read}
    by_pk = {goal.pk: goal for goal in goals}
    rows = []
    for measure in measures:
        measure.goal, measure.plan = by_pk[measure.goal_id], plan
        rows.append(Row(measure, updates.get(measure.update_id), updates.get(measure.earlier_id)))
    staff = plan.county_id in standing_of(user).staff_counties
    return Picture(plan=plan, on=on, rows=rows, sections=sections, goals=goals, staff=staff)


def _goals(plan: Plan, sections: list[Section], with_ties: bool) -> list[Goal]:
    by_pk = {section.pk: section for section in sections}
    goals = list(Goal.objects.filter(section__plan=plan))
    areas = FocusArea.objects.filter(goals__section__plan=plan).annotate(goal_id=F("goals"))
    themes = Theme.objects.filter(goals__section__plan=plan).annotate(goal_id=F("goals"))
    areas, themes = (_by_owner(each if with_ties else (), "goal_id") for each in (areas, themes))
    for goal in goals:
        goal.area_list, goal.theme_list = areas[goal.pk], themes[goal.pk]
        goal.section = by_pk[goal.section_id]
    return goals


def _measures(plan: Plan, on: date, user, since: date | None, with_ties: bool) -> list[Measure]:
    measures = list(
        measures_in(plan, user)
        .in_force_on(on)
        .in_plan_order()
        .select_related("contact_person")
        .annotate(
            update_id=newest_update_id(plan, on, user),
            earlier_id=newest_update_id(plan, since, user) if since else Value(None, output_field=BigIntegerField()),
            has_indicator=Exists(IndicatorTarget.objects.filter(measure=OuterRef("pk"))),
        )
    )
    current = Responsibility.objects.in_force().filter(measure__plan=plan).order_by("pk")
    # Hundreds of measures share a dozen organisations, which are therefore read apart where a page shows all of them.
    current = current.prefetch_related("organisation") if with_ties else current.select_related("organisation")
    responsibilities = _by_owner(current, "measure_id")
    themed = Theme.objects.filter(measures__plan=plan).annotate(measure_id=F("measures"))
    themes = _by_owner(themed if with_ties else (), "measure_id")
    for measure in measures:
        measure.current_responsibilities, measure.theme_list = responsibilities[measure.pk], themes[measure.pk]
    return measures


def _by_owner(records: Iterable, owner: str) -> dict[int, list]:
    """The records in lists by the id of their owner: read by plan, while a prefetch would ask by hundreds of ids."""
    lists: dict[int, list] = defaultdict(list)
    for record in records:
        lists[getattr(record, owner)].append(record)
    return lists


def newest_update_id(plan: Plan, on: date, user) -> Subquery:
    """A subquery on measures of the plan: the id of the newest update with its day at or before ``on`` that the user may see."""
    updates = updates_in(plan, user).standing().filter(measure=OuterRef("pk"), on__lte=on)
    return Subquery(updates.newest_first().values("pk")[:1])


def measures_in(plan: Plan, user) -> QuerySet[Measure]:
    """``visible_to`` for the measures of one plan, without asking each of them whose it is."""
    measures = Measure.objects.filter(plan=plan)
    everything = plan.is_open or plan.county_id in standing_of(user).staff_counties
    return measures if everything else measures.visible_to(user)


def updates_in(plan: Plan, user) -> QuerySet[StatusUpdate]:
    """``visible_to`` for the updates of one plan, without asking each of them whose it is."""
    reach = standing_of(user).reach(Permission.VIEW_INTERNAL)
    if plan.county_id in reach.counties:
        return StatusUpdate.objects.all()
    if plan.is_open and not (reach.groups or reach.own):
        return StatusUpdate.objects.published()
    return StatusUpdate.objects.visible_to(user)
