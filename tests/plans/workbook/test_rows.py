"""What each measure says today, in canonical values."""

from datetime import date

import pytest

from plans.models import FocusArea, Measure, Plan
from plans.workbook.columns import COLUMNS
from plans.workbook.rows import PresentRow, place_values, present_rows
from tests.factories.groups import Personas, make_decision, make_organisation, make_person
from tests.factories.plans import make_measure, make_plan, make_responsibility, make_update


def row_of(measure: Measure) -> PresentRow:
    return next(row for row in present_rows(measure.plan) if row.measure.pk == measure.pk)


@pytest.fixture
def full(measure: Measure, personas: Personas) -> Measure:
    """A measure with something in every field that has a column, and its newest update."""
    fields = {
        "wording_sv": "Åtgärd\N{NO-BREAK SPACE}T1.1 ",
        "deputy": make_person("Varahenkilö"),
        "start_year": 2023,
        "end_year": 2025,
        "resources": "Kaksi\r\nhenkilöä",
        "reach": "120 perhettä",
        "vulnerable_groups_fi": "Vammaiset",
        "strategy_goal": "Strategia 1",
        "budget_entry": "TA 2024",
        "project": "Hanke",
    }
    Measure.objects.filter(pk=measure.pk).update(**fields)
    FocusArea.objects.create(plan=measure.plan, slug="a", name_fi="Arki; arvo").goals.add(measure.goal)
    partners = [make_organisation(f"Kumppani {number}", parent=personas.county) for number in range(11)]
    for partner in reversed(partners):
        make_responsibility(measure, partner, "partner")
    make_responsibility(measure, make_organisation("Muu", parent=personas.county), "other")
    said = {key: f"{key} sanottu" for key in ("public_text_sv", "done", "effect", "obstacles", "next_step")}
    make_update(
        measure,
        date(2024, 9, 1),
        "merged",
        merged_into=make_measure(measure.goal, "T1.9"),
        internal_note="Sisäinen huomio",
        published=False,
        **said,
    )
    return Measure.objects.get(pk=measure.pk)


def test_every_column_has_its_canonical_value(full: Measure, personas: Personas):
    values = row_of(full).values
    partners = full.responsibilities.filter(kind="partner").order_by("organisation_id")
    assert values == {
        "section": "Tyoikaiset",
        "focus_area": "Arki, arvo",
        "goal_identifier": "T1",
        "goal": "Tavoite T1",
        "identifier": "T1.1",
        "wording_fi": "Toimenpide T1.1",
        "wording_sv": "Åtgärd T1.1",
        "main": str(personas.division.pk),
        "others": str(full.responsibilities.get(kind="other").organisation_id),
        "partners": ",".join(str(each.organisation_id) for each in partners),
        "contact": str(personas.contact.person.pk),
        "deputy": str(full.deputy_id),
        "years": "2023-2025",
        "resources": "Kaksi\nhenkilöä",
        "reach": "120 perhettä",
        "vulnerable_groups": "Vammaiset",
        "strategy_goal": "Strategia 1",
        "budget_entry": "TA 2024",
        "project": "Hanke",
        "working_text": "Työteksti salassa",
        "status": "merged",
        "progress": "as_planned",
        "on": "2024-09-01",
        "public_text_fi": "Etenee: T1.1.",
        "public_text_sv": "public_text_sv sanottu",
        "done": "done sanottu",
        "effect": "effect sanottu",
        "obstacles": "obstacles sanottu",
        "next_step": "next_step sanottu",
        "internal_note": "",
        "reason": "",
        "merged_into": "T1.9",
    }
    assert set(values) == {column.key for column in COLUMNS}


def test_a_measure_without_updates_has_not_been_started(sibling: Measure):
    row = row_of(sibling)
    assert row.update is None
    assert (row.values["status"], row.values["progress"], row.values["on"]) == ("not_started", "not_assessed", "")


def test_a_corrected_update_no_longer_counts(measure: Measure):
    newest = measure.updates.newest_first()[0]
    make_update(measure, date(2024, 2, 1), "starting", replaces=newest)
    row = row_of(measure)
    assert (row.update.on, row.values["status"]) == (date(2024, 3, 1), "in_progress")


def test_the_approved_main_responsible_goes_before_proposals(measure: Measure, personas: Personas):
    approved = make_organisation("Hyväksytty", parent=personas.county)
    make_responsibility(measure, approved, decision=make_decision(personas.county))
    row = row_of(measure)
    assert row.values["main"] == str(approved.pk)
    assert row.proposed_mains == {personas.division.pk}


def test_an_ended_measure_belongs_and_says_so(sibling: Measure):
    Measure.objects.filter(pk=sibling.pk).update(in_force_until=date(2024, 6, 30))
    row = row_of(sibling)
    assert (row.has_ended(date(2024, 6, 30)), row.has_ended(date(2024, 7, 1))) == (False, True)


def test_the_place_is_told_in_the_language_asked_for(measure: Measure):
    measure.goal.wording_sv, measure.goal.section.name_sv = "Mål", "I arbetsför ålder"
    assert place_values(measure.goal, [], "sv") == {
        "section": "I arbetsför ålder",
        "focus_area": "",
        "goal_identifier": "T1",
        "goal": "Mål",
    }


@pytest.mark.parametrize("size", [3, 30])
def test_reading_takes_the_same_queries_at_any_size(db, size: int, django_assert_num_queries):
    plan = Plan.objects.select_related("county").get(pk=make_plan(goals=3, measures=size, updates=2).pk)
    with django_assert_num_queries(6):
        rows = present_rows(plan)
        told = {(row.measure.goal.section.plan.slug, row.responsibilities[0].organisation.name) for row in rows}
    assert told == {("suunnitelma", "Vastuutaho")}
    assert len(rows) == size
