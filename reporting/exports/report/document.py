"""The whole report as one HTML file that holds all it needs, and as a PDF that a screen reader can read."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from hyte.lib.pdf import render_pdf
from hyte.lib.static_content import read_static
from hyte.lib.templatetags.hyte import day
from reporting.exports.report.html import draw_chapters
from reporting.queries.report.data import ReportData

STYLES = ("css/pdf.css", "css/report_pdf.css", "css/report_file.css")


def title_of(data: ReportData) -> str:
    return str(data.heading.name)


def render_html(data: ReportData) -> bytes:
    """In the language of the moment; of the same frozen report always the same bytes."""
    styles = "\n".join(read_static(name).decode() for name in STYLES)
    return _document(data, styles=mark_safe(styles)).encode()  # noqa: S308 - our own style sheets


def pdf_html(data: ReportData) -> str:
    """What the PDF is drawn from."""
    return _document(data)


def render_report_pdf(data: ReportData, *, base_url: str) -> bytes:
    """Raises PdfUnavailable where the machine can't draw one."""
    return render_pdf(pdf_html(data), base_url=base_url)


def _document(data: ReportData, **context) -> str:
    told = {"county": data.heading.county, "day": day(data.heading.data_until)}
    description = _("%(county)s: figures and measures until %(day)s") % told
    context |= {"data": data, "chapters": draw_chapters(data), "description": description}
    return render_to_string("reporting/report/document.html", context)
