"""The agenda's measures, and taking to the agenda what is proposed for it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from groups.models import AgendaItem, Meeting
from groups.services.agenda import add_item, refuse_closed, save_item
from plans.models import AgendaMeasure, Measure
from plans.queries.agenda_proposal import ProposedItem, proposal_of


@transaction.atomic
def take_proposal(meeting: Meeting, keys: Iterable[str] | None = None, *, on: date, by) -> list[AgendaItem]:
    """Take the proposed items with these keys to the agenda, without keys all of them; return what was added.

    Worked out anew: what a colleague has taken meanwhile isn't taken twice.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("county").get(pk=meeting.pk)
    refuse_closed(meeting)
    proposed = proposal_of(meeting, by, on)
    chosen = proposed if keys is None else [each for each in proposed if each.key in set(keys)]
    return [_take(meeting, each, by) for each in chosen]


@transaction.atomic
def save_agenda_item(item: AgendaItem, measures: Iterable[Measure], *, by) -> AgendaItem:
    """Save a new or changed item with the measures under it, in the plan's order."""
    item = add_item(item, by=by) if item.pk is None else save_item(item, by=by)
    set_measures(item, measures)
    return item


def set_measures(item: AgendaItem, measures: Iterable[Measure]) -> None:
    """Tie exactly these measures to the item; those that were there keep why they are there."""
    chosen = {measure.pk: order for order, measure in enumerate(measures, start=1)}
    kept = {tie.measure_id: tie for tie in AgendaMeasure.objects.filter(item=item)}
    AgendaMeasure.objects.filter(item=item).exclude(measure__in=chosen).delete()
    for pk, order in chosen.items():
        tie = kept.get(pk) or AgendaMeasure(item=item, measure_id=pk)
        tie.order = order
        tie.save()


def _take(meeting: Meeting, proposed: ProposedItem, by) -> AgendaItem:
    item = proposed.joins or add_item(_new_item(meeting, proposed), by=by)
    last = AgendaMeasure.objects.filter(item=item).count()
    AgendaMeasure.objects.bulk_create(
        AgendaMeasure(item=item, measure=each.row.measure, reason=each.reason, order=last + number)
        for number, each in enumerate(proposed.measures, start=1)
    )
    return item


def _new_item(meeting: Meeting, proposed: ProposedItem) -> AgendaItem:
    return AgendaItem(
        meeting=meeting,
        kind=proposed.kind,
        title=proposed.title,
        minutes=proposed.minutes,
        topic=proposed.topic,
        decision=proposed.decision,
    )
