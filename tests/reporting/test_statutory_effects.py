"""The law's line of effects: what plans and reports have assessed beforehand stands as evidence beside the county's words."""

from datetime import date

import pytest

from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from reporting.queries.statutory import statutory_page
from tests.factories.handling import make_effect
from tests.factories.plans import make_bare_plan
from tests.factories.reports import make_report, make_report_effect

pytestmark = pytest.mark.django_db


def effects_line(county, year: int = 2024):
    page = statutory_page(county, year, date(2024, 11, 15))
    return next(each for each in page.lines if each.line == LawLine.EFFECTS)


def test_without_an_assessment_it_is_missing(personas):
    make_bare_plan(personas.county)
    assert effects_line(personas.county).state == Duty.MISSING


def test_assessments_of_the_plan_and_of_the_years_report_are_evidence(personas):
    plan = make_bare_plan(personas.county)
    make_effect(plan)
    make_report_effect(make_report(plan))
    make_report_effect(make_report(plan, 2023))
    found = effects_line(personas.county)
    assert found.state == Duty.PARTLY
    assert [proof.url.rsplit("/", 2)[1] for proof in found.proofs] == ["kasittely", "kasittely"]
