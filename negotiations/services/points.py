"""Concerns and strengths: told by the parties, grouped by the coordinator."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from negotiations.models import Negotiation, Party, Point, PointGroup
from negotiations.queries.party_visit import PartyVisit

MOST_POINTS = 50  # of one party: more is a document of its own


@transaction.atomic
def tell_point(visit: PartyVisit, point: Point, *, submission: UUID, on: date, at: datetime) -> Point:
    """Keep what a party tells; the same one sent twice is one. ``on`` is today."""
    _refuse_late(visit, on)
    party = Party.objects.select_for_update().get(pk=visit.party.pk)
    same = party.points.filter(submission=submission) | party.points.filter(kind=point.kind, text=point.text)
    if found := same.first():
        return found
    if party.points.count() >= MOST_POINTS:
        raise ValidationError(
            _("There are %(count)s already: put some of them together, or send a document to the coordinator.")
            % {"count": MOST_POINTS},
            code="too_many",
        )
    point.party, point.person, point.submission, point.written_at = party, visit.person, submission, at
    point.full_clean()
    point.save()
    return point


@transaction.atomic
def take_back_point(visit: PartyVisit, pk: int, *, on: date) -> None:
    """Remove one of the party's own; somebody else's doesn't exist here."""
    _refuse_late(visit, on)
    visit.party.points.filter(pk=pk).delete()


@transaction.atomic
def group_points(negotiation: Negotiation, pks: Iterable[int], *, group: PointGroup | None, title: str = "") -> int:
    """Put points into a group, into a new one of the title, or out of all groups; returns how many moved."""
    points = Point.objects.filter(party__negotiation=negotiation, pk__in=list(pks))
    if not points:
        raise ValidationError(_("Choose at least one concern or strength."), code="none")
    if title.strip():
        group = _named(negotiation, title.strip())
    moved = points.update(group=group)
    PointGroup.objects.filter(negotiation=negotiation, points=None).delete()
    return moved


@transaction.atomic
def rename_group(group: PointGroup, title: str) -> PointGroup:
    group.title = title.strip()
    group.full_clean()
    group.save()
    return group


def _named(negotiation: Negotiation, title: str) -> PointGroup:
    found = negotiation.point_groups.filter(title=title).first()
    return found or PointGroup.objects.create(
        negotiation=negotiation, title=title, order=negotiation.point_groups.count()
    )


def _refuse_late(visit: PartyVisit, on: date) -> None:
    if not visit.tells_points(on):
        raise ValidationError(_("The time for telling concerns is over: bring it up in the negotiation."), code="over")
