"""Lines over years with their names beside them."""

from dataclasses import dataclass, replace
from textwrap import wrap

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hyte.lib.drawing import px, tag, text, words
from hyte.lib.pixels import FONTS, LETTER
from hyte.lib.templatetags.hyte import number
from indicators.charts.figure import LineFigure
from indicators.charts.labels import SIZE, Label, draw_labels, labels_of, target_label
from indicators.charts.scale import Scale, decimals_of, ticks_of, year_ticks
from indicators.charts.strokes import ACCENT, GREY, GRID, INK, INK_2, draw_series, in_drawing_order, rule

TOP, FOOT, YEAR_ROOM, GAP = 24, 30, 46, 14  # above the plot, under it, what a year takes, between plot and names


@dataclass(frozen=True)
class Frame:
    """The measures of a drawing: ``labels`` is the most that names take of its width, ``plot`` the least height of lines."""

    name: str
    width: int
    labels: int
    plot: int


WIDE, NARROW = Frame("wide", 760, 190, 290), Frame("narrow", 360, 118, 250)
PICTURE = Frame("picture", 880, 230, 340)
MARGIN, TITLE, SMALL = 28, 20, 13


def line_chart(figure: LineFigure) -> SafeString:
    """The chart as a figure of a page: drawn for a screen and for a phone, of which the style sheet shows one."""
    if not any(each.known for each in figure.series):
        return SafeString("")
    caption = tag("figcaption", words(figure.title) + tag("span", words(_caption(figure))))
    drawings = "".join(_page_drawing(figure, frame) for frame in (WIDE, NARROW))
    return mark_safe(tag("figure", caption + drawings, class_="chart line-chart"))  # noqa: S308 - words() escapes


def line_picture(figure: LineFigure) -> str:
    """The chart as a picture of its own, with its words and its source."""
    inner = PICTURE.width - 2 * MARGIN
    frame = Frame(PICTURE.name, inner, PICTURE.labels, PICTURE.plot)
    top = _heading(figure, inner)
    drawing, height = _drawing(figure, frame) if any(each.known for each in figure.series) else ("", 0)
    parts = [*top.parts, tag("g", drawing, transform=f"translate({MARGIN} {px(top.bottom + 12)})")]
    foot = top.bottom + 12 + height + 28
    source = wrap(figure.source, int(inner / (SMALL * LETTER * 0.85)))
    parts += [text(line, MARGIN, px(foot + 18 * n), font_size=12, fill=INK_2) for n, line in enumerate(source)]
    return _picture(figure, "".join(parts), round(foot + 18 * len(source) + 10))


@dataclass(frozen=True)
class _Heading:
    parts: list[str]
    bottom: float


def _heading(figure: LineFigure, width: float) -> _Heading:
    parts, y = [], MARGIN + TITLE * 0.7
    for line in wrap(figure.title, int(width / (TITLE * LETTER))):
        parts.append(text(line, MARGIN, px(y), font_size=TITLE, font_weight="bold"))
        y += TITLE * 1.3
    told = _caption(figure) if figure.series else figure.subtitle
    for line in [*wrap(told, int(width / (SMALL * LETTER))), *wrap(figure.empty_words, int(width / (SMALL * LETTER)))]:
        parts.append(text(line, MARGIN, px(y), font_size=14, fill=INK_2))
        y += 20
    return _Heading(parts, y - 10)


def _picture(figure: LineFigure, content: str, height: int) -> str:
    told = tag("title", words(figure.title)) + tag("desc", words(f"{figure.subtitle}. {figure.description}"))
    ground = tag("rect", width=PICTURE.width, height=height, fill="#ffffff")
    size = {"viewBox": f"0 0 {PICTURE.width} {height}", "width": PICTURE.width, "height": height}
    look = {"role": "img", "font_family": FONTS, "fill": INK}
    return tag("svg", told + ground + content, xmlns="http://www.w3.org/2000/svg", **size, **look)


def _page_drawing(figure: LineFigure, frame: Frame) -> str:
    ids = [f"{figure.key}-{frame.name}-{part}" for part in ("title", "words")]
    told = tag("title", words(figure.title), id=ids[0]) + tag("desc", words(figure.description), id=ids[1])
    drawing, height = _drawing(figure, frame)
    size = {"viewBox": f"0 0 {frame.width} {round(height)}", "width": frame.width, "height": round(height)}
    look = {"role": "img", "aria_labelledby": " ".join(ids), "class_": f"line-chart__{frame.name}"}
    return tag("svg", told + drawing, **size, **look)


def _caption(figure: LineFigure) -> str:
    ticks = _ticks(figure)
    scale = ""
    if ticks and ticks[0] > 0:
        scale = _("The scale starts from %(value)s.") % {"value": number(ticks[0], decimals_of(ticks))}
    return " · ".join(filter(None, (figure.subtitle, figure.good, scale)))


def _ticks(figure: LineFigure) -> list[float]:
    values = [float(point.value) for each in figure.series for point in each.known]
    if not values:
        return []
    return ticks_of(values if figure.target is None else [*values, float(figure.target)])


def _drawing(figure: LineFigure, frame: Frame) -> tuple[str, float]:
    """The plot and the names of its lines, and their height."""
    series = [each for each in figure.series if each.known]
    figure = replace(figure, series=tuple(series))
    ticks, years = _ticks(figure), sorted({point.year for each in series for point in each.points})
    left = max(len(number(tick, decimals_of(ticks))) for tick in ticks) * SIZE * LETTER + 10
    right = frame.width - frame.labels
    x = Scale(min(years), max(years), left + 6, right - GAP)
    heights = sum(label.height for label in _labels(figure, frame, [(right, 0.0)] * len(series), right))
    bottom = TOP + max(frame.plot, heights)
    y = Scale(ticks[0], ticks[-1], bottom, TOP)
    ends = [(x(each.known[-1].year), y(each.known[-1].value)) for each in series]
    parts = [
        _grid(ticks, y, left, right - GAP),
        _years(year_ticks(years, right - GAP - left, YEAR_ROOM), x, bottom),
        _break(figure, years, x, bottom),
        _target(figure, y, left, right - GAP),
        *(draw_series(each, years, x, y, figure.decimals) for each in in_drawing_order(series)),
        draw_labels(_labels(figure, frame, ends, right, y), right, TOP - 8, bottom + 8),
    ]
    return "".join(parts), bottom + FOOT


def _labels(figure: LineFigure, frame: Frame, ends: list, right: float, y: Scale | None = None) -> list[Label]:
    labels = labels_of(figure, frame.labels, ends)
    if figure.target is not None:
        labels.append(target_label(figure, frame.labels, (right - GAP, y(figure.target) if y else 0.0)))
    return labels


def _grid(ticks: list[float], y: Scale, left: float, right: float) -> str:
    decimals = decimals_of(ticks)
    look = {"text_anchor": "end", "font_size": SIZE, "fill": INK_2, "class_": "muted"}
    return "".join(
        rule(left, y(tick), right, y(tick), class_="axis" if tick == 0 else "grid", stroke=GREY if tick == 0 else GRID)
        + text(number(tick, decimals), px(left - 6), px(y(tick) + SIZE * 0.35), **look)
        for tick in ticks
    )


def _years(years: list[int], x: Scale, bottom: float) -> str:
    look = {"text_anchor": "middle", "font_size": SIZE, "fill": INK_2, "class_": "muted"}
    return "".join(
        rule(x(year), bottom, x(year), bottom + 4, class_="axis", stroke=GREY)
        + text(year, px(x(year)), px(bottom + 19), **look)
        for year in years
    )


def _break(figure: LineFigure, years: list[int], x: Scale, bottom: float) -> str:
    """A thin line between the years, and its word above the plot, where no line passes."""
    if not figure.break_year or not years[0] < figure.break_year <= years[-1]:
        return ""
    place = x(figure.break_year - 0.5)
    before = place > (x.start + x.end) / 2 and place > len(figure.break_word) * SIZE * LETTER
    side = {"text_anchor": "end" if before else "start", "font_size": SIZE, "fill": INK_2, "class_": "muted"}
    line = rule(place, TOP - 16, place, bottom, class_="break", stroke=INK_2, stroke_dasharray="1 3")
    return line + text(figure.break_word, px(place + (-5 if before else 5)), TOP - 9, **side)


def _target(figure: LineFigure, y: Scale, left: float, right: float) -> str:
    if figure.target is None:
        return ""
    place = y(figure.target)
    return rule(left, place, right, place, class_="target", stroke=ACCENT, stroke_dasharray="8 3 2 3")
