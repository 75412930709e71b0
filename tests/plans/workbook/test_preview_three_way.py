"""A workbook of ours that comes back: each cell against what it was, what the plan says now, and what the file says."""

from datetime import date

import pytest

from plans.imports.answers import MINE, THEIRS, Answers
from plans.models import Plan, Status
from plans.workbook.rows import present_rows
from tests.factories.groups import make_person
from tests.factories.listed import bring_file, new_values, put_in, results, said
from tests.factories.plans import make_update
from tests.factories.trips import brought, changes_of, edited, exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def told(approved: Plan) -> Plan:
    """The first measure has resources, a working text and an update of 1 March 2024."""
    measure = approved.measures.get(identifier="T1.1")
    measure.resources, measure.working_text = "Rahaa", "Vanha teksti"
    measure.save()
    make_update(measure, public_text_fi="Vanha tilanne", public_text_sv="Gammalt läge")
    return approved


def says(plan: Plan, **values: str) -> None:
    """Somebody changes the measure in the plan."""
    plan.measures.filter(identifier="T1.1").update(**values)


def value_of(plan: Plan, key: str, identifier: str = "T1.1") -> str:
    return next(row.values[key] for row in present_rows(plan) if row.measure.identifier == identifier)


def test_a_cell_that_only_the_workbook_changed_is_applied(told, coordinator):
    preview = brought(told, edited(exported(told), {("T1.1", "resources"): "Lisää rahaa"}), coordinator)
    assert changes_of(preview) == {("T1.1", "resources"): "Lisää rahaa"}
    assert results(preview) == ["changed", "unchanged"] and preview.may_be_applied


def test_a_cell_that_only_the_plan_changed_is_kept(told, coordinator):
    content = exported(told)
    says(told, resources="Kolme henkilöä")
    preview = brought(told, content, coordinator)
    assert (changes_of(preview), results(preview)) == ({}, ["unchanged", "unchanged"])


def test_the_same_change_on_both_sides_is_nothing_to_do(told, coordinator):
    content = edited(exported(told), {("T1.1", "resources"): "Kolme henkilöä"})
    says(told, resources="Kolme henkilöä")
    assert results(brought(told, content, coordinator)) == ["unchanged", "unchanged"]


@pytest.fixture
def clashing(told) -> bytes:
    """The workbook says “Lisää rahaa”, the plan “Kolme henkilöä”; it was “Rahaa”."""
    content = edited(exported(told), {("T1.1", "resources"): "Lisää rahaa"})
    says(told, resources="Kolme henkilöä")
    return content


def test_both_sides_changed_is_a_conflict_with_all_three_texts(told, clashing, coordinator):
    preview = brought(told, clashing, coordinator)
    (conflict,) = preview.outcomes[0].conflicts
    texts = (conflict.base_text, conflict.theirs_text, conflict.mine_text)
    assert texts == ("Rahaa", "Kolme henkilöä", "Lisää rahaa")
    assert results(preview) == ["conflict", "unchanged"] and not preview.may_be_applied


@pytest.mark.parametrize(("choice", "outcome"), [(MINE, "Lisää rahaa"), (THEIRS, "Kolme henkilöä")])
def test_a_choice_settles_the_conflict(told, clashing, coordinator, choice, outcome):
    key = brought(told, clashing, coordinator).outcomes[0].key
    answers = Answers(conflicts={f"{key}:resources": (choice, "Kolme henkilöä")})
    preview = brought(told, clashing, coordinator, answers=answers)
    if choice == MINE:
        put_in(told, preview, coordinator)
    else:
        assert results(preview) == ["unchanged", "unchanged"]
    assert value_of(told, "resources") == outcome


def test_a_choice_made_against_an_older_value_no_longer_holds(told, clashing, coordinator):
    key = brought(told, clashing, coordinator).outcomes[0].key
    answers = Answers(conflicts={f"{key}:resources": (MINE, "Kolme henkilöä")})
    says(told, resources="Neljä henkilöä")
    assert results(brought(told, clashing, coordinator, answers=answers))[0] == "conflict"


def test_an_emptied_cell_empties(told, coordinator):
    content = edited(exported(told), {("T1.1", "resources"): None})
    preview = brought(told, content, coordinator)
    assert changes_of(preview) == {("T1.1", "resources"): ""}
    put_in(told, preview, coordinator)
    assert value_of(told, "resources") == ""


def test_a_status_changed_there_and_a_text_changed_here_become_one_update(told, coordinator):
    content = edited(exported(told), {("T1.1", "done"): "Pidettiin kurssi"})
    make_update(told.measures.get(identifier="T1.1"), date(2024, 5, 1), Status.COMPLETED, public_text_fi="Valmista")
    preview = brought(told, content, coordinator)
    update = preview.outcomes[0].update
    assert (update["status"], update["public_text_fi"], update["done"]) == ("completed", "Valmista", "Pidettiin kurssi")
    assert changes_of(preview) == {("T1.1", "done"): "Pidettiin kurssi"}


def test_the_same_workbook_once_more_changes_nothing(told, personas, coordinator):
    make_person("Uusi Yhteyshenkilö", organisation=personas.county)
    edits = {
        "resources": "Lisää rahaa",
        "working_text": None,
        "status": "Keskeytetty",
        "public_text_fi": "Rahat loppuivat",
        "main": "Terveydenhuollon palvelut",
        "contact": "Uusi Yhteyshenkilö",
        "wording_fi": "Toimenpide T1.1 uusin sanoin",
        "years": "2024–2025",
        "goal": "Liikkuminen lisääntyy joka arjessa",
    }
    told.sections.get().goals.update(wording_fi="Liikkuminen lisääntyy arjessa")
    content = edited(exported(told), {("T1.1", key): text for key, text in edits.items()})
    (outcome, _other) = brought(told, content, coordinator).outcomes
    assert len(outcome.changes) == 8  # the Swedish text goes with the Finnish one
    assert [change.key for change in outcome.proposals] == ["goal", "wording_fi"]
    again = bring_file(told, coordinator, content)
    assert (changes_of(again), again.changes_something, again.errors) == ({}, False, [])


def test_an_emptied_status_or_day_changes_nothing_and_is_told(told, coordinator):
    content = edited(exported(told), {("T1.1", "status"): None, ("T1.1", "on"): None})
    preview = brought(told, content, coordinator)
    assert changes_of(preview) == {}
    assert sum("can't be emptied by a workbook" in text for text in said(preview)) == 2


def test_an_emptied_progress_is_not_assessed(told, coordinator):
    preview = brought(told, edited(exported(told), {("T1.1", "progress"): None}), coordinator)
    assert changes_of(preview) == {("T1.1", "progress"): "not_assessed"}
    again = bring_file(told, coordinator, edited(exported(told), {("T1.1", "progress"): None}))
    assert changes_of(again) == {}


def test_the_day_that_a_row_gives_is_that_of_the_update_also_where_the_plan_has_it(told, coordinator):
    content = edited(exported(told), {("T1.1", "on"): date(2024, 5, 1), ("T1.1", "done"): "Pidettiin kurssi"})
    make_update(told.measures.get(identifier="T1.1"), date(2024, 5, 1))
    assert brought(told, content, coordinator).outcomes[0].update["on"] == "2024-05-01"


def test_the_place_of_a_measure_is_left_as_it_was_and_that_is_told(told, coordinator):
    content = edited(exported(told), {("T1.1", "goal"): None, ("T1.2", "section"): "Avaruus"})
    preview = brought(told, content, coordinator)
    assert changes_of(preview) == {}
    assert len([text for text in said(preview) if "isn't changed by a workbook" in text or "stays in" in text]) == 2


def test_a_workbook_of_another_plan_is_refused_as_a_whole(told, draft, coordinator):
    preview = brought(draft, exported(told), coordinator)
    assert preview.outcomes == [] and not preview.may_be_applied
    assert "made of another plan (suunnitelma)" in preview.errors[0].text


def test_a_new_name_is_shown_as_the_file_writes_it(told, coordinator):
    content = edited(exported(told), {("T1.1", "partners"): "Kerho, Itä"})
    answers = Answers(names={"organisation": {"kerho, itä": "new"}})
    preview = brought(told, content, coordinator, answers=answers)
    assert preview.outcomes[0].changes[0].new_text == "Kerho, Itä"
    assert new_values(preview.outcomes[0]) == {"partners": "new:kerho  itä"}
