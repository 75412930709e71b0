"""Decisions of bodies."""

from django.contrib import admin
from django.http import HttpRequest

from groups.admin.base import HistoryAdmin
from groups.models import Decision
from groups.services.decision import record_decision


@admin.register(Decision)
class DecisionAdmin(HistoryAdmin):
    date_hierarchy = "on"
    list_display = ["on", "body", "section_number", "title_fi", "outcome", "county"]
    list_display_links = ["on", "title_fi"]
    list_filter = ["outcome", "county"]
    list_select_related = ["body", "county"]
    search_fields = ["title_fi", "title_sv", "section_number", "diary_number", "body__name_fi"]
    autocomplete_fields = ["body"]

    def save_model(self, request: HttpRequest, obj: Decision, form, change: bool) -> None:
        record_decision(obj, by=request.user)
