"""Saving the parts of a plan one by one, with their history."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from plans.models.plan import RESERVED_ADDRESSES
from plans.services.plan import put_in_order


@transaction.atomic
def save_record(
    record: models.Model, *, by, reason: str = "", ties: Mapping[str, Iterable[models.Model]] | None = None
) -> models.Model:
    """Save a new or changed record; ``ties`` are its many-to-many relations by name."""
    record.full_clean(exclude={field.name for field in record._meta.fields if not field.editable})
    record._history_user, record._change_reason = by, reason
    record.save()
    for name, others in (ties or {}).items():
        getattr(record, name).set(others)
    return record


@transaction.atomic
def add_record(record: models.Model, siblings: QuerySet, *, by, reason: str = "", ties=None) -> models.Model:
    """Save a new record as the last of its siblings; where it has an address, a free one is made from its name."""
    record.order = (siblings.aggregate(last=Max("order"))["last"] or 0) + 1
    if hasattr(record, "slug"):
        taken = set(siblings.values_list("slug", flat=True)) | RESERVED_ADDRESSES
        record.slug = free_address(record.name_fi, taken, record._meta.get_field("slug").max_length)
    return save_record(record, by=by, reason=reason, ties=ties)


def free_address(name: str, taken: set[str], length: int) -> str:
    """An address made of the name that isn't among the taken ones."""
    base = slugify(name)[: length - 4].strip("-") or "osa"
    address, number = base, 2
    while address in taken:
        address, number = f"{base}-{number}", number + 1
    return address


@transaction.atomic
def move_record(record: models.Model, siblings: QuerySet, direction: str, *, by) -> None:
    """Move a record one place "up" or "down" among its siblings; at the end of the list nothing happens."""
    if direction not in ("up", "down"):
        raise ValidationError(_("Tell whether to move up or down."))
    records = list(siblings)
    ids = [each.pk for each in records]
    place = ids.index(record.pk)
    target = place - 1 if direction == "up" else place + 1
    if 0 <= target < len(ids):
        ids[place], ids[target] = ids[target], ids[place]
        put_in_order(records, ids, by=by)
