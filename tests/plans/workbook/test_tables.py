import pytest

from hyte.lib.workbooks import Cell
from plans.imports.answers import Answers
from plans.imports.outcomes import Level
from plans.imports.reading.tables import table_rows
from plans.imports.reading.understanding import understand
from tests.factories.grids import across, book_of, down
from tests.factories.plans import make_bare_plan, make_section

pytestmark = pytest.mark.django_db
HEADINGS = ["Osio", "Painopiste", "Tavoite", "Toimenpide", "Tilanne", "Mittari"]


@pytest.fixture
def plan():
    plan = make_bare_plan()
    make_section(plan, "lapset", name_fi="Lapset")
    make_section(plan, "aikuiset", name_fi="Aikuiset")
    return plan


def rows_of(plan, rows, title="Toimeenpano"):
    return list(table_rows(understand(book_of(rows, title), plan, Answers()).sheets[0]))


def texts(rows, *keys):
    return [tuple(row.cells[key][1].text if key in row.cells else "" for key in keys) for row in rows]


def test_cells_of_a_row(plan):
    row = rows_of(plan, [HEADINGS, ["Lapset", "", "Arki", "Pihat", "Käynnissä", "5 pihaa"]])[0]
    assert (row.number, row.is_measure) == (2, True)
    assert {key: (column, cell.text) for key, (column, cell) in row.cells.items()} == {
        "section": (1, "Lapset"), "goal": (3, "Arki"), "wording_fi": (4, "Pihat"), "status": (5, "Käynnissä"),
    }  # fmt: skip
    assert [(heading, column, cell.text) for heading, column, cell in row.kept] == [("Mittari", 6, "5 pihaa")]


@pytest.mark.parametrize("below", ["", "merged"])
def test_what_is_given_once_stands_for_the_rows_below(plan, below):
    def again(value):
        return down(value) if below else None

    rows = [
        HEADINGS,
        ["Lapset", "Mieli", "Arki", "a", "Käynnissä"],
        [again("Lapset"), again("Mieli"), again("Arki"), "b", "Käynnissä"],
        [again("Lapset"), again("Mieli"), "Ääni", "c", "Käynnissä"],
        ["Aikuiset", "Elintavat", "Työ", "d", "Käynnissä"],
        [again("Aikuiset"), again("Elintavat"), again("Työ"), "e", "Käynnissä"],
    ]
    assert texts(rows_of(plan, rows), "section", "focus_area", "goal", "wording_fi") == [
        ("Lapset", "Mieli", "Arki", "a"),
        ("Lapset", "Mieli", "Arki", "b"),
        ("Lapset", "Mieli", "Ääni", "c"),
        ("Aikuiset", "Elintavat", "Työ", "d"),
        ("Aikuiset", "Elintavat", "Työ", "e"),
    ]


def test_a_new_section_ends_the_goal_above(plan):
    rows = [HEADINGS, ["Lapset", "", "Arki", "a", "Käynnissä"], ["Aikuiset", "", "", "b", "Käynnissä"]]
    assert texts(rows_of(plan, rows), "section", "goal") == [("Lapset", "Arki"), ("Aikuiset", "")]


def test_a_goal_without_focus_area_is_no_gap_where_others_repeat_theirs(plan):
    rows = [HEADINGS, *(["Lapset", area, goal, goal, "Valmis"] for area, goal in [("M", "a"), ("M", "b"), ("", "c")])]
    assert texts(rows_of(plan, rows), "focus_area") == [("M",), ("M",), ("",)]


def test_a_goal_on_its_own_row_stands_for_the_rows_below(plan):
    rows = [
        ["Tavoite", "Toimenpide", "Tilanne"],
        ["Arki"],
        ["", "a", "Valmis"],
        ["", "b", "Valmis"],
        ["Ääni"],
        ["", "c", "Valmis"],
    ]
    assert texts(rows_of(plan, rows), "goal", "wording_fi") == [("Arki", "a"), ("Arki", "b"), ("Ääni", "c")]


@pytest.mark.parametrize("title", [["Lapset"], [Cell("1. LAPSET"), across("1. LAPSET"), across("1. LAPSET")]])
def test_the_name_of_a_section_alone_is_a_title(plan, title):
    rows = [["Tavoite", "Toimenpide", "Tilanne"], title, ["Arki", "a", "Valmis"], ["Arki", "b", "Valmis"]]
    found = rows_of(plan, rows)
    assert [text.casefold().removeprefix("1. ") for (text,) in texts(found, "section")] == ["lapset", "lapset"]


def test_any_lone_text_is_a_section_where_nothing_else_tells_it():
    rows = [
        ["Tavoite", "Toimenpide", "Tilanne"],
        ["Perheet"],
        ["Arki", "a", "Valmis"],
        ["Muut"],
        ["Työ", "b", "Valmis"],
    ]
    found = rows_of(make_bare_plan(), rows)
    assert texts(found, "section", "goal") == [("Perheet", "Arki"), ("Muut", "Työ")]


def test_a_lone_goal_is_a_title(plan):
    rows = [
        ["Nro", "Toimenpide", "Tilanne"],
        ["Tavoite 3: Arki sujuu"],
        ["1", "a", "Valmis"],
        ["Mål 4: Ro"],
        ["2", "b", "Valmis"],
    ]
    assert texts(rows_of(plan, rows), "goal") == [("Tavoite 3: Arki sujuu",), ("Mål 4: Ro",)]


def test_titles_of_section_and_goal_above_each_other():
    rows = [["Nro", "Toimenpide", "Tilanne"], ["Perheet"], ["Arki sujuu"], ["1", "a", "Valmis"], ["2", "b", "Valmis"]]
    assert texts(rows_of(make_bare_plan(), rows), "section", "goal") == [("Perheet", "Arki sujuu")] * 2


def test_a_lone_text_is_a_goal_on_the_sheet_of_a_section(plan):
    rows = [["Nro", "Toimenpide", "Tilanne"], ["Arki sujuu"], ["1", "a", "Valmis"]]
    assert texts(rows_of(plan, rows, "Lapset"), "section", "goal") == [("", "Arki sujuu")]


def test_empty_rows_and_repeated_headings_are_passed_over(plan):
    rows = [
        ["Nro", "Toimenpide", "Tilanne"],
        ["1", "a", "Valmis"],
        [],
        ["Nro", "Toimenpide", "Tilanne"],
        ["2", "b", "Valmis"],
    ]
    found = rows_of(plan, rows)
    assert ([row.number for row in found], [row.findings for row in found]) == ([2, 5], [[], []])


def test_sums_and_texts_that_belong_to_no_measure_are_told(plan):
    rows = [
        HEADINGS,
        ["Lapset", "", "Arki", "a", "Valmis"],
        ["Muista päivittää!"],
        ["Yhteensä", "", "", 1],
        ["Lapset", "", "Arki", "b"],
    ]
    found = rows_of(plan, rows)
    assert [row.number for row in found] == [2, 5]
    assert [(finding.level, finding.row) for finding in found[1].findings] == [(Level.WARNING, 3), (Level.NOTE, 4)]


def test_cells_beside_no_measure_are_handed_on(plan):
    rows = [
        HEADINGS,
        ["Lapset", "", "Arki", "a", "Valmis"],
        ["", "", "", "", "Käynnissä", "x"],
        ["Lapset", "", "Arki", "b"],
    ]
    row = rows_of(plan, rows)[1]
    assert (row.number, row.is_measure, list(row.cells), len(row.kept)) == (3, False, ["status"], 1)


def test_a_measure_merged_downwards_is_one_row(plan):
    rows = [
        ["Toimenpide", "Yhteyshenkilö", "Tilanne"],
        ["a", "Aino", "Valmis"],
        [down("a"), "", down("Valmis")],
        [down("a"), "Onni", down("Valmis")],
        ["b", "Eero", "Valmis"],
    ]
    found = rows_of(plan, rows)
    assert [(row.number, row.is_measure, list(row.cells)) for row in found] == [
        (2, True, ["wording_fi", "contact", "status"]),
        (4, False, ["contact"]),
        (5, True, ["wording_fi", "contact", "status"]),
    ]
    assert [finding.level for finding in found[1].findings] == [Level.NOTE]


def test_a_cell_merged_across_is_read_once(plan):
    rows = [["Toimenpide", "Päävastuutaho", "Muut vastuutahot"], ["a", "Sivistys", across("Sivistys")]]
    assert list(rows_of(plan, rows)[0].cells) == ["wording_fi", "main"]
