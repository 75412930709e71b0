"""Saving one record with its history."""

from django.db import models, transaction


@transaction.atomic
def save_record(record: models.Model, *, by) -> models.Model:
    record.full_clean(exclude={field.name for field in record._meta.fields if not field.editable})
    record._history_user = by
    record.save()
    return record


@transaction.atomic
def remove_record(record: models.Model, *, by) -> None:
    record._history_user = by
    record.delete()
