from datetime import date

import pytest
from django.conf import settings as django_settings

from groups.models import Meeting, User
from plans.models import Section
from tests.factories.meetings import make_meeting
from tests.plans.agenda.pages import TODAY


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def before(personas) -> Meeting:
    return make_meeting(personas.group, on=date(2024, 3, 18), state="held")


@pytest.fixture
def meeting(personas, before) -> Meeting:
    return make_meeting(personas.group, on=date(2024, 4, 15))


@pytest.fixture
def section(personas, plan) -> Section:
    return plan.sections.get(group=personas.group)


@pytest.fixture
def secretary(client, personas) -> User:
    """Signed in, and reads in English."""
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(personas.secretary)
    return personas.secretary
