"""The figures of the report's workbook: a line for each indicator, all figures, and the coefficient with its bars."""

from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl.chart import BarChart, Reference

from hyte.lib.sheets import COUNT, DAY, TEXT, Column, Look, Sheet
from reporting.charts.report import source_of
from reporting.models import FrozenSeries
from reporting.queries.report.data import Indicated, ReportData, passed_on
from reporting.queries.report.parts import CoefficientYear
from reporting.queries.report.tables import Newest, newest_of

FIGURE = Look(number_format="#,##0.0##", align="right")
EUROS = Look(number_format='#,##0 "€";[Red]-#,##0 "€"', align="right")
EXACT = Look(number_format="0.0000", align="right")
YEAR = Look(number_format="0", align="right")


def write_figures(sheet: Sheet, data: ReportData) -> None:
    """The newest figures of those that may go on."""
    rows = [newest_of(each) for each in data.indicators if each.first.passes_on]
    sheet.write_list(newest_columns(), rows, frozen_columns=1)


def newest_columns() -> list[Column[Newest]]:
    def first(each: Newest) -> FrozenSeries:
        return each.indicated.first

    return [
        Column(_("Indicator"), 52, lambda each: first(each).title),
        Column(_("Unit"), 16, lambda each: first(each).unit),
        Column(_("Year"), 10, lambda each: each.own.year if each.own else None, YEAR),
        Column(_("County"), 14, lambda each: each.own.value if each.own else None, FIGURE),
        Column(_("Before"), 14, lambda each: each.before.value if each.before else None, FIGURE),
        Column(_("Whole country"), 14, lambda each: each.country.value if each.country else None, FIGURE),
        Column(_("Source"), 44, lambda each: source_of(first(each))),
        Column(_("Retrieved"), 12, lambda each: first(each).retrieved_on, DAY),
    ]


def write_lines(sheet: Sheet, data: ReportData) -> None:
    """Every figure with its area and year, as a list to pivot; hidden ones say so."""
    indicated = [Indicated(each.key, [each]) for each in passed_on(data.series)]
    rows = [(each.first, point) for each in indicated for point in each.first.points]
    sheet.write_list(point_columns(), rows, frozen_columns=1)


def point_columns() -> list[Column]:
    return [
        Column(_("Indicator"), 52, lambda row: row[0].title),
        Column(_("Area"), 32, lambda row: row[0].region),
        Column(_("Year"), 10, lambda row: row[1].year, YEAR),
        Column(_("Figure"), 14, lambda row: _value(row[1]), FIGURE),
        Column(_("Unit"), 16, lambda row: row[0].unit),
    ]


def _value(point) -> Decimal | str | None:
    return _("hidden") if point.is_hidden else point.value


def write_coefficient(sheet: Sheet, data: ReportData) -> None:
    years = list(data.parts.coefficient)
    sheet.write_list(_coefficient_columns(), years)
    if years:
        sheet.worksheet.add_chart(_bars(sheet, len(years)), f"A{len(years) + 4}")


def _coefficient_columns() -> list[Column[CoefficientYear]]:
    return [
        Column(_("Funding year"), 14, lambda each: each.year, YEAR),
        Column(_("Coefficient"), 14, lambda each: each.coefficient, EXACT),
        Column(_("Place"), 10, lambda each: each.rank, COUNT),
        Column(_("Areas"), 10, lambda each: each.areas, COUNT),
        Column(_("Euros"), 18, lambda each: each.euros, EUROS),
        Column(_("Against an equal share"), 20, lambda each: each.difference, EUROS),
        Column(_("Source"), 60, lambda each: each.source, TEXT),
    ]


def _bars(sheet: Sheet, count: int) -> BarChart:
    """Euros against an equal share by funding year."""
    chart = BarChart(barDir="col", gapWidth=80)
    chart.add_data(Reference(sheet.worksheet, min_col=6, min_row=1, max_row=count + 1), titles_from_data=True)
    chart.set_categories(Reference(sheet.worksheet, min_col=1, min_row=2, max_row=count + 1))
    chart.title, chart.legend = _("Euros against an equal share"), None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.width, chart.height = 18, 9
    return chart
