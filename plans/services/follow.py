"""Following measures, goals and groups."""

from django.db import transaction

from groups.models import WorkingGroup
from plans.models import Follow, Goal, Measure
from plans.queries.follow import target_of


@transaction.atomic
def set_follow(user, thing: Measure | Goal | WorkingGroup, *, follows: bool) -> bool:
    """Follow the thing or stop; a second time changes nothing."""
    target = target_of(thing)
    if follows:
        Follow.objects.get_or_create(user=user, **target)
    else:
        Follow.objects.filter(user=user, **target).delete()
    return follows
