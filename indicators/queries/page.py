"""What an indicator shows of a county beside others: the one reading of its page, its pictures and its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from groups.models import Organisation
from indicators.models import Adoption, Direction, Indicator, Region, Sex
from indicators.queries.areas import Areas, read_areas
from indicators.queries.ranks import Ranking, ranking_of
from indicators.queries.series import Line, Point, lines_of, measured_regions

MOST_FOUND = 8  # areas that are shown where neither the county nor its comparison areas have figures


@dataclass(frozen=True)
class SplitRow:
    """An area's women and men in the newest year that has both."""

    region: Region
    year: int
    female: Decimal
    male: Decimal
    total: Decimal | None

    @property
    def difference(self) -> Decimal:
        return self.female - self.male


@dataclass(frozen=True)
class Figures:
    """``lines`` are of all areas and sexes; ``sex`` is the one that the reader looks at. ``found`` stand in for areas of
    the county's own choice where those have no figures."""

    indicator: Indicator
    county: Organisation | None
    areas: Areas
    lines: Sequence[Line]
    sex: str
    direction: str = ""
    found: Sequence[Region] = ()

    @property
    def sexes(self) -> list[str]:
        held = {line.sex for line in self.lines if line.last}
        return [sex for sex in Sex.values if sex in held]

    @property
    def own(self) -> Line | None:
        return self.line_of(self.areas.own)

    def line_of(self, region: Region | None, sex: str = "") -> Line | None:
        return self._by_place.get((sex or self.sex, region.pk)) if region else None

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], Line]:
        return {(line.sex, line.region.pk): line for line in self.lines}

    def lines_in(self, regions: Sequence[Region]) -> list[Line]:
        """The lines of the areas that have any, in their order."""
        return [line for line in map(self.line_of, regions) if line]

    @cached_property
    def shown(self) -> list[Line]:
        """The lines of the chart and the table: one's own first."""
        return self.lines_in([*filter(None, [self.areas.own]), *self.areas.chosen, *self.found])

    @property
    def has_figures(self) -> bool:
        return any(line.last for line in self.shown)

    @property
    def shown_regions(self) -> list[Region]:
        return [line.region for line in self.shown]

    @property
    def years(self) -> list[int]:
        """Newest first."""
        return sorted({point.year for line in self.shown for point in line.points}, reverse=True)

    @property
    def before_last(self) -> Point | None:
        """The figure before the newest one of the own area."""
        known = [point for point in self.own.points if point.value is not None] if self.own else []
        return known[-2] if len(known) > 1 else None

    @property
    def change(self) -> Decimal | None:
        return self.own.last.value - self.before_last.value if self.before_last else None

    @cached_property
    def among_compared(self) -> Ranking:
        """The own area among those shown beside it."""
        return self._ranking(self.shown_regions)

    @cached_property
    def among_counties(self) -> Ranking:
        return self._ranking(self.areas.counties)

    def _ranking(self, regions: Sequence[Region]) -> Ranking:
        falling = self.direction == Direction.DOWN
        return ranking_of(self.lines_in(regions), self.own, falling_is_good=falling, decimals=self.indicator.decimals)

    @cached_property
    def split(self) -> list[SplitRow]:
        return [row for row in map(self._split_row, self.shown_regions) if row]

    def _split_row(self, region: Region) -> SplitRow | None:
        values = {sex: _values(self.line_of(region, sex)) for sex in Sex.values}
        both = values[Sex.FEMALE].keys() & values[Sex.MALE].keys()
        if not both:
            return None
        year = max(both)
        return SplitRow(region, year, values[Sex.FEMALE][year], values[Sex.MALE][year], values[Sex.TOTAL].get(year))


def _values(line: Line | None) -> dict[int, Decimal]:
    return {point.year: point.value for point in line.points if point.value is not None} if line else {}


def read_figures(
    indicator: Indicator,
    county: Organisation | None,
    *,
    sex: str = "",
    asked: Sequence[str] = (),
    adoption: Adoption | None = None,
) -> Figures:
    """Two queries, four where the county's areas have no figures. A ``sex`` that has none gives way to one that has."""
    areas = read_areas(county, asked)
    lines, found = _read_lines(indicator, areas.everything), []
    if not asked and not any(line.last for line in lines if line.region in _standing(areas)):
        found = measured_regions(indicator, MOST_FOUND)
        missing = [region for region in found if region not in areas.everything]
        lines = [*lines, *(_read_lines(indicator, missing) if missing else ())]
    held = [each for each in Sex.values if any(line.sex == each and line.last for line in lines)]
    chosen = sex if sex in held else next(iter(held), Sex.TOTAL)
    return Figures(indicator, county, areas, lines, chosen, adoption.direction if adoption else "", found)


def _standing(areas: Areas) -> list[Region]:
    return [*filter(None, [areas.own]), *areas.chosen]


def _read_lines(indicator: Indicator, regions: Sequence[Region]) -> list[Line]:
    return lines_of([indicator], regions, sexes=Sex.values).get(indicator.pk, []) if regions else []
