"""What people write in cells as canonical values (plans.workbook.columns)."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from hyte.lib.workbooks import Cell
from plans.models import Goal, Measure, Section, StatusUpdate
from plans.workbook.columns import BY_KEY, Column, Kind, Part
from plans.workbook.days import read_day
from plans.workbook.readings import Reading
from plans.workbook.words import Meaning, progress_of, status_of
from plans.workbook.years import canonical_years, read_years, years_of

__all__ = ["Reading", "canonical_years", "read_value", "split_names", "years_of"]

Reader = Callable[[Cell, str], Reading]  # of a cell and its text

BULLETS = "•·▪●◦‣○■"
FIELDS = {"section": (Section, "name_fi"), "goal": (Goal, "wording_fi"), "goal_identifier": (Goal, "identifier")} | {
    "merged_into": (Measure, "identifier")
}


def read_value(column: Column, cell: Cell) -> Reading:
    """The cell as its column's kind reads it. Organisations and people stay texts: who they are is told elsewhere."""
    if cell.fault:
        return Reading(fault=cell.fault)
    text = cell.text
    if not text:
        return Reading()
    reading = _check_length(column, READERS[column.kind](cell, text))
    if not cell.formula or reading.fault or reading.note:
        return reading
    note = _("The cell is a formula; its stored result was read.")
    return Reading(reading.value, unknown=reading.unknown, note=note)


def split_names(text: str) -> list[str]:
    """The names of a cell, between semicolons, line breaks and bullets; commas may belong to a name."""
    parts = re.split(rf"[;\n|{BULLETS}]", text)
    return [name for part in parts if (name := re.sub(r"^[-–—*]\s+|^\d+[.)]\s+", "", part.strip()).strip(" ,"))]


def _read_text(_cell: Cell, text: str) -> Reading:
    return Reading(text)


def _read_identifier(cell: Cell, text: str) -> Reading:
    """Numbers are a trap here: a spreadsheet makes 1.1 of 1.10, and a day of 1.2."""
    text = " ".join(text.split())
    if isinstance(cell.value, date):
        told = _(
            "The spreadsheet has turned the number into the day %(day)s. Format the cell as text and write it again."
        )
        return Reading(fault=told % {"day": text})
    if isinstance(cell.value, float) and not cell.value.is_integer():
        told = _(
            "The cell holds the number %(number)s: if it was written with a 0 at the end, format the cell as text."
        )
        return Reading(text, note=told % {"number": text})
    return Reading(text)


def _read_word(meaning_of: Callable[[str], Meaning | None]) -> Reader:
    def read(_cell: Cell, text: str) -> Reading:
        meaning = meaning_of(text)
        return Reading(meaning.value, note=meaning.note) if meaning else Reading(unknown=text)

    return read


READERS: dict[Kind, Reader] = {
    Kind.TEXT: _read_text,
    Kind.IDENTIFIER: _read_identifier,
    Kind.STATUS: _read_word(status_of),
    Kind.PROGRESS: _read_word(progress_of),
    Kind.DAY: read_day,
    Kind.YEARS: read_years,
    Kind.ORGANISATION: _read_text,
    Kind.ORGANISATIONS: _read_text,
    Kind.PERSON: _read_text,
}


def longest(column: Column) -> int | None:
    """How many characters the model's field holds; None where a column is not one field."""
    return _longest(column.key)  # a column's own hash would translate its heading for every cell


@cache
def _longest(key: str) -> int | None:
    column = BY_KEY[key]
    model, name = FIELDS.get(column.key, (StatusUpdate if column.part is Part.STATUS else Measure, column.field))
    texts = (Kind.TEXT, Kind.IDENTIFIER)
    return model._meta.get_field(name).max_length if name and column.kind in texts else None


def _check_length(column: Column, reading: Reading) -> Reading:
    limit = longest(column)
    if limit is None or len(reading.value) <= limit:
        return reading
    told = _("The text has %(length)s characters; there is room for %(limit)s. Shorten it.")
    return Reading(fault=told % {"length": len(reading.value), "limit": limit})
