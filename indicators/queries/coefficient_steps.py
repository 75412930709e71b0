"""How a result came about, step by step: what is done in words, with which numbers, and what it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import NBSP, number
from indicators import coefficient as engine
from indicators.coefficient import AtTarget, Basis, Correction, Direction, Missing, Remark
from indicators.queries.calculations import Shown
from indicators.queries.coefficient_sources import source_words

COEFFICIENT, NORMALISED = 8, 10  # decimals that give the euros to the cent
CHANGE, POINTS = 4, 3  # decimals on the way: who reckons with what is shown comes to what is shown
MORE = 3  # decimals at most beyond what the indicator is usually told with


@dataclass(frozen=True)
class Step:
    """``why`` in words, ``sum`` the arithmetic with its numbers ("" where something is only taken), ``result`` what it gives."""

    why: str
    sum: str
    result: str


@dataclass(frozen=True)
class Part:
    """The steps of one thing; ``level`` 3 where it belongs to the part before it."""

    title: str
    steps: Sequence[Step]
    level: int = 2


def parts_of(shown: Shown) -> list[Part]:
    """The whole way of the own area, from what was told to euros."""
    return [*_indicator_parts(shown), *_mean_parts(shown), _coefficient_part(shown), _money_part(shown)]


def _indicator_parts(shown: Shown) -> Iterator[Part]:
    for group in shown.result.rules.groups:
        named, rules = shown.groups.get(group.key), shown.result.rules.of_group(group.key)
        if shown.own_result.points:
            points = () if shown.result.indicators else [_told_points(shown, rule.key) for rule in rules]
            yield Part(named.name if named else group.key, points)
        if shown.result.indicators:
            for rule in rules:
                yield Part(_name(shown, rule.key), list(Scoring(shown, rule).steps()), level=3)


def _told_points(shown: Shown, key: str) -> Step:
    own = shown.own.code
    why = _("%(indicator)s, points as they were told.") % {"indicator": _name(shown, key)}
    if shown.result.inputs.points[own][key] is None:
        why = _("%(indicator)s: no data.") % {"indicator": _name(shown, key)}
    points = shown.own_result.points[key]
    return Step(why, "", "–" if points is None else _rounded(points, POINTS))


def _name(shown: Shown, key: str) -> str:
    indicator = shown.indicators.get(key)
    return indicator.name if indicator else key


class Scoring:
    """From the value of one indicator to its points."""

    def __init__(self, shown: Shown, rule: engine.IndicatorRule) -> None:
        self.rules, self.rule = shown.result.rules, rule
        self.told = shown.result.indicators[rule.key]
        self.own = self.told.areas[shown.own.code]
        self.value = shown.result.inputs.values[shown.own.code][rule.key]
        source = source_words(shown.calculation, shown.own.code, rule.key)
        self.source = f"({source})" if source else ""
        indicator = shown.indicators.get(rule.key)
        self.decimals = indicator.decimals if indicator else 1
        self.unit = f"{NBSP}{indicator.unit}" if indicator and indicator.unit else ""

    def steps(self) -> Iterator[Step]:
        yield from self._given()
        if self.own.scaled is None and not self.own.is_at_target:
            yield self._without_data()
            return
        if self.rule.correction is not Correction.NONE:
            yield self._correction()
        if self.rule.needs_before and self.own.figure is not None:
            yield self._change()
        if self.rule.target is not None:
            yield self._target()
        if not self.own.is_at_target:
            yield self._scaling()

    def _figure(self, value: Decimal | None) -> str:
        return _("no data") if value is None else f"{self._exact(value)}{self.unit}"

    def _exact(self, value: Decimal) -> str:
        """With the indicator's decimals, or more where the value has more."""
        own = -value.normalize().as_tuple().exponent
        return number(value, min(max(self.decimals, own), self.decimals + MORE))

    def _scaled(self, value: Decimal) -> str:
        """A change in per cent, a level in its unit."""
        if self.rule.basis is Basis.RELATIVE_CHANGE:
            return f"{number(value * 100, CHANGE)}{NBSP}%"
        return self._figure(value)

    def _given(self) -> Iterator[Step]:
        why = " ".join(filter(None, (_("The latest year's value."), self.source)))
        yield Step(why, "", self._figure(self.value.now))
        if self.rule.needs_before:
            yield Step(_("The earlier year's value."), "", self._figure(self.value.before))

    def _without_data(self) -> Step:
        if self.own.remark is Remark.BEFORE_IS_ZERO:
            why = _("The earlier year's value is zero, so no relative change can be told.")
        else:
            why = _("There is no data.")
        if self.rules.missing is Missing.LOWEST:
            return Step(f"{why} " + _("The area gets the lowest possible points."), "", number(0, 1))
        return Step(f"{why} " + _("The indicator is left out of the area's mean."), "", "–")

    def _correction(self) -> Step:
        recorded, expected = self.value.recorded, self.value.expected
        ratio = f"min(1; {number(recorded)} ÷ {number(expected)})"
        why = _("The value is multiplied by recorded ÷ expected where that is below one.")
        return Step(why, f"{self._exact(self.value.now)} × {ratio}", self._figure(self.own.corrected))

    def _change(self) -> Step:
        if self.own.remark is Remark.BEFORE_IS_ZERO:
            why = _("The earlier year's value is zero. By the rules that counts as no change.")
            return Step(why, "", self._scaled(self.own.figure))
        now, before = (self._exact(each) for each in (self.own.corrected, self.own.before))
        if self.rule.basis is Basis.ABSOLUTE_CHANGE:
            return Step(_("The change from the earlier year."), f"{now} − {before}", self._scaled(self.own.figure))
        return Step(
            _("The change in relation to the earlier year."),
            f"({now} − {before}) ÷ {before}",
            self._scaled(self.own.figure),
        )

    def _target(self) -> Step:
        target = self._figure(self.rule.target)
        if self.own.is_at_target:
            return Step(
                _("The target %(target)s has been reached: full points.") % {"target": target}, "", number(100, 1)
            )
        told = _("The target %(target)s has not been reached.") % {"target": target}
        if self.rule.basis is Basis.LEVEL and self.rule.at_target is AtTarget.CLIP:
            told += " " + _("Those that have passed it count as if they were at it.")
        return Step(told, "", self._scaled(self.own.scaled))

    def _scaling(self) -> Step:
        if self.rule.basis is Basis.SHARE:
            return Step(_("The share is the points."), "", number(self.own.points, 1))
        if self.told.lowest == self.told.highest:
            return Step(_("All areas have the same figure."), "", number(self.own.points, 1))
        low, high, own = (self._plain(each) for each in (self.told.lowest, self.told.highest, self.own.scaled))
        upper = f"({own} − {low})" if self.rule.direction is Direction.HIGHER else f"({high} − {own})"
        why = _("Scaled so that the weakest area gets 0 and the best 100: lowest %(low)s, highest %(high)s.") % {
            "low": self._scaled(self.told.lowest),
            "high": self._scaled(self.told.highest),
        }
        return Step(why, f"100 × {upper} ÷ ({high} − {low})", _rounded(self.own.points, POINTS))

    def _plain(self, value: Decimal) -> str:
        """Without a unit, in brackets where it is negative."""
        is_relative = self.rule.basis is Basis.RELATIVE_CHANGE
        written = number(value * 100, CHANGE) if is_relative else self._exact(value)
        return f"({written})" if value < 0 else written


def _mean_parts(shown: Shown) -> Iterator[Part]:
    own, rules = shown.own_result, shown.result.rules
    if not own.group_means:
        return
    steps = []
    for group in rules.groups:
        if group.key not in own.group_means:
            continue
        points = [own.points[rule.key] for rule in rules.of_group(group.key)]
        known = [each for each in points if each is not None]
        named = shown.groups.get(group.key)
        told = _("Mean of the points: %(group)s.") % {"group": named.name if named else group.key}
        added = " + ".join(_rounded(each, POINTS) for each in known)
        steps.append(Step(told, f"({added}) ÷ {len(known)}", _rounded(own.group_means[group.key], POINTS)))
    yield Part(_("Means of the groups"), steps)


def _coefficient_part(shown: Shown) -> Part:
    own, result = shown.own_result, shown.result
    if own.group_means:
        weights = {group.key: group.weight for group in result.rules.groups if group.key in own.group_means}
        upper = " + ".join(
            f"{number(weight)} × {_rounded(own.group_means[key], POINTS)}" for key, weight in weights.items()
        )
        first = Step(
            _("The groups' means weighed together."),
            f"({upper}) ÷ {number(sum(weights.values()))}",
            _rounded(own.coefficient, POINTS),
        )
    else:
        first = Step(_("The coefficient as it was told."), "", number(own.coefficient, COEFFICIENT))
    people = sum(each.population for each in result.areas.values())
    mean = Step(
        _(
            "The national mean, weighed by population: each area's coefficient times its residents, divided by all residents."
        ),
        f"{number(sum(each.coefficient * each.population for each in result.areas.values()), 2)} ÷ {number(people)}",
        number(result.mean, COEFFICIENT),
    )
    divided = Step(
        _("The coefficient divided by the national mean: 1 is the mean."),
        f"{number(own.coefficient, COEFFICIENT)} ÷ {number(result.mean, COEFFICIENT)}",
        number(own.normalised, NORMALISED),
    )
    return Part(_("The coefficient"), [first, mean, divided])


def _money_part(shown: Shown) -> Part:
    own, result = shown.own_result, shown.result
    people, price = number(own.population), number(result.price)
    steps = []
    if result.rules.price is None:
        whole = number(sum(each.population for each in result.areas.values()))
        told = _("The sum to share divided by all residents is the price of a resident.")
        steps.append(
            Step(told, f"{number(result.rules.pot, 2)} ÷ {whole}", f"{number(result.price, COEFFICIENT)}{NBSP}€")
        )
        price = number(result.price, COEFFICIENT)
    steps += [
        Step(
            _("Price × residents × coefficient."),
            f"{price} × {people} × {number(own.normalised, NORMALISED)}",
            _euros(own.euros),
        ),
        Step(_("An equal share for each resident: price × residents."), f"{price} × {people}", _euros(own.flat)),
        Step(
            _("The difference to the equal share."),
            f"{number(own.euros, 2)} − {number(own.flat, 2)}",
            _euros(own.difference),
        ),
        Step(_("The same for each resident."), f"{number(own.difference, 2)} ÷ {people}", _euros(own.per_resident)),
    ]
    return Part(_("The euros"), steps)


def _rounded(value: Decimal, decimals: int) -> str:
    """Zeros at the end left out."""
    return number(round(value, decimals))


def _euros(value: Decimal) -> str:
    return f"{number(value, 2)}{NBSP}€"
