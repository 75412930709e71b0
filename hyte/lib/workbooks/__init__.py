"""Spreadsheets that people bring, read into plain grids: nothing here knows what the cells mean."""

from hyte.lib.workbooks.cells import Cell, Grid, GridBook

__all__ = ["Cell", "Grid", "GridBook"]
