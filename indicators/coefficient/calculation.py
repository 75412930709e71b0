"""From points, or from ready coefficients, to euros."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from indicators.coefficient.errors import CannotCalculate, Problem, Reason
from indicators.coefficient.inputs import Inputs, Points, problems_of
from indicators.coefficient.points import ZERO, ScoredIndicator, score_indicator
from indicators.coefficient.rules import Missing, RuleSet, Ties

DIGITS = 40  # of the arithmetic; more than any figure needs


@dataclass(frozen=True)
class AreaResult:
    """``coefficient`` before and ``normalised`` after the division by the national mean; the rest in euros."""

    area: str
    population: int
    points: Points
    group_means: Mapping[str, Decimal]
    coefficient: Decimal
    normalised: Decimal
    rank: int
    euros: Decimal
    flat: Decimal

    @property
    def difference(self) -> Decimal:
        return self.euros - self.flat

    @property
    def per_resident(self) -> Decimal:
        """How many euros a resident the coefficient brings or takes."""
        return self.difference / self.population


@dataclass(frozen=True)
class Calculation:
    """The whole way. ``mean`` is the population-weighted mean of the coefficients; ``indicators`` are there at depth C only."""

    rules: RuleSet
    inputs: Inputs
    price: Decimal
    mean: Decimal
    areas: Mapping[str, AreaResult]
    indicators: Mapping[str, ScoredIndicator] = field(default_factory=dict)


def calculate(rules: RuleSet, inputs: Inputs) -> Calculation:
    """All areas at once. Raises CannotCalculate with everything that is wrong; a partial set is never calculated."""
    if problems := tuple(problems_of(rules, inputs)):
        raise CannotCalculate(*problems)
    with localcontext(prec=DIGITS):
        scored = _scored(rules, inputs)
        points = _points_by_area(rules, inputs, scored)
        means = {area: _group_means(rules, points[area]) for area in points}
        raw = dict(inputs.coefficients or {area: _weighted(rules, area, means[area]) for area in means})
        return _as_euros(rules, inputs, raw, points, means, scored)


def _scored(rules: RuleSet, inputs: Inputs) -> dict[str, ScoredIndicator]:
    if inputs.values is None:
        return {}
    return {
        rule.key: score_indicator(rules, rule, {area: told[rule.key] for area, told in inputs.values.items()})
        for rule in rules.indicators
    }


def _points_by_area(rules: RuleSet, inputs: Inputs, scored: Mapping[str, ScoredIndicator]) -> dict[str, Points]:
    if scored:
        return {area: {key: each.areas[area].points for key, each in scored.items()} for area in inputs.populations}
    absent = ZERO if rules.missing is Missing.LOWEST else None
    return {
        area: {key: absent if each is None else each for key, each in (inputs.points or {}).get(area, {}).items()}
        for area in inputs.populations
    }


def _group_means(rules: RuleSet, points: Points) -> dict[str, Decimal]:
    """The mean of each group; an indicator without points is either left out or has been given 0 by the rules."""
    means = {}
    for group in rules.groups:
        told = [points.get(rule.key) for rule in rules.of_group(group.key)]
        known = [each for each in told if each is not None]
        if known:
            means[group.key] = sum(known, ZERO) / len(known)
    return means


def _weighted(rules: RuleSet, area: str, means: Mapping[str, Decimal]) -> Decimal:
    weights = {group.key: group.weight for group in rules.groups if group.key in means}
    whole = sum(weights.values(), ZERO)
    if not whole:
        raise CannotCalculate(Problem(Reason.NO_VALUES, area))
    return sum((weight * means[key] for key, weight in weights.items()), ZERO) / whole


def _as_euros(rules, inputs, raw, points, means, scored) -> Calculation:
    people = inputs.populations
    total = sum(people.values())
    mean = sum((raw[area] * people[area] for area in people), ZERO) / total
    if not mean:
        raise CannotCalculate(Problem(Reason.ALL_ZERO))
    price = rules.price_for(total)
    normalised = {area: _rounded(raw[area] / mean, rules.digits) for area in people}
    ranks = ranks_of(normalised, rules.ties)
    areas = {
        area: AreaResult(
            area=area,
            population=people[area],
            points=points[area],
            group_means=means[area],
            coefficient=raw[area],
            normalised=normalised[area],
            rank=ranks[area],
            euros=price * people[area] * normalised[area],
            flat=price * people[area],
        )
        for area in people
    }
    return Calculation(rules, inputs, price, mean, areas, scored)


def _rounded(value: Decimal, digits: int | None) -> Decimal:
    return value if digits is None else round(value, digits)


def ranks_of(figures: Mapping[str, Decimal], ties: Ties) -> dict[str, int]:
    """Places by the greatest figure first."""
    ordered = sorted(figures.values(), reverse=True)
    if ties is Ties.SAME_NO_SKIP:
        ordered = sorted(set(ordered), reverse=True)
    return {area: ordered.index(figure) + 1 for area, figure in figures.items()}
