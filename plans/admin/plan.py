"""Plans and their parts."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.base import HistoryAdmin, ReadOnly
from plans.models import FocusArea, Phenomenon, Plan, PlanStep, Section


@admin.register(Plan)
class PlanAdmin(ReadOnly, HistoryAdmin):
    date_hierarchy = "valid_from"
    list_display = ["name_fi", "kind", "parent", "valid_from", "valid_until", "publication", "pages", "county"]
    list_filter = ["kind", "publication", "county"]
    list_select_related = ["parent", "county", "approval__body"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]

    @admin.display(description=gettext_lazy("managed on"))
    def pages(self, plan: Plan) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("plans:plan-manage", args=[plan.slug]), _("The plan's pages"))


class PartOfPlanAdmin(HistoryAdmin):
    """A part is deleted on the plan's pages, which know what hangs from it."""

    county_path = "plan__county"
    deletable = False

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        """A part stays in its plan."""
        return (
            ["plan", *super().get_readonly_fields(request, obj)] if obj else super().get_readonly_fields(request, obj)
        )


@admin.register(Section)
class SectionAdmin(PartOfPlanAdmin):
    list_display = ["name_fi", "plan", "age_group", "group", "order"]
    list_filter = ["plan", "age_group"]
    list_select_related = ["plan", "age_group", "group"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]
    autocomplete_fields = ["plan", "age_group", "group"]


@admin.register(FocusArea)
class FocusAreaAdmin(PartOfPlanAdmin):
    list_display = ["name_fi", "plan", "order"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]
    autocomplete_fields = ["plan"]


@admin.register(Phenomenon)
class PhenomenonAdmin(PartOfPlanAdmin):
    list_display = ["title_fi", "kind", "plan", "order"]
    list_filter = ["plan", "kind"]
    list_select_related = ["plan"]
    search_fields = ["title_fi", "title_sv", "title_en"]
    autocomplete_fields = ["plan", "themes", "focus_areas"]


@admin.register(PlanStep)
class PlanStepAdmin(PartOfPlanAdmin):
    date_hierarchy = "starts_on"
    list_display = ["title_fi", "plan", "starts_on", "ends_on", "body", "group", "done_on"]
    list_filter = ["plan", ("done_on", admin.EmptyFieldListFilter)]
    list_select_related = ["plan", "body", "group"]
    search_fields = ["title_fi", "title_sv", "title_en"]
    autocomplete_fields = ["plan", "body", "group"]
