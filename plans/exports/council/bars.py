"""The summary's chart: Excel draws it from the table's own cells; the values kept in it are for previews."""

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import title_maker
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from plans.charts import STATUS_COLOURS
from plans.models import Status
from plans.queries.picture import COLUMNS, Totals, sum_of

INK, QUIET = "15211F", "73837F"
WIDTH, ROW_HEIGHT, REST_HEIGHT = 38, 1.45, 3.6  # centimetres


def bars_of(
    worksheet: WriteOnlyWorksheet, totals: list[Totals], title: str, *, heading_row: int, first_column: int
) -> BarChart:
    """Stacked bars of the statuses that there are; their columns stand side by side from ``first_column`` on."""
    chart = BarChart(barDir="bar", grouping="stacked", overlap=100, gapWidth=45)
    cells = {"min_row": heading_row + 1, "max_row": heading_row + len(totals)}
    sections = _sections(Reference(worksheet, min_col=1, **cells), totals)
    whole = sum_of(totals)
    for column, status in enumerate(COLUMNS, start=first_column):
        if whole.statuses[status]:
            heading = Reference(worksheet, min_col=column, min_row=heading_row)
            values = Reference(worksheet, min_col=column, **cells)
            counts = [each.statuses[status] for each in totals]
            chart.series.append(_series(len(chart.series), status, heading, values, counts))
            chart.series[-1].cat = sections
    chart.title = title_maker(title)
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1500, INK, bold=True))
    chart.width, chart.height = WIDTH, REST_HEIGHT + ROW_HEIGHT * len(totals)
    _set_up_axes(chart)
    chart.y_axis.scaling.max = max(each.measures for each in totals) or 1
    chart.legend.position, chart.legend.txPr = "b", _text(1100, INK)
    return chart


def _sections(cells: Reference, totals: list[Totals]) -> AxDataSource:
    names = [StrVal(idx=number, v=each.section.name) for number, each in enumerate(totals)]
    return AxDataSource(strRef=StrRef(f=str(cells), strCache=StrData(ptCount=len(names), pt=names)))


def _series(number: int, status: Status, heading: Reference, cells: Reference, counts: list[int]) -> Series:
    colours = STATUS_COLOURS[status]
    name = StrData(ptCount=1, pt=[StrVal(idx=0, v=str(status.label))])
    values = NumData(
        formatCode="General", ptCount=len(counts), pt=[NumVal(idx=n, v=count) for n, count in enumerate(counts)]
    )
    series = Series(idx=number, order=number, tx=SeriesLabel(strRef=StrRef(f=str(heading), strCache=name)))
    series.val = NumDataSource(numRef=NumRef(f=str(cells), numCache=values))
    edge = LineProperties(solidFill=_hex(colours.edge), w=9525)
    series.spPr = GraphicalProperties(solidFill=_hex(colours.fill), ln=edge)
    series.invertIfNegative = False
    series.dLbls = _labels(counts, _hex(colours.ink))
    return series


def _labels(counts: list[int], ink: str) -> DataLabelList:
    """The number in each bar; none where there is no bar."""
    nothing = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent"), False)
    hidden = [DataLabel(idx=number, showVal=False, **nothing) for number, count in enumerate(counts) if not count]
    return DataLabelList(dLbl=hidden, numFmt="0;;;", txPr=_text(1200, ink, bold=True), showVal=True, **nothing)


def _set_up_axes(chart: BarChart) -> None:
    sections, counts = chart.x_axis, chart.y_axis
    sections.delete = counts.delete = False  # left out, it hides them in newer Excel
    sections.scaling.orientation = "maxMin"  # the first section on top, as in the table
    counts.crosses = "max"  # so turned round, the other end is below
    sections.txPr, counts.txPr = _text(1200, INK), _text(900, QUIET)
    counts.majorGridlines, counts.number_format = None, "0"
    sections.majorTickMark = "none"
    for axis in (sections, counts):
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill="DBE2DF"))


def _text(size: int, ink: str, *, bold: bool = False) -> RichText:
    """``size`` in hundredths of a point."""
    letters = _letters(size, ink, bold=bold)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _letters(size: int, ink: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=ink)


def _hex(colour: str) -> str:
    return colour.lstrip("#").upper()
