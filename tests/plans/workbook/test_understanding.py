import pytest
from django.utils.translation import override

from hyte.lib.workbooks import Cell, GridBook
from hyte.lib.workbooks.reading import read_book
from plans.imports.answers import Answers, SheetAnswers
from plans.imports.outcomes import Level
from plans.imports.reading.headings import Certainty
from plans.imports.reading.tables import table_rows
from plans.imports.reading.understanding import mapping_of, shape_of, understand
from plans.workbook.columns import COLUMNS, KEEP, SKIP
from plans.workbook.stamp import SHEET
from plans.workbook.values import read_value
from tests.factories.grids import across, book_of, grid_of
from tests.factories.plans import make_bare_plan, make_section
from tests.factories.workbook_rows import ROWS, ROWS_SV
from tests.factories.workbooks import SHAPES, swedish_headings

pytestmark = pytest.mark.django_db

TEXT = "Pihoja on avattu kolmessa kaupunginosassa, ja lisää avataan keväällä."


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def plan():
    return make_bare_plan()


def keys(understanding, sheet=0):
    return {column.heading: column.key for column in understanding.sheets[sheet].columns}


def levels(understanding):
    found = [*understanding.findings, *(each for sheet in understanding.sheets for each in sheet.findings)]
    return [finding.level for finding in found]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_is_understood(plan, shape):
    name, content = shape()
    understanding = understand(read_book(content, name), plan, Answers())
    rows = [(sheet, row) for sheet in understanding.sheets if sheet.used for row in table_rows(sheet)]
    expected = ROWS_SV if shape is swedish_headings else ROWS
    wording = "wording_sv" if shape is swedish_headings else "wording_fi"
    assert not understanding.needs_a_look
    assert set(levels(understanding)) <= {Level.NOTE}
    assert [said(sheet, row, wording) for sheet, row in rows] == [
        (row.section, row.goal, row.identifier, row.measure, row.status_value, row.years_value) for row in expected
    ]


def said(sheet, row, wording):
    by_key = {column.key: column for column in COLUMNS}
    values = {key: read_value(by_key[key], cell).value for key, (_column, cell) in row.cells.items()}
    section = values.get("section") or sheet.section.removeprefix("new:")
    texts = [" ".join(text.split()) for text in (section, values["goal"], values["identifier"], values[wording])]
    return (*texts, values["status"], values["years"])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_our_own_headings_are_sure_all_together(plan, language):
    with override(language):
        headings = [str(column.heading) for column in COLUMNS]
    understanding = understand(book_of([headings, [f"x{n}" for n in range(len(headings))]]), plan, Answers())
    columns = understanding.sheets[0].columns
    assert [(column.key, column.certainty) for column in columns] == [(each.key, Certainty.SURE) for each in COLUMNS]


@pytest.mark.parametrize(
    ("headings", "values", "taken"),
    [
        (["Toimenpide", "Tilanne"], ["a", "Käynnissä"], ["wording_fi", "status"]),
        (["Toimenpide", "Tilanne"], ["a", "vihreä"], ["wording_fi", "status"]),
        (["Toimenpide", "Tilanne"], ["a", TEXT], ["wording_fi", "public_text_fi"]),
        (["Åtgärd", "Läge"], ["a", TEXT], ["wording_sv", "public_text_sv"]),
        (["Toimenpide", "Tilanne"], ["a", "viivästynyt"], ["wording_fi", "progress"]),
        (["Toimenpide", "Toteutus"], ["a", "Käynnissä"], ["wording_fi", "status"]),
        (["Toimenpide", "Tilanne", "Toteutus"], ["a", "Käynnissä", TEXT], ["wording_fi", "status", "public_text_fi"]),
        (["Toimenpide", "Vastuutaho"], ["a", "b"], ["wording_fi", "main"]),
        (["Toimenpide", "Vastuutaho", "Päävastuutaho"], ["a", "b", "c"], ["wording_fi", "others", "main"]),
        (["Nro", "Mål", "Nro", "Åtgärd"], ["1", "a", "1.1", "b"], ["goal_identifier", "goal", "identifier", "wording_sv"]),
        (["Nro", "Tavoite", "Toimenpide"], ["1.1", "a", "b"], ["identifier", "goal", "wording_fi"]),
        (["#", "Toimenpide", "Tila", "Mittari"], [1, "a", "Valmis", "b"], [SKIP, "wording_fi", "status", KEEP]),
        (["Toimenpide", "Tilanne", "Mittari"], ["a", "Käynnissä", ""], ["wording_fi", "status", SKIP]),
    ],
)  # fmt: skip
def test_cells_and_neighbours_tell_what_a_heading_means(plan, headings, values, taken):
    understanding = understand(book_of([headings, values]), plan, Answers())
    assert [column.key for column in understanding.sheets[0].columns] == taken


def test_a_number_that_repeats_before_the_goal_is_the_goals(plan):
    rows = [["Nro", "Tavoite", "Toimenpide"], ["1", "a", "b"], ["1", "a", "c"]]
    assert keys(understand(book_of(rows), plan, Answers()))["Nro"] == "goal_identifier"


def test_two_columns_of_one_heading_are_an_error(plan):
    rows = [["Nro", "Toimenpide", "Tilanne", "Tilanne"], ["1", "a", "Käynnissä", "Toteutunut"]]
    understanding = understand(book_of(rows), plan, Answers())
    finding = understanding.sheets[0].findings[0]
    assert (finding.level, finding.where) == (Level.ERROR, "Toimeenpano!D1")
    assert finding.text == "Two columns have the heading “Tilanne” (C and D): choose which one is used."
    assert [column.key for column in understanding.sheets[0].columns][2:] == ["status", KEEP]


def test_two_columns_of_one_heading_are_chosen_between(plan):
    rows = [["Nro", "Toimenpide", "Tilanne", "Tilanne"], ["1", "a", "Käynnissä", "Toteutunut"]]
    answers = Answers({"Toimeenpano": SheetAnswers(columns={"3": SKIP, "4": "status"})})
    understanding = understand(book_of(rows), plan, answers)
    columns = understanding.sheets[0].columns
    assert [(each.key, each.certainty) for each in columns][2:] == [
        (SKIP, Certainty.TOLD),
        ("status", Certainty.SURE),
    ]
    assert levels(understanding) == []


def test_two_headings_of_one_meaning_are_told(plan):
    rows = [["Toimenpide", "Vastuutaho", "Toimiala"], ["a", "Sivistys", "Terveys"]]
    understanding = understand(book_of(rows), plan, Answers())
    assert keys(understanding) == {"Toimenpide": "wording_fi", "Vastuutaho": "main", "Toimiala": KEEP}
    assert levels(understanding) == [Level.WARNING]


def test_an_empty_column_of_the_same_heading_is_left_out(plan):
    rows = [["Toimenpide", "Tilanne", "Tilanne"], ["a", "", "Käynnissä"]]
    understanding = understand(book_of(rows), plan, Answers())
    assert [column.key for column in understanding.sheets[0].columns] == ["wording_fi", SKIP, "status"]
    assert levels(understanding) == []


def test_a_column_that_begins_far_below_is_not_left_out(plan):
    rows = [["Toimenpide", "Tilanne", "Mittari"], *(["a", "Käynnissä"] for _row in range(300)), ["a", "Käynnissä", "5"]]
    assert keys(understand(book_of(rows), plan, Answers()))["Mittari"] == KEEP


def test_a_column_without_heading_bears_its_letter(plan):
    understanding = understand(book_of([["Toimenpide", "Tilanne"], ["a", "Käynnissä", "lisää"]]), plan, Answers())
    assert keys(understanding)["C"] == KEEP
    assert understanding.sheets[0].columns[2].samples == ("lisää",)


def test_no_header_is_an_error_that_says_what_is_looked_for(plan):
    understanding = understand(book_of([["x", "y"], ["a", "b"]]), plan, Answers())
    assert [finding.level for finding in understanding.findings] == [Level.ERROR]
    assert "Measure in Finnish" in understanding.findings[0].text


def test_the_header_is_told_by_hand(plan):
    answers = Answers({"Toimeenpano": SheetAnswers(header=(2, 2), columns={"1": "wording_fi", "2": "status"})})
    sheet = understand(book_of([["x"], ["Mitä", "Miten"], ["a", "Valmis"]]), plan, answers).sheets[0]
    assert (sheet.used, sheet.header, sheet.last_row, sheet.findings) == (True, (2, 2), 3, [])
    assert [column.certainty for column in sheet.columns] == [Certainty.TOLD, Certainty.TOLD]


def test_a_sheet_that_is_to_be_used_needs_a_header(plan):
    understanding = understand(book_of([["x", "y"]]), plan, Answers({"Toimeenpano": SheetAnswers()}))
    assert [finding.level for finding in understanding.sheets[0].findings] == [Level.ERROR]


def test_a_table_without_measures_is_an_error_where_there_is_no_other(plan):
    understanding = understand(book_of([["Tavoite", "Tilanne"], ["a", "Käynnissä"]]), plan, Answers())
    assert (understanding.sheets[0].used, levels(understanding)) == (True, [Level.ERROR])


def test_other_sheets_are_left_out_and_told(plan):
    table = grid_of([["Toimenpide", "Tilanne"], ["a", "Käynnissä"]])
    contacts = grid_of([["Toimiala", "Yhteyshenkilö"], ["Sivistys", "Aino"]], "Yhteystiedot")
    cover = grid_of([["Hyvinvointisuunnitelma"]], "Kansi")
    hidden = grid_of([["Toimenpide", "Tilanne"], ["a", "Käynnissä"]], "Vanha", hidden=True)
    understanding = understand(GridBook([cover, table, contacts, hidden, grid_of([], "Tyhjä")]), plan, Answers())
    assert [sheet.used for sheet in understanding.sheets] == [False, True, False, False, False]
    assert [len(sheet.findings) for sheet in understanding.sheets] == [1, 0, 1, 1, 0]
    assert set(levels(understanding)) == {Level.NOTE}


def test_the_hidden_sheets_of_our_own_workbook_are_not_worth_a_word(plan):
    table = grid_of([["Toimenpide", "Tilanne"], ["a", "Käynnissä"]])
    ours = [grid_of([["x"]], SHEET, very_hidden=True), grid_of([["x"]], "Luettelot", hidden=True)]
    understanding = understand(GridBook([table, *ours]), plan, Answers())
    assert (levels(understanding), understanding.sheets[0].fills_down) == ([], False)


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Lapset ja nuoret", "lapset"), ("2 Lapset ja nuoret 2024", "lapset"), ("lapset", "lapset"),
        ("Barn och unga", "lapset"), ("Lapset ja nuore", "lapset"), ("Työikäset", "tyoikaiset"), ("Taul1", ""),
    ],
)  # fmt: skip
def test_a_sheet_is_named_after_its_section(plan, title, section):
    make_section(plan, "lapset", name_fi="Lapset ja nuoret", name_sv="Barn och unga")
    make_section(plan, "tyoikaiset", name_fi="Työikäiset")
    understanding = understand(book_of([["Toimenpide", "Tilanne"], ["a", "Käynnissä"]], title), plan, Answers())
    assert understanding.sheets[0].section == section


def test_sheets_name_the_sections_of_a_plan_that_has_none(plan):
    table = [["Toimenpide", "Tilanne"], ["a", "Käynnissä"]]
    book = GridBook([grid_of(table, "Lapset"), grid_of(table, "Aikuiset "), grid_of(table, "Taul3")])
    answers = Answers({"Lapset": SheetAnswers(section="")})
    assert [sheet.section for sheet in understand(book, plan, Answers()).sheets] == ["new:Lapset", "new:Aikuiset", ""]
    assert [sheet.section for sheet in understand(book, plan, answers).sheets] == ["", "new:Aikuiset", ""]


def test_a_mapping_is_remembered(plan):
    rows = [["otsikko"], ["Mitä", "Miten", "Miten", "Huomio"], ["a", "Valmis", "b", "c"]]
    columns = {"1": "wording_fi", "2": "status", "3": "effect", "4": SKIP}
    told = understand(book_of(rows), plan, Answers({"Toimeenpano": SheetAnswers(header=(2, 2), columns=columns)}))
    again = understand(book_of(rows), plan, Answers(), mapping_of(told))
    assert [column.key for column in again.sheets[0].columns] == list(columns.values())
    assert {column.certainty for column in again.sheets[0].columns} == {Certainty.TOLD}
    assert (again.sheets[0].header, again.shape) == ((2, 2), told.shape)


def test_a_sheet_left_out_is_remembered(plan):
    table = [["Toimenpide", "Tilanne"], ["a", "Käynnissä"]]
    book = GridBook([grid_of(table), grid_of(table, "Vanha")])
    told = understand(book, plan, Answers({"Vanha": SheetAnswers(used=False)}))
    assert [sheet.used for sheet in understand(book, plan, Answers(), mapping_of(told)).sheets] == [True, False]


def test_files_of_the_same_headings_have_the_same_shape():
    table = [["Toimenpide", "Tilanne"], ["a", "Käynnissä"]]
    assert shape_of(book_of(table)) == shape_of(book_of([["Vuosi 2025"], [], ["toimenpide ", "Tilanne"], ["b"]]))
    assert shape_of(book_of(table)) != shape_of(book_of([["Toimenpide", "Tila"], ["a", "Käynnissä"]]))


def test_one_query(plan, django_assert_num_queries):
    table = [["Toimenpide", "Tilanne"], *(["a", "Käynnissä"] for _row in range(30))]
    with django_assert_num_queries(1):
        understand(GridBook([grid_of(table, f"Taul{n}") for n in range(3)]), plan, Answers())


def test_notes_under_the_table_are_told(plan):
    rows = [["Nro", "Toimenpide"], ["1", "a"], ["2", "b"], [], ["Huom. x"], [Cell("Lähde"), across("Lähde")]]
    sheet = understand(book_of(rows), plan, Answers()).sheets[0]
    assert (sheet.last_row, [finding.level for finding in sheet.findings]) == (3, [Level.NOTE])
