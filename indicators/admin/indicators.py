"""Indicators, their sources and areas: what all share is kept by the national keeper, a county's own by its coordinator."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from groups.admin.base import CountyAdmin, HistoryAdmin, ReadOnly
from indicators.models import Indicator, Region, Source
from indicators.services.hiding import hide_small_numbers

LANGUAGES = ("fi", "sv", "en")


def named(field: str) -> list[str]:
    return [f"{field}_{code}" for code in LANGUAGES]


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    county_path = None
    is_shared = True
    list_display = ["name_fi", "licence", "may_pass_on", "url"]
    list_filter = ["may_pass_on"]
    search_fields = ["name_fi", "name_sv", "name_en", "licence"]
    readonly_fields = ["sotkanet_id"]


@admin.register(Indicator)
class IndicatorAdmin(HistoryAdmin):
    """Figures are never written here: Sotkanet's are fetched, a county's own are brought on the indicator's page."""

    is_shared = True
    list_display = ["title_fi", "unit_fi", "source", "sotkanet_id", "county", "is_demo"]
    list_filter = ["source", "county"]
    list_select_related = ["source", "county"]
    search_fields = ["title_fi", "title_sv", "title_en", "sotkanet_id"]
    autocomplete_fields = ["source"]
    readonly_fields = ["sotkanet_id", "is_demo", "data_updated_on", "retrieved_at", "title_changed_at"]
    fieldsets = [
        (None, {"fields": ["county", "source", "sotkanet_id", *named("title"), *named("unit"), "decimals"]}),
        (gettext_lazy("Definition"), {"fields": [*named("description"), *named("note")], "classes": ["collapse"]}),
        (
            gettext_lazy("Publishing"),
            {"fields": ["is_public", "licence", "may_pass_on", "counts_cases", "update_expected_on", "is_demo"]},
        ),
        (gettext_lazy("Fetching"), {"fields": ["data_updated_on", "retrieved_at", "title_changed_at"]}),
    ]

    def save_model(self, request: HttpRequest, obj: Indicator, form, change: bool) -> None:
        """Whether the figures are numbers of cases decides which of them are hidden."""
        super().save_model(request, obj, form, change)
        hide_small_numbers(obj)


@admin.register(Region)
class RegionAdmin(ReadOnly, CountyAdmin):
    """Areas come from Sotkanet."""

    county_path = None
    is_shared = True
    list_display = ["title_fi", "category", "code", "sotkanet_id", "vanished_on"]
    list_filter = ["category"]
    search_fields = ["title_fi", "title_sv", "title_en", "code"]

    def get_fields(self, request: HttpRequest, obj: Region | None = None) -> list[str]:
        return ["category", "code", "sotkanet_id", *named("title"), "vanished_on"]
