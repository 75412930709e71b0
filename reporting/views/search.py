"""Searching everything that one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.text import clean
from reporting.queries.search import LONGEST, SHORTEST, search_everything


@require_GET
@public_page
def search(request: HttpRequest) -> HttpResponse:
    words = clean(request.GET.get("q", "")).strip()
    text = words[:LONGEST]
    is_short = 0 < len(text) < SHORTEST
    context = {
        "q": text,
        "is_short": is_short,
        "is_cut": len(words) > LONGEST,
        "kinds": search_everything(text, request.user, today()) if text and not is_short else [],
        "place": "search",
    }
    return render(request, "reporting/search.html", context)
