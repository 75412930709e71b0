"""The coefficient: rules and calculations to be looked at, and what others have published to be kept beside them."""

from django.contrib import admin
from django.http import HttpRequest

from groups.admin.base import CountyAdmin, HistoryAdmin, ReadOnly
from indicators.models import Calculation, PublishedResult, RuleSet


@admin.register(RuleSet)
class RuleSetAdmin(ReadOnly, HistoryAdmin):
    """Copied, changed and confirmed on its own page."""

    is_shared = True
    list_display = ["name_fi", "year", "level", "status", "is_complete", "county"]
    list_filter = ["level", "status", "county"]
    list_select_related = ["county"]
    search_fields = ["name_fi", "name_sv", "name_en", "legal_source"]


@admin.register(Calculation)
class CalculationAdmin(ReadOnly, CountyAdmin):
    """Never changes: a correction is a new one, made on the pages of the coefficient."""

    is_shared = True
    list_display = ["name_fi", "rule_set", "depth", "state", "source", "created_at", "county"]
    list_filter = ["depth", "state", "county"]
    list_select_related = ["rule_set", "county"]
    search_fields = ["name_fi", "name_sv", "name_en", "source"]

    def get_fields(self, request: HttpRequest, obj: Calculation | None = None) -> list[str]:
        named = ["name_fi", "name_sv", "name_en"]
        return [
            *named,
            "county",
            "rule_set",
            "depth",
            "state",
            "source",
            "source_on",
            "note",
            "is_demo",
            "created_at",
            "by",
        ]


@admin.register(PublishedResult)
class PublishedResultAdmin(CountyAdmin):
    """Those of all counties are the national keeper's."""

    is_shared = True
    list_display = ["region", "rule_set", "published_on", "coefficient", "euros", "difference", "county"]
    list_filter = ["rule_set", "county"]
    list_select_related = ["region", "rule_set", "county"]
    search_fields = ["region__title_fi", "region__title_sv", "source"]
    autocomplete_fields = ["region", "rule_set"]
