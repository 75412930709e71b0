from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hyte.lib.workbooks import Cell
from plans.models import Measure
from plans.workbook.columns import BY_KEY, COLUMNS, Kind
from plans.workbook.values import canonical_years, longest, read_value, split_names, years_of

YEARS = st.none() | st.integers(2000, 2100)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def read(key, value, **about):
    return read_value(BY_KEY[key], Cell(value, **about))


@pytest.mark.parametrize(
    "value",
    [
        date(2024, 2, 26), datetime(2024, 2, 26, 14, tzinfo=UTC), "26.2.2024", "26.02.2024 klo 14", "26.02.2024 klo 9.30",
        "2024-02-26", "2024-02-26T10:00:00", "26/2/2024", "26.2.24", "ma 26.2.2024", "26. helmikuuta 2024",
        "den 26 februari 2024",
        "26 Feb 2024", " 26.2.2024\u00a0",
    ],
)  # fmt: skip
def test_a_day_is_read(value):
    reading = read("on", value)
    assert (reading.value, reading.note, reading.fault) == ("2024-02-26", "", "")


@pytest.mark.parametrize(
    ("text", "day", "shown"),
    [
        ("3/2024", "2024-03-31", "31.3.2024"),
        ("2024-03", "2024-03-31", "31.3.2024"),
        ("maaliskuu 2024", "2024-03-31", "31.3.2024"),
        ("mars 2024", "2024-03-31", "31.3.2024"),
        ("kevät 2024", "2024-05-31", "31.5.2024"),
        ("våren 2024", "2024-05-31", "31.5.2024"),
        ("kesällä 2024", "2024-08-31", "31.8.2024"),
        ("hösten 2024", "2024-12-31", "31.12.2024"),
        ("syksy 2024", "2024-12-31", "31.12.2024"),
        ("talvi 2024", "2024-02-29", "29.2.2024"),
        ("Q1/2024", "2024-03-31", "31.3.2024"),
        ("2024", "2024-12-31", "31.12.2024"),
    ],
)
def test_a_period_is_its_last_day_and_told(text, day, shown):
    reading = read("on", text)
    assert (reading.value, reading.note) == (day, f"“{text}” was taken as its last day, {shown}.")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (45348, "26.2.2024"),
        ("45348", "26.2.2024"),
        (date(1900, 1, 1), "1.1.1900"),
        (date(2101, 1, 1), "1.1.2101"),
        (0, "26.2.2024"),
        ("31.2.2024", "31.2.2024"),
        ("13/2024", "13/2024"),
        ("pian", "pian"),
        (True, "True"),
    ],
)
def test_what_is_no_day_is_a_fault(value, told):
    reading = read("on", value)
    assert (reading.value, told in reading.fault) == ("", True)


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        (2024, "2024"), (2024.0, "2024"), ("2024", "2024"), ("vuonna 2024", "2024"), ("2024–2024", "2024"),
        ("2023–2025", "2023-2025"), ("2023 — 2025", "2023-2025"), ("2023/2025", "2023-2025"), ("2023-25", "2023-2025"),
        ("2023 ja 2024", "2023-2024"), ("vuosina 2023–2025", "2023-2025"), ("2009-10", "2009-2010"),
        ("2023-", "2023-"), ("2024 alkaen", "2024-"), ("alkaen 2024", "2024-"), ("från 2024", "2024-"), ("from 2024", "2024-"),
        ("–2025", "-2025"), ("2025 mennessä", "-2025"), ("vuoden 2025 loppuun", "-2025"), ("senast 2025", "-2025"),
        ("by 2025", "-2025"),
        ("jatkuva", "continuous"), ("Jatkuvasti", "continuous"), ("vuosittain", "continuous"), ("fortlöpande", "continuous"),
        ("kontinuerlig", "continuous"), ("continuous", "continuous"), ("jatkuva 2023–2025", "continuous 2023-2025"),
        ("jatkuva, 2024 alkaen", "continuous 2024-"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_years_are_read(value, canonical):
    reading = read("years", value)
    assert (reading.value, reading.note, reading.fault) == (canonical, "", "")


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ("kevät 2024", "2024"), ("3/2024", "2024"), ("3–5/2024", "2024"), ("26.2.2024", "2024"), (date(2024, 2, 26), "2024"),
        ("maaliskuu 2024", "2024"), ("tammi-maaliskuu 2024", "2024"), ("kevät-syksy 2024", "2024"),
        ("våren 2024", "2024"), ("2024-03", "2024"),
        ("1.1.2023–31.12.2025", "2023-2025"), ("kevät 2024–syksy 2025", "2024-2025"), ("2023, 2025", "2023-2025"),
    ],
)  # fmt: skip
def test_what_years_lose_is_told(value, canonical):
    reading = read("years", value)
    assert (reading.value, bool(reading.note)) == (canonical, True)


@pytest.mark.parametrize(
    "value", ["2025–2023", "1999", "2101", 45348, "pian", "2024 pian", "2024 tai 2025", date(1900, 1, 1)]
)
def test_what_is_no_years_is_a_fault(value):
    reading = read("years", value)
    assert (reading.value, bool(reading.fault)) == ("", True)


@given(st.booleans(), YEARS, YEARS)
def test_years_of_a_measure_come_back(continuous, first, second):
    start, end = sorted((first, second)) if first and second else (first, second)
    canonical = canonical_years(Measure(continuous=continuous, start_year=start, end_year=end))
    assert years_of(canonical) == (continuous, start, end)
    assert read("years", canonical).value == canonical


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for column in COLUMNS:
        reading = read_value(column, Cell(text))
        assert bool(Cell(text).text) == bool(reading.value or reading.unknown or reading.fault)


@pytest.mark.parametrize("piece", ["1", "2024-", "kevät-", "1.", "((", "a "])
@pytest.mark.parametrize("key", ["on", "years", "status", "identifier"])
def test_a_cell_filled_to_its_brim_is_answered_briefly(key, piece):
    reading = read(key, piece * (32_000 // len(piece)))
    assert reading.unknown or 0 < len(reading.fault) < 250


def test_words_are_read_or_asked():
    assert read("status", "Käynnissä").value == "in_progress"
    assert read("progress", "viivästynyt").value == "delayed"
    assert read("status", " vihreä ").unknown == "vihreä"
    assert read("progress", "vihreä").unknown == "vihreä"


@pytest.mark.parametrize(
    ("value", "identifier", "noted"), [(" 1.1\n", "1.1", False), (3, "3", False), (3.0, "3", False), (1.1, "1.1", True)]
)
def test_an_identifier_is_a_text(value, identifier, noted):
    reading = read("identifier", value)
    assert (reading.value, bool(reading.note)) == (identifier, noted)


def test_an_identifier_that_became_a_day_is_a_fault():
    assert "1.10.2024" in read("identifier", date(2024, 10, 1)).fault


def test_a_text_is_cleaned_and_measured():
    assert read("effect", " Hyvä\u00ad\u00a0tulos \n jo").value == "Hyvä tulos\njo"
    assert read("project", "x" * 300).value == "x" * 300
    assert read("project", "x" * 301).fault == "The text has 301 characters; there is room for 300. Shorten it."


def test_every_text_has_its_limit():
    unlimited = {
        column.key for column in COLUMNS if column.kind in (Kind.TEXT, Kind.IDENTIFIER) and not longest(column)
    }
    assert unlimited == {"focus_area"}  # names of several


def test_a_fault_of_the_cell_goes_first():
    assert read("effect", "x", fault="The cell holds the error #REF!.").fault == "The cell holds the error #REF!."


def test_a_formula_is_told():
    reading = read("effect", "Hyvä", formula="=A1")
    assert (reading.value, reading.note) == ("Hyvä", "The cell is a formula; its stored result was read.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Seurat; Kunnat;", ["Seurat", "Kunnat"]),
        ("• Seurat\n• Kunnat ja seurakunnat", ["Seurat", "Kunnat ja seurakunnat"]),
        ("- Seurat\n2) Lasten, nuorten ja perheiden palvelut", ["Seurat", "Lasten, nuorten ja perheiden palvelut"]),
        ("", []),
    ],
)
def test_names_are_split_where_it_is_sure(text, names):
    assert split_names(text) == names
