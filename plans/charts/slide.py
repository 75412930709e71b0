"""Totals by section as a picture for a slide: everything that it needs is in it."""

from textwrap import wrap

from django.utils.translation import gettext as _

from hyte.lib.drawing import px, sprite_symbols, tag, text, words
from hyte.lib.pixels import FONTS, LETTER
from plans.charts.totals import STATUS_COLOURS, TotalsChart, goals_in_words, measures_in_words, segments_of
from plans.models import Status
from plans.queries.picture import COLUMNS, Totals

INK, INK_2 = "#15211f", "#4b5a57"

WIDTH, MARGIN = 1600, 72
BAR_LEFT, BAR_RIGHT = 468, 1436
BARS_TOP, BARS_HEIGHT = 214, 512


def render_totals_svg(chart: TotalsChart, *, key: str = "") -> str:
    """The picture for a slide: everything that it needs is in it.

    ``key`` begins the ids of its icons, so that several pictures can stand in one document.
    """
    row_height = max(84.0, min(128.0, BARS_HEIGHT / max(len(chart.totals), 1)))
    bottom = BARS_TOP + row_height * len(chart.totals)
    legend, legend_bottom = _legend(chart, bottom + 34)
    height = max(900, round(legend_bottom + 40))
    content = [
        tag("title", words(chart.title)),
        tag("desc", words(f"{chart.caption}. {chart.description}")),
        tag("defs", "".join(sprite_symbols()[status] for status in COLUMNS)),
        tag("rect", width=WIDTH, height=height, fill="#ffffff"),
        text(chart.title, MARGIN, 104, font_size=50, font_weight="bold"),
        *(
            text(line, MARGIN, 152 + 32 * n, font_size=25, fill=INK_2)
            for n, line in enumerate(_lines(chart.caption, 110))
        ),
        *(_row(each, chart.largest, BARS_TOP + row_height * n, row_height) for n, each in enumerate(chart.totals)),
        *legend,
    ]
    drawing = "".join(content)
    for status in COLUMNS if key else ():
        drawing = drawing.replace(f'id="{status}"', f'id="{key}-{status}"').replace(
            f'"#{status}"', f'"#{key}-{status}"'
        )
    return tag(
        "svg",
        drawing,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        role="img",
        font_family=FONTS,
        fill=INK,
    )


def _row(totals: Totals, largest: int, top: float, height: float) -> str:
    bar_height = height - 28
    scale = BAR_RIGHT - BAR_LEFT
    parts = [
        _segment(status, count, BAR_LEFT + start * scale, length * scale, top, bar_height)
        for status, count, start, length in segments_of(totals, largest)
    ]
    end = BAR_LEFT + totals.measures / largest * scale
    parts.append(text(totals.measures, end + 18, top + bar_height / 2 + 13, font_size=36, font_weight="bold"))
    return _row_name(totals, top, bar_height) + "".join(parts)


def _row_name(totals: Totals, top: float, height: float) -> str:
    lines = _lines(str(totals.section), 20)
    first = top + height / 2 - 18 * len(lines) + 14
    names = [text(line, MARGIN, first + 34 * n, font_size=30, font_weight="bold") for n, line in enumerate(lines)]
    below = first + 34 * (len(lines) - 1) + 30
    counts = f"{goals_in_words(totals)}, {measures_in_words(totals)}"
    return "".join(names) + text(counts, MARGIN, below, font_size=21, fill=INK_2)


def _segment(status: Status, count: int, x: float, width: float, top: float, height: float) -> str:
    fill, ink, edge = STATUS_COLOURS[status]
    bar = tag(
        "rect",
        x=px(x + 1),
        y=top,
        width=px(max(width - 2, 1)),
        height=px(height),
        fill=fill,
        stroke=edge,
        stroke_width=1.5,
    )
    middle, centre, word = x + width / 2, top + height / 2, str(status.label)
    number = {"font_size": 34, "font_weight": "bold", "text_anchor": "middle", "fill": ink}
    if width > max(_length(word, 21), 90) + 24:
        start = middle - (40 + _length(str(count), 34)) / 2
        label = _icon(status, start, centre - 32, 30, ink)
        label += text(count, px(start + 40), px(centre - 4), **number | {"text_anchor": "start"})
        label += text(word, px(middle), px(centre + 28), font_size=21, text_anchor="middle", fill=ink)
    elif width > _length(str(count), 34) + 10:
        label = _icon(status, middle - 13, centre - 36, 26, ink) + text(count, px(middle), px(centre + 30), **number)
    else:  # too narrow to hold its number
        label = text(count, px(middle), top - 5, font_size=20, text_anchor="middle", font_weight="bold")
    return bar + label


def _legend(chart: TotalsChart, top: float) -> tuple[list[str], float]:
    """The statuses that there are, with their counts over all sections, in as many lines as they need."""
    parts, x = [], float(MARGIN)
    for status, count in chart.legend:
        label = f"{status.label} {count}"
        width = 68 + _length(label, 27) + 30
        if x + width > WIDTH - MARGIN and x > MARGIN:
            x, top = float(MARGIN), top + 56
        fill, ink, edge = STATUS_COLOURS[status]
        parts.append(tag("rect", x=px(x), y=top, width=54, height=38, fill=fill, stroke=edge, stroke_width=1.5))
        parts.append(_icon(status, x + 14, top + 6, 26, ink))
        parts.append(text(label, px(x + 68), top + 29, font_size=27))
        x += width
    if chart.starting:
        parts.append(
            text(f"{_('Running: starting + in progress')} {chart.running}", MARGIN, top + 86, font_size=23, fill=INK_2)
        )
        top += 48
    return parts, top + 38


def _icon(status: Status, x: float, y: float, size: float, colour: str) -> str:
    look = {"fill": "none", "stroke": "currentColor", "stroke_width": 2, "color": colour}
    return tag("use", href=f"#{status.value}", x=px(x), y=px(y), width=size, height=size, **look)


def _lines(content: str, letters: int) -> list[str]:
    return wrap(content, letters, max_lines=2, placeholder=" …")


def _length(label: str, size: float) -> float:
    return len(label) * size * LETTER
