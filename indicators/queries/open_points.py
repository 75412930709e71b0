"""What the decrees leave open, and how a calculation has settled it: in words, beside every estimate."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import number
from indicators import coefficient as engine


def open_points(rules: engine.RuleSet) -> list[str]:
    return [*_of_all(rules), *_of_indicators(rules)]


def _of_all(rules: engine.RuleSet) -> Iterator[str]:
    yield _(
        "The national mean is weighted by population, and the population is that at the end of the year before last."
    )
    if rules.digits is None:
        yield _("Nothing is rounded before the euros.")
    else:
        yield _("The coefficient is rounded to %(digits)s decimals before the euros.") % {"digits": rules.digits}


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


def _before_is_zero(rules: engine.RuleSet) -> str:
    zeros = {rule.before_is_zero for rule in rules.indicators if rule.basis is engine.Basis.RELATIVE_CHANGE}
    if zeros == {engine.BeforeIsZero.MISSING}:
        return _("Where the earlier year is zero, the change counts as no data.")
    return _(
        "Where the earlier year is zero, the change counts as no change or as no data, as each indicator's rules say."
    )
