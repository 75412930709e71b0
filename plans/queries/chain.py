"""The chain of a plan in both directions: phenomenon → focus area → goal → measure → indicator, and back."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from indicators.models import Indicator
from plans.models import FocusArea, Goal, IndicatorTarget, Phenomenon, PhenomenonIndicator, Plan
from plans.queries.picture import Picture, Row


@dataclass
class GoalNode:
    goal: Goal
    rows: list[Row]
    indicators: list[Indicator]


@dataclass
class FocusNode:
    """A focus area with what led to it and what follows; ``area`` None holds what has no focus area."""

    area: FocusArea | None
    phenomena: list[Phenomenon]
    goals: list[GoalNode]


@dataclass
class IndicatorNode:
    """An indicator with what it shows: measures, goals and focus areas that it follows, phenomena that it made visible."""

    indicator: Indicator
    rows: list[Row] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    areas: list[FocusArea] = field(default_factory=list)
    phenomena: list[Phenomenon] = field(default_factory=list)


@dataclass
class Chain:
    focus: list[FocusNode]
    sections: list[tuple[object, list[GoalNode]]]
    indicators: list[IndicatorNode]


def phenomena_of(plan: Plan, user) -> list[Phenomenon]:
    ties = PhenomenonIndicator.objects.visible_to(user).select_related("indicator__source")
    return list(plan.phenomena.prefetch_related("focus_areas", "themes", Prefetch("indicator_ties", ties)))


def chain_of(picture: Picture, user) -> Chain:
    """Put the rows of a picture into the chain; four queries whatever the size."""
    plan = picture.plan
    phenomena = phenomena_of(plan, user)
    targets = list(
        IndicatorTarget.objects.visible_to(user)
        .filter(Q(goal__section__plan=plan) | Q(measure__plan=plan) | Q(focus_area__plan=plan))
        .select_related("indicator", "focus_area")
    )
    goals = _goal_nodes(picture, targets)
    return Chain(
        focus=_focus_nodes(plan, phenomena, goals),
        sections=[
            (section, [node for node in goals if node.goal.section_id == section.pk]) for section in picture.sections
        ],
        indicators=_indicator_nodes(picture, phenomena, targets),
    )


def _goal_nodes(picture: Picture, targets: list[IndicatorTarget]) -> list[GoalNode]:
    rows, indicators = defaultdict(list), defaultdict(dict)
    goal_of = {row.measure.pk: row.measure.goal_id for row in picture.rows}
    for row in picture.rows:
        rows[row.measure.goal_id].append(row)
    for target in targets:
        goal_id = target.goal_id or goal_of.get(target.measure_id)
        indicators[goal_id][target.indicator_id] = target.indicator
    ordered = sorted(picture.goals, key=lambda goal: (goal.section.order, goal.section_id, goal.order, goal.pk))
    return [GoalNode(goal, rows[goal.pk], list(indicators[goal.pk].values())) for goal in ordered]


def _focus_nodes(plan: Plan, phenomena: list[Phenomenon], goals: list[GoalNode]) -> list[FocusNode]:
    nodes = [
        FocusNode(
            area,
            [each for each in phenomena if area in each.focus_areas.all()],
            [node for node in goals if area in node.goal.area_list],
        )
        for area in plan.focus_areas.all()
    ]
    loose = FocusNode(
        None,
        [each for each in phenomena if not each.focus_areas.all()],
        [node for node in goals if not node.goal.area_list],
    )
    return [*nodes, loose] if loose.phenomena or loose.goals else nodes


def _indicator_nodes(
    picture: Picture, phenomena: list[Phenomenon], targets: list[IndicatorTarget]
) -> list[IndicatorNode]:
    nodes: dict[int, IndicatorNode] = {}
    rows = {row.measure.pk: row for row in picture.rows}
    goals = {goal.pk: goal for goal in picture.goals}
    for phenomenon in phenomena:
        for tie in phenomenon.indicator_ties.all():
            nodes.setdefault(tie.indicator_id, IndicatorNode(tie.indicator)).phenomena.append(phenomenon)
    for target in targets:
        node = nodes.setdefault(target.indicator_id, IndicatorNode(target.indicator))
        if target.measure_id in rows:
            node.rows.append(rows[target.measure_id])
        elif target.goal_id in goals:
            node.goals.append(goals[target.goal_id])
        elif target.focus_area_id:
            node.areas.append(target.focus_area)
    return sorted(nodes.values(), key=lambda node: node.indicator.title)
