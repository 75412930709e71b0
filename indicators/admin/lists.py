"""Lists of indicators: entered by the national keeper."""

from django.contrib import admin

from groups.admin.base import CountyInline, HistoryAdmin
from indicators.models import IndicatorList, ListedIndicator


class LineInline(CountyInline):
    model = ListedIndicator
    fields = ["order", "title_fi", "title_sv", "title_en", "sotkanet_id", "indicator"]
    autocomplete_fields = ["indicator"]
    show_change_link = False


@admin.register(IndicatorList)
class IndicatorListAdmin(HistoryAdmin):
    county_path = None
    is_shared = True
    list_display = ["name_fi", "kind", "is_complete", "order"]
    list_filter = ["kind"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]
    prepopulated_fields = {"slug": ["name_fi"]}
    readonly_fields = ["is_demo"]
    inlines = [LineInline]
