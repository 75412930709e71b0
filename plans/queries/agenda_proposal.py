"""What a meeting could take up: worked out from the records, and only what its agenda doesn't have yet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from groups.models import AgendaItem, Decision, Meeting, MeetingTopic
from hyte.lib.models import in_language
from plans.models import AgendaMeasure, Progress, Section
from plans.models.status import ENDED
from plans.queries.agenda import newest_updates, open_tasks_of, updates_by_id
from plans.queries.hints import is_late, is_stale
from plans.queries.meetings import measures_of, meeting_before, sections_of
from plans.queries.picture import Row

Kind = AgendaItem.Kind
Reason = AgendaMeasure.Reason

WITHOUT_EARLIER = timedelta(days=180)  # how far back decisions are looked for where no meeting came before
TITLE_LENGTH = 250
SHORT, THEME, EACH_TASK, EACH_MEASURE, MOST_TASKS, MOST_MEASURES = 5, 20, 2, 3, 15, 40  # minutes


@dataclass(frozen=True)
class ProposedMeasure:
    row: Row
    reason: Reason


@dataclass(frozen=True)
class ProposedItem:
    """An item that can be taken to the agenda; ``key`` names it in the form."""

    key: str
    kind: Kind
    title: str
    minutes: int
    tasks: int = 0  # how many are open
    topic: MeetingTopic | None = None
    decision: Decision | None = None
    measures: list[ProposedMeasure] = field(default_factory=list)
    joins: AgendaItem | None = None  # an item of the agenda that these measures would join


def proposal_of(meeting: Meeting, user, on: date) -> list[ProposedItem]:
    """The items in the order of a meeting; ``on`` is today. The texts are in the county's first language, as the agenda is."""
    items = list(meeting.agenda_items.all())
    before = meeting_before(meeting)
    with translation.override(language_of(meeting)):
        return [
            *_frame(Kind.OPENING, items),
            *_tasks(meeting, items),
            *_decisions(meeting, before, items),
            *_topics(meeting, items),
            *_measures(meeting, before, items, user, min(on, meeting.on)),
            *_frame(Kind.NEXT, items),
        ]


def language_of(meeting: Meeting) -> str:
    """The language in which the county's groups write their agendas and memos."""
    return (meeting.county.language_codes or ["fi"])[0]


def _frame(kind: Kind, items: list[AgendaItem]) -> Iterator[ProposedItem]:
    titles = {Kind.OPENING: _("Opening of the meeting"), Kind.NEXT: _("Next meeting and closing")}
    if not any(item.kind == kind for item in items):
        yield ProposedItem(kind.value, kind, titles[kind], SHORT)


def _tasks(meeting: Meeting, items: list[AgendaItem]) -> Iterator[ProposedItem]:
    open_tasks = open_tasks_of(meeting)
    if open_tasks and not any(item.kind == Kind.TASKS for item in items):
        minutes = min(MOST_TASKS, max(SHORT, EACH_TASK * len(open_tasks)))
        yield ProposedItem("tasks", Kind.TASKS, _("Open tasks"), minutes, tasks=len(open_tasks))


def _decisions(meeting: Meeting, before: Meeting | None, items: list[AgendaItem]) -> Iterator[ProposedItem]:
    """What the county's bodies have decided since the last meeting of the group."""
    since = before.on if before else meeting.on - WITHOUT_EARLIER
    taken = {item.decision_id for item in items}
    made = Decision.objects.filter(county=meeting.county, on__gt=since, on__lte=meeting.on)
    for decision in made.select_related("body").order_by("on", "pk"):
        if decision.pk not in taken:
            title = _("Decision to follow: %(title)s") % {"title": in_language(decision, "title")[0]}
            yield ProposedItem(f"decision-{decision.pk}", Kind.DECISIONS, _short(title), SHORT, decision=decision)


def _topics(meeting: Meeting, items: list[AgendaItem]) -> Iterator[ProposedItem]:
    taken = {item.topic_id for item in items}
    for topic in meeting.topics.all():
        if topic.pk not in taken:
            yield ProposedItem(f"topic-{topic.pk}", Kind.TOPIC, _short(topic.name), THEME, topic=topic)


def _measures(
    meeting: Meeting, before: Meeting | None, items: list[AgendaItem], user, on: date
) -> Iterator[ProposedItem]:
    """One item for each section: measures that are late, or of which nothing has been said since the last meeting."""
    sections = sections_of(meeting)
    due = _due_by_section(meeting, before, user, on)
    joined = _items_by_section(meeting, items)
    for section in sections:
        if found := due[section.pk]:
            yield _measures_item(section, found, joined.get(section.pk), several=len(sections) > 1)


def _measures_item(
    section: Section, found: list[ProposedMeasure], joins: AgendaItem | None, *, several: bool
) -> ProposedItem:
    title = _("Measures: %(section)s") % {"section": section.name} if several else _("Going through the measures")
    minutes = min(MOST_MEASURES, max(SHORT, EACH_MEASURE * len(found)))
    key = f"measures-{section.pk}"
    return ProposedItem(key, Kind.MEASURES, _short(title), minutes, measures=found, joins=joins)


def _due_by_section(meeting: Meeting, before: Meeting | None, user, on: date) -> dict[int, list[ProposedMeasure]]:
    taken = AgendaMeasure.objects.filter(item__meeting=meeting).values("measure")
    measures = measures_of(meeting).visible_to(user).exclude(pk__in=taken).select_related("goal__section")
    found = list(measures.annotate(update_id=newest_updates(user, "pk", on)))
    updates = updates_by_id(measure.update_id for measure in found)
    due: dict[int, list[ProposedMeasure]] = defaultdict(list)
    for measure in found:
        row = Row(measure, updates.get(measure.update_id))
        if reason := reason_of(row, before, on):
            due[measure.goal.section_id].append(ProposedMeasure(row, reason))
    return due


def reason_of(row: Row, before: Meeting | None, on: date) -> Reason | None:
    """Why the meeting should look at the measure; None where it needn't."""
    if row.status in ENDED:
        return None
    if is_late(row, on) or row.progress in (Progress.DELAYED, Progress.STALLED):
        return Reason.LATE
    is_unsaid = row.update is None or row.update.on < before.on if before else is_stale(row, on)
    return Reason.NOT_UPDATED if is_unsaid else None


def _items_by_section(meeting: Meeting, items: list[AgendaItem]) -> dict[int, AgendaItem]:
    """The item under which each section's measures stand already."""
    by_pk = {item.pk: item for item in items if item.kind == Kind.MEASURES}
    ties = AgendaMeasure.objects.filter(item__in=by_pk).values_list("measure__goal__section", "item").distinct()
    return {section: by_pk[item] for section, item in ties}


def _short(title: str) -> str:
    return Truncator(title).chars(TITLE_LENGTH)
