"""The sheet of what the calculation starts from: the cells that one can change."""

from django.utils.translation import gettext as _

from indicators.exports.calculation.sheet import AREA_LOOK, INPUT, INPUT_COUNT, Column, Keyed
from indicators.exports.calculation.steps import WIDTH, heading_of, inputs_of
from indicators.queries.calculations import Shown


def input_columns(shown: Shown) -> Keyed:
    people = shown.result.inputs.populations
    return [
        area_column(shown),
        ("population", Column(_("Population"), lambda area, _row: people[area], INPUT_COUNT)),
        *_figures(shown),
    ]


def area_column(shown: Shown, *feet: str) -> tuple[str, Column]:
    return "area", Column(_("Area"), lambda area, _row: shown.regions[area].title, AREA_LOOK, 34, feet=lambda: feet)


def name_of(shown: Shown, key: str) -> str:
    """The name of an indicator; its key where the rules have lost it since."""
    indicator = shown.indicators.get(key)
    return indicator.name if indicator else key


def _figures(shown: Shown) -> Keyed:
    inputs, rules = shown.result.inputs, shown.result.rules
    if inputs.coefficients is not None:
        return [("coefficient", Column(_("Coefficient"), lambda area, _row: inputs.coefficients[area], INPUT, 16))]
    if inputs.points is not None:
        return [(rule.key, _points(shown, rule.key)) for rule in rules.indicators]
    return [
        (f"{rule.key}:{name}", _value(shown, rule.key, name)) for rule in rules.indicators for name in inputs_of(rule)
    ]


def _points(shown: Shown, key: str) -> Column:
    points = shown.result.inputs.points
    heading = f"{name_of(shown, key)}: {_('points')}"
    return Column(heading, lambda area, _row: points[area][key], INPUT, WIDTH)


def _value(shown: Shown, key: str, name: str) -> Column:
    values = shown.result.inputs.values
    heading = f"{name_of(shown, key)}: {heading_of(name)}"
    return Column(heading, lambda area, _row: getattr(values[area][key], name), INPUT, WIDTH)
