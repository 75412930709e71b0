"""Workbooks as people get them."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hyte.lib.sheets import COUNT, DAY, Book, Column, Formula, clean_title, lines_needed


def saved(*titles: str, columns: list[Column], items: list) -> BytesIO:
    book = Book(
        title="Suunnitelma & seuranta",
        creator="Laatija",
        language="fi",
        made_at=datetime(2024, 5, 27, 12, tzinfo=UTC),
        page_words="Sivu {page} / {pages}",
    )
    for title in titles:
        book.add_sheet(title).write_list(columns, items, frozen_columns=1)
    file = BytesIO()
    book.save(file)
    return file


COLUMNS = [
    Column("Nimi", 20, lambda item: item[0]),
    Column("Määrä", 8, lambda item: item[1], COUNT),
    Column("Päivä", 12, lambda item: item[2], DAY),
]


def test_values_come_back_as_what_they_are():
    workbook = load_workbook(
        saved("Luettelo", columns=COLUMNS, items=[("Åtgärd", 1234, date(2024, 5, 27)), (None, None, None)])
    )
    _heading, first, second = workbook.active.iter_rows()
    assert [cell.value for cell in first[:2]] == ["Åtgärd", 1234]
    assert first[2].value.date() == date(2024, 5, 27)
    assert [cell.number_format for cell in first] == ["General", "#,##0", "d.m.yyyy"]
    assert [cell.value for cell in second] == [None, None, None]


def test_text_that_looks_like_a_formula_is_kept_a_text_by_excel_too():
    _heading, row = load_workbook(saved("Luettelo", columns=COLUMNS, items=[("=1+1", 1, None)])).active.iter_rows()
    assert (row[0].value, row[0].data_type, bool(row[0].quotePrefix)) == ("=1+1", "s", True)


def test_dangerous_text_leaves_no_mark_on_the_next_row():
    rows = list(load_workbook(saved("L", columns=COLUMNS, items=[("=1", 1, None), ("a", 2, None)])).active.iter_rows())
    assert [bool(row[0].quotePrefix) for row in rows[1:]] == [True, False]


def test_properties_and_page_words():
    workbook = load_workbook(saved("Luettelo", columns=COLUMNS, items=[]))
    properties, sheet = workbook.properties, workbook.active
    assert (properties.title, properties.creator, properties.language) == ("Suunnitelma & seuranta", "Laatija", "fi")
    assert sheet.oddFooter.center.text == "Sivu &P / &N"
    assert sheet.oddHeader.left.text == "Suunnitelma && seuranta"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:C1")


def test_result_of_a_formula_stands_beside_it():
    book = Book(
        title="Laskelma", creator="", language="fi", made_at=datetime(2024, 5, 27, tzinfo=UTC), page_words="{page}"
    )
    sheet = book.add_sheet("Summa")
    sheet.set_widths([10])
    sheet.write((2, COUNT))
    sheet.write((Formula("SUM(A1:A1)", 2), COUNT))
    file = BytesIO()
    book.save(file)
    assert load_workbook(file)["Summa"]["A2"].value == "=SUM(A1:A1)"
    assert load_workbook(file, data_only=True)["Summa"]["A2"].value == 2


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Osio: [a]/b*?", "Osio a b"),
        ("x" * 40, "x" * 31),
        ("'heitto'", "heitto"),
        ("///", "1"),
        ("Åtgärder", "Åtgärder"),
    ],
)
def test_sheet_titles_are_what_excel_takes(title: str, clean: str):
    assert clean_title(title) == clean


def test_two_sheets_of_one_title_are_kept_apart():
    assert len(set(load_workbook(saved("Sama", "Sama", columns=COLUMNS, items=[])).sheetnames)) == 2


def test_high_rows_are_told_and_others_left_alone():
    sheet = load_workbook(saved("L", columns=COLUMNS, items=[("sana " * 20, 1, None), ("a", 1, None)])).active
    assert sheet.row_dimensions[2].height > 60
    assert sheet.row_dimensions[3].height is None


@pytest.mark.parametrize(("value", "lines"), [("a", 1), ("a" * 25, 3), ("a\nb\nc", 3), (None, 1), (123456789012, 1)])
def test_lines_are_counted_by_letters_and_breaks(value, lines: int):
    assert lines_needed([value], [10]) == lines
