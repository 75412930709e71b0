"""Where single figures of a calculation come from, where that was told apart from the source of the whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.models import Calculation
from indicators.queries.areas import short_title
from indicators.queries.calculations import Shown

OF_AREA = ""  # the key of what is told of all figures of an area


@dataclass(frozen=True)
class OwnSource:
    """What is told of some areas apart from the others; ``is_all`` where it is of every area."""

    words: str
    areas: Sequence[str]
    is_all: bool


def source_words(calculation: Calculation, area: str, key: str = OF_AREA) -> str:
    """The state and the source of an area's figures, or of the figure of one indicator; "" where nothing is told."""
    told = calculation.sources.get(area, {}).get(key, {})
    states = dict(Calculation.State.choices)
    return ", ".join(str(each) for each in (states.get(told.get("state")), told.get("source")) if each)


def sources_of_areas(shown: Shown) -> list[OwnSource]:
    """Areas of the same source together, in the order of places."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in shown.in_order:
        if words := source_words(shown.calculation, each.area):
            found[words].append(short_title(shown.regions[each.area]))
    return [OwnSource(words, areas, len(areas) == len(shown.result.areas)) for words, areas in found.items()]
