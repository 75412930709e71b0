"""Working groups and their seats."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from groups.admin.base import CountyInline, HistoryAdmin
from groups.admin.resources import SeatResource
from groups.admin.sheets import SheetsAdmin
from groups.models import Organisation, Seat, WorkingGroup


class SeatInline(CountyInline):
    model = Seat
    fields = ["role", "represents", "person", "deputy", "starts_on", "ends_on", "order"]
    autocomplete_fields = ["represents", "person", "deputy"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("represents", "person", "deputy")


@admin.register(WorkingGroup)
class WorkingGroupAdmin(HistoryAdmin):
    across_counties = ("shared_with",)
    list_display = ["name_fi", "kind", "age_group", "order", "county"]
    list_filter = ["kind", "age_group", "county"]
    list_select_related = ["age_group", "county"]
    search_fields = ["name_fi", "name_sv", "name_en"]
    inlines = [SeatInline]
    fieldsets = [
        (None, {"fields": ["county", "name_fi", "name_sv", "name_en", "kind", "age_group", "order", "shared_with"]}),
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
