"""A round with a negotiation that two municipalities are invited to."""

import pytest

from groups.models import Organisation
from negotiations.models import Negotiation, NegotiationRound, Party
from tests.factories.groups import make_organisation
from tests.factories.negotiations import make_negotiation, make_negotiation_round, make_party


@pytest.fixture
def yearly_round(personas) -> NegotiationRound:
    return make_negotiation_round(personas.county)


@pytest.fixture
def town(personas) -> Organisation:
    return make_organisation("Kaupunki", kind="municipality", parent=personas.county, region_code="092")


@pytest.fixture
def negotiation(yearly_round) -> Negotiation:
    return make_negotiation(yearly_round)


@pytest.fixture
def convener(negotiation) -> Party:
    return make_party(negotiation, negotiation.county, is_convener=True)


@pytest.fixture
def party(negotiation, town) -> Party:
    return make_party(negotiation, town)
