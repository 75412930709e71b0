"""Organisations and age groups."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.base import HistoryAdmin
from groups.admin.forms import CountyForm
from groups.admin.resources import OrganisationResource
from groups.admin.sheets import SheetsAdmin
from groups.keeping import keeping_of
from groups.models import AgeGroup, Organisation

OF_NOBODY = Q(county=None) & ~Q(kind=Organisation.Kind.COUNTY)  # HUS and others that several counties share


class OrganisationForm(CountyForm):
    def clean_languages(self) -> str:
        codes = [code.strip() for code in self.cleaned_data["languages"].split(",") if code.strip()]
        unknown = [code for code in codes if code not in dict(settings.LANGUAGES)]
        if unknown or not codes:
            raise ValidationError(_("Give languages by their codes: fi, sv or en."))
        return ",".join(codes)


@admin.register(Organisation)
class OrganisationAdmin(SheetsAdmin, HistoryAdmin):
    form = OrganisationForm
    resource_classes = [OrganisationResource]
    is_shared = True
    list_display = ["name_fi", "kind", "parent", "short_name", "ended_on", "county"]
    list_filter = ["kind", "county", ("ended_on", admin.EmptyFieldListFilter)]
    list_select_related = ["parent", "county"]
    search_fields = ["name_fi", "name_sv", "name_en", "short_name"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["successor"]  # set by the act that moves the responsibilities
    fieldsets = [
        (None, {"fields": ["name_fi", "name_sv", "name_en", "short_name", "kind", "parent", "order"]}),
        (gettext_lazy("Area and languages"), {"fields": ["region_code", "languages"]}),
        (gettext_lazy("End of the organisation"), {"fields": ["ended_on", "successor"]}),
    ]

    @property
    def owner_field(self) -> str:
        return "parent"

    def of_counties(self, counties) -> Q:
        return Q(pk__in=counties) | Q(county__in=counties)

    def shared(self) -> Q:
        return OF_NOBODY

    def county_id_of(self, row: Organisation) -> int | None:
        return row.pk if row.kind == Organisation.Kind.COUNTY else row.county_id

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """A county stands where it stands."""
        fixed = ["kind", "parent"] if obj and obj.kind == Organisation.Kind.COUNTY else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def formfield_for_choice_field(self, db_field, request: HttpRequest, **kwargs):
        """Counties are founded by the installation's superuser."""
        if db_field.name == "kind" and not keeping_of(request.user).everything:
            kwargs["choices"] = [
                choice for choice in Organisation.Kind.choices if choice[0] != Organisation.Kind.COUNTY
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_county = obj is not None and obj.kind == Organisation.Kind.COUNTY
        return super().has_delete_permission(request, obj) and (not is_county or keeping_of(request.user).everything)

    def may_move(self, request: HttpRequest, obj: Organisation) -> bool:
        """Whether the page that moves the responsibilities to a successor is open to the user for this one."""
        return obj.county_id in keeping_of(request.user).counties

    def render_change_form(self, request: HttpRequest, context: dict, *args, obj=None, **kwargs):
        context["may_move"] = obj is not None and self.may_move(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


@admin.register(AgeGroup)
class AgeGroupAdmin(HistoryAdmin):
    list_display = ["name_fi", "name_sv", "order", "county"]
    list_filter = ["county"]
    list_select_related = ["county"]
    search_fields = ["name_fi", "name_sv", "name_en"]
