"""The reading pack as a PDF."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hyte.lib.pdf import render_pdf
from plans.queries.pack import Pack


def render_pack_pdf(pack: Pack, *, base_url: str) -> bytes:
    """In the reader's language, as the page; what the group has written is in its own."""
    html = render_to_string("plans/meeting/pack_pdf.html", {"pack": pack, "title": title_of(pack)})
    return render_pdf(html, base_url=base_url)


def title_of(pack: Pack) -> str:
    return f"{_('Reading pack')}: {pack.meeting.title}"


def file_name(pack: Pack) -> str:
    return f"{pack.meeting.title} {pack.meeting.on.isoformat()} {_('Reading pack').lower()}.pdf"
