"""Out and back: nothing edited is nothing changed, and what was edited is exactly what changes."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import User
from groups.permissions import Role
from hyte.lib.text import clean
from plans.imports.applying.whole import apply_preview
from plans.models import Plan, Progress, Status
from plans.workbook.rows import present_rows
from tests.factories.groups import give_role, make_county, make_organisation, make_person, make_user
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.factories.trips import MADE_AT, TODAY, brought, changes_of, edited, exported

pytestmark = pytest.mark.django_db
IN_A_ROLLBACK = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ALPHABET = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("=+-@;,.äöåÄÖ\n\t\u00a0\u00ad '\"&<>")
TEXTS = st.text(ALPHABET, max_size=60)
WORDINGS = TEXTS.filter(lambda text: clean(text) != "")
YEARS = st.integers(2015, 2035)
SIMPLE_STATUSES = [Status.NOT_STARTED, Status.STARTING, Status.IN_PROGRESS, Status.COMPLETED, Status.PARTLY_COMPLETED]

updates = st.none() | st.fixed_dictionaries(
    {
        "status": st.sampled_from([*SIMPLE_STATUSES, Status.DISCONTINUED]),
        "progress": st.sampled_from(Progress.values),
        "public_text_fi": TEXTS,
        "public_text_sv": TEXTS,
        "effect": TEXTS,
        "next_step": TEXTS,
        "internal_note": TEXTS,
        "reason": WORDINGS,
        "on": st.dates(date(2023, 1, 1), date(2025, 1, 30)),
    }
)
measures = st.fixed_dictionaries(
    {
        "wording_fi": WORDINGS,
        "wording_sv": TEXTS,
        "working_text": TEXTS,
        "resources": TEXTS,
        "project": TEXTS.map(lambda text: text.replace("\n", " ")),
        "continuous": st.booleans(),
        "start_year": st.none() | YEARS,
        "update": updates,
        "main": st.none() | st.integers(0, 2),
        "partners": st.sets(st.integers(3, 5)),
        "contact": st.none() | st.integers(0, 2),
    }
)
plans = st.lists(measures, min_size=1, max_size=4, unique_by=lambda measure: clean(measure["wording_fi"]).casefold())


def build(said: list[dict], names: list[str]) -> Plan:
    """A plan of these measures, answered for by organisations and people of these names."""
    county = make_county()
    plan = make_bare_plan(county)
    organisations = [make_organisation(f"{name} {number}", parent=county) for number, name in enumerate(names)]
    people = [make_person(f"{name} {number}", organisation=county) for number, name in enumerate(names[:3])]
    goal = make_goal(make_section(plan))
    for fields in said:
        build_measure(goal, dict(fields), organisations, people)
    return plan


def build_measure(goal, fields: dict, organisations: list, people: list) -> None:
    update, main, partners = fields.pop("update"), fields.pop("main"), fields.pop("partners")
    contact = fields.pop("contact")
    person = people[contact] if contact is not None else None
    measure = make_measure(goal, contact_person=person, **fields)
    if main is not None:
        make_responsibility(measure, organisations[main])
    for number in partners:
        make_responsibility(measure, organisations[number], "partner")
    if update:
        make_update(measure, **update)


NAMES = st.lists(st.from_regex(r"[A-ZÄÖ][abcäöå ,;&()/-]{0,12}", fullmatch=True), min_size=6, max_size=6)


@pytest.mark.parametrize("language", ["fi", "sv"])
@IN_A_ROLLBACK
@given(said=plans, names=NAMES)
def test_a_workbook_that_nobody_edited_changes_nothing(db, language, said, names):
    with transaction.atomic():
        plan = build(said, names)
        preview = brought(plan, exported(plan, language), coordinator_of(plan))
        assert (changes_of(preview), preview.questions, preview.errors) == ({}, [], [])
        assert len(preview.outcomes) == len(said)
        transaction.set_rollback(True)


def coordinator_of(plan: Plan) -> User:
    user = make_user()
    give_role(user, Role.COORDINATOR, plan.county)
    return user


CONSEQUENCES = ("on", "reason", "internal_note")  # what a new update says without being told


def cells_of(plan: Plan) -> dict[tuple[str, str], str]:
    return {
        (row.measure.identifier, key): value
        for row in present_rows(plan)
        for key, value in row.values.items()
        if key not in CONSEQUENCES
    }


def written(value: object) -> object:
    """What somebody writes or chooses in the cell."""
    with translation.override("fi"):
        return str(value.label) if isinstance(value, Status | Progress) else value


def canonical(value: object) -> str:
    return value.value if isinstance(value, Status | Progress) else clean(str(value))


EDITS = st.one_of(
    st.tuples(st.sampled_from(["resources", "project", "working_text", "public_text_fi", "effect", "done"]), WORDINGS),
    st.tuples(st.just("status"), st.sampled_from(SIMPLE_STATUSES)),
    st.tuples(st.just("progress"), st.sampled_from(list(Progress))),
    st.tuples(st.just("years"), YEARS),
)


@IN_A_ROLLBACK
@given(said=plans, edits=st.lists(st.tuples(st.integers(0, 3), EDITS), max_size=6))
def test_any_edit_of_cells_is_exactly_those_changes_and_only_once(db, said, edits):
    said = [fields | {"update": fields["update"] and fields["update"] | {"public_text_sv": ""}} for fields in said]
    with transaction.atomic():
        plan = build(said, ["Toimiala"] * 6)
        present = cells_of(plan)
        wanted = {(f"T1.{place % len(said) + 1}", key): value for place, (key, value) in edits}
        content = edited(exported(plan), {where: written(value) for where, value in wanted.items()})
        expected = {
            (identifier, key): canonical(value)
            for (identifier, key), value in wanted.items()
            if canonical(value) != present[identifier, key]
        }
        user = coordinator_of(plan)
        preview = brought(plan, content, user)
        assert preview.errors == []
        assert changes_of(preview) == expected
        if expected:
            apply_preview(plan, preview, by=user, on=TODAY, at=MADE_AT, today=TODAY, source="toimeenpano.xlsx")
        assert {where: value for where, value in cells_of(plan).items() if value != present[where]} == expected
        assert changes_of(brought(plan, content, user)) == {}
        transaction.set_rollback(True)


def test_a_lone_mark_in_a_text_is_kept(db):
    """Names that are still unknown are marked inside the program; a text may look like such a mark."""
    bare = {"wording_fi": "Toimenpide", "update": None, "main": None, "partners": (), "contact": None}
    plan = build([bare], ["Toimiala"] * 6)
    wanted = {("T1.1", "resources"): "?", ("T1.1", "working_text"): "!", ("T1.1", "project"): "a,?,b"}
    preview = brought(plan, edited(exported(plan), wanted), coordinator_of(plan))
    assert changes_of(preview) == wanted
