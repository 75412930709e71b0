"""The stamp survives the way to the sheet and back, and tells when it hasn't."""

from datetime import UTC, datetime

import pytest

from hyte.lib.workbooks.cells import Cell, Grid, GridBook
from plans.workbook.stamp import PIECE, SHEET, DamagedStamp, Stamp, stamp_lines, stamp_of

MADE_AT = datetime(2024, 5, 27, 12, tzinfo=UTC)
LONG = "sana 'ja' \"toinen\"\n" * PIECE + "😀" * PIECE


def make_stamp(**rows: dict[str, str]) -> Stamp:
    return Stamp("suunnitelma", 7, MADE_AT, "sv", rows)


def lines_of(stamp: Stamp) -> list[list[Cell]]:
    return [[Cell(text) for text in line] for line in stamp_lines(stamp)]


def book_of(lines: list[list[Cell]]) -> GridBook:
    return GridBook([Grid("Toimenpiteet", [[Cell("Nro")]]), Grid(SHEET, lines, very_hidden=True)])


def test_what_was_stamped_reads_back():
    stamp = make_stamp(a={"wording_fi": LONG, "status": "starting"}, b={"goal": "=1+1"})
    lines = lines_of(stamp)
    assert stamp_of(book_of(lines)) == stamp
    assert max(len(cell.value.encode("utf-16-le")) // 2 for line in lines for cell in line) <= 32_000


def test_empty_values_are_left_out():
    assert stamp_of(book_of(lines_of(make_stamp(a={"status": "", "goal": "G"})))).rows == {"a": {"goal": "G"}}


def test_a_workbook_of_others_has_none():
    assert stamp_of(GridBook([Grid("Toimenpiteet")])) is None


def changed_value(lines: list[list[Cell]]) -> None:
    lines[1][2] = Cell('{"goal":"Toinen"}')


def missing_row(lines: list[list[Cell]]) -> None:
    del lines[1]


def missing_end(lines: list[list[Cell]]) -> None:
    del lines[-1]


def broken_json(lines: list[list[Cell]]) -> None:
    lines[1][2] = Cell("{")


def other_name(lines: list[list[Cell]]) -> None:
    lines[0][0] = Cell("jotain")


def no_version(lines: list[list[Cell]]) -> None:
    lines[0] = lines[0][:1]


def about_is_a_list(lines: list[list[Cell]]) -> None:
    lines[0][2] = Cell("[]")


@pytest.mark.parametrize(
    "damage",
    [changed_value, missing_row, missing_end, broken_json, other_name, no_version, about_is_a_list, list.clear],
)
def test_a_damaged_stamp_says_so(damage):
    lines = lines_of(make_stamp(a={"goal": "G"}, b={"goal": "H"}))
    damage(lines)
    with pytest.raises(DamagedStamp):
        stamp_of(book_of(lines))


def test_a_stamp_of_a_newer_version_says_so():
    lines = lines_of(make_stamp())
    lines[0][1] = Cell(2)
    with pytest.raises(DamagedStamp) as told:
        stamp_of(book_of(lines))
    lines[0][1] = Cell("x")
    with pytest.raises(DamagedStamp) as damaged:
        stamp_of(book_of(lines))
    assert str(told.value) != str(damaged.value)
