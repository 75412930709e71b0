"""The figures of an indicator as a table to take along: built once, written as text or as a workbook."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _

from hyte.lib.csv_files import write_csv
from hyte.lib.sheets import CODE, COUNT, PLAIN, TITLE, Book, Column, Look, Sheet
from hyte.lib.templatetags.hyte import day
from indicators.models import Indicator, Region, Sex
from indicators.models.region import COUNTRY, COUNTY, MUNICIPALITY
from indicators.queries.page import Figures
from indicators.queries.series import Line, Point
from indicators.queries.words import source_line


@dataclass(frozen=True)
class Row:
    area: str
    level: str
    code: str
    year: int
    sex: str
    value: Decimal | None
    cases: Decimal | None
    remark: str


@dataclass(frozen=True)
class Table:
    """``notes`` say what the reader must know: that figures are hidden, invented, or not to be passed on."""

    indicator: Indicator
    rows: list[Row]
    source: str
    terms: str
    retrieved: str
    notes: list[str]
    made_at: datetime

    @property
    def title(self) -> str:
        return self.indicator.title


def table_of(figures: Figures, *, may_take: bool, made_at: datetime) -> Table:
    """The areas of the page in all sexes; no figures where the terms don't let the reader take them."""
    indicator = figures.indicator
    wanted = figures.shown_regions if may_take else []
    lines = [line for region in wanted for line in figures.lines if line.region == region]
    return Table(
        indicator=indicator,
        rows=[_row(line, point) for line in lines for point in line.points],
        source=source_line(indicator),
        terms=indicator.terms,
        retrieved=day(indicator.retrieved_at) if indicator.retrieved_at else "",
        notes=list(filter(None, _notes(indicator, may_take))),
        made_at=made_at,
    )


def _notes(indicator: Indicator, may_take: bool) -> list[str]:
    demo = _("Demo data") if indicator.is_demo else ""
    return [demo, terms_in_words(indicator, may_take=may_take)]


def terms_in_words(indicator: Indicator, *, may_take: bool) -> str:
    """ "" where anybody may take the figures along."""
    if indicator.passes_on:
        return ""
    if may_take:
        return _("For the county's own use: the terms of the source don't allow passing these figures on.")
    return _("The figures are left out: the terms of their source don't allow passing them on.")


def _row(line: Line, point: Point) -> Row:
    hidden = _("hidden, fewer than 5 cases") if point.is_hidden else ""
    sex = str(Sex(line.sex).label)
    region = line.region
    return Row(region.title, level_name(region), region.code, point.year, sex, point.value, point.cases, hidden)


def level_name(region: Region) -> str:
    names = {COUNTY: _("Wellbeing services county"), MUNICIPALITY: _("Municipality"), COUNTRY: _("Whole country")}
    return names.get(region.category, region.category)


def render_csv(table: Table) -> bytes:
    """A row for each figure; source, licence and day stand on every row, so that they stay with what is copied."""
    headings = [column.heading for column in _columns(table)]
    beside = {_("Source"): table.source, _("Licence"): table.terms, _("Retrieved"): table.retrieved}
    beside[_("Note")] = " ".join(table.notes)
    rows = [[column.value(row) for column in _columns(table)] + [*beside.values()] for row in table.rows]
    return write_csv([*headings, *beside], rows or [[""] * len(headings) + [*beside.values()]])


def render_xlsx(table: Table) -> bytes:
    """Real numbers on one sheet, where they come from on the other."""
    book = Book(
        title=table.title,
        creator="HYTE",
        language=translation.get_language() or "fi",
        made_at=table.made_at,
        page_words=_("Page {page} / {pages}"),
    )
    book.add_sheet(_("Figures")).write_list(_columns(table), table.rows, frozen_columns=1)
    _write_source(book.add_sheet(_("Source")), table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_source(sheet: Sheet, table: Table) -> None:
    sheet.set_widths([22, 90])
    sheet.write((table.title, TITLE))
    facts = {_("Source"): table.source, _("Licence"): table.terms, _("Retrieved"): table.retrieved}
    for heading, fact in facts.items():
        sheet.write((heading, PLAIN), (fact, Look(line="")))
    for note in table.notes:
        sheet.write((_("Note"), PLAIN), (note, Look(line="")))


def _columns(table: Table) -> list[Column[Row]]:
    decimals = table.indicator.decimals
    figure = Look(number_format="#,##0" + ("." + "0" * decimals if decimals else ""), align="right")
    return [
        Column(_("Area"), 34, lambda row: row.area),
        Column(_("Level of areas"), 20, lambda row: row.level),
        Column(_("Code"), 8, lambda row: row.code, CODE),
        Column(_("Year"), 8, lambda row: row.year, Look(number_format="0", align="right")),
        Column(_("Sex"), 10, lambda row: row.sex),
        Column(_("Figure"), 12, lambda row: _trimmed(row.value), figure),
        Column(_("Cases"), 12, lambda row: _trimmed(row.cases), COUNT),
        Column(_("Remark"), 28, lambda row: row.remark),
    ]


def _trimmed(value: Decimal | None) -> Decimal | None:
    """Without the zeros that the database adds."""
    if value is None:
        return None
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
