"""What a row of a spreadsheet is: columns, how a row finds its record, what it may refer to."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.resources import Diff

from groups.models import Organisation, Person, Seat, WorkingGroup

MOST_ROWS = 5_000
MOST_DIGITS = 18  # longer ones aren't ids


class PlainDiff(Diff):
    """What was and what comes, in plain elements: the package colours letters by inline styles."""

    def as_html(self) -> list[SafeString]:
        return [_changed("" if self.new else old, new) for old, new in zip(self.left, self.right, strict=False)]


def _changed(old: object, new: object) -> SafeString:
    old, new = ("" if value is None else str(value) for value in (old, new))
    if old == new:
        return format_html("{}", new)
    return format_html("<del>{}</del> <ins>{}</ins>", old, new) if old else format_html("<ins>{}</ins>", new)


class DayWidget(widgets.DateWidget):
    """2024-02-26 and 26.2.2024, or a real date of a workbook."""

    def __init__(self) -> None:
        super().__init__()
        self.formats = ("%Y-%m-%d", "%d.%m.%Y")

    def clean(self, value, row=None, **kwargs) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        try:
            return super().clean(value, row, **kwargs)
        except ValueError as error:
            raise ValueError(_("“%(value)s” is no date. Write 26.2.2024 or 2024-02-26.") % {"value": value}) from error


class OwnRowWidget(widgets.ForeignKeyWidget):
    """Another row by its name or id, among those that the user sees."""

    rows: QuerySet  # set for each import

    def clean(self, value, row=None, **kwargs) -> Model | None:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        found = list(self.rows.filter(**{self.field: text})[:2])
        if not found and text.isdecimal() and len(text) <= MOST_DIGITS:
            found = list(self.rows.filter(pk=text))
        if len(found) == 1:
            return found[0]
        words = (
            _("“%(value)s” is the name of several. Use the id.")
            if found
            else _("“%(value)s” is not known in your county.")
        )
        raise ValueError(words % {"value": text})

    def render(self, value, obj=None, **kwargs) -> str:
        return getattr(value, self.field) if value else ""


class ChoiceWidget(widgets.CharWidget):
    """One of few values, by the value or by its word in the user's language."""

    def __init__(self, choices, unlisted=frozenset(), **kwargs) -> None:
        super().__init__(**kwargs)
        self.choices, self.unlisted = choices, unlisted

    @property
    def offered(self) -> list[tuple[str, str]]:
        return [(value, str(word)) for value, word in self.choices if value not in self.unlisted]

    def clean(self, value, row=None, **kwargs) -> str | None:
        text = (super().clean(value, row, **kwargs) or "").strip()
        meant = [value for value, word in self.choices if text.casefold() in (value, str(word).casefold())]
        if text and not meant:
            known = ", ".join(f"{value} ({word})" for value, word in self.offered)
            raise ValueError(_("“%(value)s” is none of these: %(known)s.") % {"value": text, "known": known})
        return meant[0] if meant else text


@dataclass(frozen=True)
class SheetColumn:
    """A column as the pages of import and export tell it; ``choices`` are its allowed values with their words."""

    name: str
    label: str
    choices: list[tuple[str, str]]


def row_field(name: str, model: type[Model], by: str = "name_fi") -> fields.Field:
    return fields.Field(attribute=name, column_name=name, widget=OwnRowWidget(model, by))


def day_field(name: str) -> fields.Field:
    return fields.Field(attribute=name, column_name=name, widget=DayWidget())


class CountyResource(resources.ModelResource):
    """Rows within what the user sees; only what the user keeps is changed."""

    natural_key: tuple[str, ...] = ()  # finds the record of a row without an id
    unlisted: frozenset[str] = frozenset()  # choices that no file gives

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def __init__(self, *, table=None, user=None) -> None:
        """``table`` is the CountyAdmin of the model."""
        super().__init__()
        self.table, self.user = table, user
        for field in self.fields.values() if table else ():
            if isinstance(field.widget, OwnRowWidget):
                field.widget.rows = self._rows_for(field)

    def _rows_for(self, field: fields.Field) -> QuerySet:
        related = self.table.admin_site.get_model_admin(field.widget.model)
        is_owner = field.attribute == self.table.owner_field and field.attribute not in self.table.across_counties
        return related.kept_rows(self.user) if is_owner else related.seen_rows(self.user)

    @classmethod
    def widget_from_django_field(cls, f, default=widgets.Widget):
        return partial(ChoiceWidget, f.choices, cls.unlisted) if f.choices else super().widget_from_django_field(f)

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return PlainDiff

    def columns(self) -> list[SheetColumn]:
        return [self._column(field) for field in self.get_import_fields()]

    def _column(self, field: fields.Field) -> SheetColumn:
        label = capfirst(self._meta.model._meta.get_field(field.column_name).verbose_name)
        return SheetColumn(field.column_name, label, getattr(field.widget, "offered", []))

    def before_import(self, dataset, **kwargs) -> None:
        dataset.headers = self._known_headings(dataset.headers or [])
        if len(dataset) > MOST_ROWS:
            raise ValidationError(_("A file may have %(count)s rows at most.") % {"count": MOST_ROWS})

    def _known_headings(self, headings: list[str]) -> list[str]:
        """The names of the columns; a heading may be the name or the label in the user's language."""
        names = {column.label.casefold(): column.name for column in self.columns()}
        names |= {column.name: column.name for column in self.columns()}
        unknown = [heading for heading in headings if heading.casefold() not in names]
        if unknown:
            raise ValidationError(_("Unknown columns: %(names)s.") % {"names": ", ".join(unknown)})
        found = [names[heading.casefold()] for heading in headings]
        twice = [heading for heading, name in zip(headings, found, strict=True) if found.count(name) > 1]
        if twice:
            raise ValidationError(_("The same column stands twice: %(names)s.") % {"names": ", ".join(twice)})
        return found

    def get_instance(self, instance_loader, row: dict) -> Model | None:
        seen = self.table.seen_rows(self.user)
        given = str(row.get("id") or "").strip()
        if not given:
            return self._by_natural_key(seen, row)
        found = seen.filter(pk=given).first() if given.isdecimal() and len(given) <= MOST_DIGITS else None
        if found is None:
            words = _("There is no row %(id)s in your county. Leave the id empty to add a new row.")
            raise ValidationError({"id": words % {"id": given}})
        return found

    def _by_natural_key(self, seen: QuerySet, row: dict) -> Model | None:
        """The row that is meant, so that a list imported twice doesn't stand twice."""
        key = {name: self._cleaned(name, row) for name in self.natural_key}
        if not key or any(value in (None, "") for value in key.values()):
            return None
        return seen.filter(**key).first()

    def _cleaned(self, name: str, row: dict) -> object:
        try:
            return self.fields[name].clean(row)
        except (KeyError, ValueError):
            return None  # told as the row's error when the column itself is read

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        """The database gives ids. A number that is none becomes an error of its row."""
        if field.attribute == "id":
            return
        try:
            super().import_field(field, instance, row, is_m2m, **kwargs)
        except ArithmeticError as error:
            raise ValueError(_("“%(value)s” is no number.") % {"value": row[field.column_name]}) from error

    def before_save_instance(self, instance, row, **kwargs) -> None:
        kept = self.table.kept_rows(self.user)
        if instance.pk and not kept.filter(pk=instance.pk).exists():
            raise ValidationError(_("This row is kept by others: it can be read but not changed."))
        instance._history_user, instance._change_reason = self.user, str(_("Imported from a file"))

    def after_save_instance(self, instance, row, **kwargs) -> None:
        """A row that has landed outside the own county stops the import."""
        if not self.table.kept_rows(self.user).filter(pk=instance.pk).exists():
            raise ValidationError(_("The row would not belong to your county."))


class OrganisationResource(CountyResource):
    natural_key = ("name_fi", "parent")
    unlisted = frozenset({Organisation.Kind.COUNTY})
    parent = row_field("parent", Organisation)
    ended_on = day_field("ended_on")

    class Meta(CountyResource.Meta):
        model = Organisation
        name = "organisations"
        fields = (
            "id",
            "name_fi",
            "name_sv",
            "name_en",
            "short_name",
            "kind",
            "parent",
            "region_code",
            "ended_on",
            "order",
        )
        export_order = import_order = fields

    def before_save_instance(self, instance: Organisation, row, **kwargs) -> None:
        was = Organisation.objects.filter(pk=instance.pk).values_list("kind", flat=True).first()
        if was != instance.kind and Organisation.Kind.COUNTY in (was, instance.kind):
            raise ValidationError({"kind": _("Counties aren't founded or ended by a file.")})
        if not instance.parent_id and not instance.pk and self.table.owner_is_required(self.user):
            raise ValidationError({"parent": _("Tell below which organisation it stands.")})
        super().before_save_instance(instance, row, **kwargs)


class PersonResource(CountyResource):
    natural_key = ("email",)
    organisation = row_field("organisation", Organisation)
    left_on = day_field("left_on")

    class Meta(CountyResource.Meta):
        model = Person
        name = "people"
        fields = ("id", "name", "title", "organisation", "email", "phone", "language", "left_on")
        export_order = import_order = fields


class SeatResource(CountyResource):
    natural_key = ("group", "role", "represents", "starts_on", "person")
    group = row_field("group", WorkingGroup)
    represents = row_field("represents", Organisation)
    person = row_field("person", Person, "name")
    deputy = row_field("deputy", Person, "name")
    starts_on = day_field("starts_on")
    ends_on = day_field("ends_on")

    class Meta(CountyResource.Meta):
        model = Seat
        name = "seats"
        fields = ("id", "group", "role", "represents", "person", "deputy", "starts_on", "ends_on", "order")
        export_order = import_order = fields
