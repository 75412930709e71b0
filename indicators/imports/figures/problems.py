"""Why a row is refused, and how it is mended."""

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 60  # letters of a cell that are repeated


class Problem(StrEnum):
    INDICATOR_MISSING = "indicator_missing"
    INDICATOR_UNKNOWN = "indicator_unknown"
    INDICATOR_NOT_UNIQUE = "indicator_not_unique"
    INDICATOR_NOT_OWN = "indicator_not_own"
    AREA_MISSING = "area_missing"
    AREA_UNKNOWN = "area_unknown"
    AREA_NOT_UNIQUE = "area_not_unique"
    AREA_DISAGREES = "area_disagrees"
    YEAR_MISSING = "year_missing"
    YEAR = "year"
    SEX = "sex"
    NUMBER = "number"
    NAN = "nan"
    DAY = "day"
    TOO_LARGE = "too_large"
    NEGATIVE = "negative"
    MERGED = "merged"
    FAULT = "fault"
    TWICE = "twice"


class Words(NamedTuple):
    """In short, without what the cell says; and the whole sentence with how it is mended."""

    short: str | Promise
    whole: str | Promise


WORDS: dict[Problem, Words] = {
    Problem.INDICATOR_MISSING: Words(
        _("No indicator"), _("The row names no indicator. Write its title, or choose the indicator of all rows.")
    ),
    Problem.INDICATOR_UNKNOWN: Words(
        _("Unknown indicator"),
        _(
            "The county has no indicator of its own called “%(text)s”. Write the title as it stands here, or make it first."
        ),
    ),
    Problem.INDICATOR_NOT_UNIQUE: Words(
        _("Indicator not unique"),
        _(
            "The county has several indicators called “%(text)s”. Bring the figures of one at a time and choose it above."
        ),
    ),
    Problem.INDICATOR_NOT_OWN: Words(
        _("Not the county's own indicator"),
        _("“%(text)s” is fetched from Sotkanet. Figures are brought only to the county's own indicators."),
    ),
    Problem.AREA_MISSING: Words(_("No area"), _("The row names no area. Write its name or code.")),
    Problem.AREA_UNKNOWN: Words(
        _("Unknown area"),
        _("No area is called “%(text)s”. Write the name as it stands in the template, or the code of the area."),
    ),
    Problem.AREA_NOT_UNIQUE: Words(
        _("Area not unique"),
        _("“%(text)s” means more than one area. Write its category and code, for example %(example)s."),
    ),
    Problem.AREA_DISAGREES: Words(
        _("Code and name disagree"),
        _("The code and the name mean different areas: “%(text)s”. Mend one of them."),
    ),
    Problem.YEAR_MISSING: Words(_("No year"), _("The row has no year. Write it with four digits.")),
    Problem.YEAR: Words(
        _("Not a year"), _("“%(text)s” is not a year that figures can have. Write one year with four digits.")
    ),
    Problem.SEX: Words(
        _("Unknown sex"),
        _("“%(text)s” is not known as a sex. Write all, women or men, or leave the cell empty for all."),
    ),
    Problem.NUMBER: Words(
        _("Not a number"),
        _("“%(text)s” is not a number. Write for example 1 234,5, and a dash where there is no figure."),
    ),
    Problem.NAN: Words(
        _("NaN"),
        _("“%(text)s” is what a program writes where it could not count. Write the figure, or leave it empty."),
    ),
    Problem.DAY: Words(
        _("A day"),
        _(
            "The cell holds the day %(text)s: the spreadsheet program has taken a number for a day. Write the number again."
        ),
    ),
    Problem.TOO_LARGE: Words(_("Too large"), _("“%(text)s” is larger than a figure can be. Tell it in thousands.")),
    Problem.NEGATIVE: Words(_("Fewer cases than none"), _("“%(text)s” can't be a number of cases. Mend the number.")),
    Problem.MERGED: Words(
        _("Merged cells"), _("The cell is merged with others. Part them and write each figure into its own cell.")
    ),
    Problem.FAULT: Words(_("Faulty cell"), "%(text)s"),
    Problem.TWICE: Words(
        _("Told twice"),
        _(
            "Row %(text)s tells of the same area, year and sex. Leave one of them. If they differ by something else, "
            "as an age group, each needs an indicator of its own."
        ),
    ),
}


class Refused(Exception):
    """``text`` is what the cell says, ``example`` what would do instead."""

    def __init__(self, problem: Problem, text: str = "", example: str = "") -> None:
        super().__init__(problem)
        self.problem, self.text, self.example = problem, text, example

    @property
    def sentence(self) -> str:
        limit = None if self.problem is Problem.FAULT else LONGEST
        told = f"{self.text[:limit].rstrip()}…" if limit and len(self.text) > limit else self.text
        return WORDS[self.problem].whole % {"text": told, "example": self.example}


def short_words(code: str) -> str:
    """What was wrong, of a row that is no longer at hand."""
    return str(WORDS[Problem(code)].short)
