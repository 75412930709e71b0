"""The doors to the negotiations: 404 to a stranger, 403 to somebody inside who may read but not act."""

from django.shortcuts import get_object_or_404

from groups.access import get_county, get_visible, require
from groups.models import Organisation
from groups.permissions import Permission
from groups.standing import standing_of
from negotiations.models import Agreement, MunicipalDocument, Negotiation, NegotiationRound, Party


def negotiates(user, county_id: int) -> bool:
    """Whether the user runs the county's negotiations."""
    return county_id in standing_of(user).reach(Permission.NEGOTIATE).counties


def negotiates_somewhere(user) -> bool:
    return bool(standing_of(user).reach(Permission.NEGOTIATE).counties)


def reads_inside(user, county_id: int) -> bool:
    """Whether the user reads what isn't public of the county's negotiations."""
    return county_id in standing_of(user).staff_counties


def get_county_to_negotiate(user, pk: int) -> Organisation:
    county = get_county(user, pk)
    require(negotiates(user, county.pk))
    return county


def get_round(user, pk: int) -> NegotiationRound:
    return get_visible(NegotiationRound.objects.select_related("county", "plan"), user, pk=pk)


def get_round_to_run(user, pk: int) -> NegotiationRound:
    found = get_round(user, pk)
    require(negotiates(user, found.county_id))
    return found


def get_negotiation(user, pk: int) -> Negotiation:
    """Also a public one, to whoever reads: the page then shows what is public."""
    return get_visible(Negotiation.objects.with_meeting(), user, pk=pk)


def get_inner_negotiation(user, pk: int) -> Negotiation:
    """The negotiation, if the user reads what isn't public of it."""
    staff = standing_of(user).staff_counties
    return get_object_or_404(Negotiation.objects.with_meeting(), pk=pk, round__county__in=staff)


def get_negotiation_to_run(user, pk: int) -> Negotiation:
    negotiation = get_inner_negotiation(user, pk)
    require(negotiates(user, negotiation.round.county_id))
    return negotiation


def get_party_to_run(user, pk: int) -> Party:
    """The party with its negotiation, if the user runs the negotiation."""
    party = get_object_or_404(Party.objects.select_related("organisation"), pk=pk)
    party.negotiation = get_negotiation_to_run(user, party.negotiation_id)
    return party


def get_agreement(user, pk: int) -> Agreement:
    agreements = Agreement.objects.select_related(
        "negotiation__round__county", "negotiation__meeting", "goal", "measure", "indicator", "owner"
    )
    return get_visible(agreements, user, pk=pk)


def get_agreement_to_run(user, pk: int) -> Agreement:
    agreement = get_agreement(user, pk)
    require(negotiates(user, agreement.negotiation.round.county_id))
    return agreement


def follows(user, agreement: Agreement) -> bool:
    """Whether the user is the one who tells how the agreement goes."""
    return agreement.owner is not None and user.is_authenticated and agreement.owner.user_id == user.pk


def get_agreement_to_note(user, pk: int) -> Agreement:
    """The agreement, if the user runs the county's negotiations or is the one who follows it."""
    agreement = get_agreement(user, pk)
    require(follows(user, agreement) or negotiates(user, agreement.negotiation.round.county_id))
    return agreement


def get_document_to_keep(user, pk: int) -> MunicipalDocument:
    document = get_visible(MunicipalDocument.objects.select_related("municipality__county"), user, pk=pk)
    require(negotiates(user, document.municipality.county_id))
    return document
