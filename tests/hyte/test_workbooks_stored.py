"""A workbook kept as packed JSON comes back the same."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.lib.workbooks import Cell, Grid, GridBook, book_from_json, book_to_json, read_book
from tests.factories.workbooks import SHAPES

VALUES = (
    st.none() | st.text() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates() | st.datetimes()
)
CELLS = st.builds(Cell, VALUES, st.text(), st.sampled_from(["", "down", "across"]), st.text())
NUMBERS = st.sets(st.integers(1, 50))
GRIDS = st.builds(
    Grid, st.text(), st.lists(st.lists(CELLS, max_size=4), max_size=4), st.booleans(), st.booleans(), NUMBERS, NUMBERS
)
BOOKS = st.builds(GridBook, st.lists(GRIDS, max_size=3), st.lists(st.text(), max_size=2))


def types(book: GridBook) -> list[type]:
    return [type(cell.value) for grid in book.sheets for row in grid.rows for cell in row]


@given(BOOKS)
def test_any_workbook_comes_back_the_same(book):
    back = book_from_json(book_to_json(book))
    assert (back, types(back)) == (book, types(book))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_comes_back_the_same(shape):
    name, content = shape()
    book = read_book(content, name)
    assert book_from_json(book_to_json(book)) == book


def test_the_same_workbook_makes_the_same_bytes():
    book = GridBook([Grid("A", [[Cell(1), Cell("x")]])])
    assert book_to_json(book) == book_to_json(book)


def test_a_large_workbook_comes_back_in_no_time():
    rows = [[Cell(f"Toimenpide {row}, sarake {column}") for column in range(25)] for row in range(1000)]
    stored = book_to_json(GridBook([Grid("Toimeenpano", rows)]))
    assert min(_seconds(stored) for _time in range(5)) < 0.06


def _seconds(stored: bytes) -> float:
    start = time.perf_counter()
    book_from_json(stored)
    return time.perf_counter() - start
