"""Forms that are calm to fill: fields in groups, the browser's calendar, errors where they belong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

Fieldsets = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one heading; a folded group opens by itself when there is something in it to see."""

    legend: str
    fields: list[forms.BoundField]
    folds: bool

    @property
    def is_open(self) -> bool:
        return any(field.errors or field.value() for field in self.fields)


class CalmForm(forms.BaseForm):
    """Fields in groups, dates by the browser's calendar, and refusals of the services beside the fields they are about."""

    fieldsets: Fieldsets = ()
    folded: frozenset[str] = frozenset()  # the first field of each group that stays folded

    def dress(self) -> None:
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            elif isinstance(field, forms.TimeField):
                field.widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
                field.is_free_text = True

    def field_groups(self) -> Iterator[FieldGroup]:
        """The fields in their groups; a group whose fields have all been dropped is left out."""
        for legend, names in self.fieldsets:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield FieldGroup(legend, fields, folds=fields[0].name in self.folded)

    def drop(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    def drop_other_languages(self, languages: Iterable[str]) -> None:
        """Leave only the county's languages, and those in which something has been written."""
        for name in list(self.fields):
            stem, _sep, code = name.rpartition("_")
            if stem and code in ("sv", "en") and code not in languages and not getattr(self.instance, name, ""):
                self.drop(name)

    def refuse(self, error: ValidationError) -> None:
        """Show what a service refused; what is about no field of the form stands on top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, ValidationError(errors))


class PlainForm(CalmForm, forms.Form):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()
