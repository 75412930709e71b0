"""What a file of figures is taken for."""

from datetime import date
from decimal import Decimal

import pytest

from hyte.lib.workbooks import Cell, read_book
from indicators.imports.figures.headings import guess_heading
from indicators.imports.figures.layout import Lack, guess_layout
from indicators.imports.figures.problems import Problem, Refused
from indicators.imports.figures.rows import Table
from indicators.imports.figures.values import read_figure, read_sex, read_year
from tests.factories.figures_files import excel


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Mittari", "indicator"),
        ("INDIKATOR", "indicator"),
        ("Kuntanumero", "code"),
        ("Områdeskod", "code"),
        ("Area code", "code"),
        ("Alue", "area"),
        ("Kunta (nimi)", "area"),
        ("Kommun", "area"),
        ("Tilastovuosi", "year"),
        ("År", "year"),
        ("Sukupuoli", "sex"),
        ("Kön", "sex"),
        ("Arvo", "value"),
        ("Osuus, %", "value"),
        ("Värde", "value"),
        ("Tapausten lukumäärä", "cases"),
        ("Antal fall", "cases"),
        ("2021", "value:2021"),
        ("Vuosi 2021", "value:2021"),
        ("Naiset", "value::female"),
        ("Kvinnor 2022", "value:2022:female"),
        ("Miehet 2022 (lkm)", "cases:2022:male"),
        ("Yhteensä", "value::total"),
        ("Men, %", "value::male"),
        ("2020–2021", "skip"),
        ("N", "skip"),
        ("Huomautus", "skip"),
        ("", "skip"),
        ("Alue " * 40, "skip"),
    ],
)
def test_headings_in_three_languages(heading, key):
    assert guess_heading(heading).role.key == key


def keys(content: bytes | str, areas=("Vantaa", "Kerava")) -> tuple[int, dict[int, str]]:
    book = read_book(content.encode() if isinstance(content, str) else content, "a.csv")
    layout = guess_layout(book, lambda text: text in areas)
    return layout.header, {number: role.key for number, role in layout.columns.items() if role.key != "skip"}


class TestGuesses:
    def test_a_long_table_under_a_title(self):
        table = "Taulukko 1. Kysely;;;\n\nKunta;Vuosi;Sukupuoli;Osuus\nVantaa;2021;Naiset;12,5\n"
        assert keys(table) == (3, {1: "area", 2: "year", 3: "sex", 4: "value"})

    def test_years_side_by_side(self):
        assert keys(";2021;2022\nVantaa;1;2\n") == (1, {1: "area", 2: "value:2021", 3: "value:2022"})

    def test_years_above_sexes(self):
        rows = [
            [None, 2021, 2021, 2022, 2022],
            ["Kunta", "Naiset", "Miehet", "Naiset", "Miehet"],
            ["Vantaa", 1, 2, 3, 4],
        ]
        told = {
            1: "area",
            2: "value:2021:female",
            3: "value:2021:male",
            4: "value:2022:female",
            5: "value:2022:male",
        }
        assert keys(excel(rows)) == (2, told)

    def test_numbers_of_people_alone_are_the_figures(self):
        assert keys("Kunta;Vuosi;Lukumäärä\nVantaa;2021;12\n")[1][3] == "value"

    def test_numbers_of_people_beside_the_figures_are_cases(self):
        assert keys("Kunta;Vuosi;Osuus;Lukumäärä\nVantaa;2021;12;3\n")[1] == {
            1: "area",
            2: "year",
            3: "value",
            4: "cases",
        }

    def test_an_unknown_heading_over_numbers(self):
        assert keys("Kunta;Vuosi;Kokee olonsa hyväksi\nVantaa;2021;..\nKerava;2021;88,1\n")[1][3] == "value"

    def test_two_columns_are_not_taken_for_the_same(self):
        assert keys("Alue;Kunta;Vuosi;Arvo\nx;Vantaa;2021;1\n")[1] == {1: "area", 3: "year", 4: "value"}

    def test_no_headings(self):
        assert keys("a;b\nc;d\n") == (0, {})


def lacks(content: str, **fields) -> list[Lack]:
    layout = guess_layout(read_book(content.encode(), "a.csv"), lambda text: text == "Vantaa")
    return list(layout.lacks(**({"has_indicator": True} | fields)))


@pytest.mark.parametrize(
    ("table", "lack"),
    [
        ("Kunta;Vuosi\nVantaa;2021\n", Lack.FIGURE),
        ("Vuosi;Arvo\n2021;1\n", Lack.AREA),
        ("Kunta;Arvo\nVantaa;1\n", Lack.YEAR),
        ("Kunta;Vuosi;2021\nVantaa;2021;1\n", Lack.TWO_YEARS),
        ("Kunta;Vuosi;Sukupuoli;Naiset\nVantaa;2021;;1\n", Lack.TWO_SEXES),
    ],
)
def test_what_people_have_to_tell(table, lack):
    assert lacks(table) == [lack]


def test_an_indicator_is_needed():
    assert lacks("Kunta;Vuosi;Arvo\n", has_indicator=False) == [Lack.INDICATOR]
    assert lacks("Mittari;Kunta;Vuosi;Arvo\n", has_indicator=False) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1\u2009234\u202f567", "1234567"),
        ("12,5 %", "12.5"),
        ("−3,1", "-3.1"),
        ("0", "0"),
        (12.333333333333334, "12.33333"),
        (0.1, "0.1"),
        (7, "7"),
        (1e-7, "0"),
        *((nothing, None) for nothing in ("", "-", "–", "—", ".", "..", "…", "x", "X", None, " ")),
    ],
)
def test_figures(written, number):
    assert read_figure(Cell(written)) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (Cell("NaN"), Problem.NAN),
        (Cell(float("nan")), Problem.NAN),
        (Cell(float("inf")), Problem.NAN),
        (Cell("1.234,5"), Problem.NUMBER),
        (Cell("<5"), Problem.NUMBER),
        (Cell("noin 3"), Problem.NUMBER),
        (Cell(True), Problem.NUMBER),
        (Cell(date(2024, 5, 12)), Problem.DAY),
        (Cell("99999999999"), Problem.TOO_LARGE),
        (Cell("9999999999,999999"), Problem.TOO_LARGE),
        (Cell(10**300), Problem.TOO_LARGE),
        (Cell(5, lent="down"), Problem.MERGED),
        (Cell("#REF!", fault="The cell shows the error #REF!."), Problem.FAULT),
    ],
)
def test_figures_refused(cell, problem):
    with pytest.raises(Refused) as told:
        read_figure(cell)
    assert told.value.problem is problem and str(told.value.sentence)


@pytest.mark.parametrize("text", ["21", "2021–2022", "20211", "1.1.2021", "MMXXI", "3021", "0000"])
def test_years_refused(text):
    with pytest.raises(Refused) as told:
        read_year(Cell(text))
    assert told.value.problem is Problem.YEAR


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Naiset", "female"),
        ("män", "male"),
        ("Yhteensä", "total"),
        ("", "total"),
        ("2", "female"),
        (1, "male"),
        ("N", "female"),
    ],
)
def test_sexes(text, sex):
    assert read_sex(Cell(text)) == sex


def test_an_unknown_sex_is_refused():
    with pytest.raises(Refused) as told:
        read_sex(Cell("muu"))
    assert told.value.problem is Problem.SEX


def entries(table: str | bytes) -> list:
    book = read_book(table.encode() if isinstance(table, str) else table, "a.csv")
    return list(Table(book.sheets[0], guess_layout(book, lambda text: text in ("Vantaa", "Kerava"))).entries())


def test_a_row_of_years_has_an_entry_for_each():
    told = entries("Kunta;2021;2022\nVantaa;1,5;..\n")
    assert [(each.row, each.column, each.area, each.year, each.figure.value) for each in told] == [
        (2, 2, "Vantaa", 2021, Decimal("1.5")),
        (2, 3, "Vantaa", 2022, None),
    ]


def test_a_note_under_the_table_is_no_figure():
    told = entries("Kunta;Vuosi;Arvo\nVantaa;2021;1\n\nLähde: kysely;;\n")
    assert [(each.row, each.is_empty) for each in told] == [(2, False), (4, True)]


def test_a_bad_year_is_refused_only_where_there_is_a_figure():
    told = entries("Kunta;Vuosi;Arvo\nVantaa;joskus;1\nKerava;joskus;–\n")
    assert [each.refused and each.refused.problem for each in told] == [Problem.YEAR, None]


def test_cases_below_zero():
    (told,) = entries("Kunta;Vuosi;Arvo;Tapaukset\nVantaa;2021;1;-2\n")
    assert told.refused.problem is Problem.NEGATIVE
