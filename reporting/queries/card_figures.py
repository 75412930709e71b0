"""What is measured of a municipality, beside its county and the whole country."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from groups.models import Organisation
from indicators.models import Adoption, Direction, Indicator, IndicatorList, ListedIndicator, Omission, Region
from indicators.models.region import COUNTRY, COUNTY, MUNICIPALITY
from indicators.queries.series import Line, Point, lines_of
from indicators.queries.trend import Trend, trend_of

POPULATION = 127  # Sotkanet's number of the population at the end of the year


@dataclass(frozen=True)
class Beside:
    """Another area's figure of the same year. ``sign``: 1 where the own one is higher; ``is_better``: None if not known."""

    region: Region
    value: Decimal
    sign: int
    is_better: bool | None


@dataclass(frozen=True)
class Tile:
    """One indicator: the municipality's own line, and beside it the county's and the country's."""

    indicator: Indicator
    own: Line
    county: Line | None
    country: Line | None
    trend: Trend
    direction: str

    @property
    def last(self) -> Point | None:
        return self.own.last

    @property
    def hides_newest(self) -> bool:
        return self.own.points[-1].is_hidden

    @property
    def beside(self) -> list[Beside]:
        """Numbers of cases aren't compared: a county has more of everything."""
        if self.last is None or self.indicator.counts_cases:
            return []
        found = (_beside(self.last, line, self.indicator, self.direction) for line in (self.county, self.country))
        return [each for each in found if each]


@dataclass(frozen=True)
class CardFigures:
    """``minimum`` are those of the minimum data content, ``followed`` what the county has adopted beside them."""

    population: Tile | None = None
    minimum: tuple[Tile, ...] = ()
    followed: tuple[Tile, ...] = ()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return self.minimum + self.followed


def figures_of(municipality: Organisation, tied: Collection[int], *, user) -> tuple[CardFigures, Mapping[int, Tile]]:
    """The figures of the card, and tiles by the indicator's id, those of ``tied`` among them; three queries."""
    regions = _regions(municipality)
    own = regions.get(MUNICIPALITY)
    if own is None:
        return CardFigures(), {}
    indicators = list(_indicators(municipality.county, tied, user))
    lines = lines_of(indicators, list(regions.values()))
    tiles = {each.pk: _tile(each, lines[each.pk]) for each in indicators if _measured(lines.get(each.pk), own)}
    return _chosen(list(tiles.values())), tiles


def _chosen(tiles: list[Tile]) -> CardFigures:
    population = next((tile for tile in tiles if tile.indicator.sotkanet_id == POPULATION and tile.last), None)
    others = [tile for tile in tiles if tile is not population]
    minimum = tuple(tile for tile in others if tile.indicator.is_minimum)
    followed = tuple(tile for tile in others if tile.indicator.is_adopted and not tile.indicator.is_minimum)
    return CardFigures(population, minimum, followed)


def _regions(municipality: Organisation) -> dict[str, Region]:
    """The municipality's area, its county's and the country's, by their categories."""
    own = Region.objects.of_organisations([municipality, municipality.county])
    found = {region.category: region for region in own | Region.objects.country()}
    return {category: found[category] for category in (MUNICIPALITY, COUNTY, COUNTRY) if category in found}


def _indicators(county: Organisation, tied: Collection[int], user) -> QuerySet[Indicator]:
    adopted = Adoption.objects.filter(county=county, indicator=OuterRef("pk"))
    omitted = Omission.objects.filter(county=county, line=OuterRef("pk"))
    listed = ListedIndicator.objects.filter(list__kind=IndicatorList.Kind.MINIMUM).filter(
        Q(indicator=OuterRef("pk")) | Q(sotkanet_id=OuterRef("sotkanet_id")), ~Exists(omitted)
    )
    return (
        Indicator.objects.visible_to(user)
        .filter(Q(county=None) | Q(county=county))
        .annotate(
            is_adopted=Exists(adopted),
            is_minimum=Exists(listed),
            place=Subquery(listed.order_by("list__order", "order").values("order")[:1]),
            good=Subquery(adopted.values("direction")[:1]),
        )
        .filter(Q(is_adopted=True) | Q(is_minimum=True) | Q(sotkanet_id=POPULATION) | Q(pk__in=tied))
        .select_related("source")
        .order_by("place", "title_fi", "pk")
    )


def _measured(lines: list[Line] | None, own: Region) -> bool:
    return any(line.region.pk == own.pk for line in lines or ())


def _tile(indicator: Indicator, lines: list[Line]) -> Tile:
    by_category = {line.region.category: line for line in lines}
    own, direction = by_category[MUNICIPALITY], indicator.good or ""
    trend = trend_of(own.points, decimals=indicator.decimals, direction=direction)
    return Tile(indicator, own, by_category.get(COUNTY), by_category.get(COUNTRY), trend, direction)


def _beside(own: Point, line: Line | None, indicator: Indicator, direction: str) -> Beside | None:
    same_year = next((point for point in line.points if point.year == own.year), None) if line else None
    if same_year is None or same_year.value is None:
        return None
    step = Decimal(1).scaleb(-indicator.decimals)
    difference = own.value.quantize(step, ROUND_HALF_UP) - same_year.value.quantize(step, ROUND_HALF_UP)
    sign = (difference > 0) - (difference < 0)
    good = {Direction.UP: 1, Direction.DOWN: -1}.get(direction)
    return Beside(line.region, same_year.value, sign, sign == good if sign and good else None)
