"""The report as an editable Word file: real headings, captions, tables with header rows, pictures with their words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hyte.lib.models import in_language
from hyte.lib.pixels import NoFont, render_png
from hyte.lib.templatetags.hyte import day, number
from hyte.lib.word import WordFile
from hyte.lib.word_rich import write_picture, write_rich
from indicators.charts import line_picture
from negotiations.models import Agreement
from plans.charts import render_totals_svg, totals_chart
from plans.models import SnapshotRow
from reporting.charts.report import figure_of, source_of
from reporting.exports.report.document import title_of
from reporting.exports.report.html import numbered
from reporting.models import FrozenChapter, GoalAssessment
from reporting.queries.report.blocks import Block, BlockKind, Prose, pieces_of
from reporting.queries.report.data import GoalRows, ReportData
from reporting.queries.report.tables import newest_of, series_table, turned_totals
from reporting.templatetags.reports import response_label

NOTHING = "–"


def render_docx(data: ReportData) -> bytes:
    """In the language of the moment; of a version, be it the draft's."""
    heading, version = data.heading, data.version
    language = (get_language() or "fi")[:2]
    word = WordFile(
        title=title_of(data),
        language=language,
        author=str(heading.county),
        subject=str(heading.plan),
        made_at=version.frozen_at,
    )
    word.subtitle(f"{heading.county} · {heading.plan}")
    told = {"number": version.number, "day": day(version.frozen_at), "until": day(heading.data_until)}
    frozen = _("Version %(number)s, frozen on %(day)s. Figures and measures until %(until)s.")
    word.text(_("Draft: not frozen yet") if data.is_draft else frozen % told)
    if heading.is_demo:
        word.text(_("A demonstration: the wording isn't the county's own text."))
    writer = Writer(word, data)
    for chapter_number, chapter in numbered(data.chapters):
        writer.chapter(chapter_number, chapter)
    word.footer(title_of(data))
    return word.content()


class Writer:
    """Writes chapters; a block has the same words as on the page, its tables being Word's own."""

    def __init__(self, word: WordFile, data: ReportData) -> None:
        self.word, self.data = word, data

    def chapter(self, chapter_number: str, chapter: FrozenChapter) -> None:
        self.word.heading(f"{chapter_number} {in_language(chapter, 'title')[0]}", chapter.level)
        for piece in pieces_of(in_language(chapter, "body")[0]):
            if isinstance(piece, Prose):
                write_rich(self.word, piece.html, level=chapter.level + 1)
            else:
                self.block(piece, chapter.level + 1)

    def block(self, block: Block, level: int) -> None:
        match block.kind:
            case BlockKind.TOTALS:
                self._totals()
            case BlockKind.MEASURES:
                self._measures(block.argument)
            case BlockKind.GOALS:
                for each in self.data.goals_of(block.argument):
                    self._goal(each, level)
            case BlockKind.INDICATOR:
                self._indicator(block.number, level)
            case BlockKind.INDICATORS:
                self._indicators()
            case BlockKind.COEFFICIENT:
                self._coefficient()
            case BlockKind.AGREEMENTS:
                self._agreements()
            case BlockKind.NEGOTIATIONS:
                parts = self.data.parts.negotiations
                self.word.bullets(f"{day(each.on)} {each.title}: {', '.join(each.parties)}" for each in parts)
            case BlockKind.GROUPS:
                self._groups()
            case BlockKind.SUB_PLANS:
                self._sub_plans()
            case BlockKind.CHANGES:
                self._changes()
            case BlockKind.STATEMENTS:
                self._statements()
            case BlockKind.PICTURE:
                self._picture(block.number)

    def _chart(self, svg: str, *, alt: str, caption: str) -> None:
        """Left out where the machine has no letters to draw with: the table says the same."""
        try:
            write_picture(self.word, render_png(svg), alt=alt, caption=caption)
        except NoFont:
            return

    def _totals(self) -> None:
        if not self.data.measures:
            return
        chart = totals_chart(self.data.totals, day(self.data.heading.data_until))
        self._chart(render_totals_svg(chart), alt=f"{chart.title}. {chart.description}", caption=chart.title)
        head = ["", *(each.section.name for each in self.data.totals), _("Total")]
        rows = [[label, *counts] for label, counts in turned_totals(self.data)]
        self._table(head, rows, widths=[3, *[2] * (len(head) - 1)], title=_("Totals by section"))

    def _goal(self, goal: GoalRows, level: int) -> None:
        self.word.heading(f"{goal.goal.goal_identifier} {in_language(goal.goal, 'goal_wording')[0]}", level)
        if goal.assessment:
            label = str(GoalAssessment.Verdict(goal.assessment.verdict).label)
            self.word.text(str(goal.assessment.text), label=label)
        else:
            self.word.text(_("The goal hasn't been assessed."))
        rows = [_measure(row) for row in goal.measures]
        if rows:
            self._table(measure_head(), rows, widths=(1, 4, 2, 4), title=_("Measures and how they go"))

    def _measures(self, section: str) -> None:
        rows = [_measure(row) for row in self.data.rows_of(section) if row.identifier]
        if rows:
            self._table(measure_head(), rows, widths=(1, 4, 2, 4), title=_("Measures and how they go"))

    def _indicator(self, key: int, level: int) -> None:
        indicated = self.data.indicator(key)
        if indicated is None:
            return
        first, figure = indicated.first, figure_of(indicated, key=f"indicator-{key}")
        self.word.heading(first.title, level)
        if not indicated.has_figures:
            self.word.text(_("There are no figures of this yet."))
            return
        self._chart(line_picture(figure), alt=f"{figure.title}. {figure.description}", caption=figure.title)
        table = series_table(indicated)
        rows = [
            [
                row.series.region,
                *("*" if cell and cell.is_hidden else _figure(cell, first.decimals) for cell in row.cells),
            ]
            for row in table.rows
        ]
        head = [_("Area"), *map(str, table.years)]
        self._table(head, rows, widths=[3, *[1] * len(table.years)], title=f"{first.title} ({first.unit})")
        self.word.text(_("Source: %(source)s.") % {"source": _source(first)})

    def _indicators(self) -> None:
        rows = []
        for indicated in self.data.indicators:
            newest, first = newest_of(indicated), indicated.first
            year = newest.own.year if newest.own else NOTHING
            figures = [_figure(each, first.decimals) for each in (newest.own, newest.before, newest.country)]
            rows.append([first.title, year, *figures, _source(first)])
        head = (_("Indicator"), _("Year"), _("Newest"), _("Before"), _("Whole country"), _("Source"))
        if rows:
            self._table(head, rows, widths=(4, 1, 1, 1, 1, 3), title=_("Indicators"))
        omitted = [[str(each.title), str(each.list_name), each.reason] for each in self.data.parts.omissions]
        if omitted:
            title = _("Left out of the minimum data content, and why")
            self._table((_("Indicator"), _("List"), _("Reason")), omitted, widths=(3, 2, 4), title=title)

    def _coefficient(self) -> None:
        rows = [
            [
                each.year,
                number(each.coefficient, 4),
                f"{each.rank}/{each.areas}",
                number(each.euros, 0),
                number(each.difference, 0),
                each.source,
            ]
            for each in self.data.parts.coefficient
        ]
        head = (_("Funding year"), _("Coefficient"), _("Place"), _("Euros"), _("Against an equal share"), _("Source"))
        if rows:
            self._table(head, rows, widths=(1, 1, 1, 2, 2, 3), title=_("The county's HYTE coefficient"))

    def _agreements(self) -> None:
        rows = [
            [
                each.what,
                ", ".join(each.who),
                day(each.due_on),
                str(Agreement.State(each.state).label),
                each.note or NOTHING,
            ]
            for each in self.data.parts.agreements
        ]
        head = (_("What"), _("Who"), _("By when"), _("State"), _("How it goes"))
        if rows:
            title = _("What has been agreed, and how it goes")
            self._table(head, rows, widths=(4, 2, 1, 1, 3), title=title)

    def _groups(self) -> None:
        rows = [
            [str(each.name), each.seats, len(each.meetings), ", ".join(map(day, each.meetings)) or NOTHING]
            for each in self.data.parts.groups
        ]
        if rows:
            head = (_("Group"), _("Seats"), _("Meetings"), _("When"))
            self._table(head, rows, widths=(8, 3, 4, 10), title=_("Working groups"))

    def _sub_plans(self) -> None:
        self.word.bullets(
            f"{each.name} ({day(each.valid_from)}–{day(each.valid_until)})" for each in self.data.parts.sub_plans
        )

    def _changes(self) -> None:
        rows = [
            [
                each.row.identifier,
                in_language(each.row, "wording")[0],
                each.earlier.get_status_display() if each.earlier else _("new measure"),
                each.row.get_status_display(),
            ]
            for each in self.data.changes
        ]
        rows += [
            [row.identifier, in_language(row, "wording")[0], row.get_status_display(), _("no longer in force")]
            for row in self.data.gone
        ]
        if rows:
            title = _("What has changed since the last report")
            head = (_("Measure"), _("Wording"), _("Then"), _("Now"))
            self._table(head, rows, widths=(1, 5, 2, 2), title=title)

    def _statements(self) -> None:
        rows = [
            [
                str(each.body) or _("Private person"),
                each.text,
                "\n".join(filter(None, (response_label(each.response), str(each.response_text)))),
            ]
            for each in self.data.parts.statements
        ]
        if rows:
            title = _("Statements and how they were answered")
            self._table((_("Who"), _("Statement"), _("Response")), rows, widths=(2, 4, 3), title=title)

    def _picture(self, key: int) -> None:
        picture = self.data.picture(key)
        if picture is None:
            return
        with picture.picture.file.open("rb") as file:
            content = file.read()
        caption = " ".join(filter(None, (in_language(picture, "caption")[0], picture.source)))
        write_picture(self.word, content, alt=in_language(picture, "alt")[0], caption=caption)

    def _table(self, head, rows, *, widths, title: str) -> None:
        self.word.table(head, [[str(cell) for cell in row] for row in rows], widths=widths, title=title)


def measure_head() -> tuple[str, ...]:
    return _("Measure"), _("Wording"), _("Status"), _("How it goes")


def _measure(row: SnapshotRow) -> list[str]:
    text = in_language(row, "public_text")[0] or NOTHING
    return [row.identifier, in_language(row, "wording")[0], row.get_status_display(), text]


def _figure(point, decimals: int) -> str:
    return number(point.value if point else None, decimals)


def _source(series) -> str:
    source = source_of(series)
    if not series.retrieved_on:
        return source
    return _("%(source)s, retrieved %(day)s") % {"source": source, "day": day(series.retrieved_on)}
