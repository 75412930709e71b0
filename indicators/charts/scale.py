"""Where things stand in a chart: arithmetic only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from indicators.queries.series import Point

STEPS = (1, 2, 2.5, 5, 10)
YEAR_STEPS = (1, 2, 3, 4, 5, 10, 20, 50)
FROM_ZERO = 0.5  # where the lowest figure is at most this share of the highest, the scale starts from zero


@dataclass(frozen=True)
class Scale:
    """From figures to places on a line: ``first`` is at ``start``, ``last`` at ``end``."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.last == self.first:
            return (self.start + self.end) / 2
        return self.start + (float(value) - self.first) / (self.last - self.first) * (self.end - self.start)


def ticks_of(values: Iterable[float], count: int = 5) -> list[float]:
    """Round numbers that hold all the values between the first and the last of them."""
    found = [float(value) for value in values]
    low, high = min(found), max(found)
    if 0 <= low <= high * FROM_ZERO or low == high == 0:
        low = 0.0
    if high == low:
        low, high = low - abs(low) * 0.1, high + (abs(high) * 0.1 or 1)
    step = _round_step((high - low) / count)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def _round_step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(step for step in STEPS if step * size >= rough * 0.999) * size


def decimals_of(ticks: Sequence[float]) -> int:
    """How many decimals tell the ticks apart."""
    step = ticks[1] - ticks[0]
    return next((count for count in range(6) if abs(round(step, count) - step) < 1e-9), 6)


def year_ticks(years: Sequence[int], room: float, each: float) -> list[int]:
    """Years to be named, the last one always; ``each`` is the room that one takes."""
    first, last, usual = min(years), max(years), usual_step(years)
    fitting = max(room / each, 1)
    steps = [step for step in YEAR_STEPS if step >= usual and (last - first) / step + 1 <= fitting]
    return list(range(last, first - 1, -(steps[0] if steps else max(last - first, 1))))[::-1]


def usual_step(years: Iterable[int]) -> int:
    """How many years there mostly are from one figure to the next: 1, or 2 where people are asked every second year."""
    distances = Counter(after - before for before, after in pairwise(sorted(set(years))))
    return min(distances, key=lambda distance: (-distances[distance], distance), default=1)


def stretches(points: Sequence[Point], years: Iterable[int]) -> list[list[Point]]:
    """Runs of figures that a line joins; ``years`` are all in which anything was measured.

    What is missing stays a gap: a line never passes a year that was measured of others, nor a longer time than is usual.
    """
    measured = sorted(set(years))
    step, runs = usual_step(measured), []
    for point in points:
        if point.value is None:
            continue
        before = runs[-1][-1].year if runs else None
        joined = before and point.year - before <= step and not any(before < year < point.year for year in measured)
        if joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles of labels as near as may be to where they are wanted, so that none lies on another or outside.

    ``wanted`` come in any order; labels that push each other share the push (pool adjacent violators).
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    offsets, total = [], 0.0
    for index in order:
        offsets.append(total + heights[index] / 2)
        total += heights[index]
    blocks: list[list[float]] = []  # how many labels, and the mean of where their stack wants to begin
    for index, offset in zip(order, offsets, strict=True):
        blocks.append([1, wanted[index] - offset])
        while len(blocks) > 1 and blocks[-2][1] > blocks[-1][1]:
            count, start = blocks.pop()
            held = blocks[-1]
            held[1] = (held[0] * held[1] + count * start) / (held[0] + count)
            held[0] += count
    starts = [start for count, start in blocks for _ in range(count)]
    limit = max(bottom - total, top)
    places = [0.0] * len(wanted)
    for index, offset, start in zip(order, offsets, starts, strict=True):
        places[index] = min(max(start, top), limit) + offset
    return places
