"""What the parties have told, in the coordinator's groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.models import Negotiation, Party, Point, PointGroup


@dataclass(frozen=True)
class GroupedPoints:
    """``group`` is None for what hasn't been grouped yet."""

    group: PointGroup | None
    points: Sequence[Point]


def grouped_points(negotiation: Negotiation) -> list[GroupedPoints]:
    """Groups in their order, what hasn't been grouped last; two queries whatever the number."""
    related = ("party__organisation", "theme", "indicator", "person")
    points = list(Point.objects.filter(party__negotiation=negotiation).select_related(*related))
    groups = list(negotiation.point_groups.all())
    found = [GroupedPoints(group, [each for each in points if each.group_id == group.pk]) for group in groups]
    loose = [each for each in points if each.group_id is None]
    return [*found, GroupedPoints(None, loose)] if loose else found


def silent_parties(negotiation: Negotiation) -> Sequence[Party]:
    """Those that were asked and have told nothing."""
    asked = negotiation.parties.active().filter(is_convener=False, asked_at__isnull=False, points=None)
    return asked.select_related("organisation")
