"""Consultations as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from plans.models import Consultation, Invitee, Plan, Statement


@dataclass(frozen=True)
class Asked:
    """Somebody who was named, with what the body has given."""

    invitee: Invitee
    statement: Statement | None


@dataclass(frozen=True)
class Standing:
    """How a consultation stands, for the staff: what came and what still waits."""

    asked: Sequence[Asked]
    statements: Sequence[Statement]

    @property
    def unanswered(self) -> int:
        return sum(not each.response for each in self.statements)

    @property
    def silent(self) -> int:
        """Those who have been invited and whose body has given no statement."""
        return sum(each.invitee.invited_at is not None and each.statement is None for each in self.asked)

    @property
    def uninvited(self) -> int:
        return sum(each.invitee.invited_at is None for each in self.asked)


def consultations_seen(user, on: date) -> QuerySet[Consultation]:
    """With ``statement_count`` and ``unanswered_count``; one query."""
    counts = {
        "statement_count": Count("statements"),
        "unanswered_count": Count("statements", filter=Q(statements__response="")),
    }
    return Consultation.objects.visible_to(user, on).select_related("plan__county").annotate(**counts)


def consultations_of(plan: Plan, user, on: date) -> QuerySet[Consultation]:
    return Consultation.objects.visible_to(user, on).filter(plan=plan)


def standing_of_consultation(consultation: Consultation) -> Standing:
    """Two queries."""
    statements = list(consultation.statements.select_related("organisation"))
    for each in statements:
        each.consultation = consultation
    by_body = {each.organisation_id: each for each in statements if each.organisation_id}
    invitees = consultation.invitees.select_related("organisation", "person")
    return Standing([Asked(each, by_body.get(each.organisation_id)) for each in invitees], statements)


def silent_until(last: date, on: date) -> QuerySet[Consultation]:
    """Those that are open on the day, close by the last one, and have invited a body that has given no statement."""
    given = Statement.objects.filter(consultation=OuterRef("consultation"), organisation=OuterRef("organisation"))
    silent = Invitee.objects.filter(~Exists(given), consultation=OuterRef("pk"), invited_at__isnull=False)
    return Consultation.objects.running(on).filter(Exists(silent), closes_on__lte=last).select_related("plan")
