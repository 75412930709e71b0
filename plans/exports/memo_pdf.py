"""The memo as a PDF, to be sent on."""

from django.template.loader import render_to_string
from django.utils import translation

from hyte.lib.pdf import render_pdf
from plans.exports.memo import title_of
from plans.queries.memo_content import MemoContent


def render_memo_pdf(content: MemoContent, *, base_url: str) -> bytes:
    with translation.override(content.language):
        html = render_to_string("plans/meeting/memo_pdf.html", {"content": content, "title": title_of(content)})
    return render_pdf(html, base_url=base_url)
