"""Negotiations as their pages show them: the list by round, the parties with their answers, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.standing import standing_of
from negotiations.models import (
    Agreement,
    Discussion,
    Negotiation,
    NegotiationMemo,
    NegotiationRound,
    Party,
    Representative,
    Topic,
)
from negotiations.models.negotiation import STATUTORY_TOPICS


@dataclass(frozen=True)
class RoundRows:
    round: NegotiationRound
    negotiations: Sequence[Negotiation]
    is_inside: bool  # whether the user reads the round's own page


def rounds_of(user) -> list[RoundRows]:
    """The rounds that the user sees with their negotiations; the public sees the published negotiations only."""
    seen = Negotiation.objects.visible_to(user)
    negotiations = (
        seen.with_meeting()
        .prefetch_related(Prefetch("parties", queryset=Party.objects.active().select_related("organisation")))
        .annotate(agreement_count=Count("agreements"))
        .order_by("meeting__starts_at")
    )
    inner = NegotiationRound.objects.visible_to(user).values("pk")
    rounds = NegotiationRound.objects.filter(Q(pk__in=inner) | Q(pk__in=seen.values("round")))
    rounds = rounds.select_related("county").prefetch_related(Prefetch("negotiations", queryset=negotiations))
    ordered = rounds.order_by("county__order", "county__name_fi", "-first_year", "-pk")
    staff = standing_of(user).staff_counties
    return [RoundRows(each, each.negotiations.all(), each.county_id in staff) for each in ordered]


def parties_of(negotiation: Negotiation) -> QuerySet[Party]:
    """All of them, the withdrawn ones last."""
    parties = negotiation.parties.select_related("organisation").prefetch_related(with_people())
    return parties.annotate(point_count=Count("points")).order_by(
        "withdrawn_on", "-is_convener", "order", "organisation__order", "organisation__name_fi", "pk"
    )


def with_people() -> Prefetch:
    return Prefetch("representatives", queryset=Representative.objects.select_related("person"))


@dataclass(frozen=True)
class TopicPart:
    """One topic with what was said and agreed under it."""

    topic: str
    label: str
    is_statutory: bool
    discussion: Discussion | None
    agreements: Sequence[Agreement]

    @property
    def is_handled(self) -> bool:
        return bool(self.agreements or (self.discussion and self.discussion.notes))


def topic_parts(agreements: Iterable[Agreement], discussions: Iterable[Discussion] = ()) -> list[TopicPart]:
    said = {each.topic: each for each in discussions}
    agreed: dict[str, list[Agreement]] = {}
    for each in agreements:
        agreed.setdefault(each.topic, []).append(each)
    return [
        TopicPart(topic.value, str(topic.label), topic in STATUTORY_TOPICS, said.get(topic), agreed.get(topic, []))
        for topic in Topic
    ]


@dataclass(frozen=True)
class Step:
    """What the coordinator does next: a sentence, the address's name and its word."""

    text: str
    address: str
    word: str
    is_post: bool = False


def next_step(
    negotiation: Negotiation, memo: NegotiationMemo | None, parties: Sequence[Party], on: date
) -> Step | None:
    """The one thing that is to be done now; None where nothing is."""
    meeting = negotiation.meeting
    if meeting.is_cancelled:
        return None
    if meeting.state == Meeting.State.HELD:
        return _after(memo, negotiation)
    others = [each for each in parties if not each.is_convener and not each.is_withdrawn]
    if not others:
        return Step(_("Choose who is at the table."), "negotiations:parties", _("Add parties"))
    if not any(party.representatives.all() for party in others):
        return Step(
            _("Name who speaks for each party: they are invited."), "negotiations:parties", _("Name the people")
        )
    if meeting.on <= on:
        return Step(
            _("Write what is said and agreed, and mark the negotiation as held."),
            "negotiations:discussions",
            _("Open the topics"),
        )
    return _before(negotiation, others, on)


def _before(negotiation: Negotiation, others: Sequence[Party], on: date) -> Step | None:
    answers_by = negotiation.round.answers_by
    if not any(party.asked_at for party in others) and (answers_by is None or answers_by >= on):
        return Step(
            _("Ask the parties for their concerns and strengths."), "negotiations:ask", _("Ask the parties"), True
        )
    uninvited = any(not each.invited_at for party in others for each in party.representatives.all())
    if uninvited:
        return Step(_("Invite the parties' representatives."), "negotiations:invite", _("Send the invitations"), True)
    return None


def _after(memo: NegotiationMemo | None, negotiation: Negotiation) -> Step | None:
    if memo is None or memo.state == NegotiationMemo.State.DRAFT:
        return Step(
            _("Check the memo and send it to the parties for approval."), "negotiations:memo", _("Open the memo")
        )
    if memo.state == NegotiationMemo.State.SENT:
        return Step(_("The parties are reading the memo."), "negotiations:memo", _("Follow the answers"))
    if not negotiation.is_open:
        return Step(
            _("The memo has been approved: publish the negotiation, if it is public."),
            "negotiations:memo",
            _("Open the memo"),
        )
    return None
