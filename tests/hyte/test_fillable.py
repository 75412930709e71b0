"""Sheets that people fill in: what the file says of locks, lists, days and notes."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hyte.lib.fillable import MOST_IN_MESSAGE, add_note, ask_for_day, offer_choices, protect, ranges, tell_beside
from hyte.lib.sheets import TEXT, Book, Look, Sheet


def opened(*acts) -> Worksheet:
    book = Book(title="Kirja", creator="Tekijä", language="fi", made_at=datetime(2024, 5, 1, tzinfo=UTC), page_words="")
    sheet = book.add_sheet("Lehti")
    sheet.write(("Lukittu", TEXT), ("Avoin", Look(locked=False)), ("Harmaa", Look(ink="4A5653")))
    for act in acts:
        act(sheet)
    book.add_sheet("Toinen").write(("a", TEXT))
    file = BytesIO()
    book.save(file)
    return load_workbook(file)["Lehti"]


@pytest.mark.parametrize(
    ("rows", "cells"), [([2, 3, 4, 7], "C2:C4 C7:C7"), ([5], "C5:C5"), ([], "")], ids=["runs", "one", "none"]
)
def test_rows_are_named_in_runs(rows: list[int], cells: str):
    assert ranges(3, rows) == cells


def test_a_look_tells_whether_its_cell_is_locked():
    worksheet = opened(lambda sheet: protect(sheet.worksheet))
    assert [worksheet[place].protection.locked for place in ("A1", "B1")] == [True, False]
    assert (worksheet.protection.sheet, worksheet.protection.formatRows, worksheet.protection.insertRows) == (
        True,
        False,
        True,
    )
    assert worksheet["C1"].font.color.rgb.endswith("4A5653")


def test_a_note_stands_at_its_cell():
    def act(sheet: Sheet) -> None:
        add_note(sheet, "B1", "Ohje\x00 <ä>", author="HYTE")
        add_note(sheet, "A1", "Toinen", author="HYTE")

    worksheet = opened(act)
    assert [worksheet[place].comment.text for place in ("A1", "B1")] == ["Toinen", "Ohje <ä>"]


def test_rules_carry_their_words():
    def act(sheet: Sheet) -> None:
        offer_choices(sheet.worksheet, "A2:A3 A9", "Toinen!$A$1:$A$1", strict=False, title="O" * 40, message="V" * 300)
        ask_for_day(sheet.worksheet, "B2", date(2024, 1, 1), date(2024, 12, 31))
        tell_beside(sheet.worksheet, "C2", title="Lukittu", message="Syy")

    choices, day, told = opened(act).data_validations.dataValidation
    assert (str(choices.sqref), choices.errorStyle, choices.showErrorMessage) == ("A2:A3 A9", "warning", True)
    assert (len(choices.errorTitle), len(choices.error)) == (32, MOST_IN_MESSAGE)
    assert (day.type, day.operator, day.formula2) == ("date", "between", "DATE(2024,12,31)")
    assert (told.type, told.prompt, told.showInputMessage) == (None, "Syy", True)
