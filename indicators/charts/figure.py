"""What a chart shows, whatever draws it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import number
from indicators.queries.series import Point


class Kind(StrEnum):
    """How a line looks: the area that the page is about is strong, the whole country dashed, the others grey."""

    OWN = "own"
    OTHER = "other"
    COUNTRY = "country"


@dataclass(frozen=True)
class Series:
    """One line with its name; ``points`` come with ascending years."""

    name: str
    points: tuple[Point, ...]
    kind: Kind = Kind.OTHER

    @property
    def known(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]


@dataclass(frozen=True)
class SmallFigure:
    """A tile of a board; ``key`` makes the ids of its words unique on the page."""

    key: str
    title: str
    series: tuple[Series, ...]
    decimals: int = 1
    target: Decimal | None = None

    @property
    def description(self) -> str:
        """The figures in words: all of one's own area, the newest of the others."""
        own = [_all_in_words(each, self.decimals) for each in self.series if each.kind is Kind.OWN]
        others = [_last_in_words(each, self.decimals) for each in self.series if each.kind is not Kind.OWN]
        return " ".join(filter(None, own + others))


@dataclass(frozen=True)
class LineFigure(SmallFigure):
    """``title`` says the finding or the question, ``subtitle`` the unit and the area, ``good`` which direction is good.

    ``break_year`` is the first year of what isn't the same as before, ``break_word`` says why. ``source`` is printed in a file.
    ``empty_words`` stand where there is nothing to draw.
    """

    subtitle: str = ""
    good: str = ""
    target_year: int | None = None
    break_year: int | None = None
    break_word: str = ""
    source: str = ""
    empty_words: str = ""


def _all_in_words(series: Series, decimals: int) -> str:
    told = [f"{point.year}: {number(point.value, decimals)}" for point in series.known]
    return f"{series.name}: {'; '.join(told)}." if told else ""


def _last_in_words(series: Series, decimals: int) -> str:
    if not series.known:
        return ""
    last = series.known[-1]
    told = {"area": series.name, "value": number(last.value, decimals), "year": last.year}
    return _("%(area)s: %(value)s in %(year)s.") % told
