"""A workbook that has been read, kept as packed JSON: it comes back the same, and in no time."""

import gzip
import json
from datetime import date, datetime

from hyte.lib.workbooks.cells import Cell, Grid, GridBook

LEVEL = 5


def book_to_json(book: GridBook) -> bytes:
    stored = {"notes": book.notes, "sheets": [_stored_grid(grid) for grid in book.sheets]}
    return gzip.compress(json.dumps(stored, separators=(",", ":")).encode(), LEVEL, mtime=0)


def book_from_json(content: bytes) -> GridBook:
    stored = json.loads(gzip.decompress(content))
    return GridBook([_grid(sheet) for sheet in stored["sheets"]], stored["notes"])


def _stored_grid(grid: Grid) -> dict:
    return vars(grid) | {
        "rows": [[_stored_cell(cell) for cell in row] for row in grid.rows],
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
    }


def _grid(stored: dict) -> Grid:
    rows = [[_cell(cell) for cell in row] for row in stored["rows"]]
    hidden = {key: set(stored[key]) for key in ("hidden_rows", "hidden_columns")}
    return Grid(**stored | hidden | {"rows": rows})


def _stored_cell(cell: Cell) -> object:
    """The bare value where there is nothing beside it, else a list."""
    value = _stored_value(cell.value)
    return [value, cell.formula, cell.lent, cell.fault] if cell.formula or cell.lent or cell.fault else value


def _cell(stored: object) -> Cell:
    if type(stored) is list:
        return Cell(_value(stored[0]), *stored[1:])
    return Cell(_value(stored) if type(stored) is dict else stored)


def _stored_value(value: object) -> object:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"on": value.isoformat()} if isinstance(value, date) else value


def _value(stored: object) -> object:
    if type(stored) is not dict:
        return stored
    return datetime.fromisoformat(stored["at"]) if "at" in stored else date.fromisoformat(stored["on"])
