"""What if: the own figures that can be changed, and what comes of changing them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from indicators import coefficient as engine
from indicators.models import Region, RuleIndicator
from indicators.queries.calculations import Shown

NOW, RECORDED, EXPECTED, POINTS, COEFFICIENT = "now", "recorded", "expected", "points", "coefficient"
PREFIXES = {
    NOW: "arvo",
    RECORDED: "kirjattu",
    EXPECTED: "odotettu",
    POINTS: "pisteet",
    COEFFICIENT: "kerroin",
}
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
MARGIN = Decimal("0.1")  # of the areas' range, on both sides of it

Figures = Mapping[str, Decimal]  # new own figures by the name of their lever


@dataclass(frozen=True)
class Lever:
    """A figure of the own area: ``least`` and ``most`` are what it can be, ``low`` and ``high`` the ends of its slider."""

    key: str
    part: str
    current: Decimal | None
    low: Decimal
    high: Decimal
    least: Decimal | None
    most: Decimal | None
    decimals: int

    @property
    def name(self) -> str:
        """As it stands in an address."""
        return self.name_of(self.key, self.part)

    @staticmethod
    def name_of(key: str, part: str) -> str:
        return f"{PREFIXES[part]}-{key}" if key else PREFIXES[part]

    @property
    def step(self) -> Decimal:
        return ONE.scaleb(-self.decimals)


def levers_of(shown: Shown) -> list[Lever]:
    """All that can be changed of the own area at the depth of the calculation."""
    inputs, own = shown.result.inputs, shown.own.code
    if inputs.coefficients is not None:
        told = inputs.coefficients
        low, high = _slider([*told.values()], 4, ZERO, None)
        return [Lever("", COEFFICIENT, told[own], low, high, ZERO, None, 4)]
    rules = shown.result.rules.indicators
    if inputs.points is not None:
        return [
            Lever(rule.key, POINTS, inputs.points[own][rule.key], ZERO, HUNDRED, ZERO, HUNDRED, 1) for rule in rules
        ]
    return [lever for rule in rules for lever in _of_values(shown, rule)]


def _of_values(shown: Shown, rule: engine.IndicatorRule) -> Iterator[Lever]:
    values = {area: told[rule.key] for area, told in shown.result.inputs.values.items()}
    own, least, most = values[shown.own.code], rule.least, rule.highest_possible
    decimals = shown.indicators[rule.key].decimals if rule.key in shown.indicators else 1
    known = [each for each in (*(value.now for value in values.values()), rule.target) if each is not None]
    low, high = _slider(
        [*known, *([own.before] if rule.needs_before and own.before is not None else [])], decimals, least, most
    )
    yield Lever(rule.key, NOW, own.now, low, high, least, most, decimals)
    if rule.correction is not engine.Correction.NONE:
        high = 2 * max(own.recorded or ZERO, own.expected or ZERO, HUNDRED)
        yield Lever(rule.key, RECORDED, own.recorded, ZERO, high, ZERO, None, 0)
        yield Lever(rule.key, EXPECTED, own.expected, ZERO, high, ZERO, None, 0)


def _slider(
    figures: Sequence[Decimal], decimals: int, least: Decimal | None, most: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Ends a little beyond the figures, on even steps and within what can be."""
    low, high = min(figures), max(figures)
    margin = (high - low) * MARGIN or abs(high) / 2 or ONE
    step = ONE.scaleb(1 - decimals)
    low = ((low - margin) / step).quantize(ONE, ROUND_FLOOR) * step
    high = ((high + margin) / step).quantize(ONE, ROUND_CEILING) * step
    return (low if least is None else max(low, least)), (high if most is None else min(high, most))


def changed_only(levers: Sequence[Lever], figures: Figures) -> dict[str, Decimal]:
    """The figures that differ from what they are, in the order of the levers."""
    return {
        lever.name: figures[lever.name]
        for lever in levers
        if lever.name in figures and figures[lever.name] != lever.current
    }


def engine_changes(shown: Shown, levers: Sequence[Lever], figures: Figures) -> dict[str, Decimal | engine.Value]:
    """New figures as the engine takes them: by indicator."""
    changes: dict[str, Decimal | engine.Value] = {}
    for lever in levers:
        if lever.name not in figures:
            continue
        figure = figures[lever.name]
        if lever.part in (POINTS, COEFFICIENT):
            changes[lever.key] = figure
        else:
            value = changes.get(lever.key) or shown.result.inputs.values[shown.own.code][lever.key]
            changes[lever.key] = replace(value, **{lever.part: figure})
    return changes


@dataclass(frozen=True)
class AreaChange:
    """An area before and after."""

    region: Region
    before: engine.AreaResult
    after: engine.AreaResult
    is_own: bool

    @property
    def euros(self) -> Decimal:
        return self.after.euros - self.before.euros

    @property
    def places(self) -> int:
        """How many places up."""
        return self.before.rank - self.after.rank

    @property
    def places_down(self) -> int:
        return -self.places

    @property
    def normalised(self) -> Decimal:
        return self.after.normalised - self.before.normalised

    @property
    def per_resident(self) -> Decimal:
        return self.after.per_resident - self.before.per_resident


@dataclass(frozen=True)
class Answer:
    """What changes of the own area's figures do to all areas; ``problems`` tell why nothing could be calculated."""

    shown: Shown
    after: engine.Calculation
    problems: tuple[engine.Problem, ...] = ()

    @property
    def before(self) -> engine.Calculation:
        return self.shown.result

    @property
    def own(self) -> AreaChange:
        return self._change(self.shown.own.code)

    @cached_property
    def areas(self) -> list[AreaChange]:
        """The best first, as they would be after."""
        changes = [self._change(code) for code in self.after.areas]
        return sorted(changes, key=lambda each: (each.after.rank, each.region.title))

    @property
    def losing(self) -> list[AreaChange]:
        """Other areas that would get at least half a euro less, those that lose most first."""
        others = [each for each in self.areas if not each.is_own and each.euros <= Decimal("-0.5")]
        return sorted(others, key=lambda each: each.euros)

    @property
    def gaining(self) -> list[AreaChange]:
        return [each for each in self.areas if not each.is_own and each.euros >= Decimal("0.5")]

    def _change(self, code: str) -> AreaChange:
        is_own = code == self.shown.own.code
        return AreaChange(self.shown.regions[code], self.before.areas[code], self.after.areas[code], is_own)


def answer_to(shown: Shown, levers: Sequence[Lever], figures: Figures) -> Answer:
    """All areas calculated again; where these figures can't be calculated, as they are, with the problems."""
    changes = engine_changes(shown, levers, figures)
    if not changes:
        return Answer(shown, shown.result)
    try:
        return Answer(shown, engine.what_if(shown.result, shown.own.code, changes))
    except engine.CannotCalculate as error:
        return Answer(shown, shown.result, error.problems)


@dataclass(frozen=True)
class Row:
    """An indicator of the own area before and after; ``before`` and ``after`` are there at depth C only."""

    key: str
    rule: engine.IndicatorRule | None
    indicator: RuleIndicator | None
    levers: Sequence[Lever]
    points_before: Decimal | None
    points_after: Decimal | None
    before: engine.Scored | None = None
    after: engine.Scored | None = None
    scored: engine.ScoredIndicator | None = None
    best_area: Region | None = None

    @property
    def points(self) -> Decimal | None:
        """How many points more."""
        known = self.points_before is not None and self.points_after is not None
        return self.points_after - self.points_before if known else None

    @property
    def may_reach_target(self) -> bool:
        return bool(self.scored and self.rule.target is not None)

    @property
    def is_relative(self) -> bool:
        """Whether a change in per cent is what is scaled."""
        return bool(self.rule and self.rule.basis is engine.Basis.RELATIVE_CHANGE)

    @property
    def best(self) -> Decimal | None:
        return self._in_unit(self.scored.best if self.scored else None)

    @property
    def mean(self) -> Decimal | None:
        return self._in_unit(self.scored.mean if self.scored else None)

    @property
    def change_before(self) -> Decimal | None:
        return self._in_unit(self.before.figure if self.before else None)

    @property
    def change_after(self) -> Decimal | None:
        return self._in_unit(self.after.figure if self.after else None)

    def _in_unit(self, figure: Decimal | None) -> Decimal | None:
        return figure * HUNDRED if figure is not None and self.is_relative else figure


def rows_of(answer: Answer, levers: Sequence[Lever]) -> list[Row]:
    """In the order of the rules; at depth A one row without an indicator."""
    by_key: dict[str, list[Lever]] = {}
    for lever in levers:
        by_key.setdefault(lever.key, []).append(lever)
    rules = {rule.key: rule for rule in answer.before.rules.indicators}
    return [_row(answer, rules.get(key), key, found) for key, found in by_key.items()]


def _row(answer: Answer, rule: engine.IndicatorRule | None, key: str, levers: Sequence[Lever]) -> Row:
    shown, own = answer.shown, answer.shown.own.code
    points = [each.areas[own].points.get(key) for each in (answer.before, answer.after)]
    row = Row(key, rule, shown.indicators.get(key), levers, *points)
    scored = answer.before.indicators.get(key)
    if scored is None:
        return row
    after = answer.after.indicators[key].areas[own]
    best = next((code for code, each in scored.areas.items() if each.scaled == scored.best), "")
    return replace(row, before=scored.areas[own], after=after, scored=scored, best_area=shown.regions.get(best))
