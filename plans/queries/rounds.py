"""Update rounds: which measures are asked, which have been answered, and what stood in them at the close."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from groups.models import NoticeItem
from plans.models import Goal, Measure, Snapshot, SnapshotRow, StatusUpdate, UpdateRound
from plans.models.status import ENDED
from plans.queries.frozen import FrozenSection, frozen_totals, section_of
from plans.queries.picture import Totals, progress_of, status_of, sum_of

LANGUAGES = ("fi", "sv", "en")


@dataclass
class Line:
    """A measure in a round as it stands, or stood at the close; ``row`` of an open round isn't stored.

    A measure that ended before the round and has no answer isn't asked.
    """

    row: SnapshotRow
    is_answered: bool
    answer: StatusUpdate | None = None
    people: list = field(default_factory=list)
    reminded_on: date | None = None

    @property
    def measure(self) -> Measure | None:
        return self.row.measure

    @property
    def section(self) -> FrozenSection:
        return section_of(self.row)

    @property
    def is_asked(self) -> bool:
        return self.is_answered or self.row.status not in ENDED


@dataclass
class SectionCount:
    """How many of a section's measures have been asked and answered."""

    section: FrozenSection | None
    asked: int = 0
    answered: int = 0

    @property
    def left(self) -> int:
        return self.asked - self.answered

    @property
    def percent(self) -> int:
        return 100 * self.answered // self.asked if self.asked else 100


@dataclass
class RoundPicture:
    """``rows`` has also the goals without measures, which the totals count."""

    update_round: UpdateRound
    rows: list[SnapshotRow]
    lines: list[Line]

    @property
    def totals(self) -> list[Totals]:
        return frozen_totals(self.rows)

    @property
    def total(self) -> Totals:
        return sum_of(self.totals)

    @property
    def by_section(self) -> list[SectionCount]:
        counts = {each.section.slug: SectionCount(each.section) for each in self.totals}
        for line in self.lines:
            count = counts[line.row.section_slug]
            count.asked += line.is_asked
            count.answered += line.is_answered
        return list(counts.values())

    @property
    def count(self) -> SectionCount:
        asked, answered = sum(line.is_asked for line in self.lines), sum(line.is_answered for line in self.lines)
        return SectionCount(None, asked, answered)


def picture_of_round(update_round: UpdateRound, on: date, *, goals: bool = True, answers: bool = True) -> RoundPicture:
    """A closed round from its frozen rows, an open one as it stands on the day.

    ``goals`` reads also those without measures, ``answers`` who has answered. At most three queries, sections prefetched.
    """
    return _frozen(update_round, answers) if update_round.snapshot_id else _live(update_round, on, goals)


def _frozen(update_round: UpdateRound, answers: bool) -> RoundPicture:
    slugs = [section.slug for section in update_round.sections.all()]
    rows = list(update_round.snapshot.rows.filter(section_slug__in=slugs).select_related("measure"))
    answered = set(answers_at_close(update_round).values_list("measure", flat=True)) if answers else set()
    lines = [Line(row, row.measure_id in answered) for row in rows if row.identifier]
    return RoundPicture(update_round, rows, lines)


def answers_at_close(update_round: UpdateRound) -> QuerySet[StatusUpdate]:
    """What counted as an answer when the round closed: later corrections and reports don't reach it."""
    closed_at = update_round.snapshot.taken_at
    corrected = StatusUpdate.objects.filter(replaces=OuterRef("pk"), recorded_at__lte=closed_at)
    written = StatusUpdate.objects.filter(recorded_at__lte=closed_at, on__lte=update_round.closed_on)
    standing = written.filter(~Exists(corrected), is_withdrawal=False)
    asked = Measure.objects.filter(goal__section__in=update_round.sections.all())
    return standing.filter(is_answer_since(update_round.opened_on), measure__in=asked).order_by()


def _live(update_round: UpdateRound, on: date, goals: bool) -> RoundPicture:
    sections = list(update_round.sections.all())
    measures = list(_with_updates(Measure.objects.filter(goal__section__in=sections), update_round.opened_on, on))
    ids = {pk for each in measures for pk in (each.newest_id, each.answer_id) if pk}
    updates = {each.pk: each for each in StatusUpdate.objects.filter(pk__in=ids).select_related("by").order_by()}
    lines = [_line(measure, updates) for measure in measures]
    rows = [line.row for line in lines]
    if goals:
        with_measures = {measure.goal_id for measure in measures}
        empty = Goal.objects.filter(section__in=sections).exclude(pk__in=with_measures).select_related("section")
        rows += [_goal_row(goal) for goal in empty]
    return RoundPicture(update_round, rows, lines)


def _with_updates(measures: QuerySet[Measure], opened_on, on: date) -> QuerySet[Measure]:
    """Measures in force with the ids of their newest update and of their answer; ``opened_on`` is a day or an OuterRef."""
    standing = StatusUpdate.objects.standing().filter(measure=OuterRef("pk"), on__lte=on).newest_first()
    answers = standing.filter(is_answer_since(opened_on))
    found = measures.in_force_on(on).in_plan_order()
    return found.select_related("goal__section", "contact_person", "deputy").annotate(
        newest_id=Subquery(standing.values("pk")[:1]), answer_id=Subquery(answers.values("pk")[:1])
    )


def is_answer_since(opened_on) -> Q:
    """Whether an update answers a round: it was true, or written, on the day of opening or later (local time)."""
    return Q(on__gte=opened_on) | Q(recorded_at__date__gte=opened_on)


def _line(measure: Measure, updates: dict[int, StatusUpdate]) -> Line:
    answer = updates.get(measure.answer_id)
    return Line(_measure_row(measure, updates.get(measure.newest_id)), answer is not None, answer)


def _goal_row(goal: Goal, **values) -> SnapshotRow:
    names = {f"section_name_{code}": getattr(goal.section, f"name_{code}") for code in LANGUAGES}
    wordings = {f"goal_wording_{code}": getattr(goal, f"wording_{code}") for code in LANGUAGES}
    return SnapshotRow(section_slug=goal.section.slug, goal_identifier=goal.identifier, **names, **wordings, **values)


def _measure_row(measure: Measure, update: StatusUpdate | None) -> SnapshotRow:
    texts = {f"public_text_{code}": getattr(update, f"public_text_{code}", "") for code in LANGUAGES}
    wordings = {f"wording_{code}": getattr(measure, f"wording_{code}") for code in LANGUAGES}
    return _goal_row(
        measure.goal,
        measure=measure,
        identifier=measure.identifier,
        status=status_of(update),
        progress=progress_of(update),
        updated_on=update.on if update else None,
        **texts,
        **wordings,
    )


@dataclass(frozen=True)
class RoundState:
    """An open round with its counts and the ids of its measures."""

    update_round: UpdateRound
    count: SectionCount = field(default_factory=lambda: SectionCount(None))
    measures: set[int] = field(default_factory=set)


def states_of(rounds: Iterable[UpdateRound], on: date) -> list[RoundState]:
    """How far each open round is; one query for all of them."""
    states = {each.pk: RoundState(each) for each in rounds}
    for each in asked_measures(Q(goal__section__update_rounds__in=list(states)), on) if states else ():
        state = states[each.round_id]
        state.count.asked += each.is_asked
        state.count.answered += each.answer_id is not None
        state.measures.add(each.pk)
    return list(states.values())


def asked_measures(condition: Q, on: date) -> list[Measure]:
    """Measures under the open rounds of the day, with ``round_id``, ``answer_id`` and ``is_asked``; one query.

    A section has one open round at most, so that each measure comes once.
    """
    open_now = Q(goal__section__update_rounds__closed_on=None, goal__section__update_rounds__opened_on__lte=on)
    measures = Measure.objects.filter(open_now & condition).annotate(
        round_id=F("goal__section__update_rounds"), round_opened=F("goal__section__update_rounds__opened_on")
    )
    status = StatusUpdate.objects.standing().filter(measure=OuterRef("pk"), on__lte=on).newest_first()
    found = _with_updates(measures, OuterRef("round_opened"), on)
    listed = list(found.select_related("plan").annotate(newest_status=Subquery(status.values("status")[:1])))
    for measure in listed:
        measure.is_asked = measure.answer_id is not None or measure.newest_status not in ENDED
    return listed


def thing_key(update_round: UpdateRound, measure: Measure) -> str:
    """What reminders of the measure in the round are known by for ever."""
    return f"measure:{measure.pk}:round:{update_round.pk}"


def told_on(update_round: UpdateRound, measures: Iterable[Measure]) -> dict[int, date]:
    """When somebody was last told of each measure in the round, by the measure's id."""
    by_key = {thing_key(update_round, measure): measure.pk for measure in measures}
    told: dict[int, date] = {}
    for key, on in NoticeItem.objects.filter(key__in=by_key).order_by("on").values_list("key", "on"):
        told[by_key[key]] = on
    return told


@dataclass(frozen=True)
class Closing:
    """What closing a round would do, counted."""

    asked: int
    answered: int
    published: int

    @property
    def left(self) -> int:
        return self.asked - self.answered


def closing_of(update_round: UpdateRound, on: date) -> Closing:
    count = picture_of_round(update_round, on, goals=False).count
    return Closing(count.asked, count.answered, unpublished_in(update_round).count())


def unpublished_in(update_round: UpdateRound) -> QuerySet[StatusUpdate]:
    """Standing updates of the round's sections that the public doesn't see yet."""
    measures = Measure.objects.filter(goal__section__in=update_round.sections.all())
    return StatusUpdate.objects.standing().filter(measure__in=measures, published_at=None)


def free_snapshot_name(update_round: UpdateRound) -> str:
    """The round's name, with a number where the plan already has a snapshot of that name."""
    taken = set(Snapshot.objects.filter(plan=update_round.plan_id).values_list("name_fi", flat=True))
    number, free = 2, update_round.name_fi
    while free in taken:
        free, number = f"{update_round.name_fi[:290]} ({number})", number + 1
    return free
