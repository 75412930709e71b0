"""Boards of indicators: of each section and each focus area of a plan, what its indicators show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from indicators.models import Adoption, Indicator, Region
from indicators.queries.series import Line, lines_of
from indicators.queries.trend import Trend, trend_of
from plans.models import FocusArea, Goal, IndicatorTarget, PhenomenonIndicator, Plan, Section
from plans.queries.aims import Tie, directions_of

Part = Section | FocusArea


@dataclass(frozen=True)
class Tile:
    """One indicator on a board: the county's own line, the whole country's, and the tie that tells most of it, if any."""

    indicator: Indicator
    tie: Tie | None
    own: Line | None
    country: Line | None
    trend: Trend
    direction: str


@dataclass(frozen=True)
class Board:
    part: Part
    tiles: list[Tile]


def boards_of(plan: Plan, parts: Iterable[Part], *, user) -> list[Board]:
    """The boards of the given sections and focus areas; seven queries whatever the size."""
    found = _Found(plan, user)
    chosen = [(part, found.of_section(part) if isinstance(part, Section) else found.of_area(part)) for part in parts]
    indicators = {pk: indicator for _, held in chosen for pk, (indicator, _) in held.items()}
    tile = _tile_maker(plan, indicators)
    return [
        Board(part, sorted((tile(*each) for each in held.values()), key=lambda made: made.indicator.title))
        for part, held in chosen
    ]


Held = dict[int, tuple[Indicator, Tie | None]]  # by the indicator's id


class _Found:
    """What ties and adoptions a plan's parts have, read once."""

    def __init__(self, plan: Plan, user) -> None:
        targets = IndicatorTarget.objects.visible_to(user).select_related("indicator", "goal", "measure__goal")
        figures = PhenomenonIndicator.objects.visible_to(user).select_related("indicator")
        self.targets = list(
            targets.filter(Q(focus_area__plan=plan) | Q(goal__section__plan=plan) | Q(measure__plan=plan))
        )
        self.figures = list(figures.filter(phenomenon__plan=plan).prefetch_related("phenomenon__focus_areas"))
        self.adopted = list(
            Adoption.objects.filter(county=plan.county_id, indicator__in=Indicator.objects.visible_to(user))
            .exclude(age_group=None)
            .select_related("indicator")
        )
        self.goals_of_area = defaultdict(set)
        for goal, area in Goal.focus_areas.through.objects.filter(goal__section__plan=plan).values_list(
            "goal_id", "focusarea_id"
        ):
            self.goals_of_area[area].add(goal)

    def of_section(self, section: Section) -> Held:
        ties = [tie for tie in self.targets if (goal := _goal_of(tie)) and goal.section_id == section.pk]
        adopted = [each for each in self.adopted if each.age_group_id == section.age_group_id]
        return {each.indicator_id: (each.indicator, None) for each in adopted} | _held(ties)

    def of_area(self, area: FocusArea) -> Held:
        goals = self.goals_of_area[area.pk]
        ties: list[Tie] = [tie for tie in self.targets if tie.focus_area_id == area.pk]
        ties += [tie for tie in self.targets if (goal := _goal_of(tie)) and goal.pk in goals]
        ties += [tie for tie in self.figures if area in tie.phenomenon.focus_areas.all()]
        return _held(ties)


def _goal_of(tie: IndicatorTarget) -> Goal | None:
    return tie.measure.goal if tie.measure else tie.goal


def _held(ties: list[Tie]) -> Held:
    """Of several ties of one indicator the first with a target tells most, else the first."""
    held: Held = {}
    for tie in ties:
        before = held.get(tie.indicator_id)
        if before is None or (before[1].target is None and tie.target is not None):
            held[tie.indicator_id] = (tie.indicator, tie)
    return held


def _tile_maker(plan: Plan, indicators: dict[int, Indicator]):
    own = Region.objects.of_organisations([plan.county]).first()
    country = Region.objects.country().first()
    regions = [region for region in (own, country) if region]
    lines = lines_of(list(indicators.values()), regions) if regions and indicators else {}
    directions = directions_of(indicators, plan.county)

    def line_of(indicator: Indicator, region: Region | None) -> Line | None:
        return next((line for line in lines.get(indicator.pk, ()) if region and line.region.pk == region.pk), None)

    def make(indicator: Indicator, tie: Tie | None) -> Tile:
        line, direction = line_of(indicator, own), (tie and tie.direction) or directions.get(indicator.pk, "")
        aims = {name: getattr(tie, name) for name in ("baseline", "baseline_year", "target")} if tie else {}
        trend = trend_of(line.points if line else (), decimals=indicator.decimals, direction=direction, **aims)
        return Tile(indicator, tie, line, line_of(indicator, country), trend, direction)

    return make
