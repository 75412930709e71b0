"""What the decrees leave open, and how a calculation has settled it: in words, beside every estimate."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import number
from indicators import coefficient as engine

OF_RULES = {"missing", "ties", "when_equal", "digits"}
OF_INDICATOR = {"at_target", "at_least", "in_range", "before_is_zero"}


@dataclass(frozen=True)
class Settled:
    """An open point as it is settled; ``is_usual`` where that is the default of the setting."""

    text: str
    is_usual: bool


def open_points(rules: engine.RuleSet) -> list[str]:
    return [*_of_all(rules), *_of_indicators(rules)]


def settled_points(rules: engine.RuleSet) -> list[Settled]:
    usual = set(open_points(_with_defaults(rules)))
    return [Settled(text, text in usual) for text in open_points(rules)]


def _with_defaults(rules: engine.RuleSet) -> engine.RuleSet:
    """The same rules with every setting as it is unless somebody chooses otherwise."""
    usual = {each.name: each.default for each in fields(engine.RuleSet) if each.name in OF_RULES}
    of_indicator = {each.name: each.default for each in fields(engine.IndicatorRule) if each.name in OF_INDICATOR}
    return replace(rules, **usual, indicators=tuple(replace(rule, **of_indicator) for rule in rules.indicators))


def _of_all(rules: engine.RuleSet) -> Iterator[str]:
    yield _(
        "The national mean is weighted by population, and the population is that at the end of the year before last."
    )
    if rules.digits is None:
        yield _("Nothing is rounded before the euros.")
    else:
        yield _("The coefficient is rounded to %(digits)s decimals before the euros.") % {"digits": rules.digits}
    if rules.ties is engine.Ties.SAME_THEN_SKIP:
        yield _("Areas with the same figure share a place, and the next places are skipped.")
    else:
        yield _("Areas with the same figure share a place, and no place is skipped.")


def _of_indicators(rules: engine.RuleSet) -> Iterator[str]:
    """Only what some indicator of the rules is touched by."""
    with_target = [rule for rule in rules.indicators if rule.target is not None]
    levels = [rule for rule in with_target if rule.basis is engine.Basis.LEVEL]
    if rules.indicators:
        yield _("Points are scaled linearly between the areas' lowest and highest figures.")
        yield _missing(rules)
        yield _("Where all areas have the same figure, each gets %(points)s points.") % {
            "points": number(rules.when_equal)
        }
    if any(rule.at_target is engine.AtTarget.CLIP for rule in levels):
        yield _("A figure beyond the target counts as the target before scaling.")
    if any(rule.at_target is engine.AtTarget.OVERWRITE for rule in levels):
        yield _("A figure beyond the target is scaled as it is, and full points are given afterwards.")
    if with_target:
        yield from _targets(with_target)
    if any(rule.basis is engine.Basis.RELATIVE_CHANGE for rule in rules.indicators):
        yield _before_is_zero(rules)


def _missing(rules: engine.RuleSet) -> str:
    if rules.missing is engine.Missing.LOWEST:
        return _("An area without data gets no points of the indicator.")
    return _("An indicator without data is left out of the area's mean.")


def _targets(rules: list[engine.IndicatorRule]) -> Iterator[str]:
    if any(rule.in_range for rule in rules):
        yield _("Areas at the target stay in the range that the others are scaled by.")
    if not all(rule.in_range for rule in rules):
        yield _("Areas at the target are left out of the range that the others are scaled by, where the rules say so.")
    if any(rule.at_least for rule in rules):
        yield _("Reaching the target exactly is enough.")
    if not all(rule.at_least for rule in rules):
        yield _("A target has to be passed, for reaching it exactly isn't enough, where the rules say so.")


def _before_is_zero(rules: engine.RuleSet) -> str:
    zeros = {rule.before_is_zero for rule in rules.indicators if rule.basis is engine.Basis.RELATIVE_CHANGE}
    if zeros == {engine.BeforeIsZero.MISSING}:
        return _("Where the earlier year is zero, the change counts as no data.")
    return _(
        "Where the earlier year is zero, the change counts as no change or as no data, as each indicator's rules say."
    )
