"""Spreadsheets that people bring, read into plain grids: nothing here knows what the cells mean."""

from hyte.lib.workbooks.cells import Cell, Grid, GridBook
from hyte.lib.workbooks.reading import read_book
from hyte.lib.workbooks.refusals import UnreadableBook
from hyte.lib.workbooks.stored import book_from_json, book_to_json

__all__ = ["Cell", "Grid", "GridBook", "UnreadableBook", "book_from_json", "book_to_json", "read_book"]
