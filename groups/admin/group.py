"""Working groups, their seats, whose turn it is to write, and counterparts."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from groups.admin.base import CountyInline, HistoryAdmin
from groups.admin.forms import CountyForm, LabelledFormSet
from groups.admin.resources import SeatResource
from groups.admin.sheets import SheetsAdmin
from groups.models import Counterpart, Organisation, Seat, SecretaryTurn, WorkingGroup


class SeatFormSet(LabelledFormSet):
    """All seats of a group are saved at once, so they are compared with each other as they will stand."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.compared_elsewhere = True
        return form

    def clean(self) -> None:
        super().clean()
        compared: list[Seat] = []
        for form in self.forms:
            if not form.is_valid() or self._should_delete_form(form) or not form.instance.starts_on:
                continue
            try:
                form.instance.compare_with(compared)
            except ValidationError as error:
                form.add_error(None, error)
            compared.append(form.instance)


class GroupForm(CountyForm):
    def clean(self) -> dict:
        """A group whose secretaries come from a pool names the pool; the others have none."""
        cleaned = super().clean()
        is_pool = cleaned.get("secretary_way") == WorkingGroup.SecretaryWay.POOL
        if is_pool and not cleaned.get("secretary_pool"):
            self.add_error("secretary_pool", gettext("Choose the group whose members write by turns."))
        if not is_pool and cleaned.get("secretary_pool"):
            words = gettext("Leave this empty: the secretary of this group doesn't come from another group.")
            self.add_error("secretary_pool", words)
        if cleaned.get("secretary_pool") and cleaned["secretary_pool"].pk == self.instance.pk:
            self.add_error("secretary_pool", gettext("The pool has to be another group."))
        return cleaned


class SeatInline(CountyInline):
    model = Seat
    formset = SeatFormSet
    fields = ["role", "represents", "person", "deputy", "starts_on", "ends_on", "order"]
    autocomplete_fields = ["represents", "person", "deputy"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("represents", "person", "deputy")


@admin.register(WorkingGroup)
class WorkingGroupAdmin(HistoryAdmin):
    form = GroupForm
    across_counties = ("shared_with",)
    list_display = ["name_fi", "kind", "age_group", "order", "county"]
    list_filter = ["kind", "age_group", "county"]
    list_select_related = ["age_group", "county"]
    search_fields = ["name_fi", "name_sv", "name_en"]
    autocomplete_fields = ["secretary_pool"]
    inlines = [SeatInline]
    fieldsets = [
        (None, {"fields": ["county", "name_fi", "name_sv", "name_en", "kind", "age_group", "order", "shared_with"]}),
        (gettext_lazy("Secretary"), {"fields": ["secretary_way", "secretary_pool"]}),
        (gettext_lazy("Task"), {"fields": ["task_fi", "task_sv", "task_en"], "classes": ["collapse"]}),
    ]

    def formfield_for_manytomany(self, db_field, request: HttpRequest, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **kwargs | {"widget": CheckboxSelectMultiple})

    def get_field_queryset(self, db, db_field, request: HttpRequest) -> QuerySet:
        """A group may be shared with any county: their names are public."""
        if db_field.name == "shared_with":
            return Organisation.objects.counties()
        return super().get_field_queryset(db, db_field, request)


@admin.register(Seat)
class SeatAdmin(SheetsAdmin, HistoryAdmin):
    resource_classes = [SeatResource]
    county_path = "group__county"
    list_display = ["group", "role", "represents", "person", "deputy", "starts_on", "ends_on"]
    list_filter = ["group", "role", ("person", admin.EmptyFieldListFilter)]
    list_select_related = ["group", "represents", "person", "deputy"]
    search_fields = ["group__name_fi", "represents__name_fi", "person__name", "deputy__name"]
    autocomplete_fields = ["group", "represents", "person", "deputy"]


@admin.register(SecretaryTurn)
class SecretaryTurnAdmin(HistoryAdmin):
    """Turns are made, swapped and taken over on the group's own page; here a wrong one is mended or removed."""

    county_path = "group__county"
    addable = False
    list_display = ["meeting", "group", "person", "instead_of", "reason"]
    list_filter = ["group"]
    list_select_related = ["meeting", "group", "person", "instead_of"]
    search_fields = ["group__name_fi", "meeting__title", "person__name"]
    readonly_fields = ["meeting", "group"]
    fields = ["meeting", "group", "person", "instead_of", "reason"]
    autocomplete_fields = ["person", "instead_of"]


@admin.register(Counterpart)
class CounterpartAdmin(HistoryAdmin):
    list_display = ["name_fi", "organisation", "person", "order", "county"]
    list_filter = ["organisation", ("person", admin.EmptyFieldListFilter), "county"]
    list_select_related = ["organisation", "person", "county"]
    search_fields = ["name_fi", "name_sv", "name_en", "organisation__name_fi", "person__name"]
    fields = ["county", "name_fi", "name_sv", "name_en", "organisation", "person", "order"]
    autocomplete_fields = ["organisation", "person"]
