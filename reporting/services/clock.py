"""The clock's own events: kept one by one, and a whole year's moved on to the next with one act."""

from calendar import monthrange

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from groups.models import Organisation
from reporting.models import ClockEvent, CouncilTerm

COPIED = ("name_fi", "name_sv", "name_en", "month", "last_month", "body", "group", "document")


@transaction.atomic
def save_event(event: ClockEvent, *, by) -> ClockEvent:
    return _save(event, by)


@transaction.atomic
def remove_event(event: ClockEvent, *, by) -> None:
    event._history_user = by
    event.delete()


@transaction.atomic
def copy_year(county: Organisation, year: int, target: int, *, by) -> int:
    """Make the year's own events for another year; what is there already stays alone. Returns how many were made.

    A day keeps its number (29.2. becomes 28.2.); links to documents don't come along, for they are the old year's.
    """
    if year == target:
        raise ValidationError({"target": _("Choose another year than the one you copy from.")}, code="same")
    there = set(ClockEvent.objects.filter(county=county, year=target).values_list("name_fi", "month"))
    made = 0
    for each in ClockEvent.objects.filter(county=county, year=year):
        if (each.name_fi, each.month) in there:
            continue
        copy = ClockEvent(county=county, year=target, **{name: getattr(each, name) for name in COPIED})
        if each.on:
            copy.on = each.on.replace(year=target, day=min(each.on.day, monthrange(target, each.on.month)[1]))
        _save(copy, by)
        made += 1
    return made


@transaction.atomic
def save_term(term: CouncilTerm, *, by) -> CouncilTerm:
    """Terms of one county don't overlap: each year belongs to one."""
    others = CouncilTerm.objects.filter(county=term.county).exclude(pk=term.pk)
    if others.filter(first_year__lte=term.last_year, last_year__gte=term.first_year).exists():
        raise ValidationError({"first_year": _("Another council term has some of these years.")}, code="overlap")
    return _save(term, by)


def _save(record: models.Model, by) -> models.Model:
    record.full_clean()
    record._history_user = by
    record.save()
    return record
