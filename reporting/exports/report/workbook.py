"""The workbook of a report: totals with bars, goals, measures and changes, indicators, coefficient and agreements."""

from io import BytesIO

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hyte.lib.models import in_language
from hyte.lib.sheets import CODE, COUNT, DAY, MOMENT, TEXT, TITLE, Book, Column, Look, Sheet, Value
from negotiations.models import Agreement
from plans.charts import STATUS_COLOURS
from plans.models import Progress, SnapshotRow, Status
from plans.queries.picture import COLUMNS
from reporting.charts.report import source_of
from reporting.exports.report.document import title_of
from reporting.exports.report.workbook_figures import write_coefficient, write_figures, write_lines
from reporting.exports.report.workbook_summary import write_summary
from reporting.models import GoalAssessment
from reporting.queries.report.data import Change, GoalRows, ReportData
from reporting.queries.report.parts import AgreementLine, StatementLine
from reporting.templatetags.reports import response_label

LABEL = Look(bold=True)


def render_xlsx(data: ReportData) -> bytes:
    """In the language of the moment; of a version, be it the draft's. The same one gives the same workbook, dates included."""
    book = Book(
        title=title_of(data),
        creator=str(data.heading.county),
        language=get_language() or "fi",
        made_at=timezone.localtime(data.version.frozen_at),
        page_words=_("Page {page} / {pages}"),
    )
    write_summary(book.add_sheet(_("Summary")), data)
    book.add_sheet(_("Goals")).write_list(goal_columns(), data.goals_of(""), frozen_columns=3)
    book.add_sheet(_("Measures")).write_list(measure_columns(), data.measures, frozen_columns=4)
    if data.earlier is not None:
        book.add_sheet(_("Changes")).write_list(change_columns(), data.changes, frozen_columns=2)
    write_figures(book.add_sheet(_("Indicators")), data)
    write_lines(book.add_sheet(_("Figures")), data)
    write_coefficient(book.add_sheet(_("HYTE coefficient")), data)
    book.add_sheet(_("Agreements")).write_list(agreement_columns(), list(data.parts.agreements))
    if data.parts.statements:
        book.add_sheet(_("Statements")).write_list(statement_columns(), list(data.parts.statements))
    _write_about(book.add_sheet(_("About this workbook")), data)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def goal_columns() -> list[Column[GoalRows]]:
    verdicts = {value: str(label) for value, label in GoalAssessment.Verdict.choices}
    return [
        Column(_("Section"), 14, lambda each: in_language(each.goal, "section_name")[0]),
        Column(_("Goal"), 8, lambda each: each.goal.goal_identifier, CODE),
        Column(_("Wording"), 50, lambda each: in_language(each.goal, "goal_wording")[0]),
        Column(_("Measures"), 12, lambda each: len(each.measures), COUNT),
        *(Column(str(status.label), 14, _counting(status), COUNT) for status in COLUMNS),
        Column(_("Assessment"), 18, lambda each: verdicts[each.assessment.verdict] if each.assessment else None),
        Column(_("Grounds"), 60, lambda each: str(each.assessment.text) if each.assessment else None),
    ]


def _counting(status: Status):
    return lambda each: sum(row.status == status for row in each.measures)


def measure_columns() -> list[Column[SnapshotRow]]:
    progress = {value: str(label) for value, label in Progress.choices}
    return [
        Column(_("Section"), 12, lambda row: in_language(row, "section_name")[0]),
        Column(_("Goal"), 8, lambda row: row.goal_identifier, CODE),
        Column(_("Measure"), 12, lambda row: row.identifier, CODE),
        Column(_("Wording"), 48, lambda row: in_language(row, "wording")[0]),
        Column(_("Main responsible"), 24, lambda row: row.responsible),
        Column(_("State of responsibility"), 14, lambda row: row.get_responsibility_state_display()),
        Column(_("Other responsible"), 20, lambda row: row.other_responsible),
        Column(_("Partners"), 18, lambda row: row.partners),
        Column(_("Years"), 11, lambda row: _("Continuous") if row.is_continuous else row.years),
        status_column(_("Status"), lambda row: row.status),
        Column(_("Progress"), 16, lambda row: progress.get(row.progress)),
        Column(_("Updated"), 12, lambda row: row.updated_on, DAY),
        Column(_("How it goes"), 60, lambda row: in_language(row, "public_text")[0]),
        Column(_("Grounds or merged into"), 24, lambda row: row.grounds),
    ]


def change_columns() -> list[Column[Change]]:
    return [
        Column(_("Section"), 12, lambda each: in_language(each.row, "section_name")[0]),
        Column(_("Measure"), 12, lambda each: each.row.identifier, CODE),
        Column(_("Wording"), 60, lambda each: in_language(each.row, "wording")[0]),
        status_column(_("Then"), lambda each: each.earlier.status if each.earlier else None),
        status_column(_("Now"), lambda each: each.row.status),
    ]


def status_column(heading: str, status_of) -> Column:
    """Statuses in words, each in its colour."""
    words = {value: str(label) for value, label in Status.choices} | {None: None}
    inks = {words[status.value]: colours.edge for status, colours in STATUS_COLOURS.items()}
    return Column(heading, 16, lambda item: words[status_of(item)], TEXT, inks)


def agreement_columns() -> list[Column[AgreementLine]]:
    states = {value: str(label) for value, label in Agreement.State.choices}
    return [
        Column(_("What"), 60, lambda each: each.what),
        Column(_("Who"), 32, lambda each: ", ".join(each.who)),
        Column(_("Agreed"), 12, lambda each: each.agreed_on, DAY),
        Column(_("By when"), 12, lambda each: each.due_on, DAY),
        Column(_("State"), 16, lambda each: states[each.state]),
        Column(_("Measure"), 12, lambda each: each.measure, CODE),
        Column(_("How it goes"), 50, lambda each: each.note),
        Column(_("Told on"), 12, lambda each: each.note_on, DAY),
    ]


def statement_columns() -> list[Column[StatementLine]]:
    return [
        Column(_("Consultation"), 30, lambda each: str(each.consultation)),
        Column(_("Who"), 30, lambda each: str(each.body) or _("Private person")),
        Column(_("Statement"), 80, lambda each: each.text),
        Column(_("Response"), 20, lambda each: response_label(each.response)),
        Column(_("Grounds"), 60, lambda each: str(each.response_text)),
    ]


def _write_about(sheet: Sheet, data: ReportData) -> None:
    sheet.set_widths((28, 96))
    sheet.write((title_of(data), TITLE))
    sheet.write()
    for label, value, look in _about(data):
        sheet.write((label, LABEL), (value, look))


def _about(data: ReportData) -> list[tuple[str, Value, Look]]:
    heading, version = data.heading, data.version
    lines: list[tuple[str, Value, Look]] = [
        (_("County"), str(heading.county), TEXT),
        (_("Plan"), str(heading.plan), TEXT),
        (_("Years"), heading.years, TEXT),
        (_("Figures until"), heading.data_until, DAY),
        (_("Version"), _("Draft: not frozen yet") if data.is_draft else version.number, COUNT),
        (
            _("Made at") if data.is_draft else _("Frozen at"),
            timezone.localtime(version.frozen_at).replace(tzinfo=None),
            MOMENT,
        ),
        (_("Why it was frozen anew"), version.reason, TEXT),
        (_("Left out"), _left_out(data), TEXT),
    ]
    lines += [(_("Source"), source, TEXT) for source in dict.fromkeys(source_of(each) for each in data.series)]
    if heading.is_demo:
        lines.append((_("Demo data"), _("A demonstration: the wording isn't the county's own text."), TEXT))
    return [line for line in lines if line[1]]


def _left_out(data: ReportData) -> str:
    """Figures whose terms don't let them stand in a file that goes from hand to hand."""
    names = sorted({each.title for each in data.series if not each.passes_on})
    return _("Internal notes, working texts and contact details.") if not names else "; ".join(names)
