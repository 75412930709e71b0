"""The one door to a record: 404 to a stranger, 403 to somebody who may read but not act."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from groups.models import WorkingGroup


def get_visible(records: QuerySet, user, **lookup) -> Model:
    """Return the record if the user may see it, else 404: what exists is not told to strangers."""
    return get_object_or_404(records.visible_to(user), **lookup)


def require(allowed: bool) -> None:
    """Refuse with 403; the caller has already shown that the user may read the record."""
    if not allowed:
        raise PermissionDenied


def get_group(user, pk: int) -> WorkingGroup:
    return get_visible(WorkingGroup.objects.select_related("county", "age_group"), user, pk=pk)
