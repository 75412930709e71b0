"""Everything that the apps find for somebody's words, in the order in which it is most often looked for."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.queries.search import search as search_groups
from hyte.lib.found import MOST_FOUND, Found, FoundKind, has_words, words_of
from indicators.queries.search import search as search_indicators
from negotiations.queries.search import search as search_negotiations
from plans.queries.search import search as search_plans
from reporting.queries.clock import events_found
from reporting.queries.municipalities import cards_by_county
from reporting.queries.report.search import reports_found

SHORTEST = 2  # letters: one finds nearly everything
LONGEST = 200


def search_everything(text: str, user, on: date) -> list[FoundKind]:
    """The kinds of which something was found; a constant number of queries."""
    kinds = [
        *search_plans(text, user, on),
        *search_indicators(text, user),
        *search_groups(text, user),
        *search_negotiations(text, user),
        reports_found(text, user),
        _cards(text, user, on),
        events_found(text, user),
    ]
    return [kind for kind in kinds if kind.count]


def _cards(text: str, user, on: date) -> FoundKind:
    words = words_of(text)
    found = [
        Found(link.municipality.name, reverse("reporting:municipality-card", args=[link.slug]), cards.county.name)
        for cards in cards_by_county(user, on)
        for link in cards.links
        if has_words(
            words, *(getattr(link.municipality, name) for name in ("name_fi", "name_sv", "name_en", "short_name"))
        )
    ]
    return FoundKind(_("Municipality cards"), found[:MOST_FOUND], len(found))
