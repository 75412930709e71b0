"""Accounts: opened by a coordinator without a password, and let into the admin site by their roles."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Person, RoleAssignment, User
from groups.permissions import ROLE_TABLE, Permission

ADMIN_ROLES = [role for role, table in ROLE_TABLE.items() if Permission.USE_ADMIN in table]


@transaction.atomic
def open_account(user: User, *, person: Person | None, by) -> User:
    """Save a new account without a password, and tie it to the person.

    Its address counts as verified: nobody gets in before having chosen a password by the mail that goes there.
    """
    if person and person.user_id:
        raise ValidationError(_("%(person)s has an account already."), params={"person": person})
    user.email = user.email.lower()
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person:
        person.user, person._history_user = user, by
        person.save(update_fields=["user"])
    return user


@transaction.atomic
def save_account(user: User) -> User:
    """Save a changed account; a new address replaces the old one, which no longer opens it."""
    user.email = user.email.lower()
    user.save()
    addresses = EmailAddress.objects.filter(user=user)
    if not addresses.filter(email=user.email).exists():
        addresses.delete()
        EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    return user


def let_into_admin(user: User) -> None:
    """Make the account's way into the admin site follow from its roles."""
    has_role = RoleAssignment.objects.filter(user=user, role__in=ADMIN_ROLES).exists()
    User.objects.filter(pk=user.pk).update(is_staff=user.is_superuser or has_role)
