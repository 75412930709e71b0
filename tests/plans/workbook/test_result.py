"""The workbook that came in, with what happened to each row."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from hyte.lib.workbooks import GridBook, read_book
from plans.exports.result import OutcomeLine, render_result
from tests.factories.workbooks import SHAPES, saved

LINES = [OutcomeLine("Lapset", 3, "changed", "Tilanne muuttui."), OutcomeLine("Lapset", 4, "unchanged")]
ROWS = [["Lasten osio"], ["Nro", "Toimenpide", "Pvm"], ["L1", "=Yksi", date(2024, 2, 26)], ["L2", "Kaksi", None]]


def make_workbook() -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    worksheet = workbook.active
    worksheet.title = "Lapset"
    for row in ROWS:
        worksheet.append(row)
    worksheet["B3"].data_type = "s"
    worksheet["B2"].font = Font(bold=True)
    return workbook, worksheet


def result_of(content: bytes, name: str = "a.xlsx", lines: list[OutcomeLine] = LINES) -> Workbook:
    with translation.override("en"):
        return load_workbook(BytesIO(render_result(content, name, read_book(content, name), lines)))


def column_of(worksheet: Worksheet, letter: str) -> list:
    return [cell.value for cell in worksheet[letter]]


def test_each_row_tells_what_happened_to_it():
    worksheet = result_of(saved(make_workbook()[0]))["Lapset"]
    assert column_of(worksheet, "D") == [None, "What happened", "Changed: Tilanne muuttui.", "Unchanged"]
    assert worksheet["D3"].fill.fgColor.rgb.endswith("DFF0F3")


def test_the_rest_stays_as_it_was():
    worksheet = result_of(saved(make_workbook()[0]))["Lapset"]
    assert [worksheet["B3"].value, worksheet["B3"].data_type, worksheet["B2"].font.bold] == ["=Yksi", "s", True]


def test_the_column_is_seen_filtered_and_printed():
    workbook, worksheet = make_workbook()
    worksheet.auto_filter.ref, worksheet.print_area = "A2:C4", "A1:C4"
    worksheet.column_dimensions.group("D", "XFD", hidden=True)
    worksheet.protection.sheet = True
    worksheet = result_of(saved(workbook))["Lapset"]
    assert (worksheet.auto_filter.ref, worksheet.print_area) == ("A2:D4", "'Lapset'!$A$1:$D$4")
    assert (worksheet.column_dimensions["D"].hidden, worksheet.column_dimensions["D"].width) == (False, 60)


def test_merged_headings_are_passed_by():
    workbook, worksheet = make_workbook()
    worksheet.merge_cells("A3:F3")
    assert result_of(saved(workbook))["Lapset"]["G4"].value == "Unchanged"


def test_the_second_result_takes_the_column_of_the_first():
    with translation.override("en"):
        first = render_result(saved(make_workbook()[0]), "a.xlsx", read_book(saved(make_workbook()[0]), "a"), LINES)
    worksheet = result_of(first, lines=[OutcomeLine("Lapset", 3, "refused", "Ei oma osio.")])["Lapset"]
    assert column_of(worksheet, "D")[2] == "Refused: Ei oma osio."
    assert worksheet.max_column == 4


def test_a_text_file_becomes_a_workbook():
    content = b"Nro;Toimenpide\nL1;=1+1\n"
    book = read_book(content, "lapset.csv")
    workbook = result_of(content, "lapset.csv", [OutcomeLine(book.sheets[0].title, 2, "new", "Lisättiin.")])
    worksheet = workbook.worksheets[0]
    assert [cell.value for cell in worksheet[2]] == ["L1", "=1+1", "New: Lisättiin."]
    assert worksheet["B2"].data_type == "s"


def test_a_workbook_that_cannot_be_opened_is_written_anew():
    book = GridBook(read_book(saved(make_workbook()[0]), "a.xlsx").sheets)
    with translation.override("en"):
        worksheet = load_workbook(BytesIO(render_result(b"PK rikki", "a.xlsx", book, LINES)))["Lapset"]
    assert column_of(worksheet, "D")[2] == "Changed: Tilanne muuttui."
    assert worksheet["C3"].value.date() == date(2024, 2, 26)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_workbooks_of_every_shape_get_their_column(shape):
    name, content = shape()
    sheet = next(sheet for sheet in read_book(content, name).sheets if not sheet.hidden)
    number = len(sheet.rows)
    workbook = result_of(content, name, [OutcomeLine(sheet.title, number, "error", "Puuttuu.")])
    told = [cell.value for each in workbook for cell in each[number] if cell.value == "Error: Puuttuu."]
    assert told == ["Error: Puuttuu."]
