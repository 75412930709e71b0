"""The law's lines of reports: that of the year to the council, and that of the term with its plan."""

from datetime import date

import pytest

from groups.models import Organisation
from negotiations.queries.statutory import Duty
from plans.models import Plan
from plans.services.snapshot import take_snapshot
from reporting.models import LawLine, Report, ReportDecision, ReportVersion
from tests.factories.clock import make_term
from tests.factories.groups import make_decision, make_organisation
from tests.factories.meetings import at
from tests.factories.negotiations import make_negotiation, make_negotiation_round, make_party
from tests.factories.plans import make_bare_plan
from tests.factories.statutory import ON, line, negotiate, state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = ON


@pytest.fixture
def town(personas) -> Organisation:
    return make_organisation("Kaupunki", kind="municipality", parent=personas.county, region_code="092")


@pytest.fixture
def plan(personas) -> Plan:
    return make_bare_plan(personas.county, valid_from=date(2023, 1, 1))


def make_report(plan: Plan, **fields) -> Report:
    values = {"kind": "annual", "year": 2024, "first_year": 2024, "data_until": date(2024, 12, 31)} | fields
    return Report.objects.create(county=plan.county, plan=plan, name_fi="Raportti", **values)


def freeze(report: Report, by) -> ReportVersion:
    """A frozen version without contents: it is its being there that is looked at."""
    snapshot = take_snapshot(report.plan, date(2024, 12, 31), by=by, name_fi=f"Raportti {report.pk}")
    values = {"number": 1, "data_until": report.data_until, "parts": {}, "frozen_at": at(ON), "snapshot": snapshot}
    return ReportVersion.objects.create(report=report, **values)


def handle(report: Report, kind: str = "county_council", **fields) -> None:
    body = make_organisation(kind=kind, parent=report.county)
    ReportDecision.objects.create(report=report, decision=make_decision(report.county, body, **fields))


class TestReportsToTheCouncil:
    def test_from_the_first_word_to_the_council(self, personas, plan):
        county = personas.county
        assert state(county, LawLine.COUNCIL_REPORT) == Duty.MISSING
        report = make_report(plan)
        assert state(county, LawLine.COUNCIL_REPORT) == Duty.PLANNED
        freeze(report, personas.coordinator)
        assert state(county, LawLine.COUNCIL_REPORT) == Duty.PARTLY
        handle(report, on=date(2024, 12, 9))
        found = line(county, LawLine.COUNCIL_REPORT)
        assert (found.state, [each.url for each in found.proofs]) == (Duty.DONE, [report.get_absolute_url(), ""])
        assert [state(county, LawLine.COUNCIL_REPORT, year) for year in (2023, 2025)] == [Duty.MISSING, Duty.MISSING]

    @pytest.mark.parametrize(
        ("kind", "outcome", "expected"),
        [
            ("county_council", "noted", Duty.DONE),
            ("county_council", "tabled", Duty.PLANNED),
            ("county_council", "returned", Duty.PLANNED),
            ("county_board", "approved", Duty.PLANNED),
        ],
    )
    def test_the_council_has_to_have_heard_it(self, personas, plan, kind, outcome, expected):
        handle(make_report(plan), kind, outcome=outcome)
        assert state(personas.county, LawLine.COUNCIL_REPORT) == expected

    def test_the_report_of_the_term_is_that_of_its_last_year_too(self, personas, plan):
        handle(make_report(plan, kind="term", first_year=2022, year=2025))
        assert state(personas.county, LawLine.COUNCIL_REPORT, 2025) == Duty.DONE
        assert state(personas.county, LawLine.COUNCIL_REPORT, 2024) == Duty.MISSING

    def test_the_term_needs_plan_municipalities_and_a_published_report(self, personas, town):
        county = personas.county
        make_term(county, 2022, 2025)
        assert state(county, LawLine.TERM) == Duty.MISSING
        plan = make_bare_plan(county, public=False)
        steps = [line(county, LawLine.TERM).next_step]
        Plan.objects.update(publication="public")
        steps.append(line(county, LawLine.TERM).next_step)
        negotiate(county, town)
        steps.append(line(county, LawLine.TERM).next_step)
        report = make_report(plan, kind="term", first_year=2022, year=2025)
        handle(report)
        steps.append(line(county, LawLine.TERM).next_step)
        assert (len(set(steps)), state(county, LawLine.TERM)) == (4, Duty.PARTLY)
        version = freeze(report, personas.coordinator)
        Report.objects.update(publication="public", open_version=version)
        assert state(county, LawLine.TERM) == Duty.DONE
        assert state(county, LawLine.TERM, 2026) == Duty.MISSING  # another term

    def test_a_negotiation_that_is_still_ahead_isnt_evidence(self, personas, plan, town):
        make_term(personas.county, 2022, 2025)
        make_party(make_negotiation(make_negotiation_round(personas.county), on=date(2024, 12, 3)), town)
        assert town.name not in " ".join(each.text for each in line(personas.county, LawLine.TERM).proofs)
        assert town.name in " ".join(
            each.text for each in line(personas.county, LawLine.TERM, on=date(2024, 12, 4)).proofs
        )
