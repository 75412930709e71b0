"""Lines, dots and their looks."""

from collections.abc import Iterable

from hyte.lib.drawing import px, tag, words
from hyte.lib.templatetags.hyte import number
from indicators.charts.figure import Kind, Series
from indicators.charts.scale import Scale, stretches

# The light palette of the style sheet: pictures and PDF have no other.
INK, INK_2, ACCENT, GREY, GRID = "#15211f", "#4b5a57", "#0b5768", "#73837f", "#dbe2df"
STROKES = {
    Kind.OWN: {"class_": "line", "stroke": ACCENT, "stroke_width": 2.5},
    Kind.OTHER: {"class_": "line line--other", "stroke": GREY, "stroke_width": 1.25},
    Kind.COUNTRY: {"class_": "line line--country", "stroke": INK_2, "stroke_width": 1.5, "stroke_dasharray": "5 4"},
}
DOTS = {
    Kind.OWN: ("dot", ACCENT, 3.5),
    Kind.OTHER: ("dot dot--other", GREY, 2.5),
    Kind.COUNTRY: ("dot dot--country", INK_2, 2.5),
}
ORDER = [Kind.OTHER, Kind.COUNTRY, Kind.OWN]  # one's own is drawn last, on top of the others


def draw_series(each: Series, years: Iterable[int], x: Scale, y: Scale, decimals: int) -> str:
    """The line in its stretches; every figure of one's own area has a dot, of the others the last and the lonely ones."""
    runs = stretches(each.points, years)
    drawn = [_run([(x(point.year), y(point.value)) for point in run], each.kind) for run in runs if len(run) > 1]
    dotted = each.known if each.kind is Kind.OWN else [run[0] for run in runs if len(run) == 1] + each.known[-1:]
    for point in dotted:
        hint = tag("title", words(f"{each.name} {point.year}: {number(point.value, decimals)}"))
        drawn.append(_dot(x(point.year), y(point.value), each.kind, hint))
    return "".join(drawn)


def in_drawing_order(series: Iterable[Series]) -> list[Series]:
    return sorted(series, key=lambda each: ORDER.index(each.kind))


def _run(places: list[tuple[float, float]], kind: Kind) -> str:
    path = "M" + "L".join(f"{px(x)} {px(y)}" for x, y in places)
    return tag("path", d=path, fill="none", stroke_linejoin="round", **STROKES[kind])


def _dot(x: float, y: float, kind: Kind, hint: str) -> str:
    name, fill, radius = DOTS[kind]
    return tag("circle", hint, cx=px(x), cy=px(y), r=radius, fill=fill, class_=name)


def rule(x1: float, y1: float, x2: float, y2: float, **look: object) -> str:
    return tag("line", x1=px(x1), y1=px(y1), x2=px(x2), y2=px(y2), **look)
