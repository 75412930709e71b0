"""A preview of figures as its page shows it: rows with their marks, counts with their filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from hyte.lib.templatetags.hyte import number
from indicators.exports.table import level_name
from indicators.imports.figures.preview import Line, Preview, Remark, Result
from indicators.imports.figures.problems import short_words
from indicators.imports.figures.rows import EMPTY
from indicators.models import Sex
from indicators.queries.own_figures import Standing
from indicators.services.figures import Figure

RESULTS: dict[Result, tuple[str, str | Promise]] = {
    Result.REFUSED: ("error", gettext_lazy("Refused")),
    Result.REMOVED: ("delete", gettext_lazy("Removed")),
    Result.CHANGED: ("edit", gettext_lazy("Changed")),
    Result.NEW: ("plus", gettext_lazy("New")),
    Result.UNCHANGED: ("check", gettext_lazy("Unchanged")),
    Result.EMPTY: ("close", gettext_lazy("No figure")),
}
REMARKS: dict[Remark, tuple[str, str | Promise]] = {
    Remark.PERCENTAGE: ("warning", gettext_lazy("A percentage is usually from 0 to 100: look whether this is right.")),
    Remark.WILL_HIDE: ("lock", gettext_lazy("Fewer than five cases: will be hidden from everybody.")),
}
QUIET = (Result.UNCHANGED, Result.EMPTY)
ALL = "kaikki"


@dataclass(frozen=True)
class Filter:
    """A choice of rows by what becomes of them; ``value`` is what ``?tulos=`` says."""

    value: str
    icon: str
    word: str
    count: int


def count_lines(counts: Mapping[str, int]) -> list[Filter]:
    """The counts by result, the gravest first."""
    return [
        Filter(each.value, RESULTS[each][0], str(RESULTS[each][1]), counts[each]) for each in Result if counts.get(each)
    ]


@dataclass(frozen=True)
class RowLine:
    line: Line

    @property
    def place(self) -> str:
        """Where the figure stands in the file."""
        return f"{get_column_letter(self.line.entry.column)}{self.line.entry.row}"

    @property
    def result(self) -> str:
        return self.line.result.value

    @property
    def icon(self) -> str:
        return RESULTS[self.line.result][0]

    @property
    def word(self) -> str:
        return str(RESULTS[self.line.result][1])

    @property
    def indicator(self) -> str:
        return self.line.indicator.title if self.line.indicator else self.line.entry.indicator

    @property
    def area(self) -> str:
        return self.line.region.title if self.line.region else " ".join(filter(None, self._area_words))

    @property
    def _area_words(self) -> tuple[str, str]:
        return self.line.entry.code, self.line.entry.area

    @property
    def level(self) -> str:
        return level_name(self.line.region) if self.line.region else ""

    @property
    def year(self) -> str:
        return str(self.line.entry.year or "")

    @property
    def sex(self) -> str:
        return str(Sex(self.line.entry.sex).label) if self.line.entry.sex else ""

    @property
    def before(self) -> str:
        """A hidden figure isn't read again even by those who write figures; what stands at a refused one isn't looked up."""
        if self.line.refused:
            return ""
        standing = self.line.before
        return _("hidden") if standing and standing.is_hidden else in_words(standing)

    @property
    def after(self) -> str:
        line = self.line
        if line.refused and line.entry.figure == EMPTY:
            return ""  # it isn't known to be nothing
        if line.result in (Result.REFUSED, Result.EMPTY):
            return in_words(line.entry.figure)
        return in_words(line.entry.figure if line.before and line.before.is_hidden else line.after)

    @property
    def problem(self) -> str:
        return self.line.refused.sentence if self.line.refused else ""

    @property
    def remark(self) -> tuple[str, str | Promise] | None:
        return REMARKS[self.line.remark] if self.line.remark else None


def in_words(figure: Figure | Standing | None) -> str:
    """The figure with the number of cases behind it; a dash where there is none."""
    if figure is None or figure.cases is None:
        return number(figure.value if figure else None)
    return _("%(value)s (cases %(cases)s)") % {"value": number(figure.value), "cases": number(figure.cases)}


class Rows:
    """The lines of a preview under one filter. Without one those that change nothing are left out, unless there are no others."""

    def __init__(self, preview: Preview, asked: str) -> None:
        self.lines = preview.lines
        self.counts = preview.counts
        self.asked = asked if asked in {each.value for each in self.filters} else ""

    @cached_property
    def filters(self) -> list[Filter]:
        told = sum(count for result, count in self.counts.items() if result not in QUIET)
        every = Filter(ALL, "", _("All rows"), len(self.lines))
        return [*([Filter("", "", _("What happens"), told)] if told else []), *count_lines(self.counts), every]

    @property
    def chosen(self) -> list[Line]:
        if self.asked == ALL:
            return self.lines
        if self.asked:
            return [line for line in self.lines if line.result == self.asked]
        return [line for line in self.lines if line.result not in QUIET] or self.lines


@dataclass(frozen=True)
class LeftOut:
    """A row that was refused when the file was applied."""

    row: int
    column: int
    problem: str

    @property
    def place(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def words(self) -> str:
        return short_words(self.problem)
