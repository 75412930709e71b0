"""Saving many records at once, with their history."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

REASON = "Demo"
BATCH = 500


def save_all(records: Sequence[models.Model]) -> None:
    """Save new records of one model; they get their ids."""
    if not records:
        return
    model = type(records[0])
    if hasattr(model, "history"):
        bulk_create_with_history(records, model, batch_size=BATCH, default_change_reason=REASON)
    else:
        model.objects.bulk_create(records, batch_size=BATCH)


def remove(records: models.QuerySet) -> None:
    """Delete records and what history tells of them."""
    model, ids = records.model, list(records.values_list("pk", flat=True))
    model.objects.filter(pk__in=ids).delete()
    if hasattr(model, "history"):
        model.history.filter(id__in=ids).delete()


def tie(relation, pairs: Iterable[tuple[models.Model, models.Model]]) -> None:
    """Fill a many-to-many relation, given as on the model: ``tie(Goal.themes, [(goal, theme), …])``."""
    field, through = relation.field, relation.through
    names = field.m2m_field_name(), field.m2m_reverse_field_name()
    save_all([through(**dict(zip(names, pair, strict=True))) for pair in pairs])


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
