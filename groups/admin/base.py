"""What every table of the admin site goes by: rows of one's own counties, and what all counties share.

Django's own model permissions are never asked: ``groups.permissions`` is the one table.
"""

from typing import NoReturn

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet, URLField
from django.http import Http404, HttpRequest
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay

from groups.admin.forms import CountyForm, LabelledFormSet, NamedAutocomplete
from groups.keeping import keeping_of
from groups.models import Organisation

NOTHING, EVERYTHING = Q(pk__in=()), Q(pk__isnull=False)
LONGEST_CHANGE = 400  # characters of a text in the history; of a longer one the parts around the change


class OwnChoices:
    """Choices of other rows: never those that the user doesn't see."""

    owner_field = ""  # the field that says to which county a row belongs
    has_shortcuts = True  # whether a choice has buttons for adding and opening the chosen row

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs):
        """A form doesn't delete what it chooses from, and counties are chosen only."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            if not self.has_shortcuts or db_field.name in ("county", "shared_with"):
                field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def get_field_queryset(self, db, db_field, request: HttpRequest) -> QuerySet:
        if db_field.name == "county":
            return counties_kept_by(request.user)
        related = self.admin_site.get_model_admin(db_field.remote_field.model)
        if db_field.name == self.owner_field:
            return related.kept_rows(request.user)
        return related.get_queryset(request)

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = NamedAutocomplete(db_field, self.admin_site)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == self.owner_field and self.owner_is_required(request.user):
            field.required = True
        return field

    def owner_is_required(self, user) -> bool:
        """A row of no county would be everybody's: only who keeps what all share makes one."""
        keeping = keeping_of(user)
        return not (keeping.nation or keeping.everything)


class CountyAdmin(OwnChoices, admin.ModelAdmin):
    """Rows that belong to a county: a coordinator sees and keeps those of the own county only."""

    county_path: str | None = "county"  # lookup from a row to its county; None: the rows have none
    is_shared = False  # whether rows without county are read by all counties and kept by the national keeper
    addable = changeable = deletable = True
    across_counties: tuple[str, ...] = ()  # fields that tie rows of several counties on purpose
    form = CountyForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    @property
    def owner_field(self) -> str:
        return (self.county_path or "").split("__")[0]

    # Whose rows

    def of_counties(self, counties) -> Q:
        return Q(**{f"{self.county_path}__in": counties}) if self.county_path else NOTHING

    def shared(self) -> Q:
        return Q(**{self.county_path: None}) if self.county_path else EVERYTHING

    def kept_of_counties(self, counties) -> Q:
        """Of the rows that the counties' coordinators see, those that they may change."""
        return self.of_counties(counties)

    def seen_rows(self, user) -> QuerySet:
        keeping = keeping_of(user)
        if keeping.everything:
            return self.model._default_manager.all()
        seen = self.of_counties(keeping.counties) if keeping.counties else NOTHING
        if self.is_shared and keeping.is_anything:
            seen |= self.shared()
        return self.model._default_manager.filter(seen)

    def kept_rows(self, user) -> QuerySet:
        keeping = keeping_of(user)
        if keeping.everything:
            return self.model._default_manager.all()
        kept = self.kept_of_counties(keeping.counties) if keeping.counties else NOTHING
        if self.is_shared and keeping.nation:
            kept |= self.shared()
        return self.model._default_manager.filter(kept)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the rows that a row's name and columns need: one query for a list, a choice and a page."""
        rows = self.seen_rows(request.user).order_by(*self.get_ordering(request) or self.opts.ordering)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def county_id_of(self, row: Model) -> int | None:
        """The county of a row, for seeing that rows of two counties aren't mixed; None where it doesn't matter."""
        county = row
        for part in (self.county_path or "").split("__"):
            county = getattr(county, part, None)
        return getattr(county, "pk", None)

    # What one may do

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is not None:
            return self.seen_rows(request.user).filter(pk=obj.pk).exists()
        keeping = keeping_of(request.user)
        return keeping.everything or bool(keeping.counties) or (self.is_shared and keeping.nation)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.addable and self._keeps(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.changeable and self._keeps(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.deletable and self._keeps(request, obj)

    def _keeps(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is not None:
            return self.kept_rows(request.user).filter(pk=obj.pk).exists()
        keeping = keeping_of(request.user)
        of_county = bool(keeping.counties) and self.county_path is not None
        return keeping.everything or of_county or (self.is_shared and keeping.nation)

    # Pages

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.table = self
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Who keeps one county need not choose it."""
        counties = keeping_of(request.user).counties
        own = {"county": next(iter(counties))} if len(counties) == 1 else {}
        return own | super().get_changeform_initial_data(request)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return [name for name in super().get_list_display(request) if name != "county" or self._shows_county(request)]

    def get_list_filter(self, request: HttpRequest) -> list:
        """Where a filter leads to other rows, its choices are one's own only."""
        filters = [each for each in super().get_list_filter(request) if each != "county" or self._shows_county(request)]
        return [(each, OwnRelatedFilter) if self._is_relation(each) else each for each in filters]

    def _shows_county(self, request: HttpRequest) -> bool:
        keeping = keeping_of(request.user)
        return self.is_shared or keeping.everything or len(keeping.counties) > 1

    def _is_relation(self, name) -> bool:
        return isinstance(name, str) and get_fields_from_path(self.model, name)[-1].is_relation

    def view_on_site(self, obj: Model) -> str | None:
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """SQLite takes ä and Ä for different letters: both are looked for."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        for form in _other_cases(search_term):
            more, repeats = super().get_search_results(request, queryset, form)
            found, may_repeat = found | more, may_repeat or repeats
        return found, may_repeat

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        """Nobody saves a row out of the own hands, whatever a form may have let through; the page's transaction ends."""
        super().save_related(request, form, formsets, change)
        if not self._keeps(request, form.instance):
            raise PermissionDenied

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts, object_id) -> NoReturn:
        """What others have doesn't exist."""
        raise Http404


class ShortenedChange(ObjDiffDisplay):
    def shortened_str(self, prefix: str, num_skipped_chars: int, suffix: str) -> str:
        """In every language the same; the package says it in English."""
        return f"{prefix} […] {suffix}"


class ToldChange(HistoricalRecordContextHelper):
    def get_obj_diff_display(self) -> ObjDiffDisplay:
        return ShortenedChange(max_length=LONGEST_CHANGE)


class HistoryAdmin(CountyAdmin, SimpleHistoryAdmin):
    """A table whose history is kept: every change with who, when, why and what."""

    object_history_template = "admin/history.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None):
        """Of rows that one sees; the package would show those of a deleted row to anybody."""
        if self.get_object(request, object_id) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record) -> ToldChange:
        return ToldChange(self.model, historical_record)

    def history_form_view(self, request: HttpRequest, object_id: str, version_id: str, extra_context=None) -> NoReturn:
        """The list says what changed; going back would go past the rules of the form."""
        raise Http404


class ReadOnly:
    """A table to be read: its rows are made elsewhere."""

    addable = changeable = deletable = False


class CountyInline(OwnChoices, admin.TabularInline):
    """Rows that belong to the row of the page; who may change that one may change these."""

    extra = 0
    formset = LabelledFormSet
    has_shortcuts = False

    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True  # the page itself has been allowed

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


class OwnRelatedFilter(admin.RelatedFieldListFilter):
    """A filter by a related row: its choices are those that the user sees."""

    def field_choices(self, field, request: HttpRequest, model_admin: CountyAdmin) -> list[tuple]:
        related = model_admin.admin_site.get_model_admin(field.remote_field.model)
        rows = counties_kept_by(request.user) if field.name == "county" else related.get_queryset(request)
        return field.get_choices(include_blank=False, limit_choices_to={"pk__in": rows.order_by().values("pk")})


def counties_kept_by(user) -> QuerySet[Organisation]:
    keeping, counties = keeping_of(user), Organisation.objects.counties()
    return counties if keeping.everything else counties.filter(pk__in=keeping.counties)


def _other_cases(text: str) -> set[str]:
    return set() if text.isascii() else {text.lower(), text.upper(), text.title(), text.capitalize()} - {text}
