"""The sheet of steps: each indicator's points, then the means of the groups."""

from django.utils.translation import gettext as _

from indicators.coefficient import Missing
from indicators.exports.calculation.inputs import area_column, name_of
from indicators.exports.calculation.sheet import Column, Keyed, Places, live
from indicators.exports.calculation.steps import WIDTH, Steps
from indicators.queries.calculations import Shown


def step_columns(shown: Shown, places: Places) -> Keyed:
    """None where the calculation began with ready coefficients."""
    if shown.result.inputs.coefficients is not None:
        return []
    columns = [area_column(shown, _("Lowest"), _("Highest")) if shown.result.indicators else area_column(shown)]
    for key, scored in shown.result.indicators.items():
        columns += Steps(shown.result.rules, scored, places).columns(name_of(shown, key))
    groups = Groups(shown, places)
    return [*columns, *(groups.column(group.key) for group in shown.result.rules.groups)]


class Groups:
    def __init__(self, shown: Shown, places: Places) -> None:
        self.shown, self.places = shown, places
        self.rules, self.inputs = shown.result.rules, shown.result.inputs

    def column(self, key: str) -> tuple[str, Column]:
        group, areas = self.shown.groups.get(key), self.shown.result.areas
        return f"group:{key}", Column(
            heading=f"{group.name if group else key}: {_('mean of the group')}",
            of=lambda area, row: live(self._mean(key, row), areas[area].group_means.get(key)),
            width=WIDTH,
        )

    def _mean(self, group: str, row: int) -> str:
        """No data is no points where the rules say so, else it is left out of the mean."""
        cells = [self._points(rule.key, row) for rule in self.rules.of_group(group)]
        told = ",".join(cells)
        if self.rules.missing is Missing.LOWEST:
            return f"SUM({told})/{len(cells)}"
        return f'IF(COUNT({told})=0,"",AVERAGE({told}))'

    def _points(self, key: str, row: int) -> str:
        is_told = self.inputs.points is not None
        return self.places.inputs.cell(key, row) if is_told else self.places.steps.cell(f"{key}:points", row)
