"""The first sheet of the report's workbook: totals by section as a table and as bars."""

from dataclasses import replace

from django.utils.translation import gettext as _

from hyte.lib.sheets import COUNT, PLAIN, TEXT, TITLE, Sheet
from hyte.lib.templatetags.hyte import day
from plans.charts import running_in_words
from plans.exports.council.bars import bars_of
from plans.exports.council.summary import FIRST_STATUS, HEADING_ROW, summary_columns, sums_of
from reporting.exports.report.document import title_of
from reporting.queries.report.data import ReportData

SUM = replace(COUNT, bold=True)


def write_summary(sheet: Sheet, data: ReportData) -> None:
    columns, on = summary_columns(), day(data.heading.data_until)
    sheet.set_widths(column.width for column in columns)
    sheet.worksheet.freeze_panes = f"B{HEADING_ROW + 1}"
    sheet.worksheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.worksheet.page_setup.fitToHeight = 1
    sheet.write((title_of(data), TITLE))
    sheet.write((_("Status on %(day)s") % {"day": on}, PLAIN))
    sheet.write()
    sheet.write_table(columns, data.totals)
    sums = sums_of(columns, data.total, len(data.totals))
    sheet.write((_("Total"), replace(TEXT, bold=True)), *((each, SUM) for each in sums))
    if data.totals:
        title = f"{running_in_words(data.total)} ({on})"
        bars = bars_of(sheet.worksheet, data.totals, title, heading_row=HEADING_ROW, first_column=FIRST_STATUS)
        sheet.worksheet.add_chart(bars, f"A{len(sheet.rows) + 2}")
