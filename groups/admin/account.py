"""Accounts and the roles that they carry."""

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.base import CountyAdmin, CountyInline, HistoryAdmin
from groups.admin.forms import CountyForm
from groups.admin.person import people_kept_by, people_seen_by
from groups.keeping import keeping_of
from groups.models import Organisation, Person, RoleAssignment, User
from groups.permissions import Role
from groups.services.accounts import let_into_admin, open_account, save_account


class NewAccountForm(CountyForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Person"),
        help_text=gettext_lazy("Whose account it is. Add the person first, if need be."),
    )

    class Meta:
        model = User
        fields = ["person", "email", "name", "language"]


class AccountForm(CountyForm):
    """``user`` is who changes the account."""

    user: User

    def clean_is_active(self) -> bool:
        is_active = self.cleaned_data["is_active"]
        if self.instance == self.user and not is_active:
            raise ValidationError(_("You can't close your own account. Ask another coordinator."))
        return is_active


class RoleForm(CountyForm):
    def clean(self) -> dict:
        cleaned = super().clean()
        role, county, division = (cleaned.get(name) for name in ("role", "county", "division"))
        if role and role != Role.KEEPER and not county:
            self.add_error("county", _("Choose the county in which the role holds."))
        if role == Role.DIVISION_LEAD and not division:
            self.add_error("division", _("Choose the division that the person leads."))
        if role and role != Role.DIVISION_LEAD and division:
            self.add_error("division", _("Only a division's HYTE lead has a division."))
        if county and division and division.county_id != county.pk:
            self.add_error("division", _("%(name)s belongs to another county.") % {"name": division})
        return cleaned


class RoleChoices:
    """The roles and divisions that somebody may give."""

    def formfield_for_choice_field(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "role" and not keeping_of(request.user).everything:
            kwargs["choices"] = [(role.value, role.label) for role in RoleAssignment.ASSIGNABLE if role != Role.KEEPER]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_field_queryset(self, db, db_field, request: HttpRequest) -> QuerySet:
        found = super().get_field_queryset(db, db_field, request)
        return found.filter(kind=Organisation.Kind.DIVISION) if db_field.name == "division" else found


class RoleInline(RoleChoices, CountyInline):
    model = RoleAssignment
    form = RoleForm
    show_change_link = False

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.table = self.admin_site.get_model_admin(RoleAssignment)
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.admin_site.get_model_admin(RoleAssignment).get_queryset(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes the own roles."""
        return super().has_change_permission(request, obj) and (
            obj != request.user or keeping_of(request.user).everything
        )


@admin.register(User)
class AccountAdmin(CountyAdmin):
    county_path = "role_assignments__county"
    form = AccountForm
    deletable = False  # an account is closed, or goes with its person
    list_display = ["email", "name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff", "language"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "is_active", "is_staff", "last_login", "date_joined"]
    readonly_fields = ["is_staff", "last_login", "date_joined"]
    actions = ["mail_password_link"]

    @property
    def owner_field(self) -> str:
        return ""

    def of_counties(self, counties) -> Q:
        has_role = Q(pk__in=RoleAssignment.objects.filter(county__in=counties).values("user"))
        return has_role | Q(pk__in=people_seen_by(counties).exclude(user=None).values("user"))

    def kept_of_counties(self, counties) -> Q:
        """Accounts of the county's people; who has a role elsewhere is kept by nobody here: the mail address opens it all."""
        has_role = Q(pk__in=RoleAssignment.objects.filter(county__in=counties).values("user"))
        at_home = Q(pk__in=people_kept_by(counties).exclude(user=None).values("user"))
        elsewhere = Q(pk__in=RoleAssignment.objects.exclude(county__in=counties).values("user"))
        return ((has_role & Q(person=None)) | at_home) & ~elsewhere & Q(is_superuser=False)

    def county_id_of(self, row: User) -> None:
        return None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        own = self.admin_site.get_model_admin(RoleAssignment).get_queryset(request)
        return super().get_queryset(request).prefetch_related(Prefetch("role_assignments", own))

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(_role_words(role) for role in user.role_assignments.all())

    # A new account

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs):
        if obj is not None:
            form = super().get_form(request, obj, change, **kwargs)
            form.user = request.user
            return form
        form = super().get_form(request, obj, change, **kwargs | {"form": NewAccountForm})
        kept = self.admin_site.get_model_admin(Person).kept_rows(request.user)
        form.base_fields["person"].queryset = kept.filter(user=None, left_on=None).select_related("organisation")
        form.base_fields["person"].required = not keeping_of(request.user).everything
        return form

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return super().get_fields(request, obj) if obj else NewAccountForm.Meta.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return super().get_readonly_fields(request, obj) if obj else []

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> list:
        return [RoleInline] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """The person's own details, where the person is given in the address."""
        chosen = request.GET.get("person", "")
        kept = self.admin_site.get_model_admin(Person).kept_rows(request.user)
        person = kept.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 19 else None
        if person is None:
            return {}
        return {"person": person.pk, "email": person.email, "name": person.name, "language": person.language}

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        if change:
            save_account(obj)
        else:
            open_account(obj, person=form.cleaned_data["person"], by=request.user)
            mail_password_link(request, obj)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        let_into_admin(form.instance)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue=None) -> HttpResponse:
        """A new account has no role yet: its page opens for giving one."""
        told = _("The account was opened. A link for choosing a password was mailed to %(email)s.")
        messages.success(request, told % {"email": obj.email})
        return redirect("admin:groups_user_change", obj.pk)

    @admin.action(description=gettext_lazy("Mail a link for choosing a password"), permissions=["change"])
    def mail_password_link(self, request: HttpRequest, queryset: QuerySet) -> None:
        kept = queryset.filter(pk__in=self.kept_rows(request.user).values("pk"), is_active=True)
        for user in kept:
            mail_password_link(request, user)
        sent = ngettext(
            "A link was mailed to %(count)s account.", "A link was mailed to %(count)s accounts.", len(kept)
        )
        self.message_user(request, sent % {"count": len(kept)})


@admin.register(RoleAssignment)
class RoleAdmin(RoleChoices, HistoryAdmin):
    form = RoleForm
    list_display = ["user", "role", "county", "division"]
    list_filter = ["role", "county"]
    list_select_related = ["user", "county", "division"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user"]
    across_counties = ("user",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not self._is_own(request, obj)

    def _is_own(self, request: HttpRequest, obj: Model | None) -> bool:
        """Nobody changes the own roles: a slip of the hand would lock the door from outside."""
        return obj is not None and obj.user_id == request.user.pk and not keeping_of(request.user).everything

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """A role isn't handed over: it is taken from one and given to another."""
        return ["user"] if obj else []

    def save_model(self, request: HttpRequest, obj: RoleAssignment, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        let_into_admin(obj.user)

    def delete_model(self, request: HttpRequest, obj: RoleAssignment) -> None:
        super().delete_model(request, obj)
        let_into_admin(obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        users = list(User.objects.filter(role_assignments__in=queryset).distinct())
        super().delete_queryset(request, queryset)
        for user in users:
            let_into_admin(user)


def mail_password_link(request: HttpRequest, user: User) -> None:
    """The same mail as from "I forgot my password"."""
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)


def _role_words(role: RoleAssignment) -> str:
    return f"{role.get_role_display()} ({role.division or role.county})" if role.county_id else role.get_role_display()
