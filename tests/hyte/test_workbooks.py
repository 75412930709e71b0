"""Excel workbooks as officials make them, read into grids."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from hyte.lib.workbooks import Cell, Grid, GridBook, read_book
from tests.factories import bad_workbooks as bad
from tests.factories import workbooks as shapes
from tests.factories.workbook_rows import ROWS, WITHOUT_SECTION, cells, table
from tests.factories.workbooks import part_of, rewritten, saved, sheet_of, with_results

pytestmark = pytest.mark.usefixtures("in_english")


def read(file: shapes.File) -> GridBook:
    name, content = file
    return read_book(content, name)


def values(grid: Grid) -> list[list]:
    return [[cell.value for cell in row] for row in grid.rows]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def without_tail(lines: list[list]) -> list[list]:
    return [line[:-1] if line[-1] is None else line for line in lines]


PLAIN = without_tail(table(ROWS))


def grid_with(*lines: list) -> Grid:
    return read_book(saved(sheet_of(lines)[0]), "kirja.xlsx").sheets[0]


def test_plain_table_comes_with_its_types():
    book = read(shapes.plain_table())
    assert book == GridBook([Grid("Toimeenpano", [[Cell(value) for value in line] for line in PLAIN])])


@pytest.mark.parametrize(
    "shape", [shapes.semicolons_cp1252, shapes.tabs_utf16, shapes.commas_utf8, shapes.merged_downwards]
)
def test_the_same_table_reads_the_same_in_every_form(shape):
    assert texts(read(shape()).sheets[0]) == texts(read(shapes.plain_table()).sheets[0])


def test_merged_title_is_lent_across_the_table():
    first = read(shapes.titles_above()).sheets[0].rows[0]
    assert [cell.lent for cell in first] == [""] + ["across"] * 10
    assert {cell.value for cell in first} == {"Hyvinvointisuunnitelman toimeenpano 2023–2025"}


def test_two_row_header_lends_groups_across_and_lone_headings_down():
    above, below = read(shapes.two_row_header()).sheets[0].rows[:2]
    assert [cell.text for cell in above[4:7]] == ["Vastuut"] * 3
    assert [cell.lent for cell in above] == ["", "", "", "across", "", "across", "across", "", "", "across", "across"]
    assert [cell.lent for cell in below] == ["down", "down", "", "", "", "", "", "down", "", "", ""]
    assert (below[0].text, below[7].text) == ("Osio", "Aikataulu")


def test_merged_sections_are_lent_downwards():
    grid = read(shapes.merged_downwards()).sheets[0]
    assert [grid.cell(row, 1).lent for row in range(2, 10)] == ["", "down", "down", "", "down", "down", "", "down"]


def test_block_is_lent_down_in_its_first_column_and_across_in_the_others():
    workbook, worksheet = sheet_of([["Lohko", None, "x"], [None, None, "y"], ["z"]])
    worksheet.merge_cells("A1:B2")
    grid = read_book(saved(workbook), "lohko.xlsx").sheets[0]
    assert [[(cell.value, cell.lent) for cell in row] for row in grid.rows] == [
        [("Lohko", ""), ("Lohko", "across"), ("x", "")],
        [("Lohko", "down"), ("Lohko", "across"), ("y", "")],
        [("z", "")],
    ]


def test_merges_end_where_the_table_ends():
    grid = read(bad.merged_without_end()).sheets[0]
    assert (len(grid.rows), grid.width) == (9, 11)
    assert {cell.lent for cell in grid.rows[0][1:]} == {"across"}


def test_cells_that_are_merged_but_empty_stay_empty():
    workbook, worksheet = sheet_of([["a", None, "b"], [None, None, "c"]])
    worksheet.merge_cells("B1:B2")
    assert read_book(saved(workbook), "tyhja.xlsx").sheets[0].cell(2, 2) == Cell()


def test_sheets_come_in_their_order():
    book = read(shapes.sheet_per_section())
    assert [sheet.title for sheet in book.sheets] == ["Lapset ja nuoret", "Työikäiset", "Ikääntyneet"]
    assert values(book.sheets[2]) == without_tail(table(ROWS[6:], WITHOUT_SECTION))


def test_hidden_rows_columns_and_sheets_are_read_and_told():
    book = read(shapes.hidden_and_empty())
    grid, draft = book.sheets
    assert (grid.hidden_rows, grid.hidden_columns, grid.hidden) == ({5}, {7}, False)
    assert grid.rows[3] == []
    assert [cell.value for cell in grid.rows[4]][1:] == without_tail([cells(ROWS[2])])[0]
    assert (draft.title, draft.hidden, draft.very_hidden) == ("Luonnos", True, False)
    assert book.notes == ["Hidden sheets: “Luonnos”."]


def test_very_hidden_sheet_is_read_without_a_note():
    workbook, _sheet = sheet_of([["a"]])
    workbook.create_sheet("Leima").append([1])
    workbook["Leima"].sheet_state = "veryHidden"
    book = read_book(saved(workbook), "leima.xlsx")
    assert [(sheet.title, sheet.hidden, sheet.very_hidden) for sheet in book.sheets] == [
        ("Toimeenpano", False, False),
        ("Leima", True, True),
    ]
    assert book.notes == []


def test_dirty_text_is_kept_and_reads_clean():
    grid = read(shapes.dirty_text()).sheets[0]
    assert grid.cell(2, 9).value == " Käynn\u00adissä  "
    assert [re.sub(r"\s", " ", cell.text) for cell in grid.rows[1]] == [
        cell.text for cell in read(shapes.plain_table()).sheets[0].rows[1]
    ]
    assert grid.cell(2, 4).text == "Avataan koulupihat iltapäiviksi\nliikkumiseen."


def test_formulas_come_with_their_stored_results():
    grid = read(shapes.formulas_and_text_numbers()).sheets[0]
    assert grid.cell(2, 3) == Cell("1.1", '=LEFT("1.1",3)')
    assert grid.cell(2, 10) == Cell(date(2024, 2, 26), "=Pvm!A2")
    assert values(grid) == PLAIN


def formula(text: str, result: str | float | None = None, number_format: str = "General") -> Cell:
    workbook, worksheet = sheet_of([["x", text, "y"]])
    worksheet["B1"].number_format = number_format
    content = saved(workbook)
    if result is not None:
        style = re.compile(r'<c r="B1"( s="\d+")?')
        styled = style.search(part_of(content, bad.SHEET).decode())[1] or ""
        content = with_results(content, {"B1": result})
        content = rewritten(content, lambda _name, part: part.replace(b'<c r="B1"', f'<c r="B1"{styled}'.encode()))
    return read_book(content, "kaava.xlsx").sheets[0].cell(1, 2)


@pytest.mark.parametrize(
    ("result", "number_format", "value"),
    [
        (12, "General", 12),
        (1.5, "General", 1.5),
        (45348, "d.m.yyyy", date(2024, 2, 26)),
        (0.375, "h:mm", "9:00"),
        ("Aino &amp; Onni&#10;Malli", "General", "Aino & Onni\nMalli"),
        ("", "General", ""),
    ],
)
def test_stored_result_has_the_type_of_its_cell(result, number_format, value):
    cell = formula("=A1", result, number_format)
    assert (cell.value, cell.formula, cell.fault) == (value, "=A1", "")
    assert type(cell.value) is type(value)


def test_formula_without_a_stored_result_is_a_fault():
    cell = read(bad.formula_without_value()).sheets[0].cell(2, 4)
    assert (cell.value, cell.formula) == (None, '=CONCATENATE("Avataan ","pihat")')
    assert cell.fault.startswith("The formula has no stored result.")
    assert not cell.is_empty


def test_error_of_a_formula_is_a_fault():
    cell = read(bad.formula_with_error()).sheets[0].cell(3, 9)
    assert cell.fault == "The cell shows the error #REF!. Mend it, or write the value itself into the cell."


def test_error_without_a_formula_is_a_fault():
    assert grid_with(["a", "#N/A"]).cell(1, 2).fault.startswith("The cell shows the error #N/A.")


def test_formula_that_fetches_from_another_file_is_a_fault():
    book = read(bad.external_link())
    cell = book.sheets[0].cell(4, 7)
    assert (cell.value, cell.formula) == ("Onni Malli", "=[1]Henkilöt!$A$3")
    assert cell.fault.startswith("The formula fetches its value from another file.")
    assert book.notes == ["The workbook has links to other files. They are not followed."]


@pytest.mark.parametrize("text", ["=Taulukko1[2024]", "=SUM(Taulukko1[[#This Row],[2024]])+Pvm!A1", "=Pvm!A1"])
def test_columns_of_a_table_are_not_other_files(text):
    assert formula(text, 3).fault == ""


@pytest.mark.parametrize("text", ["='[2]Oma taulukko'!A1", "=[1]!Nimi", "='C:\\Omat\\[lista.xlsx]Taul1'!A1"])
def test_other_files_are_found_however_they_are_written(text):
    assert formula(text, 3).fault


def test_result_that_is_no_day_is_a_fault():
    assert formula("=A1", 99_999_999, "d.m.yyyy").fault.startswith("The cell shows the error #VALUE!.")


@pytest.mark.filterwarnings("ignore:Cell B1 is marked as a date")
def test_number_that_is_no_day_is_a_fault():
    workbook, worksheet = sheet_of([["x", 99_999_999]])
    worksheet["B1"].number_format = "d.m.yyyy"
    assert read_book(saved(workbook), "k.xlsx").sheets[0].cell(1, 2).fault


def test_formula_over_several_cells():
    workbook, worksheet = sheet_of([["x"]])
    worksheet["B1"] = ArrayFormula("B1:B2", "=A1:A2")
    cell = read_book(saved(workbook), "matriisi.xlsx").sheets[0].cell(1, 2)
    assert cell.formula == "=A1:A2"


def test_values_keep_their_types():
    moment = datetime.combine(date(2024, 2, 26), time(9, 30))
    line = ["007", 7, 7.0, 7.25, True, date(2024, 2, 26), moment, time(9, 5), timedelta(hours=26)]
    row = grid_with(line).rows[0]
    expected = ["007", 7, 7, 7.25, True, date(2024, 2, 26), moment, "9:05", "26:00"]
    assert [cell.value for cell in row] == expected
    assert [type(cell.value) for cell in row] == [type(value) for value in expected]


def test_dates_of_a_workbook_that_counts_from_1904():
    workbook, _sheet = sheet_of([])
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([date(2024, 2, 26)])
    assert read_book(saved(workbook), "mac.xlsx").sheets[0].cell(1, 1).value == date(2024, 2, 26)


def test_rich_text_is_plain():
    rich = CellRichText("Avataan ", TextBlock(InlineFont(b=True), "pihat"))
    assert grid_with([rich]).cell(1, 1).value == "Avataan pihat"


def test_carriage_returns_of_excel_are_left_out():
    assert grid_with(["yksi_x000D_\nkaksi"]).cell(1, 1).value == "yksi\nkaksi"


def test_trailing_empty_cells_and_rows_are_cut_off():
    assert values(grid_with(["a", None, "b", " ", None], [None], ["c", "\u00a0"], [" "], [])) == [
        ["a", None, "b"],
        [],
        ["c"],
    ]


def test_formatted_rows_far_down_are_no_content():
    assert values(read(bad.formatted_far_down()).sheets[0]) == PLAIN


def test_chart_sheets_and_charts_are_skipped():
    workbook, worksheet = sheet_of(table(ROWS))
    worksheet.add_chart(BarChart(), "M2")
    workbook.create_chartsheet("Kaavio", 0).add_chart(BarChart())
    workbook.create_sheet("Muut").append(["x"])
    workbook["Muut"].print_title_rows = "1:1"
    book = read_book(saved(workbook), "kaavio.xlsx")
    assert [sheet.title for sheet in book.sheets] == ["Toimeenpano", "Muut"]
    assert book.notes == ["The workbook has pictures or charts. They are not read."]


def test_empty_sheets_are_read_as_empty():
    workbook = Workbook()
    workbook.create_sheet("Täysi").append(["x"])
    assert [sheet.rows for sheet in read_book(saved(workbook), "k.xlsx").sheets] == [[], [[Cell("x")]]]


def test_rows_and_cells_without_their_places_are_counted():
    content = bad.with_sheet_data(shapes.plain_table()[1], b"<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>")
    assert values(read_book(content, "k.xlsx").sheets[0]) == [[1, None, 2]]


def test_sheet_whose_names_have_a_prefix():
    sheet = (
        f'<x:worksheet xmlns:x="{bad.MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="B2:C2"/></x:mergeCells></x:worksheet>'
    )
    content = rewritten(shapes.plain_table()[1], lambda name, part: sheet.encode() if name == bad.SHEET else part)
    assert read_book(content, "k.xlsx").sheets[0].rows == [[], [Cell(), Cell(2, "=1+1")]]
