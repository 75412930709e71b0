"""Two who have the same form open: the later save doesn't silently undo the earlier one."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import day, number

LENGTH = 12  # of a mark; enough to tell one value of a field from another


@dataclass(frozen=True)
class Difference:
    """A field that somebody else has changed; ``is_kept`` where the writer changed it, too, and the form keeps the writer's."""

    label: str
    theirs: str
    is_kept: bool


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved while the form was open, and who and when as far as the history knows."""

    differences: list[Difference]
    by: models.Model | None
    at: datetime | None


class SeenForm(forms.ModelForm):
    """Carries in ``seen`` a mark of each value that the writer had in sight; without it nothing is compared."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["seen"]
        elif "seen" not in self.initial:  # else the form is opened again with what was typed before a login
            marks = marks_of({name: self.initial.get(name) for name in self.own_names()})
            self.initial["seen"] = " ".join(f"{name}:{mark}" for name, mark in marks.items())

    def own_names(self) -> list[str]:
        """The fields that are compared."""
        fields = (*self._meta.model._meta.concrete_fields, *self._meta.model._meta.many_to_many)
        return [field.name for field in fields if field.name in self.fields]

    def values_of(self, record: models.Model) -> dict[str, object]:
        return model_to_dict(record, self.own_names())

    def in_words(self, record: models.Model, name: str) -> str:
        return in_words(record, name)

    def find_conflict(self) -> Conflict | None:
        """Lock the record; where somebody has changed it, take over what the writer left alone and tell all of it."""
        seen = dict(part.split(":", 1) for part in self.cleaned_data.get("seen", "").split() if ":" in part)
        if not seen:
            return None
        record = type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)
        values = self.values_of(record)
        present, typed = marks_of(values), marks_of(self.cleaned_data)
        changed = [name for name, mark in present.items() if mark != seen.get(name, mark) and mark != typed.get(name)]
        if not changed:
            return None
        kept = [name for name in changed if typed.get(name) != seen[name]]
        self._open_again(present, {name: values[name] for name in changed if name not in kept})
        newest = record.history.first() if hasattr(record, "history") else None
        differences = [
            Difference(str(self.fields[name].label), self.in_words(record, name), name in kept) for name in changed
        ]
        return Conflict(differences, getattr(newest, "history_user", None), getattr(newest, "history_date", None))

    def _open_again(self, present: dict[str, str], taken: dict[str, object]) -> None:
        """The same form with all that was typed in it, which has now seen the other's."""
        self.data = self.data.copy()
        self.data["seen"] = " ".join(f"{name}:{mark}" for name, mark in present.items())
        for name, value in taken.items():
            self.data.setlist(name, _as_sent(self.fields[name], value))


def marks_of(values: dict[str, object]) -> dict[str, str]:
    """A short mark of each value, the same for a record's own value and for the same one sent by a form."""
    return {name: sha256(_plain(value).encode()).hexdigest()[:LENGTH] for name, value in values.items()}


def _plain(value: object) -> str:
    if isinstance(value, QuerySet | list | tuple):
        return " ".join(sorted(_plain(each) for each in value))
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _as_sent(field: forms.Field, value: object) -> list[str]:
    """What a browser would send of the value."""
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = field.widget.format_value(field.prepare_value(value))
    return [str(each) for each in shown] if isinstance(shown, list | tuple | set) else [str(shown or "")]


def in_words(record: models.Model, name: str) -> str:
    """The value of a field as a reader would say it; "" where there is none."""
    field = record._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(str(each) for each in getattr(record, name).all())
    value = getattr(record, f"get_{name}_display")() if field.choices else getattr(record, name)
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case date():
            return day(value)
        case Decimal():
            return number(value)
    return "" if value is None else str(value)
