"""The steps from the values of an indicator to its points, as formulas of a spreadsheet that do what the engine does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hyte.lib.sheets import Formula
from indicators import coefficient as engine
from indicators.coefficient import AtTarget, Basis, BeforeIsZero, Correction, Direction, IndicatorRule, Missing
from indicators.exports.calculation.sheet import FIGURE, WORD, Column, Places, live

WIDTH = 20
INPUTS = ("now", "before", "recorded", "expected")
FormulaOf = Callable[[int], str]  # by row


def inputs_of(rule: IndicatorRule) -> list[str]:
    """Which figures of an indicator the rules ask for."""
    needed = {"before": rule.needs_before}
    needed |= dict.fromkeys(("recorded", "expected"), rule.correction is not Correction.NONE)
    return [name for name in INPUTS if needed.get(name, True)]


def heading_of(name: str) -> str:
    headings = {"now": _("latest"), "before": _("earlier"), "recorded": _("recorded"), "expected": _("expected")}
    return headings[name]


@dataclass(frozen=True)
class Step:
    """``key`` of the column; ``formula`` by row; ``result`` of an area as the engine has it."""

    key: str
    heading: str
    formula: FormulaOf
    result: Callable[[engine.Scored], Decimal | bool | None]


@dataclass(frozen=True)
class Steps:
    """The steps of one indicator, on the sheet of steps."""

    rules: engine.RuleSet
    scored: engine.ScoredIndicator
    places: Places

    @property
    def rule(self) -> IndicatorRule:
        return self.scored.rule

    def key(self, name: str) -> str:
        return f"{self.rule.key}:{name}"

    def steps(self) -> Iterator[Step]:
        rule = self.rule
        if rule.correction is not Correction.NONE:
            yield Step(self.key("level"), _("after correction"), self._corrected, lambda each: each.corrected)
        if rule.needs_before:
            yield Step(self.key("figure"), _("change"), self._change, lambda each: each.figure)
        if rule.target is not None:
            yield Step(self.key("reached"), _("at the target"), self._reached, lambda each: each.is_at_target)
        if self._is_clipped:
            yield Step(self.key("scaled"), _("what is scaled"), self._clipped, lambda each: each.scaled)
        if self._has_stretch:
            yield Step(self.key("stretch"), _("stretches the range"), self._stretching, self._stretch_of)
        yield Step(self.key("points"), _("points"), self._points, lambda each: each.points)

    @property
    def _is_clipped(self) -> bool:
        rule = self.rule
        return rule.target is not None and rule.basis is Basis.LEVEL and rule.at_target is AtTarget.CLIP

    @property
    def _has_stretch(self) -> bool:
        return self.rule.target is not None and not self.rule.in_range

    @property
    def _target(self) -> str:
        return self.places.rules.cell(f"target:{self.rule.key}")

    def _input(self, name: str, row: int) -> str:
        return self.places.inputs.cell(self.key(name), row)

    def _level(self, row: int) -> str:
        corrected = self.rule.correction is not Correction.NONE
        return self.places.steps.cell(self.key("level"), row) if corrected else self._input("now", row)

    def _figure(self, row: int) -> str:
        return self.places.steps.cell(self.key("figure"), row) if self.rule.needs_before else self._level(row)

    def _scaled(self, row: int) -> str:
        return self.places.steps.cell(self.key("scaled"), row) if self._is_clipped else self._figure(row)

    def _corrected(self, row: int) -> str:
        now, recorded, expected = (self._input(name, row) for name in ("now", "recorded", "expected"))
        return f'IF(ISNUMBER({now}),{now}*MIN(1,{recorded}/{expected}),"")'

    def _change(self, row: int) -> str:
        level, before = self._level(row), self._input("before", row)
        change = f"{level}-{before}"
        if self.rule.basis is Basis.RELATIVE_CHANGE:
            at_zero = '""' if self.rule.before_is_zero is BeforeIsZero.MISSING else "0"
            change = f"IF({before}=0,{at_zero},({level}-{before})/{before})"
        return f'IF(AND(ISNUMBER({level}),ISNUMBER({before})),{change},"")'

    def _reached(self, row: int) -> str:
        sign = ">" if self.rule.direction is Direction.HIGHER else "<"
        sign += "=" if self.rule.at_least else ""
        return f"IF(ISNUMBER({self._level(row)}),{self._level(row)}{sign}{self._target},FALSE)"

    def _clipped(self, row: int) -> str:
        figure = self._figure(row)
        return f'IF(ISNUMBER({figure}),IF({self._is_reached(row)},{self._target},{figure}),"")'

    def _is_reached(self, row: int) -> str:
        return self.places.steps.cell(self.key("reached"), row)

    def _stretching(self, row: int) -> str:
        scaled = self._scaled(row)
        return f'IF(AND(ISNUMBER({scaled}),NOT({self._is_reached(row)})),{scaled},"")'

    @staticmethod
    def _stretch_of(each: engine.Scored) -> Decimal | None:
        return None if each.is_at_target else each.scaled

    def _points(self, row: int) -> str:
        scaled = self._scaled(row)
        absent = "0" if self.rules.missing is Missing.LOWEST else '""'
        points = f"IF(ISNUMBER({scaled}),{self._scaling(scaled)},{absent})"
        return f"IF({self._is_reached(row)},100,{points})" if self.rule.target is not None else points

    def _scaling(self, scaled: str) -> str:
        if self.rule.basis is Basis.SHARE:
            return scaled
        lowest, highest = (self.places.steps.foot(self.key("points"), place) for place in (0, 1))
        above = f"{scaled}-{lowest}" if self.rule.direction is Direction.HIGHER else f"{highest}-{scaled}"
        return f"IF({highest}={lowest},{self.places.rules.cell('when_equal')},MIN(100,MAX(0,100*({above})/({highest}-{lowest}))))"

    def ends(self) -> list[Formula]:
        """The lowest and the highest of what is scaled, under the points."""
        return [live(self._end(name), end) for name, end in (("MIN", self.scored.lowest), ("MAX", self.scored.highest))]

    def _end(self, name: str) -> str:
        whole = f"{name}({self._scaled_range()})"
        if not self._has_stretch:
            return whole
        stretch = self.places.steps.whole(self.key("stretch"))
        return f"IF(COUNT({stretch})>0,{name}({stretch}),{whole})"

    def _scaled_range(self) -> str:
        if self._is_clipped:
            return self.places.steps.whole(self.key("scaled"))
        if self.rule.needs_before:
            return self.places.steps.whole(self.key("figure"))
        corrected = self.rule.correction is not Correction.NONE
        return self.places.steps.whole(self.key("level")) if corrected else self.places.inputs.whole(self.key("now"))

    def columns(self, title: str) -> list[tuple[str, Column]]:
        return [(step.key, self._column(step, title)) for step in self.steps()]

    def _column(self, step: Step, title: str) -> Column:
        return Column(
            heading=f"{title}: {step.heading}",
            of=lambda area, row: live(step.formula(row), step.result(self.scored.areas[area])),
            look=WORD if step.key == self.key("reached") else FIGURE,
            width=WIDTH,
            feet=self.ends if step.key == self.key("points") else tuple,
        )
