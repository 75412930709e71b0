"""The council's workbook: how the plan goes on a day and what has changed, as people sort and print it.

Internal notes, working texts and contact details have no column here.
"""

from plans.exports.council.report import CouncilReport, council_report
from plans.exports.council.workbook import render_xlsx

__all__ = ["CouncilReport", "council_report", "render_xlsx"]
