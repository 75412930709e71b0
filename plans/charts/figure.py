"""Totals by section as a figure of a page: it takes the page's width and colours, and its letters keep their size on a phone."""

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from hyte.lib.drawing import tag, text, words
from plans.charts.totals import TotalsChart, measures_in_words, segments_of
from plans.models import Status
from plans.queries.picture import Totals

ROW, BAR = 74, 40
DIGIT, SIDE_BY_SIDE = 0.03, 0.12  # what a digit takes of a phone's width, and an icon beside a number


def render_totals_figure(chart: TotalsChart, *, key: str = "totals-chart") -> SafeString:
    """``key`` makes the ids of its words unique on the page."""
    labels = {"role": "img", "aria_labelledby": f"{key}-title {key}-words"}
    content = [
        tag("title", words(chart.title), id=f"{key}-title"),
        tag("desc", words(chart.description), id=f"{key}-words"),
        *(_row(each, chart.largest, ROW * n) for n, each in enumerate(chart.totals)),
    ]
    drawing = tag("svg", "".join(content), width="100%", height=ROW * len(chart.totals), **labels)
    caption = tag("figcaption", words(chart.title) + tag("span", words(chart.caption)))
    legend = "".join(_legend(status) for status, _count in chart.legend)
    figure = tag("figure", caption + tag("div", drawing) + tag("ul", legend, class_="legend"), class_="chart")
    return mark_safe(figure)  # noqa: S308 - every word is escaped by words()


def _row(totals: Totals, largest: int, top: float) -> str:
    parts = [
        text(totals.section, 0, top + 14),
        text(measures_in_words(totals), "100%", top + 14, text_anchor="end", class_="muted"),
    ]
    for status, count, start, length in segments_of(totals, largest):
        hint = tag("title", words(f"{status.label} {count}"))
        place = {"x": f"{start:.3%}", "y": top + 22, "width": f"{length:.3%}", "height": BAR}
        parts.append(tag("rect", hint, class_=f"bar bar--{status.value}", **place))
        parts.append(_label(status, count, start + length / 2, length, top + 22))
    return "".join(parts)


def _label(status: Status, count: int, middle: float, length: float, top: float) -> str:
    """Icon and number in the middle of a part, one above the other where it is narrow; nothing where a phone has no room."""
    if length < DIGIT * len(str(count)):
        return ""
    wide = length >= SIDE_BY_SIDE
    icon = _icon(status, x=-19 if wide else -7, y=12 if wide else 5, size=16 if wide else 14)
    number = text(count, 2 if wide else 0, 25 if wide else 34, text_anchor="start" if wide else "middle")
    content = tag("g", icon + number, class_=f"bar-label--{status.value}")
    return tag("svg", content, x=f"{middle:.3%}", y=top, overflow="visible", width=1, height=BAR)


def _icon(status: Status, *, x: int, y: int, size: int) -> str:
    look = {"fill": "none", "stroke": "var(--on)", "stroke_width": 2, "color": "var(--on)"}
    return tag("use", href=f"{static('icons/sprite.svg')}#{status.value}", x=x, y=y, width=size, height=size, **look)


def _legend(status: Status) -> str:
    swatch = tag("rect", class_=f"bar bar--{status.value}", x=1, y=1, width=22, height=14)
    icon = tag("use", href=f"{static('icons/sprite.svg')}#{status.value}", width=16, height=16)
    return tag(
        "li",
        tag("svg", swatch, width=24, height=16, aria_hidden="true")
        + tag("svg", icon, class_="icon", aria_hidden="true")
        + words(status.label),
    )
