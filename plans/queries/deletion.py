"""What deleting a record would do."""

from dataclasses import dataclass

from django.contrib.admin.utils import NestedObjects
from django.db import models


@dataclass(frozen=True)
class Consequences:
    """Counts by the kind's name: what goes along with the record, and what keeps it from going."""

    goes: list[tuple[str, int]]
    keeps: list[tuple[str, int]]


def consequences_of_deletion(record: models.Model) -> Consequences:
    collector = NestedObjects(using=record._state.db, origin=record)
    collector.collect([record])
    goes = {
        model: len(found)
        for model, found in collector.model_objs.items()
        if model is not type(record) and not model._meta.auto_created
    }
    keeps: dict[type[models.Model], int] = {}
    for kept in collector.protected:
        keeps[type(kept)] = keeps.get(type(kept), 0) + 1
    return Consequences(_named(goes), _named(keeps))


def _named(counts: dict[type[models.Model], int]) -> list[tuple[str, int]]:
    named = ((str(model._meta.verbose_name_plural), count) for model, count in counts.items())
    return sorted((name, count) for name, count in named if count)
