"""Frozen pictures of plans: they never move."""

from django.contrib import admin

from groups.admin.base import CountyAdmin, ReadOnly
from plans.models import Snapshot


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnly, CountyAdmin):
    county_path = "plan__county"
    date_hierarchy = "on"
    list_display = ["name_fi", "plan", "on", "taken_at", "taken_by", "decision"]
    list_filter = ["plan"]
    list_select_related = ["plan", "taken_by", "decision__body"]
    search_fields = ["name_fi", "name_sv", "name_en"]
