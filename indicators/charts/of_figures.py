"""The chart of an indicator's figures, with its words."""

from dataclasses import replace

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import NBSP
from indicators.charts.figure import Kind, LineFigure, Series
from indicators.models import Direction
from indicators.models.region import COUNTY
from indicators.queries.areas import short_title
from indicators.queries.page import Figures
from indicators.queries.series import Line
from indicators.queries.words import finding_of, source_line, subtitle_of

REFORM = 2023  # the counties began; figures of earlier years are counted afterwards from the municipalities'


def figure_of(figures: Figures) -> LineFigure:
    """The chart as the page shows it."""
    has_counties = any(line.region.category == COUNTY for line in figures.shown)
    return LineFigure(
        key=f"indicator-{figures.indicator.pk}",
        title=finding_of(figures),
        series=tuple(Series(short_title(line.region), line.points, _kind(figures, line)) for line in figures.shown),
        decimals=figures.indicator.decimals,
        subtitle=subtitle_of(figures),
        good=good_in_words(figures.direction),
        break_year=REFORM if has_counties else None,
        break_word=_("Reform%(space)s2023") % {"space": NBSP},
    )


def picture_of(figures: Figures, *, may_take: bool, note: str) -> LineFigure:
    """The chart as a file: it says of which indicator it is and whose figures they are, and ``note`` on whose terms."""
    figure, indicator = figure_of(figures), figures.indicator
    finding = figure.title if may_take and figures.has_figures else ""  # it has figures in it, too
    demo = _("Demo data") if indicator.is_demo else ""
    return replace(
        figure,
        title=indicator.title,
        subtitle=". ".join(filter(None, (finding, figure.subtitle))),
        source=" ".join(filter(None, (source_line(indicator), indicator.terms, demo, note))),
        series=figure.series if may_take else (),
        empty_words="" if may_take and figures.has_figures else note or _("There are no figures yet."),
    )


def good_in_words(direction: str) -> str:
    return str(Direction(direction).label) if direction else ""


def _kind(figures: Figures, line: Line) -> Kind:
    if line.region == figures.areas.own:
        return Kind.OWN
    return Kind.COUNTRY if line.region == figures.areas.country else Kind.OTHER
