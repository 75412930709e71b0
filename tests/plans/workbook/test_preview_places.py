"""Where new measures belong: what a draft gets from a file, what is asked of the writer, what an approved plan keeps."""

import pytest

from plans.models import Goal, Measure, Plan
from tests.factories.listed import bring, errors, listed, put_in, results, said, sheets
from tests.factories.plans import make_bare_plan, make_goal, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def empty(personas) -> Plan:
    """A draft without sections."""
    return make_bare_plan(personas.county, "tyhja", approved=False, public=False)


def row(wording: str, goal: str = "", **more) -> dict:
    return {"goal": goal, "wording_fi": wording} | more


def places(plan: Plan) -> list[tuple[str, str, str, str]]:
    """Of each measure its section, its goal's number and wording, and its own number."""
    measures = Measure.objects.filter(plan=plan).in_plan_order().select_related("goal__section")
    return [
        (each.goal.section.name_fi, each.goal.identifier, each.goal.wording_fi, each.identifier) for each in measures
    ]


def test_an_empty_plan_gets_sections_goals_and_measures(empty, coordinator):
    rows = [
        row("Avataan salit", "Liikunta", section="Lapset"),
        row("Suljetaan pihat", "Liikunta", section="Lapset"),
        row("Kävelyretket", "Ulkoilu", section="Ikääntyneet", focus_area="Arki; Luonto"),
    ]
    again = bring(empty, coordinator, *rows)
    assert places(empty) == [
        ("Lapset", "L1", "Liikunta", "L1.1"),
        ("Lapset", "L1", "Liikunta", "L1.2"),
        ("Ikääntyneet", "I1", "Ulkoilu", "I1.1"),
    ]
    assert {area.name_fi for area in Goal.objects.get(identifier="I1").focus_areas.all()} == {"Arki", "Luonto"}
    assert (results(again), again.changes_something) == (["unchanged"] * 3, False)


def test_numbers_that_the_file_gives_are_kept(empty, coordinator):
    rows = [
        row("Avataan salit", "Tavoite 3: Liikunta", section="Lapset", identifier="3.1"),
        row("Kävelyretket", "T4 Ulkoilu", section="Lapset", identifier="4.1"),
        row("Kerhot", "Lepo", section="Lapset", identifier="5.1", goal_identifier="5"),
    ]
    bring(empty, coordinator, *rows)
    assert places(empty) == [
        ("Lapset", "3", "Liikunta", "3.1"),
        ("Lapset", "T4", "Ulkoilu", "4.1"),
        ("Lapset", "5", "Lepo", "5.1"),
    ]


def test_goals_that_every_section_numbers_from_one_get_numbers_of_their_own_and_that_is_told(empty, coordinator):
    rows = [
        row("Avataan salit", "1. Liikunta", section="Lapset"),
        row("Kävelyretket", "1. Ulkoilu", section="Ikääntyneet"),
    ]
    preview = listed(empty, coordinator, *rows)
    told = [text for text in said(preview) if text.startswith("The goal's number 1 is or was another goal's")]
    assert len(told) == 1
    again = bring(empty, coordinator, *rows)
    assert [goal for _section, _number, goal, _own in places(empty)] == ["Liikunta", "Ulkoilu"]
    assert results(again) == ["unchanged", "unchanged"]
    assert not any("another than in the plan" in text for text in said(again))


def test_a_new_measure_goes_under_the_goal_of_its_wording_though_the_number_is_anothers(empty, coordinator):
    rows = [
        row("Avataan salit", "1. Liikunta", section="Lapset"),
        row("Kävelyretket", "1. Ulkoilu", section="Ikääntyneet"),
    ]
    bring(empty, coordinator, *rows)
    bring(empty, coordinator, *rows, row("Tuolijumppa", "1. Ulkoilu", section="Ikääntyneet"))
    assert Goal.objects.filter(section__plan=empty).count() == 2
    assert [goal for *_place, goal, _own in places(empty)] == ["Liikunta", "Ulkoilu", "Ulkoilu"]


def test_a_goals_number_beside_quite_other_words_is_a_goal_of_its_own(draft, coordinator):
    draft.sections.get().goals.update(wording_fi="Liikunta lisääntyy")
    put_in(draft, listed(draft, coordinator, row("Kerhot", "Yksinäisyys vähenee", goal_identifier="T1")), coordinator)
    assert Goal.objects.get(wording_fi="Yksinäisyys vähenee").identifier == "T2"


def test_a_goals_wording_that_differs_a_little_is_told(draft, coordinator):
    draft.sections.get().goals.update(wording_fi="Liikunta lisääntyy")
    preview = listed(draft, coordinator, row("Kerhot", "Liikunta lisääntyi", goal_identifier="T1"))
    assert preview.new_goals == [] and any("the measure goes under goal T1" in text for text in said(preview))


@pytest.mark.parametrize("goal", ["T1", "Tavoite T1", "tavoite t1:"])
def test_a_goals_number_alone_is_enough(draft, coordinator, goal):
    draft.sections.get().goals.update(wording_fi="Liikunta lisääntyy")
    preview = listed(draft, coordinator, row("Kerhot", goal))
    assert results(preview) == ["new"] and preview.new_goals == []


@pytest.mark.parametrize("name", ["Tyoikaiset", "tyoikaiset", "2. Tyoikaiset", "TYOIKAISET:"])
def test_a_section_is_known_though_it_is_numbered_or_in_other_letters(draft, coordinator, name):
    preview = listed(draft, coordinator, row("Kerhot", "Uusi tavoite", section=name))
    assert preview.new_sections == [] and results(preview) == ["new"]


def test_a_sheet_for_each_section(empty, coordinator):
    rows = {"Lapset": [row("Avataan salit", "Liikunta")], "Ikääntyneet": [row("Kävelyretket", "Ulkoilu")]}
    preview = sheets(empty, coordinator, **rows)
    assert [section.name for section in preview.new_sections] == ["Lapset", "Ikääntyneet"]
    put_in(empty, preview, coordinator)
    assert results(sheets(empty, coordinator, **rows)) == ["unchanged", "unchanged"]


def test_a_list_without_sections_gets_one_for_all_of_it(empty, coordinator):
    bring(empty, coordinator, row("Avataan salit", "Liikunta"))
    assert empty.sections.count() == 1


def test_a_goal_in_two_sections_is_asked_for_its_section(draft, coordinator):
    draft.sections.get().goals.update(wording_fi="Liikunta lisääntyy")
    make_goal(make_section(draft, "lapset", order=2), "L1", wording_fi="Liikunta lisääntyy")
    ((place, text),) = errors(listed(draft, coordinator, row("Kerhot", "Liikunta lisääntyy")))
    assert place == "Toimeenpano!A2"
    assert text == "The goal is in several sections: Tyoikaiset, Lapset. Tell the section on the row."
    preview = listed(draft, coordinator, row("Kerhot", "Liikunta lisääntyy", section="Lapset"))
    assert preview.errors == [] and preview.outcomes[0].goal == str(Goal.objects.get(identifier="L1").pk)


def test_a_new_measure_without_a_goal_is_an_error(draft, coordinator):
    ((_place, text),) = errors(listed(draft, coordinator, row("Kerhot") | {"status": "Käynnissä"}))
    assert text.startswith("A new measure needs a goal.")


def test_a_new_goal_without_a_section_is_an_error_where_there_are_several(draft, coordinator):
    make_section(draft, "lapset")
    ((_place, text),) = errors(listed(draft, coordinator, row("Kerhot", "Uusi tavoite")))
    assert text.startswith("A new goal needs a section.")


def test_a_focus_area_with_too_long_a_name_is_an_error(empty, coordinator):
    ((_place, text),) = errors(
        listed(empty, coordinator, row("Kerhot", "Lepo", section="Lapset", focus_area="x" * 301))
    )
    assert "301 characters" in text


def test_an_approved_plan_gets_no_sections_and_goals(approved, coordinator):
    preview = listed(approved, coordinator, row("Kerhot", "Uusi tavoite", section="Lapset"))
    assert (preview.new_sections, preview.new_goals, results(preview)) == ([], [], ["proposal"])
    assert "The section isn't in the plan: the coordinator chooses the goal." in said(preview)
    assert "The goal isn't in the plan: the coordinator chooses one when answering." in said(preview)


def test_a_measure_isnt_moved_by_a_workbook(approved, coordinator):
    make_goal(make_section(approved, "lapset"), "L1", wording_fi="Liikunta lisääntyy")
    known = {"identifier": "T1.1", "wording_fi": "Toimenpide T1.1"}
    preview = listed(approved, coordinator, known | {"goal": "Liikunta lisääntyy", "section": "Lapset"})
    assert results(preview) == ["unchanged"]
    assert "The section is another than in the plan: the measure stays in “Tyoikaiset”." in said(preview)
    assert any("the measure stays under T1" in text for text in said(preview))


def test_a_section_that_the_plan_doesnt_have_is_told_of_a_known_measure_too(approved, coordinator):
    preview = listed(approved, coordinator, {"identifier": "T1.1", "section": "Avaruus"})
    assert any(text.startswith("The section is another than in the plan") for text in said(preview))


def test_measures_that_every_section_numbers_from_one_are_told_by_their_wording(empty, coordinator):
    rows = [
        row("Avataan salit", "Liikunta", section="Lapset", identifier="1"),
        row("Suljetaan pihat", "Liikunta", section="Lapset", identifier="2"),
        row("Kävelyretket", "Ulkoilu", section="Ikääntyneet", identifier="1"),
    ]
    again = bring(empty, coordinator, *rows)
    assert sorted(place[-1] for place in places(empty)) == ["2", "I1.1", "L1.1"]
    assert (results(again), again.errors) == (["unchanged"] * 3, [])
    assert sum("so this one is told by its wording alone" in text for text in said(again)) == 2


def test_a_number_given_twice_under_one_goal_is_an_error(empty, coordinator):
    rows = [row(wording, "Liikunta", section="Lapset", identifier="1") for wording in ("Avataan salit", "Jumpataan")]
    ((place, text),) = errors(listed(empty, coordinator, *rows))
    assert place == "Toimeenpano!D3" and text.startswith("The same measure is on row 2")
