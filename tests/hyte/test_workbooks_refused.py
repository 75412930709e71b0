"""Files that can't be read: each is answered with what is wrong and how to mend it, and quickly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.lib.workbooks import GridBook, UnreadableBook, read_book
from hyte.lib.workbooks.refusals import LARGEST_FILE, MOST_ROWS
from tests.factories import bad_workbooks as bad
from tests.factories.workbooks import part_of, plain_table, rewritten, saved, sheet_of, xlsx

pytestmark = pytest.mark.usefixtures("in_english")

NOT_A_WORKBOOK = "This file is not a workbook. Save the table as an Excel workbook (.xlsx) or as CSV and bring that."
DAMAGED = "The file is damaged. Open it in a spreadsheet program, save it again as .xlsx and bring the new file."
EMPTY = "The file is empty. Check that it is the right one and that it was saved."
TOO_MUCH = "The file unpacks to more than 100 MB. Copy the rows alone to a new workbook and bring that."
TOO_MANY_ROWS = (
    "The sheet “Toimeenpano” takes the file above 5,000 rows with content, which is the most that is read. "
    "Delete what is not needed, or divide the file."
)


def reason(content: bytes, name: str = "kirja.xlsx") -> str:
    with pytest.raises(UnreadableBook) as refused:
        read_book(content, name)
    return str(refused.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (bad.empty_file, EMPTY),
        (bad.empty_workbook, EMPTY),
        (bad.picture, NOT_A_WORKBOOK),
        (bad.pdf, NOT_A_WORKBOOK),
        (bad.plain_zip, NOT_A_WORKBOOK),
        (bad.word_document, NOT_A_WORKBOOK),
        (bad.html_as_xls, "This is a web page under the name of a workbook. Open it in Excel and save it as .xlsx."),
        (
            bad.old_xls,
            "This is an old Excel file (.xls). Open it in Excel, save it as an Excel workbook (.xlsx) and bring that.",
        ),
        (
            bad.encrypted,
            "The file is protected by a password. Open it, remove the password, save it and bring it again.",
        ),
        (
            bad.open_document,
            "The file is in the format OpenDocument (.ods). Save it as an Excel workbook (.xlsx) and bring that.",
        ),
        (bad.numbers, "The file is in the format Numbers. Save it as an Excel workbook (.xlsx) and bring that."),
        (bad.damaged, DAMAGED),
        (bad.garbled, DAMAGED),
        (bad.entity_bomb, DAMAGED),
        (bad.zip_bomb, TOO_MUCH),
        (bad.lying_zip_bomb, TOO_MUCH),
        (bad.many_parts, TOO_MUCH),
        (
            bad.macros,
            "The workbook contains macros, which are not taken in. Save it as an Excel workbook without macros (.xlsx).",
        ),
        (bad.many_rows, TOO_MANY_ROWS),
        (
            bad.many_columns,
            "The sheet “Toimeenpano” has content in cell GS1. At the most 200 columns are read: delete the columns that "
            "are not needed.",
        ),
        (
            bad.text_far_down,
            "The sheet “Toimeenpano” has content in row 900,000, far below the others. Rows are read down to 20,000: "
            "delete that content or move it up.",
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_refused_with_the_reason(make, answer):
    name, content = make()
    assert reason(content, name) == answer


def test_what_the_file_is_shows_in_its_bytes():
    for make in (bad.encrypted, bad.old_xls, bad.pdf, bad.html_as_xls, bad.open_document):
        name, content = make()
        assert reason(content, "lista.csv") == reason(content, name)


def test_200_000_rows_are_answered_without_reading_them_all():
    name, content = bad.many_rows()
    start = time.perf_counter()
    reason(content, name)
    assert time.perf_counter() - start < 1


def test_more_than_the_most_rows_in_several_sheets_together():
    workbook, _sheet = sheet_of([["x"]] * (MOST_ROWS - 1))
    workbook.create_sheet("Toinen").append(["x"])
    assert len(read_book(saved(workbook), "k.xlsx").sheets[0].rows) == MOST_ROWS - 1
    workbook["Toinen"].append(["x"])
    assert reason(saved(workbook)).startswith("The sheet “Toinen” takes the file above 5,000 rows")


def test_too_large_an_upload():
    assert reason(b"a;b\n" * (LARGEST_FILE // 4 + 1), "iso.csv").startswith("The file is larger than 10 MB.")


def test_cell_that_says_another_row_than_its_row_does():
    content = bad.with_sheet_data(plain_table()[1], b'<row r="1"><c r="A1048576"><v>1</v></c></row>')
    assert "has content in row 1,048,576" in reason(content)


def test_merged_areas_over_each_other():
    merges = b"".join(b'<mergeCell ref="A1:K%d"/>' % row for row in range(2, 9))
    tail = b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
    content = rewritten(plain_table()[1], lambda _name, part: part.replace(b"</sheetData>", tail))
    assert reason(content) == DAMAGED


def test_sheet_in_another_encoding_hides_nothing():
    content = rewritten(
        plain_table()[1],
        lambda name, part: part.decode().encode("utf-16") if name == bad.SHEET else part,
    )
    assert reason(content) == DAMAGED


def test_strict_workbook():
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    content = rewritten(plain_table()[1], lambda _name, part: part.replace(bad.MAIN.encode(), strict))
    assert reason(content).startswith("The workbook is a Strict Open XML one.")


def test_binary_workbook():
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83"}
    assert "Excel Binary (.xlsb)" in reason(bad.zip_of("k.xlsb", **parts)[1])


def test_text_under_the_name_of_a_workbook():
    assert reason(b"Toimenpide;Tilanne\nA;B\n", "lista.xlsx") == NOT_A_WORKBOOK


def test_shared_text_that_does_not_exist():
    content = bad.with_sheet_data(plain_table()[1], b'<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')
    assert reason(content) == DAMAGED


def test_many_cells_without_content():
    row = b"<row>" + b"<c><v/></c>" * 2000 + b"<c><v>1</v></c></row>"
    assert reason(bad.with_sheet_data(plain_table()[1], row * 600)) == TOO_MUCH


def test_names_of_cells_far_away_do_no_harm():
    name, content = xlsx("k.xlsx", [["x"]])
    links = b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
    content = rewritten(content, lambda _name, part: part.replace(b"</sheetData>", links))
    assert read_book(content, name).sheets[0].width == 1


def read_or_refused(content: bytes, name: str) -> bool:
    try:
        return isinstance(read_book(content, name), GridBook)
    except UnreadableBook:
        return True


@given(st.binary(max_size=300), st.sampled_from(["k.csv", "k.xlsx", "k"]))
def test_any_bytes_are_read_or_refused(content, name):
    assert read_or_refused(content, name)


SHEET_XML = part_of(plain_table()[1], bad.SHEET)


@given(st.integers(0, len(SHEET_XML) - 9), st.binary(min_size=1, max_size=8))
def test_any_damage_to_a_sheet_is_read_or_refused(at, damage):
    sheet = SHEET_XML[:at] + damage + SHEET_XML[at + len(damage) :]
    content = rewritten(plain_table()[1], lambda name, part: sheet if name == bad.SHEET else part)
    assert read_or_refused(content, "k.xlsx")
