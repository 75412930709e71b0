"""Days as people write them: as dates, in figures, as a month, a term or a year."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from hyte.lib.workbooks import Cell
from plans.workbook.readings import Reading, quoted

FIRST_YEAR, LAST_YEAR = 2000, 2100
DAY_ZERO = date(1899, 12, 30)  # from which spreadsheets count the days
LONGEST = 60  # characters of what may be a day or years
LAST_SERIAL = (date(9999, 12, 31) - DAY_ZERO).days

MONTH_NAMES = (
    "tammikuu|januari|january|jan",
    "helmikuu|februari|february|feb",
    "maaliskuu|mars|march|mar",
    "huhtikuu|april|apr",
    "toukokuu|maj|may",
    "kesäkuu|juni|june|jun",
    "heinäkuu|juli|july|jul",
    "elokuu|augusti|august|aug",
    "syyskuu|september|sept|sep",
    "lokakuu|oktober|october|okt|oct",
    "marraskuu|november|nov",
    "joulukuu|december|dec",
)
MONTH = "(?:" + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(MONTH_NAMES, start=1)) + ")"
MONTH = MONTH.replace("kuu", r"kuu(?:n|ta|ssa|sta|hun)?")
SEASONS = {
    5: "kevät|keväällä|kevään|keväänä|kevätkausi|kevätlukukausi|vår|våren|spring|vårterminen",
    8: "kesä|kesällä|kesän|kesänä|sommar|sommaren|summer",
    12: "syksy|syksyllä|syksyn|syksynä|syyskausi|syyslukukausi|loppuvuosi|loppuvuodesta|höst|hösten|höstterminen|autumn|fall",
    2: "talvi|talvella|talven|talvena|vinter|vintern|winter",
    6: "alkuvuosi|alkuvuodesta",
}
SEASON = "(?:" + "|".join(f"(?P<s{month}>{names})" for month, names in SEASONS.items()) + ")"
YEAR = r"(?P<year>\d{4})"
TIME = r"(?:[\st,]*(?:klo|kl\.?|at)?\s*\d{1,2}(?:[.:]\d{2}){0,2})?"
WEEKDAY = r"(?:(?:ma|ti|ke|to|pe|la|su|den)\.?\s+)?"

DAYS = (
    rf"{WEEKDAY}(?P<day>\d{{1,2}})\s*[./-]\s*(?P<month>\d{{1,2}})\s*[./-]\s*(?P<year>\d{{4}}|\d{{2}})\.?{TIME}",
    rf"{YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){TIME}",
    rf"{WEEKDAY}(?P<day>\d{{1,2}})\.?\s+{MONTH}\s+{YEAR}{TIME}",
)
PERIODS = (
    rf"(?P<month>\d{{1,2}})\s*[./-]\s*{YEAR}",
    rf"{YEAR}-(?P<month>\d{{1,2}})",
    rf"{MONTH}\.?\s*{YEAR}",
    rf"{SEASON}\s*{YEAR}",
    rf"q(?P<quarter>[1-4])\s*[/ ]\s*{YEAR}",
    YEAR,
)


def in_figures(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def read_day(cell: Cell, text: str) -> Reading:
    """A day as 2024-02-26; of a month, term or year its last day, with a note."""
    if isinstance(cell.value, datetime):
        return _checked(cell.value.date())
    if isinstance(cell.value, date):
        return _checked(cell.value)
    if isinstance(cell.value, bool):
        return Reading(fault=_no_day(text))
    return _read_text(text)


@lru_cache(maxsize=4000)
def _day_of(text: str) -> date | None:
    """Raises ValueError for a day that no calendar has."""
    return _first_match(DAYS, text, lambda parts: date(_year(parts["year"]), _month(parts), int(parts["day"])))


@lru_cache(maxsize=4000)
def last_day_of(text: str) -> date | None:
    """The last day of a month, a term or a year; ValueError for a month that no year has."""
    return _first_match(PERIODS, text, lambda parts: _last_day(int(parts["year"]), _month(parts)))


def _first_match(patterns: tuple[str, ...], text: str, make: Callable[[dict[str, str | None]], date]) -> date | None:
    matches = (re.fullmatch(pattern, text.casefold()) for pattern in patterns)
    return next((make(match.groupdict()) for match in matches if match), None)


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _month(parts: dict[str, str | None]) -> int:
    if parts.get("month"):
        return int(parts["month"])
    if parts.get("quarter"):
        return 3 * int(parts["quarter"])
    return next((int(name[1:]) for name, text in parts.items() if text and re.fullmatch(r"[ms]\d+", name)), 12)


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def _read_text(text: str) -> Reading:
    if len(text) > LONGEST:
        return Reading(fault=_no_day(text))
    try:
        if day := _day_of(text):
            return _checked(day)
        day = last_day_of(text)
    except ValueError:
        return Reading(fault=_("The calendar has no day “%(text)s”. Correct it.") % {"text": text})
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Reading(fault=_bare_number(text) if re.fullmatch(r"\d+(\.\d+)?", text) else _no_day(text))
    note = _("“%(text)s” was taken as its last day, %(day)s.") % {"text": text, "day": in_figures(day)}
    return Reading(day.isoformat(), note=note)


def _checked(day: date) -> Reading:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return Reading(day.isoformat())
    text = _("The day %(day)s can't be right: a spreadsheet shows an empty or wrong number so. Write the right day.")
    return Reading(fault=text % {"day": in_figures(day)})


def _no_day(text: str) -> str:
    return _("“%(text)s” is not a day. Write it like 26.2.2024.") % {"text": quoted(text)}


def _bare_number(text: str) -> str:
    number = int(text.partition(".")[0])
    if not 1 <= number <= LAST_SERIAL:
        return _no_day(text)
    told = _("The cell holds the number %(number)s, which a spreadsheet shows as %(day)s. Format the cell as a date.")
    return told % {"number": text, "day": in_figures(DAY_ZERO + timedelta(days=number))}
