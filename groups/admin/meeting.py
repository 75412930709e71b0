"""Meetings and their themes. Calling, cancelling and holding belong to the pages that tell what they do."""

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from groups.admin.base import HistoryAdmin
from groups.models import Meeting, MeetingTopic, WorkingGroup
from groups.services.meetings import end_turns_of_others


@admin.register(Meeting)
class MeetingAdmin(HistoryAdmin):
    date_hierarchy = "starts_at"
    list_display = ["title", "starts_at", "ends_at", "place", "group_names", "state", "county"]
    list_filter = ["state", "county"]
    list_select_related = ["county", "body"]
    search_fields = ["title", "place", "groups__name_fi"]
    fields = ["county", "groups", "body", "title", "starts_at", "ends_at", "place", "link", "state", "cancel_reason"]
    readonly_fields = ["state", "cancel_reason"]
    autocomplete_fields = ["groups", "body"]

    def of_counties(self, counties) -> Q:
        groups = Meeting.groups.through.objects.filter(workinggroup__county__in=counties)
        return Q(county__in=counties) | Q(pk__in=groups.values("meeting"))

    def kept_of_counties(self, counties) -> Q:
        """A meeting with another county's group is kept by neither alone: saving it would drop the other's group."""
        others = Meeting.groups.through.objects.exclude(workinggroup__county__in=counties)
        return Q(county__in=counties) & ~Q(pk__in=others.values("meeting"))

    def get_readonly_fields(self, request: HttpRequest, obj: Meeting | None = None) -> list[str]:
        """Whose meeting it is stays as it was made."""
        return [*super().get_readonly_fields(request, obj), *(["county"] if obj else [])]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        names = Prefetch("groups", WorkingGroup.objects.only("name_fi", "name_sv", "name_en"))
        return super().get_queryset(request).prefetch_related(names)

    def save_model(self, request: HttpRequest, obj: Meeting, form, change: bool) -> None:
        """Calendars hear of every change."""
        if change and form.changed_data:
            obj.sequence, obj.changed_at = obj.sequence + 1, timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        end_turns_of_others(form.instance, by=request.user)

    @admin.display(description=gettext_lazy("groups"))
    def group_names(self, meeting: Meeting) -> str:
        return ", ".join(str(group) for group in meeting.groups.all())


@admin.register(MeetingTopic)
class MeetingTopicAdmin(HistoryAdmin):
    list_display = ["name_fi", "to_be_confirmed", "order", "county"]
    list_filter = ["to_be_confirmed", "county"]
    list_select_related = ["county"]
    search_fields = ["name_fi", "name_sv", "name_en"]
    fields = ["county", "name_fi", "name_sv", "name_en", "to_be_confirmed", "meetings", "order"]
    autocomplete_fields = ["meetings"]
