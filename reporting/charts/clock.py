"""The annual clock drawn as a clock: twelve months, the years of the term inside, and today's hand."""

from calendar import monthrange
from datetime import date
from math import cos, pi, sin

from django.utils.dates import MONTHS_3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hyte.lib.drawing import px, tag, text, words
from reporting.queries.clock import Clock, Entry, MonthOfClock

SIZE, MIDDLE = 640, 320
OUTER, INNER = 312, 268  # the ring of months
TERM_OUTER, TERM_INNER = 118, 62
MARK, APART = 13, 29  # a mark's radius, and how far apart the marks are
RINGS = (236, 207, 178, 149)  # radii on which marks stand
DOT = 257  # radius on which meetings are dotted


def render_clock(clock: Clock, *, on: date) -> SafeString:
    """Marks carry the numbers of the list beside and lead to its items; whatever doesn't fit stands in the list only."""
    parts = [
        tag("title", words(_("Annual clock %(year)s") % {"year": clock.year}), id="clock-title"),
        *(_month(month, clock.year, on) for month in clock.months),
        *_term(clock),
        *_marks(clock),
    ]
    if on.year == clock.year:
        parts.append(_hand(on))
    attributes = {"viewBox": f"0 0 {SIZE} {SIZE}", "aria_labelledby": "clock-title", "class_": "clock"}
    return mark_safe(tag("svg", "".join(parts), role="group", **attributes))  # noqa: S308 - words() escapes every word


def numbered(clock: Clock) -> list[tuple[int, Entry]]:
    """The entries of the months in the list's order, from one on; meetings have no number."""
    return list(enumerate((entry for month in clock.months for entry in month.entries), start=1))


def _point(turn: float, radius: float) -> tuple[float, float]:
    """Where a part of the year (0–1, from the top clockwise) is at the radius."""
    angle = 2 * pi * turn - pi / 2
    return MIDDLE + radius * cos(angle), MIDDLE + radius * sin(angle)


def _sector(start: float, end: float, outer: float, inner: float) -> str:
    (a, b), (c, d) = _point(start, outer), _point(end, outer)
    (e, f), (g, h) = _point(end, inner), _point(start, inner)
    far = int(end - start > 0.5)
    return (
        f"M{px(a)} {px(b)}A{outer} {outer} 0 {far} 1 {px(c)} {px(d)}"
        f"L{px(e)} {px(f)}A{inner} {inner} 0 {far} 0 {px(g)} {px(h)}Z"
    )


def _month(month: MonthOfClock, year: int, on: date) -> str:
    start = (month.month - 1) / 12
    now = on.year == year and on.month == month.month
    name = str(MONTHS_3[month.month])
    x, y = _point(start + 1 / 24, (OUTER + INNER) / 2)
    inner_x, inner_y = _point(start, TERM_OUTER)
    edge_x, edge_y = _point(start, INNER)
    ray = tag("path", d=f"M{px(inner_x)} {px(inner_y)}L{px(edge_x)} {px(edge_y)}", class_="clock__ray")
    area = tag(
        "path", d=_sector(start, start + 1 / 12, OUTER, INNER), class_=f"clock__month{' clock__month--now' * now}"
    )
    label = text(name, px(x), y + 5, text_anchor="middle", class_="clock__name")
    dots = "".join(_dot(each) for each in month.meetings)
    return ray + area + label + dots


def _dot(meeting: Entry) -> str:
    x, y = _point(turn_of(meeting.on), DOT)
    return tag("circle", tag("title", words(meeting.title)), cx=px(x), cy=px(y), r=3.5, class_="clock__dot")


def turn_of(day: date) -> float:
    """Which part of the year has gone at noon of the day; each month takes a twelfth."""
    return (day.month - 1 + (day.day - 0.5) / monthrange(day.year, day.month)[1]) / 12


def _marks(clock: Clock) -> list[str]:
    """Each month's marks side by side on the rings, from the outermost in; as many as there is room for."""
    found, numbers = [], {id(entry): number for number, entry in numbered(clock)}
    for month in clock.months:
        for entry, (x, y) in zip(month.entries, _places(month.month), strict=False):
            number = numbers[id(entry)]
            circle = tag("circle", cx=px(x), cy=px(y), r=MARK, class_=f"clock__mark clock__mark--{entry.kind.value}")
            label = text(number, px(x), y + 4.5, text_anchor="middle", class_="clock__number")
            found.append(tag("a", circle + label, href=f"#clock-{number}", aria_label=f"{number}. {entry.title}"))
    return found


def _places(month: int) -> list[tuple[float, float]]:
    places = []
    for radius in RINGS:
        width = 2 * pi * radius / 12
        columns = int(width // APART)
        for column in range(columns):
            turn = (month - 1) / 12 + (column + 0.5) / columns / 12
            places.append(_point(turn, radius))
    return places


def _term(clock: Clock) -> list[str]:
    parts, count = [], len(clock.term)
    for place, (year, _entries) in enumerate(clock.term):
        now = year == clock.year
        if count == 1:
            area = tag("circle", cx=MIDDLE, cy=MIDDLE, r=TERM_OUTER, class_="clock__year clock__year--now")
        else:
            sector = _sector(place / count, (place + 1) / count, TERM_OUTER, TERM_INNER)
            area = tag("path", d=sector, class_=f"clock__year{' clock__year--now' * now}")
        x, y = _point((place + 0.5) / count, (TERM_OUTER + TERM_INNER) / 2)
        parts += [area, text(year, px(x), y + 5, text_anchor="middle", class_="clock__name")]
    return parts


def _hand(on: date) -> str:
    (a, b), (c, d) = _point(turn_of(on), TERM_INNER), _point(turn_of(on), OUTER)
    told = _("Today")
    return tag("path", tag("title", words(told)), d=f"M{px(a)} {px(b)}L{px(c)} {px(d)}", class_="clock__hand")
