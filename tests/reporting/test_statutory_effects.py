"""The law's line of effects: what plans and reports have assessed beforehand stands as evidence beside the county's words."""

import pytest

from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from tests.factories.handling import make_effect
from tests.factories.plans import make_bare_plan
from tests.factories.reports import make_report, make_report_effect
from tests.factories.statutory import line

pytestmark = pytest.mark.django_db


def test_without_an_assessment_it_is_missing(personas):
    make_bare_plan(personas.county)
    assert line(personas.county, LawLine.EFFECTS).state == Duty.MISSING


def test_assessments_of_the_plan_and_of_the_years_report_are_evidence(personas):
    plan = make_bare_plan(personas.county)
    make_effect(plan)
    make_report_effect(make_report(plan))
    make_report_effect(make_report(plan, 2023))
    found = line(personas.county, LawLine.EFFECTS)
    assert found.state == Duty.PARTLY
    assert [proof.url.rsplit("/", 2)[1] for proof in found.proofs] == ["kasittely", "kasittely"]
