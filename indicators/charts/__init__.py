"""Charts of indicators as light SVG: one for a page, one for a board, one for a file.

Colours stand in the elements, where pictures and PDF read them; on a page the style sheet's custom properties win, so that
the same drawing follows the reader's light or dark.
"""

from indicators.charts.figure import Kind, LineFigure, Series, SmallFigure
from indicators.charts.line import line_chart, line_picture
from indicators.charts.small import small_chart

__all__ = ["Kind", "LineFigure", "Series", "SmallFigure", "line_chart", "line_picture", "small_chart"]
