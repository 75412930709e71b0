"""Many records written at once, each with its history and its place in the journal."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from plans.imports.journal import Journal

Record = TypeVar("Record", bound=models.Model)


@dataclass
class Writer:
    """Gathers changes of fields until ``flush``; ``reason`` stands in the history of all that is written."""

    by: Any
    at: datetime
    reason: str
    journal: Journal = field(default_factory=Journal)
    _changed: dict[type, dict[int, models.Model]] = field(default_factory=lambda: defaultdict(dict))
    _fields: dict[type, set[str]] = field(default_factory=lambda: defaultdict(set))

    def create(self, records: Iterable[Record]) -> list[Record]:
        records = list(records)
        if not records:
            return records
        for record in records:
            fold_again(record)
        type(records[0])._default_manager.bulk_create(records)
        self.remember(records, "+")
        for record in records:
            self.journal.note_created(record)
        return records

    def change(self, record: models.Model, **values: Any) -> None:
        """Set fields by their column names (``contact_person_id``); what is the same as before is no change."""
        for name, value in values.items():
            old = getattr(record, name)
            if old == value:
                continue
            setattr(record, name, value)
            self.journal.note_changed(record, name, old, value)
            self._changed[type(record)][record.pk] = record
            self._fields[type(record)].add(name)

    def flush(self, model: type[models.Model]) -> None:
        """Save the changed records of the model: one statement for hundreds of rows, with each row's own values.

        An upsert, because bulk_update writes a condition for every row and field, and takes ten times as long.
        """
        records, names = list(self._changed.pop(model, {}).values()), self._fields.pop(model, set())
        if not records:
            return
        for record in records:
            fold_again(record)
        if hasattr(model, "search_text"):
            names.add("search_text")
        fields = [each.name for each in model._meta.concrete_fields if {each.name, each.attname} & names]
        model._default_manager.bulk_create(records, update_conflicts=True, unique_fields=["id"], update_fields=fields)
        self.remember(records, "~")

    def remember(self, records: Sequence[models.Model], kind: str) -> None:
        """Write the records' history as it now is; ``kind`` is "+", "~" or "-"."""
        history = getattr(type(records[0]), "history", None) if records else None
        if history is None:
            return
        names = [each.attname for each in history.model.tracked_fields]
        history.model.objects.bulk_create(
            history.model(
                history_date=self.at,
                history_user=self.by,
                history_change_reason=self.reason,
                history_type=kind,
                **{name: getattr(record, name) for name in names},
            )
            for record in records
        )


def fold_again(record: models.Model) -> None:
    """What ``save`` does, which nothing calls when many are written at once."""
    if hasattr(record, "folded"):
        record.search_text = record.folded()
