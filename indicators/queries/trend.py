"""Which way an indicator has gone from its baseline: a hint for people, who judge for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Direction
from indicators.queries.series import Point


class Hint(models.TextChoices):
    TOWARDS = "towards", _("Towards the target")
    AWAY = "away", _("Away from the target")
    UNCHANGED = "unchanged", _("Unchanged")
    NO_DATA = "no_data", _("No new figures")


@dataclass(frozen=True)
class Trend:
    """From ``start`` to ``last``, both with their years; ``hint`` is None where nobody has told which way is good."""

    start: Point | None
    last: Point | None
    hint: Hint | None
    is_reached: bool = False
    has_target: bool = False

    @property
    def change(self) -> Decimal | None:
        return self.last.value - self.start.value if self.start and self.last else None


def trend_of(
    points: Sequence[Point],
    *,
    decimals: int,
    direction: str = "",
    baseline: Decimal | None = None,
    baseline_year: int | None = None,
    target: Decimal | None = None,
) -> Trend:
    """Compare the last figure with the baseline, or with the figure before it where no baseline is told.

    ``points`` come with ascending years. A change that doesn't show in the indicator's ``decimals`` is none. A target
    tells the good way by itself; without one ``direction`` does.
    """
    known = [point for point in points if point.value is not None]
    last = known[-1] if known else None
    start = _start(known, baseline, baseline_year)
    if not last or not start or start.year >= last.year:
        return Trend(start if baseline is not None else None, last, Hint.NO_DATA)
    way = _way(start.value, target, direction)
    hint = _hint(start.value, last.value, way, decimals)
    return Trend(start, last, hint, _is_reached(last.value, target, way), has_target=target is not None)


def _start(known: list[Point], baseline: Decimal | None, year: int | None) -> Point | None:
    if baseline is not None and year is not None:
        return Point(year, baseline, None, False)
    return known[-2] if len(known) > 1 else None


def _way(start: Decimal, target: Decimal | None, direction: str) -> int:
    """1 where growth is good, -1 where fall is, 0 where neither is known to be."""
    if target is not None and target != start:
        return 1 if target > start else -1
    return {Direction.UP: 1, Direction.DOWN: -1}.get(direction, 0)


def _hint(start: Decimal, last: Decimal, way: int, decimals: int) -> Hint | None:
    step = Decimal(1).scaleb(-decimals)
    change = last.quantize(step) - start.quantize(step)
    if change == 0:
        return Hint.UNCHANGED
    if way == 0:
        return None
    return Hint.TOWARDS if change * way > 0 else Hint.AWAY


def _is_reached(last: Decimal, target: Decimal | None, way: int) -> bool:
    return target is not None and way != 0 and (last - target) * way >= 0
