"""A consultation that is open to everyone on ``DAY``, with a question and a body that has been invited."""

import pytest

from groups.models import Organisation
from plans.models import Consultation, ConsultationQuestion, Invitee, Plan
from tests.factories.consultations import (
    DAY,
    make_consultation,
    make_invitee,
    make_invitee_address,
    make_question,
)
from tests.factories.groups import make_organisation
from tests.factories.plans import make_bare_plan


@pytest.fixture(autouse=True)
def _here(settings, tmp_path) -> None:
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "hyte.lib.storage.RenamingStorage", "OPTIONS": options}
    }
    settings.HYTE_TODAY = DAY


@pytest.fixture
def plan(personas) -> Plan:
    return make_bare_plan(personas.county)


@pytest.fixture
def consultation(plan) -> Consultation:
    return make_consultation(plan)


@pytest.fixture
def question(consultation) -> ConsultationQuestion:
    return make_question(consultation)


@pytest.fixture
def town(personas) -> Organisation:
    return make_organisation("Kaupunki", kind="municipality", parent=personas.county)


@pytest.fixture
def invitee(consultation, town) -> Invitee:
    return make_invitee(consultation, town)


@pytest.fixture
def address(invitee) -> str:
    """Of the page that the body's link opens."""
    return make_invitee_address(invitee)
