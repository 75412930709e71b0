"""A calculation of the coefficient as a workbook that calculates it again: change an input, and the euros follow."""

from indicators.exports.calculation.book import render_workbook

__all__ = ["render_workbook"]
