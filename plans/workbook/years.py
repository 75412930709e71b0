"""The years of a measure: as people write them, canonical, and as the measure keeps them."""

import re
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hyte.lib.workbooks import Cell
from plans.models import Measure
from plans.workbook.days import FIRST_YEAR, LAST_YEAR, LONGEST, MONTH, SEASON
from plans.workbook.readings import Reading, quoted

CONTINUOUS = "continuous"

GOES_ON = (
    r"jatkuv\w*|jatkuu|toistuv\w*|pysyv\w*|vuosittain\w*|joka vuosi|löpande|fortlöpande|kontinuerlig\w*|årlig\w*|varje år"
    r"|continuous\w*|continuing|ongoing|annual\w*|yearly|every year"
)
BEGINS = r"alkaen|alk|lähtien|alkaa|från(?: och med)?|fr\.?\s*o\.?\s*m|from|since|starting|as of|onwards?|vuodesta"
UNTIL = (
    r"mennessä|saakka|asti|viimeistään|loppuun(?: mennessä)?|päättyy|senast|till(?: och med)?|t\.?\s*o\.?\s*m"
    r"|until|till|by|no later than|latest|before"
)
SAID_BESIDE = r"vuosi|vuonna|vuosina|vuodet|vuoden|vuoteen|vv|v|år|åren|året|i|under|years?|in|the|end of|of|in the"
MONTH_OR_TERM = re.sub(r"\?P<\w+>", "", rf"(?:{MONTH})\b\.?|(?:{SEASON})\b|q[1-4]\b\s*/?")
STEMS = "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"
FIGURES = r"(?<!\d)(?:\d{1,2}\s*\.\s*(?:\d{1,2}\s*\.\s*)?|\d{1,2}\s*/\s*(?:\d{1,2}\s*/\s*)?)(?=\d{4}\b)"
FROM_OF_RANGE = (  # "3-5/2024", "1.3.-31.5.2024", "kevät-syksy 2024": what stands before the dash has no year
    rf"(?<!\d)(?:\d{{1,2}}(?=\s*-\s*\d{{1,2}}\s*[/.])|\d{{1,2}}\.\d{{1,2}}\.|\b(?:{MONTH_OR_TERM}|{STEMS}))\s*-\s*(?!\d{{4}})"
)
ISO = r"(?<=\b\d{4})-(?:0[1-9]|1[0-2])(?:-\d{2})?(?!\d)"
DASH = r"\s*[-/]\s*"
LIST = r"\s*(?:,|&|\+|ja|och|and|sekä|samt)\s*"


def canonical_years(measure: Measure) -> str:
    """ "2023-2025", "2024-", "-2025", "2024", "continuous" or "continuous 2024-"; "" where nothing is given."""
    return _canonical(measure.continuous, measure.start_year, measure.end_year)


def years_of(canonical: str) -> tuple[bool, int | None, int | None]:
    """Whether it is continuous, the first and the last year; one year alone, "2024", is both the first and the last."""
    continuous = canonical.startswith(CONTINUOUS)
    start, dash, end = canonical.removeprefix(CONTINUOUS).strip().partition("-")
    return continuous, int(start) if start else None, int(end if dash else start) if (end if dash else start) else None


def _canonical(continuous: bool, start: int | None, end: int | None) -> str:
    span = str(start or "") if start == end else f"{start or ''}-{end or ''}"
    return " ".join(filter(None, (CONTINUOUS if continuous else "", span)))


def read_years(cell: Cell, text: str) -> Reading:
    if isinstance(cell.value, date):
        year = cell.value.year
        return _noted(str(year), text) if _in_range(year) else Reading(fault=_fault(text))
    return _read_text(text, get_language())


def _without_months(text: str) -> str:
    """The text without days, months and terms."""
    text = re.sub(FROM_OF_RANGE, "", text)
    text = re.sub(rf"\b(?:{MONTH_OR_TERM})|{FIGURES}", " ", text)
    is_month = re.search(r"-\d{2}-\d{2}\b", text) or not _two_figures_ascend(text)  # 2024-03; 2009-10 may be years
    return re.sub(ISO, " ", text) if is_month else text


def _two_figures_ascend(text: str) -> bool:
    match = re.search(r"\b\d{2}(\d{2})-(\d{2})\b", text)
    return bool(match) and match[2] > match[1]


@lru_cache(maxsize=4000)
def _read_text(text: str, _language: str) -> Reading:
    """The same years stand in many rows; what is told of them is in the language in use."""
    if len(text) > LONGEST:
        return Reading(fault=_fault(text))
    said = re.sub("[‐‑‒–—−]", "-", text.casefold()).strip(" .")  # any dash
    rest, continuous = re.subn(rf"\b(?:{GOES_ON})\b[,;:]?", " ", said)
    years = _without_months(rest)
    coarse = years != rest
    rest, begins = re.subn(rf"\b(?:{BEGINS})\b\.?", " ", years)
    rest, until = re.subn(rf"\b(?:{UNTIL})\b\.?", " ", rest)
    rest = re.sub(rf"\b(?:{SAID_BESIDE})\b\.?|[()]", " ", rest)
    reading = _read_span(" ".join(rest.split()), bool(continuous), bool(begins), bool(until))
    if reading is None:
        return Reading(fault=_fault(text))
    return _noted(reading.value, text) if coarse and not reading.fault else reading


def _read_span(rest: str, continuous: bool, begins: bool, until: bool) -> Reading | None:
    """What is left once the words are out; None where it isn't years."""
    if not rest:
        return Reading(CONTINUOUS) if continuous else None
    if match := re.fullmatch(r"(-?)\s*(\d{4})\s*(-?)", rest):
        return _one_year(int(match[2]), continuous, begins or bool(match[3]), until or bool(match[1]))
    if match := re.fullmatch(rf"(\d{{4}}){DASH}(\d{{4}}|\d{{2}})|(\d{{4}})\s+(\d{{4}})", rest):
        first, last = match[1] or match[3], match[2] or match[4]
        return _span([int(first), int(last if len(last) == 4 else first[:2] + last)], continuous)
    if re.fullmatch(rf"\d{{4}}(?:{LIST}\d{{4}})+", rest):
        return _span([int(year) for year in re.findall(r"\d{4}", rest)], continuous, listed=True)
    return None


def _one_year(year: int, continuous: bool, begins: bool, until: bool) -> Reading | None:
    if (begins and until) or not _in_range(year):
        return None
    return Reading(_canonical(continuous, None if until else year, None if begins else year))


def _span(years: list[int], continuous: bool, *, listed: bool = False) -> Reading | None:
    if not all(map(_in_range, years)):
        return None
    if years != sorted(years):
        return Reading(fault=_("The years run backwards: %(years)s.") % {"years": ", ".join(map(str, years))})
    value = _canonical(continuous, years[0], years[-1])
    gaps = listed and years != list(range(years[0], years[-1] + 1))
    note = _("The years %(years)s were taken as %(span)s.") % {
        "years": ", ".join(map(str, years)),
        "span": f"{years[0]}–{years[-1]}",
    }
    return Reading(value, note=note if gaps else "")


def _in_range(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _noted(value: str, text: str) -> Reading:
    told = _("Of “%(text)s” only the year is kept. Write the rest into another column if it is needed.")
    return Reading(value, note=told % {"text": quoted(text)})


def _fault(text: str) -> str:
    told = _(
        "“%(text)s” are not years between 2000 and 2100. Write them like 2024, 2023–2025 or the word for continuous."
    )
    return told % {"text": quoted(text)}
