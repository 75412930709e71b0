"""The figures of the chart for the script that makes it interactive."""

from django.utils.translation import gettext as _

from indicators.charts import LineFigure, Series
from indicators.charts.of_figures import figure_of
from indicators.charts.scale import stretches
from indicators.queries.page import Figures
from indicators.queries.words import source_line


def data_of(figures: Figures, *, may_take: bool, note: str) -> dict:
    """Lines with None where the drawn chart has a gap, too; no lines where the terms don't let the reader take them."""
    figure = figure_of(figures)
    years = sorted({point.year for each in figure.series for point in each.points})
    return {
        "title": figure.title if may_take else "",
        "subtitle": figure.subtitle,
        "unit": figures.indicator.unit_fi,
        "decimals": figure.decimals,
        "lines": [_line(each, years) for each in figure.series if each.known] if may_take else [],
        "break": _break(figure, years),
        "source": source_line(figures.indicator),
        "licence": figures.indicator.terms,
        "note": note or (_("Demo data") if figures.indicator.is_demo else ""),
    }


def _line(series: Series, years: list[int]) -> dict:
    x, y = [], []
    for run in stretches(series.points, years):
        if x:
            x.append(run[0].year)
            y.append(None)
        x += [point.year for point in run]
        y += [float(point.value) for point in run]
    return {"name": series.name, "kind": str(series.kind), "x": x, "y": y}


def _break(figure: LineFigure, years: list[int]) -> dict | None:
    if not figure.break_year or not years or not years[0] < figure.break_year <= years[-1]:
        return None
    return {"year": figure.break_year - 0.5, "word": figure.break_word}
