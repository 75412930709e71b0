"""People: their work contact details, and their removal."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.base import HistoryAdmin
from groups.admin.resources import PersonResource
from groups.admin.sheets import SheetsAdmin
from groups.models import Person, Seat
from groups.services.people import erase_person, places_of


def home_in(counties) -> Q:
    return Q(organisation__in=counties) | Q(organisation__county__in=counties)


def seated_in(counties) -> Q:
    seats = Seat.objects.filter(group__county__in=counties)
    return Q(pk__in=seats.exclude(person=None).values("person")) | Q(pk__in=seats.exclude(deputy=None).values("deputy"))


def shared_of(counties) -> Q:
    """People of organisations that several counties share, but for those who sit in another county's groups."""
    elsewhere = Seat.objects.exclude(group__county__in=counties)
    shared = Q(organisation__isnull=False, organisation__county=None) & ~Q(organisation__kind="county")
    away = Q(pk__in=elsewhere.exclude(person=None).values("person"))
    away |= Q(pk__in=elsewhere.exclude(deputy=None).values("deputy"))
    return shared & ~away


def people_seen_by(counties) -> QuerySet[Person]:
    return Person.objects.filter(home_in(counties) | seated_in(counties) | shared_of(counties))


def people_kept_by(counties) -> QuerySet[Person]:
    """Those whose organisation is the county's own; another county's people are kept at their home."""
    return Person.objects.filter(home_in(counties) | shared_of(counties))


class EraseForm(forms.Form):
    reason = forms.CharField(max_length=500, label=gettext_lazy("Why is the person removed?"))


@admin.register(Person)
class PersonAdmin(SheetsAdmin, HistoryAdmin):
    resource_classes = [PersonResource]
    county_path = "organisation"
    across_counties = ("organisation",)
    deletable = False  # a person is removed: the record stays nameless, because history points to it
    list_display = ["name", "title", "organisation", "email", "phone", "has_account", "left_on"]
    list_filter = ["organisation", ("left_on", admin.EmptyFieldListFilter), ("user", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = ["name", "title", "email", "organisation__name_fi"]
    autocomplete_fields = ["organisation"]
    readonly_fields = ["user"]  # opened in the table of accounts
    fields = ["name", "title", "organisation", "email", "phone", "language", "left_on", "user"]

    def of_counties(self, counties) -> Q:
        return Q(pk__in=people_seen_by(counties).values("pk"))

    def kept_of_counties(self, counties) -> Q:
        return Q(pk__in=people_kept_by(counties).values("pk"))

    def county_id_of(self, row: Person) -> None:
        """Somebody of one county may sit in another's group."""
        return None

    def get_field_queryset(self, db, db_field, request: HttpRequest) -> QuerySet:
        """A person may be of an organisation that counties share, though nobody's own."""
        if db_field.name == "organisation":
            return self.admin_site.get_model_admin(db_field.remote_field.model).get_queryset(request)
        return super().get_field_queryset(db, db_field, request)

    @admin.display(boolean=True, description=gettext_lazy("account"), ordering="user")
    def has_account(self, person: Person) -> bool:
        return person.user_id is not None

    # Removal

    def get_urls(self) -> list:
        erase = path("<path:object_id>/erase/", self.admin_site.admin_view(self.erase_view), name="groups_person_erase")
        return [erase, *super().get_urls()]

    def erase(self, person: Person, *, reason: str, by) -> None:
        erase_person(person, at=timezone.now(), reason=reason, by=by)

    def erase_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what will happen, then remove the person."""
        person = self._person_to_erase(request, object_id)
        form = EraseForm(request.POST or None)
        if form.is_valid() and self._erased(form, person, request):
            return redirect("admin:groups_person_changelist")
        context = self.admin_site.each_context(request) | {
            "title": _("Remove %(name)s") % {"name": person},
            "opts": self.opts,
            "original": person,
            "form": form,
            "places": [(record._meta.verbose_name, record) for _field, record in places_of(person)],
        }
        return TemplateResponse(request, "admin/groups/person/erase.html", context, status=422 if form.errors else 200)

    def _person_to_erase(self, request: HttpRequest, object_id: str) -> Person:
        person = self.get_object(request, unquote(object_id))
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def _erased(self, form: EraseForm, person: Person, request: HttpRequest) -> bool:
        name = person.name
        try:
            self.erase(person, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        messages.success(request, _("%(name)s was removed.") % {"name": name})
        return True

    def render_change_form(self, request: HttpRequest, context: dict, *args, obj: Model | None = None, **kwargs):
        may = obj is not None and self.has_change_permission(request, obj)
        context["erase_url"] = reverse("admin:groups_person_erase", args=[obj.pk]) if may else ""
        context["may_open_account"] = may and obj.user_id is None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
