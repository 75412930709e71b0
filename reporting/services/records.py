"""Saving one record with its history."""

from django.db import models, transaction


@transaction.atomic
def save_record(record: models.Model, *, by, reason: str = "") -> models.Model:
    record.full_clean(exclude={field.name for field in record._meta.fields if not field.editable})
    record._history_user, record._change_reason = by, reason or None
    record.save()
    return record
