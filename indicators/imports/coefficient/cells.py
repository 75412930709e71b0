"""What a cell says: a number, a word that there is none, or nothing."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils import translation

from hyte.lib.numbers import read_number
from hyte.lib.text import clean, fold

Raw = str | Decimal  # what a table holds: a text as typed, or a number that a workbook keeps as one

NO_DATA = frozenset(
    fold(word)
    for word in [
        "-",
        "–",
        "—",
        "−",
        ".",
        "..",
        "...",
        "…",
        "x",
        "ei tietoa",
        "ei tietoja",
        "tieto puuttuu",
        "puuttuu",
        "uppgift saknas",
        "saknas",
        "ingen uppgift",
        "no data",
        "missing",
        "n/a",
        "na",
    ]
) | {","}
MINUSES = dict.fromkeys(map(ord, "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u00b4`"), "'")
AROUND = re.compile(r"^(?:€|eur)\s*|\s*(?:%|€|eur|euroa|euro)$", re.IGNORECASE)
BY_SPACES = re.compile(r"-?\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)
BY_MARKS = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:(?!\1)[.,]\d+)?", re.ASCII)
UNSURE = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
STUCK = re.compile(r"(?=.*[ '])-?\d[\d.,' -]*", re.ASCII)
MIXED = re.compile(r"-?[\d.,']+", re.ASCII)
LONGEST = 60


class Fault(StrEnum):
    NUMBER = "number"
    GROUPS = "groups"  # digits parted otherwise than in threes
    MARKS = "marks"  # a point and a comma in one number


@dataclass(frozen=True, slots=True)
class Figure:
    """``mark`` is the decimal mark, ``parted_by`` a point or a comma between thousands.

    ``is_unsure``: a mark with three digits after it, which may be either.
    """

    number: Decimal | None = None
    is_absent: bool = False  # told that there is none
    fault: Fault | None = None
    mark: str = ""
    parted_by: str = ""
    is_unsure: bool = False

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.is_absent and self.fault is None


def read_cell(raw: Raw) -> Figure:
    if isinstance(raw, Decimal):
        return Figure(raw) if raw.is_finite() else Figure(fault=Fault.NUMBER)
    text = clean(raw)
    if not text:
        return Figure()
    if fold(text) in NO_DATA:
        return Figure(is_absent=True)
    return _read(_plain(text)) if len(text) <= LONGEST else Figure(fault=Fault.NUMBER)


def _plain(text: str) -> str:
    """One kind of space, minus and apostrophe, without a plus and what tells the unit."""
    line = " ".join(text.translate(MINUSES).translate(APOSTROPHES).split())
    line = AROUND.sub("", AROUND.sub("", line)).removeprefix("+").strip()
    return re.sub(r"^-\s+", "-", line)


def _read(text: str) -> Figure:
    parted_by = ""
    if BY_SPACES.fullmatch(text):
        text = text.replace(" ", "").replace("'", "")
    elif found := BY_MARKS.fullmatch(text):
        parted_by = found[1]
        text = text.replace(parted_by, "")
    elif "," in text and "." in text and " " not in text:
        return Figure(fault=Fault.MARKS if MIXED.fullmatch(text) else Fault.NUMBER)
    elif STUCK.fullmatch(text):
        return Figure(fault=Fault.GROUPS)
    number = None if " " in text else read_number(text)
    if number is None:
        return Figure(fault=Fault.NUMBER)
    mark = next((each for each in ",." if each in text), "")
    return Figure(number, mark=mark, parted_by=parted_by, is_unsure=bool(UNSURE.fullmatch(text)))


def unsure_marks(figures: list[Figure]) -> set[str]:
    """The marks that may stand for either in a table: the rarer of two, or one that parts thousands elsewhere."""
    counts = Counter(each.mark for each in figures if each.mark and not each.parted_by)
    rarer = {mark for mark, count in counts.items() if count == min(counts.values())} if len(counts) > 1 else set()
    return rarer | {each.parted_by for each in figures if each.parted_by}


def is_doubtful(figure: Figure, unsure: set[str], *, is_large: bool) -> bool:
    """Whether the mark may part thousands; of people and euros, which have no three decimals, it always may."""
    return figure.is_unsure and (is_large or figure.mark in unsure)


def in_text(number: Decimal) -> str:
    """Exactly, thousands by spaces, the decimal mark of the language: as it stands in a field."""
    plain = f"{number:,f}".replace(",", " ").replace("-", "\N{MINUS SIGN}")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if translation.get_language() == "en" else plain.replace(".", ",")
