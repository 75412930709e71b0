"""Forms of the admin site."""

from collections.abc import Iterator

from django import forms
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class NamedAutocomplete(AutocompleteSelect):
    """Says what is chosen in it while nothing is: a screen reader finds no other name for the empty box."""

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": capfirst(self.field.verbose_name)}


class LabelledFormSet(BaseInlineFormSet):
    """In a table of rows only the column says what its boxes are for."""

    def add_fields(self, form, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)


class CountyForm(forms.ModelForm):
    """Refuses rows of two counties in one: somebody may keep several. ``table`` is the CountyAdmin of the page."""

    def clean(self) -> dict:
        cleaned = super().clean()
        own = self._own_county()
        for name, row in self._chosen_rows() if own else ():
            county = self._county_of(row)
            if county and county != own:
                self.add_error(name, _("%(name)s belongs to another county.") % {"name": row})
        return cleaned

    def _own_county(self) -> int | None:
        name = self.table.owner_field
        owner = self.cleaned_data.get(name) or getattr(self.instance, name, None) if name else None
        if name == "county" or owner is None:
            return getattr(owner, "pk", None)
        return self._county_of(owner)

    def _chosen_rows(self) -> Iterator[tuple[str, Model]]:
        for name, value in list(self.cleaned_data.items()):
            if name in ("county", self.table.owner_field) or name in self.table.across_counties:
                continue
            field = self.fields.get(name)
            if isinstance(field, forms.ModelMultipleChoiceField):
                yield from ((name, row) for row in value)
            elif isinstance(field, forms.ModelChoiceField) and value:
                yield name, value

    def _county_of(self, row: Model) -> int | None:
        try:
            return self.table.admin_site.get_model_admin(type(row)).county_id_of(row)
        except NotRegistered:
            return None
