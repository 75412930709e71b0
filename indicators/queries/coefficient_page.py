"""The coefficient from one area's side: what each indicator brings and could bring, and how it has gone over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, prefetch_related_objects

from groups.models import Organisation
from indicators import coefficient as engine
from indicators.models import CalculatedArea, Calculation, PublishedResult, Region, RuleGroup, RuleIndicator
from indicators.queries.calculations import Shown, calculations_for
from indicators.queries.coefficient_sources import source_words
from indicators.queries.sensitivity import takes_long

HUNDRED = Decimal(100)
ONE_EURO = Decimal(1)


@dataclass(frozen=True)
class Standing:
    """An indicator of the own area among the others.

    ``figure``, ``best`` and ``mean`` are of what is compared: the value, or its change (in per cent where it is relative);
    None where nobody has data, and at depth B, where only points are known. ``remark`` is what the reader should know of it.
    """

    key: str
    indicator: RuleIndicator | None
    rule: engine.IndicatorRule
    points: Decimal | None
    place: int | None
    scored: engine.Scored | None
    figure: Decimal | None
    best: Decimal | None
    mean: Decimal | None
    point: engine.Gain | None
    target: engine.Gain | None
    better: engine.Gain | None
    remark: engine.Remark | None = None
    source: str = ""

    @property
    def decimals(self) -> int:
        return self.indicator.decimals if self.indicator else 1

    @property
    def unit(self) -> str:
        return self.indicator.unit if self.indicator else ""

    @property
    def improved(self) -> Decimal | None:
        """The figure that ``better`` is counted with: a value, at depth B points."""
        gain = self.better or self.point
        if gain is None:
            return None
        if not self.better:
            return self.points + gain.step
        is_up = self.rule.direction is engine.Direction.HIGHER
        return round(self.scored.told + (gain.step if is_up else -gain.step), self.decimals + 2)

    @property
    def is_change(self) -> bool:
        return self.rule.needs_before

    @property
    def is_relative(self) -> bool:
        return self.rule.basis is engine.Basis.RELATIVE_CHANGE

    @property
    def decimals_compared(self) -> int:
        """Of what is compared: a change in per cent has one."""
        return 1 if self.is_relative else self.decimals

    @property
    def to_best(self) -> Decimal | None:
        return _distance(self.figure, self.best)

    @property
    def to_mean(self) -> Decimal | None:
        """How much better than the mean; negative where worse."""
        if self.figure is None or self.mean is None:
            return None
        above = self.figure - self.mean
        return above if self.rule.direction is engine.Direction.HIGHER else -above

    @property
    def to_target(self) -> Decimal | None:
        """Zero where it is reached."""
        if self.rule.target is None or self.scored is None or self.scored.corrected is None:
            return None
        return Decimal(0) if self.scored.is_at_target else _distance(self.scored.corrected, self.rule.target)


@dataclass(frozen=True)
class GroupStanding:
    group: RuleGroup | None
    key: str
    mean: Decimal | None
    lines: Sequence[Standing]

    @property
    def has_targets(self) -> bool:
        return any(line.rule.target is not None for line in self.lines)


@dataclass(frozen=True)
class Compared:
    """What was published of an area beside what is calculated; None where that figure wasn't published."""

    region: Region
    result: engine.AreaResult
    published: PublishedResult

    @property
    def euros_apart(self) -> Decimal | None:
        return _apart(self.published.euros, self.result.euros)

    @property
    def difference_apart(self) -> Decimal | None:
        return _apart(self.published.difference, self.result.difference)

    @property
    def apart_from_its_euros(self) -> Decimal | None:
        """How far the published difference is from the difference of the published euros."""
        told = self.published
        if None in (told.difference, told.euros, told.flat):
            return None
        return told.difference - (told.euros - told.flat)


def group_standings(shown: Shown) -> list[GroupStanding]:
    """Nothing where there are no points: at depth A, or without an own area."""
    own, result = shown.own_result, shown.result
    if own is None or not own.points:
        return []
    gains = _gains(result, own.area)
    return [
        GroupStanding(
            shown.groups.get(group.key),
            group.key,
            own.group_means.get(group.key),
            [_standing(shown, rule, gains) for rule in result.rules.of_group(group.key)],
        )
        for group in result.rules.groups
    ]


Gains = Mapping[str, Mapping[str, engine.Gain]]


def _gains(result: engine.Calculation, own: str) -> Gains:
    found = {"point": engine.worth_of_point(result, own)}
    if has_target_worths(result):
        found |= {"target": engine.worth_of_target(result, own), "better": engine.worth_of_improving(result, own)}
    return {name: {gain.rule.key: gain for gain in gains} for name, gains in found.items()}


def has_target_worths(result: engine.Calculation) -> bool:
    """Whether the page tells what reaching a target would bring: not of points, nor of so many areas that it takes long."""
    return bool(result.indicators) and not takes_long(result)


def _standing(shown: Shown, rule: engine.IndicatorRule, gains: Gains) -> Standing:
    own, result = shown.own_result, shown.result
    told = result.indicators.get(rule.key)
    scored = told.areas[own.area] if told else None
    size = HUNDRED if rule.basis is engine.Basis.RELATIVE_CHANGE else 1
    points = {area: each.points.get(rule.key) for area, each in result.areas.items()}
    return Standing(
        key=rule.key,
        indicator=shown.indicators.get(rule.key),
        rule=rule,
        points=points[own.area],
        place=place_of(points[own.area], points.values()),
        remark=_remark(result, own.area, rule.key),
        source=source_words(shown.calculation, own.area, rule.key),
        scored=scored,
        figure=scored.figure * size if scored and scored.figure is not None else None,
        best=told.best * size if told else None,
        mean=told.mean * size if told else None,
        **{name: gains.get(name, {}).get(rule.key) for name in ("point", "target", "better")},
    )


def _remark(result: engine.Calculation, own: str, key: str) -> engine.Remark | None:
    if told := result.indicators.get(key):
        return told.areas[own].remark or told.remark
    has_points = result.inputs.points[own].get(key) is not None
    return None if has_points else engine.Remark.MISSING


def are_rules_changed(shown: Shown) -> bool:
    """Whether a draft has become something else since the calculation was made by it. Two queries, of drafts only."""
    if not shown.rule_set.is_open:
        return False
    prefetch_related_objects([shown.rule_set], "groups__indicators")
    return shown.rule_set.rules() != shown.result.rules


def place_of(own: Decimal | None, all_points) -> int | None:
    return None if own is None else 1 + sum(each is not None and each > own for each in all_points)


def by_worth(groups: Sequence[GroupStanding]) -> list[Standing]:
    """Which indicator gives most euros for the least improvement: of one per cent of its value, else of one point."""
    lines = [line for group in groups for line in group.lines]
    has_values = any(line.better for line in lines)
    known = [line for line in lines if (line.better if has_values else line.point)]
    return sorted(known, key=lambda line: (line.better if has_values else line.point).euros, reverse=True)


@dataclass(frozen=True)
class AreaRow:
    region: Region
    result: engine.AreaResult
    compared: Compared | None
    is_own: bool


def area_rows(shown: Shown) -> list[AreaRow]:
    """In the order of places."""
    return [_area_row(shown, each) for each in shown.in_order]


def _area_row(shown: Shown, result: engine.AreaResult) -> AreaRow:
    region, published = shown.regions[result.area], shown.published.get(result.area)
    compared = Compared(region, result, published) if published else None
    return AreaRow(region, result, compared, is_own=region == shown.own)


def development_of(region: Region, user) -> QuerySet[CalculatedArea]:
    """The area in every calculation that the user may read, the latest funding year first."""
    visible = calculations_for(user).values("pk")
    areas = CalculatedArea.objects.filter(region=region, calculation__in=visible)
    areas = areas.select_related("calculation__rule_set", "calculation__county")
    return areas.defer("calculation__frozen", "calculation__sources").order_by(
        "-calculation__rule_set__year", "-calculation__created_at", "-pk"
    )


def listed_calculations(user, county: Organisation | None) -> list[tuple[Calculation, CalculatedArea | None]]:
    """Every calculation that the user may read, with the county's own result in it. Two queries."""
    calculations = list(calculations_for(user).select_related("by").order_by("-rule_set__year", "-created_at", "-pk"))
    own = CalculatedArea.objects.filter(calculation__in=calculations, region__code=county.region_code if county else "")
    found = {each.calculation_id: each for each in own}
    return [(each, found.get(each.pk)) for each in calculations]


def _distance(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else abs(one - other)


def _apart(published: Decimal | None, calculated: Decimal) -> Decimal | None:
    return None if published is None else published - _whole(calculated)


def _whole(euros: Decimal) -> Decimal:
    return euros.quantize(ONE_EURO)
