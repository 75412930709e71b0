import pytest

from groups.models import User
from plans.models import Plan
from tests.factories.groups import Personas
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section


@pytest.fixture
def coordinator(personas: Personas) -> User:
    return personas.coordinator


@pytest.fixture
def draft(personas: Personas) -> Plan:
    """A draft of one section, one goal (T1) and two measures (T1.1, T1.2)."""
    plan = make_bare_plan(personas.county, "luonnos", approved=False, public=False)
    goal = make_goal(make_section(plan, group=personas.group), order=1)
    make_measure(goal, order=1)
    make_measure(goal, order=2)
    return plan


@pytest.fixture
def approved(personas: Personas) -> Plan:
    """An approved plan of one section, one goal (T1) and two measures (T1.1, T1.2)."""
    plan = make_bare_plan(personas.county)
    goal = make_goal(make_section(plan, group=personas.group), order=1)
    make_measure(goal, order=1)
    make_measure(goal, order=2)
    return plan
