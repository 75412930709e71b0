"""Who comes before whom in the newest year that all have: arithmetic only."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from indicators.models import Region
from indicators.models.region import COUNTRY
from indicators.queries.series import Line

TOO_OLD = 3  # years: areas are compared in an older common year rather than in one that some lack, but not in any


@dataclass(frozen=True)
class Ranked:
    """``difference`` is from one's own area; ``place`` is None of areas of another kind: the country holds the others."""

    region: Region
    value: Decimal
    difference: Decimal | None
    place: int | None
    is_own: bool


@dataclass(frozen=True)
class Ranking:
    """Areas in order in ``year``; those without a figure then are ``without``."""

    year: int | None
    rows: Sequence[Ranked] = ()
    without: Sequence[Region] = ()

    @property
    def own(self) -> Ranked | None:
        return next((row for row in self.rows if row.is_own and row.place), None)

    @property
    def count(self) -> int:
        return sum(row.place is not None for row in self.rows)


def ranking_of(lines: Sequence[Line], own: Line | None, *, falling_is_good: bool, decimals: int) -> Ranking:
    """The smallest is first where a fall is good, else the greatest; what looks the same shares a place."""
    held = [line for line in lines if line.last]
    ranked = [line.region for line in held if _has_place(line.region, own)]
    year = common_year([line for line in held if line.region in ranked], own)
    if year is None:
        return Ranking(None)
    values = {line.region: _value(line, year, decimals) for line in held if _value(line, year, decimals) is not None}
    mine, compared = values.get(own.region) if own else None, [values[each] for each in ranked if each in values]
    rows = [
        Ranked(
            region,
            value,
            None if mine is None else value - mine,
            _place(value, compared, falling_is_good) if region in ranked else None,
            bool(own and region == own.region),
        )
        for region, value in sorted(values.items(), key=lambda pair: pair[1] if falling_is_good else -pair[1])
    ]
    return Ranking(year, rows, [line.region for line in held if line.region not in values])


def _has_place(region: Region, own: Line | None) -> bool:
    return region.category == own.region.category if own and own.last else region.category != COUNTRY


def common_year(lines: Sequence[Line], own: Line | None) -> int | None:
    """The newest year in which all have a figure; the newest of one's own where that lies too far behind."""
    years = [{point.year for point in line.points if point.value is not None} for line in lines]
    common = max(set.intersection(*years), default=None) if years else None
    newest = own.last.year if own and own.last else max(map(max, years), default=None)
    return newest if newest is None or common is None or newest - common > TOO_OLD else common


def _place(value: Decimal, others: Sequence[Decimal], falling_is_good: bool) -> int:
    return 1 + sum(other < value if falling_is_good else other > value for other in others)


def _value(line: Line, year: int, decimals: int) -> Decimal | None:
    """As it is shown: what differs only in decimals that nobody sees is the same."""
    found = next((point.value for point in line.points if point.year == year), None)
    return None if found is None else found.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
