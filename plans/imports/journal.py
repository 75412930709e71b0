"""What an import has written, record by record: enough to take it all back."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import models


@dataclass
class Journal:
    """``created``: ids by the model's label. ``changed``: by label, id and field the old value and the new one.

    ``removed`` are status updates that went with the measures that an undo deleted: their whole content.
    ``numbers``: by "sheet!row" the identifier that a new measure got.
    """

    created: dict[str, list[int]] = field(default_factory=dict)
    changed: dict[str, dict[str, dict[str, list[Any]]]] = field(default_factory=dict)
    removed: list[dict[str, Any]] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Journal":
        return cls(**stored)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def ids_of(self, model: type[models.Model]) -> list[int]:
        return self.created.get(model._meta.label_lower, [])

    def changes_of(self, model: type[models.Model]) -> dict[int, dict[str, list[Any]]]:
        return {int(pk): fields for pk, fields in self.changed.get(model._meta.label_lower, {}).items()}

    def note_created(self, record: models.Model) -> None:
        self.created.setdefault(record._meta.label_lower, []).append(record.pk)

    def note_changed(self, record: models.Model, name: str, old: Any, new: Any) -> None:
        fields = self.changed.setdefault(record._meta.label_lower, {}).setdefault(str(record.pk), {})
        first = fields[name][0] if name in fields else plain(old)
        fields[name] = [first, plain(new)]


def plain(value: Any) -> Any:
    """A field's value as JSON carries it."""
    return value.isoformat() if isinstance(value, date) else value
