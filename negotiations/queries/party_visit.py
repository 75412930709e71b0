"""Somebody who has opened a negotiation by the own link, and what the page shows: the own party's, never another's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from groups.models import Meeting, Person, PersonalLink
from negotiations.models import Agreement, MemoAnswer, Negotiation, NegotiationMemo, Party, Point, Representative
from negotiations.queries.agreements import with_everything


@dataclass(frozen=True)
class PartyVisit:
    link: PersonalLink
    representative: Representative

    @property
    def person(self) -> Person:
        return self.representative.person

    @property
    def party(self) -> Party:
        return self.representative.party

    @property
    def negotiation(self) -> Negotiation:
        return self.party.negotiation

    @property
    def memo(self) -> NegotiationMemo | None:
        """Once it has been sent to the parties."""
        memo = getattr(self.negotiation, "memo", None)
        return memo if memo and memo.content is not None else None

    def answers_invitation(self, on: date) -> bool:
        meeting = self.negotiation.meeting
        return meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED) and meeting.on >= on

    def tells_points(self, on: date) -> bool:
        """Whether the party can still tell its concerns: until the round's day, and until the negotiation itself."""
        last = self.negotiation.round.answers_by or self.negotiation.on
        return self.answers_invitation(on) and on <= last


def own_points(visit: PartyVisit) -> QuerySet[Point]:
    return visit.party.points.select_related("theme", "indicator", "person").order_by("kind", "pk")


def own_agreements(visit: PartyVisit) -> QuerySet[Agreement]:
    """The open ones of the party's organisation in all negotiations of the county, and those of this negotiation."""
    theirs = Agreement.objects.filter(
        responsible__organisation=visit.party.organisation_id,
        negotiation__round__county=visit.negotiation.round.county_id,
    )
    return with_everything((theirs.open() | theirs.filter(negotiation=visit.negotiation)).distinct()).order_by(
        "due_on", "pk"
    )


def own_memo_answer(visit: PartyVisit) -> MemoAnswer | None:
    """What the party has said of the version that it reads."""
    memo = visit.memo
    return memo.answers.filter(party=visit.party, version=memo.version).first() if memo else None
