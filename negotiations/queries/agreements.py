"""The agreements of one negotiation, and those of earlier ones that are on its table again."""

from django.db.models import Q, QuerySet

from negotiations.models import Agreement, Negotiation


def with_everything(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """What a list of agreements shows, in one query and one for the parties."""
    related = ("negotiation__meeting", "negotiation__round__county", "goal", "measure", "indicator", "owner")
    return agreements.select_related(*related).prefetch_related("responsible__organisation")


def agreements_of(negotiation: Negotiation) -> QuerySet[Agreement]:
    return with_everything(Agreement.objects.filter(negotiation=negotiation)).order_by("number")


def carried_to(negotiation: Negotiation) -> QuerySet[Agreement]:
    """Open agreements of the county's earlier negotiations that concern who is at the table: the oldest deadline first.

    Those of an organisation that is an active party now, and those that are the county's alone.
    """
    there = negotiation.parties.active().filter(is_convener=False).values("organisation")
    county_alone = Agreement.responsible.through.objects.exclude(party__organisation=negotiation.round.county_id)
    earlier = Agreement.objects.open().filter(
        negotiation__round__county=negotiation.round.county_id,
        negotiation__meeting__starts_at__lt=negotiation.meeting.starts_at,
    )
    theirs = Agreement.responsible.through.objects.filter(party__organisation__in=there).values("agreement")
    concerned = Q(pk__in=theirs) | ~Q(pk__in=county_alone.values("agreement"))
    return with_everything(earlier.filter(concerned)).order_by("due_on", "pk")
