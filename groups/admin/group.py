"""Working groups, their seats and meetings."""

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from groups.admin.base import CountyInline, HistoryAdmin
from groups.admin.resources import SeatResource
from groups.admin.sheets import SheetsAdmin
from groups.models import Meeting, Organisation, Seat, WorkingGroup


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


@admin.register(Meeting)
class MeetingAdmin(HistoryAdmin):
    county_path = "groups__county"
    date_hierarchy = "starts_at"
    list_display = ["title", "starts_at", "ends_at", "place", "group_names"]
    search_fields = ["title", "place", "groups__name_fi"]
    autocomplete_fields = ["groups"]

    def of_counties(self, counties) -> Q:
        return Q(pk__in=Meeting.groups.through.objects.filter(workinggroup__county__in=counties).values("meeting"))

    def kept_of_counties(self, counties) -> Q:
        """A meeting with another county's group is kept by neither alone: saving it would drop the other's group."""
        others = Meeting.groups.through.objects.exclude(workinggroup__county__in=counties)
        return self.of_counties(counties) & ~Q(pk__in=others.values("meeting"))

    def county_id_of(self, row: Meeting) -> None:
        return None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        names = Prefetch("groups", WorkingGroup.objects.only("name_fi", "name_sv", "name_en"))
        return super().get_queryset(request).prefetch_related(names)

    @admin.display(description=gettext_lazy("groups"))
    def group_names(self, meeting: Meeting) -> str:
        return ", ".join(str(group) for group in meeting.groups.all())
