"""The card of a municipality as a PDF, to be handed out."""

from django.template.loader import render_to_string

from hyte.lib.pdf import render_pdf
from reporting.queries.municipality_card import MunicipalityCard


def card_html(card: MunicipalityCard) -> str:
    """The whole page that is drawn, in the language of the moment."""
    context = {"card": card, "title": card.municipality.name, "is_file": True}
    return render_to_string("reporting/card_pdf.html", context)


def render_card_pdf(card: MunicipalityCard, *, base_url: str) -> bytes:
    return render_pdf(card_html(card), base_url=base_url)
