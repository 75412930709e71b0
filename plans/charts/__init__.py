"""Totals by section as stacked bars.

Every part of a bar carries an icon or a number, so that colour is never the only thing that tells what it is.
"""

from hyte.lib.pixels import NoFont, render_png
from plans.charts.figure import render_totals_figure
from plans.charts.slide import render_totals_svg
from plans.charts.totals import STATUS_COLOURS, TotalsChart, running_in_words, totals_chart

__all__ = [
    "STATUS_COLOURS",
    "NoFont",
    "TotalsChart",
    "render_png",
    "render_totals_figure",
    "render_totals_svg",
    "running_in_words",
    "totals_chart",
]
