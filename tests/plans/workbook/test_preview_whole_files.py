"""Whole files: left-out rows, what makes a preview another one, questions to the database, and every shape."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from groups.models import Organisation, Person, User
from plans.imports.answers import MINE, NEW, Answers
from plans.models import Plan
from plans.workbook.rows import present_rows
from tests.factories.listed import errors, listed, put_in, results, said, sheets
from tests.factories.plans import make_bare_plan, make_plan, make_update
from tests.factories.trips import brought, edited, exported
from tests.factories.workbook_rows import ROWS, ROWS_SV, PlanRow
from tests.factories.workbooks import SHAPES, swedish_headings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_row_that_is_left_out_says_no_more_and_stops_nobody(approved, coordinator):
    rows = [{"identifier": "T1.1", "status": "Keskeytetty"}, {"identifier": "T1.2", "status": "Käynnissä"}]
    assert results(listed(approved, coordinator, *rows)) == ["error", "changed"]
    preview = listed(approved, coordinator, *rows, answers=Answers(left_out={"Toimeenpano!2"}))
    assert results(preview) == ["left_out", "changed"] and preview.may_be_applied
    assert preview.outcomes[0].identifier == "T1.1" and preview.outcomes[0].update is None
    assert not any("isn't in the file" in text for text in said(preview))
    put_in(approved, preview, coordinator)
    assert not approved.measures.get(identifier="T1.1").updates.exists()


def test_a_file_without_measures_is_an_error(approved, coordinator):
    ((_place, text),) = errors(listed(approved, coordinator, {"identifier": "", "wording_fi": "", "status": ""}))
    assert "no rows of measures" in text or "No table of measures" in text


# The fingerprint


def clashing(plan: Plan) -> bytes:
    content = edited(exported(plan), {("T1.1", "resources"): "Rahaa"})
    plan.measures.filter(identifier="T1.1").update(resources="Aikaa")
    return content


def test_a_preview_is_the_same_while_nothing_changes_whatever_the_language(approved, coordinator):
    content = clashing(approved)
    first = brought(approved, content, coordinator).fingerprint
    with translation.override("sv"):
        again = User.objects.get(pk=coordinator.pk)
        assert brought(Plan.objects.get(pk=approved.pk), content, again).fingerprint == first != ""


CHANGES: dict[str, Callable[[Plan], object]] = {
    "a value": lambda plan: plan.measures.filter(identifier="T1.1").update(resources="Muuta"),
    "a status": lambda plan: make_update(plan.measures.get(identifier="T1.1")),
    "a measure gone": lambda plan: plan.measures.get(identifier="T1.1").delete(),
    "approval gone": lambda plan: Plan.objects.filter(pk=plan.pk).update(approval=None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_preview_is_another_once_the_plan_has_changed(approved, coordinator, change):
    edits = {("T1.1", "resources"): "Rahaa", ("T1.1", "wording_fi"): "Toisin", ("T1.1", "done"): "Jotain"}
    content = edited(exported(approved), edits)
    first = brought(approved, content, coordinator).fingerprint
    change(approved)
    assert brought(Plan.objects.get(pk=approved.pk), content, coordinator).fingerprint != first


@pytest.mark.parametrize(
    "answers",
    [
        Answers(left_out={"Toimenpiteet!2"}),
        Answers(conflicts={"Toimenpiteet!2:resources": (MINE, "Aikaa")}),
        Answers(names={"organisation": {"xyz": NEW}}),
        Answers(names={"organisation": {"xyz": "blank"}}),
    ],
    ids=["left out", "conflict", "new name", "blank name"],
)
def test_a_preview_is_another_once_something_was_answered(approved, coordinator, answers):
    content = edited(exported(approved), {("T1.1", "resources"): "Rahaa", ("T1.2", "main"): "Xyz"})
    approved.measures.filter(identifier="T1.1").update(resources="Aikaa")
    first = brought(approved, content, coordinator).fingerprint
    assert brought(approved, content, coordinator, answers=answers).fingerprint != first


def test_the_day_of_the_import_and_its_reader_make_another_preview(approved, personas, coordinator):
    content = edited(exported(approved), {("T1.1", "done"): "Jotain"})
    first = brought(approved, content, coordinator).fingerprint
    assert brought(approved, content, coordinator, on=date(2025, 1, 30)).fingerprint != first
    assert brought(approved, content, personas.secretary).fingerprint != first


# Questions to the database


def asked(plan: Plan, content: bytes, user: User) -> int:
    user = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as captured:
        preview = brought(Plan.objects.get(pk=plan.pk), content, user)
    assert preview.outcomes
    return len(captured)


@pytest.mark.parametrize("name", ["coordinator", "secretary", "lead"])
def test_questions_to_the_database_dont_grow_with_the_rows(personas, name):
    counts = []
    for size in (3, 30):
        plan = make_plan(3, size, updates=2, county=personas.county, slug=f"plan-{size}", group=personas.group)
        edits = {
            (identifier, key): value
            for identifier in plan.measures.values_list("identifier", flat=True)
            for key, value in {
                "status": "Toteutunut",
                "on": "1.2.2024",
                "wording_fi": f"Aivan uusi teksti {identifier}",
                "goal": "Uusi",
                "main": f"Uusi {identifier}",
                "contact": "Joku",
            }.items()
        }
        counts.append(asked(plan, edited(exported(plan), edits), getattr(personas, name)))
    assert counts[0] == counts[1] < 40


def test_new_rows_ask_the_database_no_more(personas, coordinator):
    counts = []
    for size in (3, 30):
        plan = make_bare_plan(personas.county, f"tyhja-{size}", approved=False)
        rows = [
            {"section": f"Osio {n}", "goal": f"{n}. Tavoite", "identifier": f"{n}.1", "wording_fi": f"Toimi {n}"}
            for n in range(size)
        ]
        with CaptureQueriesContext(connection) as captured:
            listed(plan, User.objects.get(pk=coordinator.pk), *rows)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# Every shape


def values_of(plan: Plan) -> list[tuple]:
    """What the plan says of each measure, in its order."""
    organisations = dict(Organisation.objects.values_list("pk", "name_fi"))
    people = dict(Person.objects.values_list("pk", "name"))
    rows = []
    for present in present_rows(plan):
        value = present.values
        partners = {organisations[int(pk)] for pk in value["partners"].split(",") if pk}
        main, contact = organisations[int(value["main"])], people[int(value["contact"])]
        place = (value["section"], value["goal"], value["identifier"])
        rows.append(
            (*place, main, partners, contact, value["years"], value["status"], value["on"], value["public_text_fi"])
        )
    return sorted(rows, key=lambda row: row[2])


def expected(rows: tuple[PlanRow, ...]) -> list[tuple]:
    return [
        (
            row.section,
            row.goal,
            row.identifier,
            row.main,
            set(row.partners.split("; ")),
            row.contact,
            row.years_value,
            row.status_value,
            row.on.isoformat(),
            row.text,
        )
        for row in rows
    ]


def names_in(rows: tuple[PlanRow, ...]) -> set[tuple[str, str]]:
    organisations = {name for row in rows for name in (row.main, *row.partners.split("; "))}
    return {("organisation", name) for name in organisations} | {("person", row.contact) for row in rows}


def answered_as_suggested(preview) -> Answers:
    answers = Answers()
    for question in preview.questions:
        answers.names.setdefault(question.kind, {})[question.folded] = NEW
    return answers


def test_a_swedish_list_fills_an_empty_plan_but_for_what_must_be_told(personas, coordinator):
    """Its texts of the status are empty, so that nothing tells why one measure was discontinued."""
    name, content = swedish_headings()
    plan = make_bare_plan(personas.county, "tom", approved=False, public=False)
    answers = answered_as_suggested(brought(plan, content, coordinator, name=name))
    preview = brought(plan, content, coordinator, name=name, answers=answers)
    ((place, _text),) = errors(preview)
    assert place == "Verkställighet!I9" and results(preview) == ["new"] * 7 + ["error"]
    answers.left_out = {"Verkställighet!9"}
    put_in(plan, brought(plan, content, coordinator, name=name, answers=answers), coordinator)
    assert values_of(plan) == expected(ROWS_SV[:7])
    again = brought(plan, content, coordinator, name=name, answers=answers)
    assert results(again) == ["unchanged"] * 7 + ["left_out"]


FINNISH = [shape for shape in SHAPES if shape is not swedish_headings]


@pytest.mark.parametrize("shape", FINNISH, ids=lambda shape: shape.__name__)
def test_every_shape_fills_an_empty_plan_with_all_that_it_says(personas, coordinator, shape):
    name, content = shape()
    plan = make_bare_plan(personas.county, "tyhja", approved=False, public=False)
    preview = brought(plan, content, coordinator, name=name)
    assert {(question.kind, question.text) for question in preview.questions} == names_in(ROWS)
    preview = brought(plan, content, coordinator, name=name, answers=answered_as_suggested(preview))
    assert (preview.errors, preview.questions) == ([], [])
    assert results(preview) == ["new"] * len(ROWS)
    put_in(plan, preview, coordinator)
    assert values_of(plan) == expected(ROWS)
    again = brought(plan, content, coordinator, name=name)
    assert (results(again), again.questions) == (["unchanged"] * len(ROWS), [])


def test_sheets_of_two_kinds_say_each_their_own(approved, coordinator):
    preview = sheets(
        approved,
        coordinator,
        Lapset=[{"identifier": "T1.1", "status": "Käynnissä"}],
        Vanhat=[{"identifier": "T1.2", "resources": "Rahaa"}],
    )
    assert [outcome.key for outcome in preview.outcomes] == ["Lapset!2", "Vanhat!2"]
    assert results(preview) == ["changed", "changed"]
