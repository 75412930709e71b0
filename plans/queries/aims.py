"""What the indicators of a plan's promises show: figures of the county beside baselines and targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Manager

from groups.models import Organisation
from indicators.models import Adoption, Region
from indicators.queries.series import Line, lines_of
from indicators.queries.trend import Trend, trend_of
from plans.models import IndicatorTarget, PhenomenonIndicator

Tie = IndicatorTarget | PhenomenonIndicator


@dataclass(frozen=True)
class Aim:
    """A tie with the county's own figures; ``direction`` is the tie's own, else the county's for the indicator."""

    tie: Tie
    line: Line | None
    trend: Trend
    direction: str


def aims_of(ties: Manager, county: Organisation, *, user) -> list[Aim]:
    """What the ties of one thing show, as far as the user may see it: four queries, one where nothing is tied."""
    return aims_from(list(ties.visible_to(user).select_related("indicator")), county)


def aims_from(ties: Sequence[Tie], county: Organisation) -> list[Aim]:
    """Three queries whatever the number, none where nothing is tied. ``ties`` carry their indicators."""
    if not ties:
        return []
    indicators = {tie.indicator_id: tie.indicator for tie in ties}
    lines = own_lines(list(indicators.values()), county)
    directions = directions_of(indicators, county)
    return [_aim(tie, lines.get(tie.indicator_id), directions.get(tie.indicator_id, "")) for tie in ties]


def own_lines(indicators: list, county: Organisation) -> dict[int, Line]:
    """The county's own line of each indicator that has figures of it."""
    regions = list(Region.objects.of_organisations([county]))
    found = lines_of(indicators, regions) if regions else {}
    return {pk: lines[0] for pk, lines in found.items() if lines}


def directions_of(indicators, county: Organisation) -> dict[int, str]:
    adopted = Adoption.objects.filter(county=county, indicator__in=indicators)
    return dict(adopted.order_by().values_list("indicator_id", "direction"))


def _aim(tie: Tie, line: Line | None, adopted: str) -> Aim:
    direction = tie.direction or adopted
    trend = trend_of(
        line.points if line else (),
        decimals=tie.indicator.decimals,
        direction=direction,
        baseline=tie.baseline,
        baseline_year=tie.baseline_year,
        target=tie.target,
    )
    return Aim(tie, line, trend, direction)
