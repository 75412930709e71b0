"""Themes, sources and indicators: national ones are shared by all counties and kept by the national keeper."""

from django.contrib import admin

from groups.admin.base import HistoryAdmin
from groups.admin.resources import CountyResource, row_field
from groups.admin.sheets import SheetsAdmin
from indicators.models import Indicator, Source, Theme, ThemeClassification


class ThemeResource(CountyResource):
    natural_key = ("slug",)
    classification = row_field("classification", ThemeClassification, "slug")

    class Meta(CountyResource.Meta):
        model = Theme
        name = "themes"
        fields = ("id", "classification", "slug", "name_fi", "name_sv", "name_en", "order")
        export_order = import_order = fields


@admin.register(ThemeClassification)
class ThemeClassificationAdmin(HistoryAdmin):
    is_shared = True
    list_display = ["name_fi", "slug", "source", "order", "county"]
    list_filter = ["county"]
    list_select_related = ["county"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]
    prepopulated_fields = {"slug": ["name_fi"]}


@admin.register(Theme)
class ThemeAdmin(SheetsAdmin, HistoryAdmin):
    resource_classes = [ThemeResource]
    county_path = "classification__county"
    is_shared = True
    list_display = ["name_fi", "name_sv", "classification", "order"]
    list_filter = ["classification"]
    list_select_related = ["classification"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]
    prepopulated_fields = {"slug": ["name_fi"]}


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    county_path = None
    is_shared = True
    list_display = ["name_fi", "licence", "url"]
    search_fields = ["name_fi", "name_sv", "name_en", "licence"]


@admin.register(Indicator)
class IndicatorAdmin(HistoryAdmin):
    is_shared = True
    list_display = ["title_fi", "unit_fi", "source", "county", "is_demo"]
    list_filter = ["source", "county"]
    list_select_related = ["source", "county"]
    search_fields = ["title_fi", "title_sv", "title_en"]
    autocomplete_fields = ["source"]
    readonly_fields = ["is_demo"]
