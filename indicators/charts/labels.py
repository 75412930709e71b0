"""Names beside the ends of lines, in the stead of a legend; none lies on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap

from django.utils.translation import gettext as _

from hyte.lib.drawing import px, tag, text, words
from hyte.lib.pixels import LETTER
from hyte.lib.templatetags.hyte import NBSP, number
from indicators.charts.figure import Kind, LineFigure, Series
from indicators.charts.scale import spread
from indicators.charts.strokes import GRID, INK, INK_2, rule

SIZE, ROW, AIR = 13, 15, 3  # of letters, from line to line, between labels
MANY, BOLD = 10, 1.12  # from so many labels on each takes one line; how much wider bold letters are


@dataclass(frozen=True)
class Label:
    """``end`` is where what it names ends, ``whole`` its full words where it had to be cut."""

    lines: list[str]
    end: tuple[float, float]
    kind: Kind
    whole: str = ""

    @property
    def height(self) -> float:
        return ROW * len(self.lines) + AIR


def labels_of(figure: LineFigure, room: float, ends: Sequence[tuple[float, float]]) -> list[Label]:
    """Labels of the lines in their order; ``ends`` are the places of their last figures."""
    many = len(figure.series) >= MANY
    newest = max(each.known[-1].year for each in figure.series)
    return [
        _label(each, _value_words(each, figure.decimals, newest), end, room, many=many)
        for each, end in zip(figure.series, ends, strict=True)
    ]


def target_label(figure: LineFigure, room: float, end: tuple[float, float]) -> Label:
    year = f"{NBSP}({figure.target_year})" if figure.target_year else ""
    told = _("Target") + f" {number(figure.target)}{year}"
    return Label(wrap(told, letters_in(room))[:2], end, Kind.OTHER)


def letters_in(room: float) -> int:
    return max(int(room / (SIZE * LETTER)), 6)


def _value_words(series: Series, decimals: int, newest: int) -> str:
    """The last figure; its year where it isn't the newest of all, and always of one's own."""
    last = series.known[-1]
    year = f"{NBSP}({last.year})" if series.kind is Kind.OWN or last.year != newest else ""
    return f"{number(last.value, decimals)}{year}"


def _label(series: Series, value: str, end: tuple[float, float], room: float, *, many: bool) -> Label:
    own = series.kind is Kind.OWN
    rows = 1 if many else 3 if own else 2
    letters = letters_in(room / BOLD if own else room)
    whole = f"{series.name} {value}"
    lines = _fit(whole, letters)
    name = series.name
    while len(lines) > rows and len(name) > 1:
        name = _cut(name)
        lines = _fit(f"{name} {value}", letters)
    return Label(lines[:rows], end, series.kind, "" if name == series.name else whole)


def _cut(name: str) -> str:
    shorter = shorten(name, len(name) - 1, placeholder="…")
    return shorter if len(shorter) > 1 else name.rstrip("…")[:-1] + "…"


def _fit(words_: str, letters: int) -> list[str]:
    return wrap(words_, letters, break_long_words=False, break_on_hyphens=False)


def draw_labels(labels: Sequence[Label], left: float, top: float, bottom: float) -> str:
    places = spread([each.end[1] for each in labels], [each.height for each in labels], top, bottom)
    return "".join(_draw(each, left, middle) for each, middle in zip(labels, places, strict=True))


def _draw(label: Label, left: float, middle: float) -> str:
    x, y = label.end
    tie = rule(x + 5, y, left - 4, middle, class_="leader", stroke=GRID) if left - x > 12 or abs(y - middle) > 4 else ""
    first = middle - ROW * (len(label.lines) - 1) / 2 + SIZE * 0.35
    own = {"font_weight": "bold", "fill": INK} if label.kind is Kind.OWN else {"fill": INK_2, "class_": "muted"}
    rows = (text(line, px(left), px(first + ROW * n), font_size=SIZE, **own) for n, line in enumerate(label.lines))
    hint = tag("title", words(label.whole)) if label.whole else ""
    return tie + tag("g", hint + "".join(rows))
