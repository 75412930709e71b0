"""The implementation workbook that people fill in and bring back, with a hidden stamp of what each row looked like.

Internal notes have no column here.
"""

from plans.exports.implementation.lines import Implementation, implementation_of
from plans.exports.implementation.workbook import render_fillable

__all__ = ["Implementation", "implementation_of", "render_fillable"]
