"""The first sheet: totals by section as a table and as bars."""

from dataclasses import replace

from django.utils.translation import gettext as _

from hyte.lib.sheets import COUNT, LETTERS, PLAIN, TEXT, TITLE, Column, Formula, Sheet
from hyte.lib.templatetags.hyte import day
from plans.charts import running_in_words
from plans.exports.council.bars import bars_of
from plans.exports.council.report import CouncilReport
from plans.queries.picture import COLUMNS, Totals

HEADING_ROW = 4
FIRST_STATUS = 4  # column D
SUM = replace(COUNT, bold=True)


def write_summary(sheet: Sheet, report: CouncilReport) -> None:
    picture, columns = report.picture, summary_columns()
    sheet.set_widths(column.width for column in columns)
    sheet.worksheet.freeze_panes = f"B{HEADING_ROW + 1}"
    sheet.worksheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.worksheet.page_setup.fitToHeight = 1
    sheet.write((str(report.plan), TITLE))
    sheet.write((_day_in_words(report), PLAIN))
    sheet.write()
    sheet.write_table(columns, picture.totals)
    sums = sums_of(columns, picture.total, len(picture.totals))
    sheet.write((_("Total"), replace(TEXT, bold=True)), *((each, SUM) for each in sums))
    if picture.totals:
        title = f"{running_in_words(picture.total)} ({day(picture.on)})"
        bars = bars_of(sheet.worksheet, picture.totals, title, heading_row=HEADING_ROW, first_column=FIRST_STATUS)
        sheet.worksheet.add_chart(bars, f"A{len(sheet.rows) + 2}")


def _day_in_words(report: CouncilReport) -> str:
    words = [_("Status on %(day)s") % {"day": day(report.picture.on)}, *report.filter_words]
    return " · ".join(words)


def summary_columns() -> list[Column[Totals]]:
    return [
        Column(_("Section"), 24, lambda totals: totals.section.name if totals.section else None),
        Column(_("Goals"), 12, lambda totals: totals.goals, COUNT),
        Column(_("Measures"), 14, lambda totals: totals.measures, COUNT),
        *(
            Column(str(status.label), 16, lambda totals, status=status: totals.statuses[status], COUNT)
            for status in COLUMNS
        ),
        Column(_("Running: starting + in progress"), 19, lambda totals: totals.running, COUNT),
    ]


def sums_of(columns: list[Column[Totals]], total: Totals, count: int) -> list[Formula | int]:
    """Formulas over the sections' rows; their results are what the picture counts."""
    results = [column.value(total) for column in columns[1:]]
    first, last = HEADING_ROW + 1, HEADING_ROW + count
    if not count:
        return results
    return [
        Formula(f"SUM({letter}{first}:{letter}{last})", result)
        for letter, result in zip(LETTERS[1:], results, strict=False)
    ]
