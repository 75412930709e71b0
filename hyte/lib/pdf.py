"""PDF files that a screen reader can read (PDF/UA-1), made of our own HTML."""

from django.utils.translation import gettext as _

PDF = "application/pdf"


class PdfUnavailable(Exception):
    """The machine lacks what draws a PDF; its text tells a reader what to do instead."""

    def __str__(self) -> str:
        return _("PDF files can't be made on this server. Print the page instead, or save it as a PDF when you print.")


def render_pdf(html: str, *, base_url: str) -> bytes:
    """Draw a whole HTML page; addresses in it are relative to ``base_url``, the product's own front page.

    Raises PdfUnavailable where Pango is missing.
    """
    try:
        from hyte.lib.pdf_drawing import draw_pdf  # late: without Pango it can't be imported
    except OSError as error:
        raise PdfUnavailable from error
    return draw_pdf(html, base_url=base_url)
