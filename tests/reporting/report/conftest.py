"""A plan with measures, figures and a report of 2024 around the personas."""

from dataclasses import dataclass
from datetime import date

import pytest

from plans.models import Goal, Measure, Plan
from reporting.models import Report
from tests.factories.indicators import adopt
from tests.factories.measured import Compared, make_compared
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.factories.reports import make_report


@dataclass
class Reported:
    plan: Plan
    goal: Goal
    measure: Measure
    compared: Compared
    report: Report


@pytest.fixture
def reported(personas, settings) -> Reported:
    """A public plan with one section of the personas' group, a measure in progress, and an indicator that the county uses."""
    settings.HYTE_TODAY = date(2025, 1, 31)
    plan = make_bare_plan(personas.county)
    goal = make_goal(make_section(plan, group=personas.group))
    measure = make_measure(goal)
    make_update(measure, date(2024, 11, 1))
    compared = make_compared(personas.county)
    adopt(compared.indicator, personas.county, direction="down")
    return Reported(plan, goal, measure, compared, make_report(plan))
