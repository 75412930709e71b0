"""Accounts and the roles that they carry."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models.organisation import Organisation
from groups.permissions import Role
from hyte.lib.models import LANGUAGES


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Save an account that may do everything; whoever makes it has the server, so no mail verifies its address."""
        from allauth.account.models import EmailAddress  # its model points at ours

        with transaction.atomic(using=self._db):
            user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
            EmailAddress.objects.using(self._db).create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """An account; its name is the e-mail address."""

    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("There is already an account with this e-mail.")}
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="fi")
    weekly_mail = models.BooleanField(
        _("weekly mail of what I follow"),
        default=False,
        help_text=_("Sent on Monday mornings when something has changed."),
    )
    uses_shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the admin site"), default=False)
    date_joined = models.DateTimeField(_("account made at"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class RoleAssignment(models.Model):
    """A role that doesn't come from a seat or a measure: coordinator, division's lead, reader, national keeper."""

    ASSIGNABLE = (Role.COORDINATOR, Role.DIVISION_LEAD, Role.READER, Role.KEEPER)

    user = models.ForeignKey(User, verbose_name=_("account"), on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=20, choices=[(role.value, role.label) for role in ASSIGNABLE])
    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    division = models.ForeignKey(
        Organisation, verbose_name=_("division"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], condition=Q(county=None), name="national_role_given_once"),
            models.UniqueConstraint(
                fields=["user", "role", "county"], condition=Q(division=None), name="county_role_given_once"
            ),
            models.UniqueConstraint(fields=["user", "role", "county", "division"], name="division_role_given_once"),
            models.CheckConstraint(
                condition=Q(role=Role.KEEPER, county=None) | (~Q(role=Role.KEEPER) & Q(county__isnull=False)),
                name="role_has_county_unless_national",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.DIVISION_LEAD, division__isnull=False)
                | (~Q(role=Role.DIVISION_LEAD) & Q(division=None)),
                name="only_a_division_lead_has_division",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
