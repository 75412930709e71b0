"""The workbook's stamp: what each row looked like when the workbook was made, on a sheet that nobody sees.

A plain sheet, so that it survives every program that opens and saves the workbook: a line each for what the whole is of, a
line for each measure with its canonical values as JSON, and a last line that tells whether all of it is still there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from hyte.lib.workbooks.cells import Cell, GridBook

SHEET = "_hyte"
NAME, VERSION = "hyte-workbook", 1
ROW, END = "row", "end"
PIECE = 16_000  # characters: a cell holds 32 767 units of UTF-16, of which a character may take two


class DamagedStamp(Exception):
    """The workbook has a stamp that can't be used; the message is for people."""


@dataclass
class Stamp:
    """``rows`` are canonical values by the measure's identifier and the column's key, without the empty ones."""

    plan: str  # its slug
    plan_id: int
    made_at: datetime
    language: str
    rows: dict[str, dict[str, str]] = field(default_factory=dict)


def stamp_lines(stamp: Stamp) -> Iterator[list[str]]:
    """The cells of the stamp's sheet, row by row."""
    about = {"plan": stamp.plan, "plan_id": stamp.plan_id, "language": stamp.language}
    yield [NAME, str(VERSION), _as_json(about | {"made_at": stamp.made_at.isoformat()})]
    digest = sha256()
    for identifier, values in stamp.rows.items():
        text = _as_json({key: value for key, value in values.items() if value})
        digest.update(f"{identifier}\n{text}\n".encode())
        yield [ROW, identifier, *(text[start : start + PIECE] for start in range(0, len(text), PIECE))]
    yield [END, str(len(stamp.rows)), digest.hexdigest()]


def stamp_of(book: GridBook) -> Stamp | None:
    """The stamp of a workbook that we wrote, None where it has none.

    Raises DamagedStamp where somebody has changed or cut the sheet, or a newer version of the product has written it.
    """
    grid = next((sheet for sheet in book.sheets if sheet.title == SHEET), None)
    if grid is None:
        return None
    lines = [[_text(cell) for cell in row] for row in grid.rows if any(_text(cell) for cell in row)]
    _check_version(lines[0] if lines else [])
    try:
        return _read(lines)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DamagedStamp(_damaged()) from error


def _read(lines: list[list[str]]) -> Stamp:
    (_name, _version, about, *_rest), *rows, (end, count, digest, *_rest) = lines
    seen, values = sha256(), {}
    for mark, identifier, *pieces in rows:
        text = "".join(pieces)
        seen.update(f"{identifier}\n{text}\n".encode())
        values[identifier] = json.loads(text) if mark == ROW else None
    if end != END or int(count) != len(rows) or digest != seen.hexdigest():
        raise ValueError("Lines of the stamp are missing or changed.")
    told = json.loads(about)
    made_at = datetime.fromisoformat(told["made_at"])
    return Stamp(told["plan"], int(told["plan_id"]), made_at, told["language"], values)


def _check_version(line: list[str]) -> None:
    if line[:1] != [NAME] or not line[1:] or not line[1].isdecimal():
        raise DamagedStamp(_damaged())
    if int(line[1]) > VERSION:
        raise DamagedStamp(
            _("The workbook was made with a newer version of the service. Fetch a new workbook and fill in that one.")
        )


def _damaged() -> str:
    return _(
        "What the workbook remembers of the plan has been damaged, so it can't be told what was changed in it. "
        "Fetch a new workbook and copy your changes into that one."
    )


def _text(cell: Cell) -> str:
    """As it stands: a piece of text may begin or end with a space."""
    return cell.value if isinstance(cell.value, str) else cell.text


def _as_json(values: dict) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
