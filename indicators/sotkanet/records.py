"""Sotkanet's answers as records of ours; what is missing or odd in them is left empty, never guessed."""

import html
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hyte.lib.text import clean
from indicators.sotkanet.errors import STRANGE, error_of

LANGUAGES = ("fi", "sv", "en")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")  # a database refuses them
Titles = dict[str, str]  # by language; all three are there, "" where Sotkanet has none


class DataRow(NamedTuple):
    indicator: int
    region: int
    year: int
    sex: str
    value: Decimal | None
    abs_value: Decimal | None


class RegionRow(NamedTuple):
    """An area. Only category and code together are its name for ever; the code is text with zeros in front."""

    id: int
    category: str
    code: str
    title: Titles
    member_of: tuple[int, ...]


class Organisation(NamedTuple):
    id: int | None
    title: Titles


class ShortIndicator(NamedTuple):
    """``levels`` are those that Sotkanet declares. They never name the wellbeing services counties, and aren't always true."""

    id: int
    title: Titles
    organisation: Organisation | None
    levels: tuple[str, ...]
    sexes: tuple[str, ...]


class Document(NamedTuple):
    """All that Sotkanet tells of an indicator but its figures; ``raw`` is what came, fit to be stored."""

    raw: dict
    id: int
    title: Titles
    data_updated: date | None
    start: int | None
    end: int | None
    decimals: int | None
    value_type: dict | None
    organisation: Organisation | None
    sexes: tuple[str, ...]


def region_of(raw: object) -> RegionRow | None:
    number = _whole(_part(raw, "id"))
    if number is None:
        return None
    parents = _numbers(_part(raw, "memberOf"))
    return RegionRow(number, _word(raw, "category"), _word(raw, "code"), titles_of(_part(raw, "title")), parents)


def short_of(raw: object) -> ShortIndicator | None:
    number = _whole(_part(raw, "id"))
    if number is None:
        return None
    owner = _organisation(_part(raw, "organization"))
    return ShortIndicator(number, titles_of(_part(raw, "title")), owner, _values(raw, "region"), _values(raw, "sex"))


def document_of(raw: object, asked: int) -> Document:
    if _whole(_part(raw, "id")) != asked:
        raise error_of(STRANGE, f"asked for indicator {asked}, the answer is of {_part(raw, 'id')!r}")
    raw = storable(raw)
    return Document(
        raw=raw,
        id=asked,
        title=titles_of(_part(raw, "title")),
        data_updated=_day(_part(raw, "data-updated")),
        start=_whole(_part(raw, "range", "start")),
        end=_whole(_part(raw, "range", "end")),
        decimals=_whole(_part(raw, "decimals")),
        value_type=_value_type(_part(raw, "primaryValueType")),
        organisation=_organisation(_part(raw, "organization")),
        sexes=_values(raw, "sex"),
    )


def clean_text(text: str) -> str:
    """One line of plain text: titles have carried entities, markup and spaces at their ends."""
    return " ".join(clean(html.unescape(TAG.sub(" ", text))).split())


def titles_of(raw: object) -> Titles:
    told = {code: _part(raw, code) for code in LANGUAGES}
    return {code: clean_text(text) if isinstance(text, str) else "" for code, text in told.items()}


def storable(value: object) -> object:
    """The same without the signs that no database takes."""
    if isinstance(value, str):
        return NOT_STORABLE.sub("", value)
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {storable(key): storable(each) for key, each in value.items()}
    return value


def _part(raw: object, *path: str) -> object:
    for name in path:
        raw = raw.get(name) if isinstance(raw, Mapping) else None
    return raw


def _word(raw: object, name: str) -> str:
    word = _part(raw, name)
    return storable(word).strip() if isinstance(word, str) else ""


def _whole(value: object) -> int | None:
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    return value if type(value) is int and 0 <= value < 2**31 else None


def _numbers(raw: object) -> tuple[int, ...]:
    told = raw if isinstance(raw, list) else []
    return tuple(number for each in told if (number := _whole(each)) is not None)


def _values(raw: object, classification: str) -> tuple[str, ...]:
    told = _part(raw, "classifications", classification, "values")
    return tuple(storable(each) for each in told if isinstance(each, str)) if isinstance(told, list) else ()


def _organisation(raw: object) -> Organisation | None:
    found = Organisation(_whole(_part(raw, "id")), titles_of(_part(raw, "title")))
    return found if found.id is not None or any(found.title.values()) else None


def _value_type(raw: object) -> dict | None:
    return {"code": _word(raw, "code"), "title": titles_of(_part(raw, "title"))} if isinstance(raw, Mapping) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10]) if isinstance(text, str) else None
    except ValueError:
        return None
