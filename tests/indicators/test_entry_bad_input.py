"""Bad input is told by row with what to do, and nothing is calculated from it."""

import pytest

from indicators.coefficient import Reason
from indicators.imports.coefficient import words
from indicators.imports.coefficient.checking import lacks_of
from indicators.imports.coefficient.table import Misplaced
from indicators.models import RuleSet
from tests.factories.coefficient import make_rule_set
from tests.factories.entry import AREAS, lines, make_counties, read, reader_of, three_area_rules, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HEAD = ("Alue", "Väestö", "Kerroin")
ROWS = {
    "04": ["Vantaa ja Kerava", "100 000", "0,9"],
    "06": ["Satakunta", "200 000", "1,2"],
    "21": ["Lappi", "300 000", "1,1"],
}


@pytest.fixture
def reader():
    make_counties(AREAS)
    return reader_of(make_rule_set(name_fi="Kolme"))


def with_rows(*extra, **changed) -> str:
    """The good table with rows changed by their codes: ``r06`` names a row, None leaves it out."""
    rows = [changed.get(f"r{code}", row) for code, row in ROWS.items()]
    return lines(HEAD, *[row for row in rows if row], *extra)


def only(checked, row: str) -> str:
    """What is told of the row, and nothing of others but what is of the whole."""
    assert {each.row for each in checked.troubles} <= {row, ""}
    (text,) = told(checked, row)
    return text


def test_the_good_table_is_good(reader):
    table, checked = read(reader, with_rows())
    assert told(checked) == [] and table.remarks == []


def test_a_missing_area_is_named(reader):
    _table, checked = read(reader, with_rows(r21=None))
    assert "Lappi" in told(checked, "")[0]
    assert "no figures of this area" in only(checked, "21")


@pytest.mark.parametrize(("people", "said"), [("0", "above zero"), ("-5", "above zero"), ("−200 000", "above zero")])
def test_a_population_that_cannot_be(reader, people, said):
    _table, checked = read(reader, with_rows(r06=["Satakunta", people, "1,2"]))
    assert said in only(checked, "06")


@pytest.mark.parametrize("people", ["200,5", "200.000", "200,000"])
def test_a_population_that_is_not_whole_may_be_parted_by_a_mark(reader, people):
    _table, checked = read(
        reader, with_rows(r06=["Satakunta", people, "2"], r04=[*ROWS["04"][:2], "1"], r21=[*ROWS["21"][:2], "1"])
    )
    assert "a whole number of people" in only(checked, "06")


def test_a_point_and_a_comma_in_one_number(reader):
    _table, checked = read(reader, with_rows(r06=["Satakunta", "200 000", "1.234,5"]))
    assert "a point and a comma" in only(checked, "06")


def test_what_may_be_thousands_or_decimals_is_asked_about(reader):
    _table, checked = read(reader, with_rows(r06=["Satakunta", "200 000", "1.234"]))
    assert "two ways" in only(checked, "06")


def test_published_euros_have_no_three_decimals(reader):
    rows = [[*row, "1.234"] for row in (["Vantaa ja Kerava", "1", "1"], ["Satakunta", "2", "2"], ["Lappi", "3", "3"])]
    _table, checked = read(reader, lines((*HEAD, "Tasajako"), *rows))
    assert all("two ways" in text for text in told(checked)) and len(checked.troubles) == 3


def test_decimals_by_both_marks_are_told_where_they_are_clear(reader):
    table, checked = read(reader, with_rows(r06=["Satakunta", "200 000", "1.2"]))
    assert told(checked) == [] and "Both points and commas" in table.remarks[0]


def test_a_sum_that_does_not_match(reader):
    _table, checked = read(reader, with_rows(["Yhteensä", "600 001", ""]))
    assert "600 001" in only(checked, "total") and "600 000" in only(checked, "total")
    assert read(reader, with_rows(["Koko maa", "600 000", "1,1"]))[1].troubles == []


def test_published_sums_may_differ_by_rounding(reader):
    head = (*HEAD, "Tasajako, €")
    rows = [[*row, flat] for row, flat in zip(ROWS.values(), ("10", "20", "30"), strict=True)]
    assert read(reader, lines(head, *rows, ["Yhteensä", "", "", "61"]))[1].troubles == []
    _table, checked = read(reader, lines(head, *rows, ["Yhteensä", "", "", "63"]))
    assert "63" in only(checked, "total")


def test_an_area_twice(reader):
    table, checked = read(reader, with_rows(["Satakunta", "1", "1"]))
    assert "there twice" in only(checked, "x1")
    assert table.loose[0].line == 5 and table.loose[0].why is Misplaced.TWICE


def test_an_unknown_name_with_the_likeliest(reader):
    _table, checked = read(reader, with_rows(r06=["Satakuta", "200 000", "1,2"]))
    assert "Satakunta" in told(checked, "x1")[0] and "Satakunta" in told(checked, "")[0]


def test_an_old_name_is_not_taken_for_the_new_one(reader):
    table, checked = read(reader, with_rows(r06=["Satasairaala", "200 000", "1,2"]))
    assert "old name" in told(checked, "x1")[0] and table.is_bare("06")


def test_a_row_without_a_name(reader):
    _table, checked = read(reader, with_rows(["", "5", "1"]))
    assert "names no area" in only(checked, "x1")


@pytest.mark.parametrize("text", ["", "–", "ei tietoa"])
def test_a_coefficient_is_always_needed(reader, text):
    _table, checked = read(reader, with_rows(r06=["Satakunta", "200 000", text]))
    assert "Write the number" in only(checked, "06") or "always needed" in only(checked, "06")


@pytest.mark.parametrize("text", ["-0,5", "yksi", "1 2", "#N/A", "12.3.2024"])
def test_what_is_no_coefficient(reader, text):
    _table, checked = read(reader, with_rows(r06=["Satakunta", "200 000", text]))
    assert only(checked, "06")


def test_what_is_larger_than_can_be(reader):
    _table, checked = read(reader, with_rows(r06=["Satakunta", "2 000 000 000", "1,2"]))
    assert "at most 10 000 000" in only(checked, "06").replace("\N{NO-BREAK SPACE}", " ")
    _table, checked = read(reader, with_rows(r06=["Satakunta", "200 000", "1" * 14]))
    assert "too large" in only(checked, "06")


def test_rows_beyond_reason_are_not_read(reader):
    table, checked = read(reader, with_rows(*([f"Paikka {number}", "1", "1"] for number in range(2000))))
    assert len(table.loose) == 40 and "rows were not read" in told(checked, "")[0]


def test_a_column_that_is_not_there(reader):
    _table, checked = read(reader, lines(("Alue", "Kerroin"), *([row[0], row[2]] for row in ROWS.values())))
    assert "No column was found for: Population" in told(checked, "")[0]


@pytest.mark.parametrize(
    ("extra", "said"), [(["1"] * 6, "more than in the template"), (None, "less than in the template")]
)
def test_a_table_without_headings_of_another_width(reader, extra, said):
    rows = [[*row, *extra] if extra else row[:2] for row in ROWS.values()]
    _table, checked = read(reader, lines(*rows))
    assert any(said in text for text in told(checked, ""))


@pytest.mark.parametrize("text", ["hei", "\n\n", "Vantaa", "{}", "Alue\tVäestö\tKerroin"])
def test_what_is_no_table(reader, text):
    _table, checked = read(reader, text)
    assert "No row with a known area" in told(checked, "")[0]


class TestValues:
    GOOD = (["Vantaa ja Kerava", "1", "98", "20", "12", "12"], ["Satakunta", "2", "95", "50", "13", "14"])

    @pytest.fixture
    def values(self):
        make_counties(AREAS)
        return reader_of(three_area_rules(), "C")

    def test_a_percentage_above_hundred(self, values):
        _table, checked = read(values, lines(*self.GOOD, ["Lappi", "3", "101", "5", "9", "10"]))
        assert "101 is above 100" in only(checked, "21")
        assert checked.troubles[0].column == "mpr.now"

    def test_a_value_below_zero_in_the_earlier_year(self, values):
        _table, checked = read(values, lines(*self.GOOD, ["Lappi", "3", "97", "5", "9", "−10"]))
        assert "below 0" in only(checked, "21") and checked.troubles[0].column == "neet.before"

    def test_an_empty_cell_is_asked_about_and_a_dash_is_an_answer(self, values):
        text = lines(*self.GOOD, ["Lappi", "3", "97", "", "9", "10"])
        _table, checked = read(values, text)
        assert "dash" in only(checked, "21")
        _table, checked = read(values, text.replace("\t\t", "\t..\t"))
        assert checked.troubles == [] and checked.absent == 1

    def test_an_empty_column_is_told_once(self, values):
        rows = [[*row[:3], "", *row[4:]] for row in (*self.GOOD, ["Lappi", "3", "97", "", "9", "10"])]
        _table, checked = read(values, lines(*rows))
        assert len(checked.troubles) == 1 and "in every row" in checked.troubles[0].text

    def test_an_unknown_state(self, values):
        head = ("Alue", "Väestö", "mpr", "level", "neet.now", "neet.before", "Tila")
        rows = [[*row, "valmis"] for row in (*self.GOOD, ["Lappi", "3", "97", "5", "9", "10"])]
        _table, checked = read(values, lines(head, *rows))
        assert "not a state" in told(checked, "06")[0]


def test_points_above_hundred():
    make_counties(AREAS)
    reader = reader_of(three_area_rules(), "B")
    _table, checked = read(
        reader, lines(*([name, "10", "100,1" if name == "Lappi" else "50", "0", "0"] for name in AREAS.values()))
    )
    assert "above 100" in only(checked, "21")


def test_every_reason_of_the_engine_has_words():
    assert set(words.REASONS) | {Reason.OUT_OF_RANGE} == set(Reason)


@pytest.mark.parametrize(
    ("shipped", "possible"), [("county-2026", "ABC"), ("practice-2024", "A"), ("municipal-2026", "A"), ("older-13", "")]
)
def test_incomplete_rules_say_before_typing_how_deep_they_go(shipped, possible):
    rules = RuleSet.objects.get(shipped_as=shipped).rules()
    assert "".join(depth for depth in "ABC" if not lacks_of(rules, depth)) == possible
