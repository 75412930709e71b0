"""Tables without a history of their own: the admin site's log says what was and what came."""

from django import forms
from django.http import HttpRequest
from django.utils.text import Truncator

from groups.admin.base import CountyAdmin

LONGEST = 100


class LoggedAdmin(CountyAdmin):
    """Not for tables with personal data: the log stays when a person is removed."""

    def construct_change_message(
        self, request: HttpRequest, form: forms.ModelForm, formsets, add: bool = False
    ) -> list:
        message = super().construct_change_message(request, form, formsets, add)
        if form.changed_data and not add:
            message[0]["changed"]["fields"] = [_change_of(form, name) for name in form.changed_data]
        return message


def _change_of(form: forms.ModelForm, name: str) -> str:
    field = form.fields[name]
    old, new = (_shown(field, value) for value in (form.initial.get(name), form.cleaned_data.get(name)))
    return f"{field.label}: {old or '–'} → {new or '–'}"


def _shown(field: forms.Field, value: object) -> str:
    """A value as it reads: of rows their names, which ``initial`` holds as ids or rows."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return Truncator(", ".join(sorted(str(row) for row in value or ()))).chars(LONGEST)
    if isinstance(field, forms.ModelChoiceField) and isinstance(value, int):
        value = field.queryset.filter(pk=value).first()
    return Truncator("" if value is None else value).chars(LONGEST)
