"""Scenarios side by side: each figure that some of them changes, and what comes of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators import coefficient as engine
from indicators.models import RuleIndicator, Scenario
from indicators.queries.calculations import Shown
from indicators.queries.scenarios import Changed, address_of, changed_of, read_scenario

MOST_COMPARED = 6


@dataclass(frozen=True)
class Column:
    """A scenario beside what its area has now."""

    scenario: Scenario
    now: engine.AreaResult
    address: str

    @property
    def difference(self) -> Decimal:
        """To the flat share."""
        return self.scenario.euros - self.now.flat

    @property
    def per_resident(self) -> Decimal:
        return self.difference / self.now.population


@dataclass(frozen=True)
class Line:
    """A figure that some scenario changes; ``cells`` in the order of the scenarios, None where it stays as it is."""

    part: str
    indicator: RuleIndicator | None
    cells: Sequence[Changed | None]


@dataclass(frozen=True)
class Compared:
    columns: Sequence[Column]
    lines: Sequence[Line]

    @property
    def is_of_one_calculation(self) -> bool:
        return len({column.scenario.calculation_id for column in self.columns}) == 1

    @property
    def has_invented(self) -> bool:
        return any(column.scenario.calculation.is_demo for column in self.columns)


def compare_scenarios(scenarios: Sequence[Scenario], *, user) -> Compared:
    """Five queries for each calculation and area."""
    shown = {_side(each): each for each in scenarios}
    shown = {side: read_scenario(each, user=user) for side, each in shown.items()}
    columns = [Column(each, shown[_side(each)].own_result, address_of(each)) for each in scenarios]
    changed = [_by_figure(each, shown[_side(each)]) for each in scenarios]
    figures = dict.fromkeys(figure for told in changed for figure in told)
    return Compared(columns, [_line(figure, changed) for figure in figures])


def _side(scenario: Scenario) -> tuple[int, str]:
    return scenario.calculation_id, scenario.region.code


def _by_figure(scenario: Scenario, shown: Shown) -> dict[tuple[str, str], Changed]:
    return {(each.key, each.part): each for each in changed_of(scenario, shown.result, shown.indicators)}


def _line(figure: tuple[str, str], changed: Sequence[dict[tuple[str, str], Changed]]) -> Line:
    cells = [told.get(figure) for told in changed]
    there = next(filter(None, cells))
    return Line(there.part, there.indicator, cells)
