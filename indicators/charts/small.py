"""A small chart for a board of many."""

from django.utils.safestring import SafeString, mark_safe

from hyte.lib.drawing import px, tag, text, words
from hyte.lib.pixels import LETTER
from hyte.lib.templatetags.hyte import number
from indicators.charts.figure import Kind, Series, SmallFigure
from indicators.charts.scale import Scale, spread
from indicators.charts.strokes import ACCENT, INK, INK_2, draw_series, in_drawing_order, rule

WIDTH, HEIGHT, TOP, BOTTOM, SIZE, LINE = 240, 120, 12, 98, 13, 15
MOST_FOR_NUMBERS = 90
LEAST_SPAN = 0.25  # of the highest figure


def small_chart(figure: SmallFigure) -> SafeString:
    """Lines with their last figures and the first and the last year; nothing where there are no figures."""
    series = [each for each in figure.series if each.known]
    if not series:
        return SafeString("")
    numbers = [number(each.known[-1].value, figure.decimals) for each in series]
    right = WIDTH - min(max(map(len, numbers)) * SIZE * LETTER + 6, MOST_FOR_NUMBERS)
    years = sorted({point.year for each in series for point in each.points})
    x, y = Scale(years[0], years[-1], 8, right - 8), _heights(figure, series)
    parts = [
        _target(figure, y, right - 8),
        *(draw_series(each, years, x, y, figure.decimals) for each in in_drawing_order(series)),
        _numbers(series, numbers, right, y),
        _years(years, x),
    ]
    return mark_safe(_frame(figure, "".join(parts)))  # noqa: S308 - words() escapes


def _heights(figure: SmallFigure, series: list[Series]) -> Scale:
    values = [float(point.value) for each in series for point in each.known]
    if figure.target is not None:
        values.append(float(figure.target))
    low, high = min(values), max(values)
    if low > 0:  # there is no scale to read: a change that is small beside the figure must look small
        low = min(low, high * (1 - LEAST_SPAN))
    return Scale(low, high, BOTTOM - 8, TOP)


def _frame(figure: SmallFigure, drawing: str) -> str:
    ids = [f"{figure.key}-title", f"{figure.key}-words"]
    told = tag("title", words(figure.title), id=ids[0]) + tag("desc", words(figure.description), id=ids[1])
    size = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": WIDTH, "height": HEIGHT}
    chart = tag("svg", told + drawing, **size, role="img", aria_labelledby=" ".join(ids))
    return tag("div", chart, class_="chart small-chart")


def _target(figure: SmallFigure, y: Scale, right: float) -> str:
    if figure.target is None:
        return ""
    place = y(figure.target)
    return rule(4, place, right, place, class_="target", stroke=ACCENT, stroke_dasharray="8 3 2 3")


def _numbers(series: list[Series], numbers: list[str], right: float, y: Scale) -> str:
    wanted = [y(each.known[-1].value) for each in series]
    places = spread(wanted, [LINE] * len(series), 2, BOTTOM)
    return "".join(
        text(told, px(right), px(place + SIZE * 0.35), font_size=SIZE, **_ink(each))
        for each, told, place in zip(series, numbers, places, strict=True)
    )


def _ink(series: Series) -> dict[str, object]:
    return {"font_weight": "bold", "fill": INK} if series.kind is Kind.OWN else {"fill": INK_2, "class_": "muted"}


def _years(years: list[int], x: Scale) -> str:
    look = {"font_size": SIZE, "fill": INK_2, "class_": "muted"}
    if years[0] == years[-1]:
        return text(years[0], px(x(years[0])), HEIGHT - 4, text_anchor="middle", **look)
    first = text(years[0], 2, HEIGHT - 4, **look)
    return first + text(years[-1], px(x(years[-1]) + 8), HEIGHT - 4, text_anchor="end", **look)
