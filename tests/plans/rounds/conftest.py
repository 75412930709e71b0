from datetime import date

import pytest

from plans.models import UpdateRound
from tests.factories.meetings import make_round
from tests.factories.plans import make_update

TODAY = date(2024, 9, 12)


@pytest.fixture(autouse=True)
def _september(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def update_round(plan) -> UpdateRound:
    """Open since 2.9.2024, until 30.9.; T1.1, in progress, is the contact person's, L1.1 of the other section nobody's."""
    make_update(plan.measures.get(identifier="T1.1"), date(2024, 8, 15))
    return make_round(plan)
