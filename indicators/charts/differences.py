"""What each area wins or loses against an equal share: bars on both sides of a zero line, the own area strong."""

from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from django.utils.safestring import SafeString, mark_safe

from hyte.lib.drawing import px, tag, text, words
from hyte.lib.pixels import FONTS, LETTER
from hyte.lib.templatetags.hyte import number
from indicators.charts.scale import Scale
from indicators.charts.strokes import ACCENT, GREY, INK, INK_2, rule

SIZE, ROW, BAR = 13, 24, 14
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Bar:
    """``short`` is the name on a phone."""

    name: str
    euros: Decimal
    is_own: bool = False
    short: str = ""


@dataclass(frozen=True)
class Differences:
    """``title`` says the finding, ``subtitle`` what is drawn; ``source`` stands under a picture."""

    title: str
    subtitle: str
    description: str
    bars: list[Bar]
    source: str = ""


@dataclass(frozen=True)
class Frame:
    name: str
    width: int
    names: int
    is_short: bool = False


WIDE, NARROW = Frame("wide", 760, 190), Frame("narrow", 360, 146, is_short=True)
PICTURE = Frame("picture", 824, 210)
MARGIN, TITLE = 28, 20


def differences_chart(chart: Differences) -> SafeString:
    """As a figure of a page: drawn for a screen and for a phone, of which the style sheet shows one."""
    if not chart.bars:
        return SafeString("")
    caption = tag("figcaption", words(chart.title) + tag("span", words(chart.subtitle)))
    drawings = "".join(_page_drawing(chart, frame) for frame in (WIDE, NARROW))
    return mark_safe(tag("figure", caption + drawings, class_="chart line-chart"))  # noqa: S308 - words() escapes


def differences_picture(chart: Differences) -> str:
    """As a picture of its own, with its words and its source."""
    parts, top = [], MARGIN + TITLE * 0.7
    for line in wrap(chart.title, int(PICTURE.width / (TITLE * LETTER))):
        parts.append(text(line, MARGIN, px(top), font_size=TITLE, font_weight="bold"))
        top += TITLE * 1.3
    parts.append(text(chart.subtitle, MARGIN, px(top), font_size=14, fill=INK_2))
    parts.append(tag("g", _drawing(chart, PICTURE), transform=f"translate({MARGIN} {px(top + 18)})"))
    foot = top + 18 + _height(chart) + 24
    lines = wrap(chart.source, int(PICTURE.width / (SIZE * LETTER * 0.9)))
    parts += [text(line, MARGIN, px(foot + 18 * place), font_size=12, fill=INK_2) for place, line in enumerate(lines)]
    return _picture(chart, "".join(parts), round(foot + 18 * len(lines)))


def _picture(chart: Differences, content: str, height: int) -> str:
    told = tag("title", words(chart.title)) + tag("desc", words(f"{chart.subtitle}. {chart.description}"))
    width = PICTURE.width + 2 * MARGIN
    ground = tag("rect", width=width, height=height, fill="#ffffff")
    size = {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    look = {"role": "img", "font_family": FONTS, "fill": INK}
    return tag("svg", told + ground + content, xmlns="http://www.w3.org/2000/svg", **size, **look)


def _page_drawing(chart: Differences, frame: Frame) -> str:
    ids = [f"differences-{frame.name}-{part}" for part in ("title", "words")]
    told = tag("title", words(chart.title), id=ids[0]) + tag("desc", words(chart.description), id=ids[1])
    size = {"viewBox": f"0 0 {frame.width} {_height(chart)}", "width": frame.width, "height": _height(chart)}
    look = {"role": "img", "aria_labelledby": " ".join(ids), "class_": f"line-chart__{frame.name}"}
    return tag("svg", told + _drawing(chart, frame), **size, **look)


def _height(chart: Differences) -> int:
    return ROW * len(chart.bars) + 8


def _drawing(chart: Differences, frame: Frame) -> str:
    numbers = [in_millions(bar.euros) for bar in chart.bars]
    room = max(map(len, numbers)) * SIZE * LETTER + 8
    low = min(0.0, *(float(bar.euros) for bar in chart.bars))
    high = max(0.0, *(float(bar.euros) for bar in chart.bars))
    left = frame.names + (room if low < 0 else 8)
    x = Scale(low, high, left, frame.width - (room if high > 0 else 8))
    zero = rule(x(0), 0, x(0), _height(chart) - 4, class_="axis", stroke=INK_2)
    rows = (
        _row(bar, told, x, frame, ROW * place)
        for place, (bar, told) in enumerate(zip(chart.bars, numbers, strict=True))
    )
    return "".join(rows) + zero


def _row(bar: Bar, told: str, x: Scale, frame: Frame, top: float) -> str:
    start, end = sorted((x(0), x(bar.euros)))
    middle = top + ROW / 2 + SIZE * 0.35
    look = {"fill": ACCENT, "class_": "bar-own"} if bar.is_own else {"fill": GREY, "class_": "bar-other"}
    ink = {"font_weight": "bold", "fill": INK} if bar.is_own else {"fill": INK_2, "class_": "muted"}
    place = {"x": px(start), "y": px(top + (ROW - BAR) / 2), "width": px(max(end - start, 1)), "height": BAR}
    anchor, number_x = ("end", start - 5) if bar.euros < 0 else ("start", end + 5)
    letters = int(frame.names / (SIZE * LETTER))
    name = (frame.is_short and bar.short) or bar.name
    name = name if len(name) <= letters else name[: letters - 1] + "…"
    hint = tag("title", words(f"{bar.name} {told}"))
    return tag(
        "g",
        hint
        + text(name, 0, px(middle), font_size=SIZE, **ink)
        + tag("rect", **place, **look)
        + text(told, px(number_x), px(middle), font_size=SIZE, text_anchor=anchor, **ink),
    )


def in_millions(euros: Decimal) -> str:
    """With its sign and two decimals: the chart's subtitle says that they are millions."""
    written = number(euros / MILLION, 2)
    return f"+{written}" if euros > 0 else written
