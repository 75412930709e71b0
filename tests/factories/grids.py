"""Grids for tests of what is read of a workbook: rows of plain values."""

from collections.abc import Iterable

from hyte.lib.workbooks import Cell, Grid, GridBook


def grid_of(rows: Iterable[list], title: str = "Toimeenpano", **about) -> Grid:
    """A Cell stands for itself, any other value for a cell that holds it."""
    cells = [[value if isinstance(value, Cell) else Cell(value) for value in row] for row in rows]
    return Grid(title, cells, **about)


def book_of(rows: Iterable[list], title: str = "Toimeenpano") -> GridBook:
    return GridBook([grid_of(rows, title)])


def down(value: object) -> Cell:
    """A cell that a merged one above lends its value."""
    return Cell(value, lent="down")


def across(value: object) -> Cell:
    return Cell(value, lent="across")
