"""The agreements of one negotiation, and those of earlier ones that are on its table again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from negotiations.models import Agreement, Negotiation, Party


@dataclass(frozen=True)
class OnTheTable:
    """The negotiation's own agreements by number, and what is still open from earlier ones, the oldest deadline first."""

    own: Sequence[Agreement]
    carried: Sequence[Agreement]


def with_everything(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """What a list of agreements shows, in one query and one for the parties."""
    related = ("negotiation__meeting", "negotiation__round__county", "goal", "measure", "indicator", "owner")
    parties = Party.objects.select_related("organisation")
    return agreements.select_related(*related).prefetch_related(Prefetch("responsible", queryset=parties))


def on_the_table(negotiation: Negotiation) -> OnTheTable:
    """Both of them, in two queries."""
    both = Q(negotiation=negotiation) | _is_carried(negotiation)
    found = with_everything(Agreement.objects.filter(both)).order_by("due_on", "pk")
    own = sorted((each for each in found if each.negotiation_id == negotiation.pk), key=lambda each: each.number)
    return OnTheTable(own, [each for each in found if each.negotiation_id != negotiation.pk])


def _is_carried(negotiation: Negotiation) -> Q:
    """Open ones of the county's earlier negotiations: those of an active party now, and those that are the county's alone."""
    there = negotiation.parties.active().filter(is_convener=False).values("organisation")
    county_alone = Agreement.responsible.through.objects.exclude(party__organisation=negotiation.round.county_id)
    earlier = Q(
        state__in=Agreement.OPEN_STATES,
        negotiation__round__county=negotiation.round.county_id,
        negotiation__meeting__starts_at__lt=negotiation.meeting.starts_at,
    )
    theirs = Agreement.responsible.through.objects.filter(party__organisation__in=there).values("agreement")
    concerned = Q(pk__in=theirs) | ~Q(pk__in=county_alone.values("agreement"))
    return earlier & concerned
