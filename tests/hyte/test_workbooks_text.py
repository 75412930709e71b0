"""Tables as text: encodings, delimiters, quotes."""

import pytest

from hyte.lib.workbooks import UnreadableBook, read_book
from tests.hyte.test_workbooks_refused import NOT_A_WORKBOOK, TOO_MANY_ROWS, reason

pytestmark = pytest.mark.usefixtures("in_english")

TABLE = [["Nro", "Toimenpide", "Tilanne"], ["1.1", "Käydään läpi, yhdessä; hyvä", "Käynnissä"], ["1.2", "Ääni", "–"]]


def lines(content: bytes, name: str = "Toimeenpano.csv") -> list[list]:
    (grid,) = read_book(content, name).sheets
    return [[cell.value for cell in row] for row in grid.rows]


def written(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(f'"{text}"' if ";" in text else text for text in row) for row in TABLE)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_and_encodings(delimiter, encoding):
    assert lines(written(delimiter).encode(encoding)) == TABLE


def test_mark_of_big_endian_utf16():
    assert lines(b"\xfe\xff" + written(";").encode("utf-16-be")) == TABLE


@pytest.mark.parametrize(
    ("name", "title"), [("C:\\Omat\\Seuranta 2024.csv", "Seuranta 2024"), ("a/b.c.tsv", "b.c"), ("", "CSV")]
)
def test_sheet_is_titled_by_the_file(name, title):
    assert read_book(b"a;b\n1;2", name).sheets[0].title == title


def test_line_breaks_and_quotes_inside_quotes():
    assert lines(b'a;"yksi\r\n""kaksi"""\r\nb;c') == [["a", 'yksi\n"kaksi"'], ["b", "c"]]


def test_quotes_inside_a_cell_stay():
    assert lines(b'a;b\n"Pihat" auki;5" putki') == [["a", "b"], ["Pihat auki", '5" putki']]


def test_delimiter_told_in_the_first_line():
    assert lines(b"sep=,\r\na;b,c\r\nd;e,f") == [["a;b", "c"], ["d;e", "f"]]


def test_delimiter_is_what_most_lines_speak_for():
    content = "Seuranta, kevät, 2024\n\nNro;Toimenpide\n1;Uni, ruoka, liike\n2;Leikki, ilo\n3;Lepo, rauha, uni"
    assert lines(content.encode())[2:4] == [["Nro", "Toimenpide"], ["1", "Uni, ruoka, liike"]]


def test_one_column():
    assert lines(b"Toimenpide\nAvataan pihat\n") == [["Toimenpide"], ["Avataan pihat"]]


def test_zero_bytes_are_left_out():
    assert lines(b"a;b\x00\n1\x00;2") == [["a", "b"], ["1", "2"]]


def test_ragged_and_empty_rows():
    assert lines(b"a;b;c\n\n1;;\n;2\n;;\n") == [["a", "b", "c"], [], ["1"], [None, "2"]]


def test_lone_carriage_returns_end_lines():
    assert lines(b"a;b\r1;2\r") == [["a", "b"], ["1", "2"]]


def test_apostrophe_that_protects_from_calculation_is_taken_off():
    assert lines(b"'=1+1;'-x;''+y;'tis;-z") == [["=1+1", "-x", "'+y", "'tis", "-z"]]


def test_quotation_mark_without_its_pair_would_swallow_rows():
    assert reason(b'a;b\n1;"kaksi\n3;4\n', "k.csv").startswith("A quotation mark that begins a cell has no pair.")


def test_bytes_that_are_no_text():
    assert reason(bytes(range(1, 32)) * 40, "k.csv") == NOT_A_WORKBOOK


def test_too_many_rows():
    assert reason(b"a;b\n" * 5001, "Toimeenpano.csv") == TOO_MANY_ROWS


def test_too_many_columns():
    with pytest.raises(UnreadableBook, match="GS2"):
        read_book(b"a\n" + b"x;" * 200 + b"y", "k.csv")


def test_nothing_but_delimiters_is_empty():
    assert reason(b";;;\n;;;\n", "k.csv").startswith("The file is empty.")
