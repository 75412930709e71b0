"""The summary of a consultation as a Word file and as a PDF: the annex that goes with the plan or the report."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hyte.lib.pdf import render_pdf
from hyte.lib.templatetags.hyte import day
from hyte.lib.word import WordFile
from plans.queries.consultation import ConsultationSummary, SummaryStatement


def title_of(summary: ConsultationSummary) -> str:
    return _("Summary of statements: %(title)s") % {"title": summary.title}


def render_summary_pdf(summary: ConsultationSummary, *, base_url: str) -> bytes:
    context = {"summary": summary, "title": title_of(summary)}
    html = render_to_string("plans/consultation/summary_pdf.html", context)
    return render_pdf(html, base_url=base_url)


def render_summary_docx(summary: ConsultationSummary, *, made_at: datetime) -> bytes:
    title = title_of(summary)
    word = WordFile(
        title=title, language=summary.language, author=summary.county, subject=summary.about, made_at=made_at
    )
    _write(word, summary)
    word.footer(title)
    return word.content()


def _write(word: WordFile, summary: ConsultationSummary) -> None:
    if summary.is_demo:
        word.text(_("Invented demo data: the wording is ours, true to what is known of the matter."))
    word.facts(_facts(summary), description=_("Consultation"))
    for question in summary.questions:
        word.heading(question.question)
        for statement, text in question.said:
            word.text(text, label=statement.body)
        if not question.said:
            word.text(_("Nobody answered this question."))
    if summary.general:
        word.heading(_("Said beside the questions") if summary.questions else _("Statements"))
        for statement in summary.general:
            word.text(statement.text, label=statement.body)
    _write_responses(word, summary)


def _facts(summary: ConsultationSummary) -> list[tuple[str, str]]:
    return [
        (_("Out for statements"), summary.about),
        (_("When"), f"{day(summary.opens_on)}–{day(summary.closes_on)}"),
        (_("Convener"), summary.county),
        (_("Statements"), str(len(summary.statements))),
    ]


def _write_responses(word: WordFile, summary: ConsultationSummary) -> None:
    title = _("What the county responds")
    word.heading(title)
    header = (_("Statement"), _("Response"), _("Grounds"))
    word.table(header, [_response(each) for each in summary.statements], widths=(2, 2, 4), title=title)


def _response(statement: SummaryStatement) -> tuple[str, str, str]:
    name = f"{statement.number}. {statement.body}"
    if statement.was_late:
        name += f" ({_('came late')})"
    return name, statement.response_label or _("No response yet"), statement.response_text
