"""The cards of the municipalities: a list, a page of each, and its PDF."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.downloads import attachment
from hyte.lib.pdf import PDF, PdfUnavailable
from negotiations.access import negotiates, negotiates_somewhere
from reporting.exports.municipality_card_pdf import render_card_pdf
from reporting.queries.municipalities import cards_by_county, municipality_of
from reporting.queries.municipality_card import MunicipalityCard, build_card, without_withheld

LANGUAGE = "kieli"


@require_GET
@public_page
def municipality_cards(request: HttpRequest) -> HttpResponse:
    context = {
        "counties": cards_by_county(request.user, today()),
        "runs": negotiates_somewhere(request.user),
        "place": "negotiations",
    }
    return render(request, "reporting/cards.html", context)


@require_GET
@public_page
def municipality_card(request: HttpRequest, slug: str) -> HttpResponse:
    card = _card(request, slug)
    context = {
        "card": card,
        "county": card.county,
        "runs": negotiates(request.user, card.county.pk),
        "place": "negotiations",
    }
    return render(request, "reporting/card.html", context)


@require_GET
@public_page
def municipality_card_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """In the page's language, or in the one that the address names."""
    asked = request.GET.get(LANGUAGE)
    with translation.override(asked if asked in ("fi", "sv", "en") else translation.get_language()):
        card = without_withheld(_card(request, slug))
        try:
            file = render_card_pdf(card, base_url=request.build_absolute_uri("/"))
        except PdfUnavailable as error:
            messages.error(request, str(error))
            return redirect(reverse("reporting:municipality-card", args=[slug]))
        return attachment(file, f"{_('Municipality card')} {card.municipality.name}.pdf", PDF)


def _card(request: HttpRequest, slug: str) -> MunicipalityCard:
    municipality = municipality_of(slug)
    if municipality is None:
        raise Http404
    return build_card(municipality, slug, today(), user=request.user)
