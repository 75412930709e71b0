"""Themes and their classifications: national ones are shared by all counties and kept by the national keeper."""

from django.contrib import admin

from groups.admin.base import HistoryAdmin
from groups.admin.resources import CountyResource, row_field
from groups.admin.sheets import SheetsAdmin
from indicators.models import Theme, ThemeClassification


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
