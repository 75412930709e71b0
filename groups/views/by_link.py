"""Pages that a secret address opens, without an account."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from groups.models import Person, PersonalLink
from groups.services.links import note_use
from hyte.lib.decorators import secret_address
from hyte.lib.limits import count_try, tries

WINDOW = 600  # seconds
MOST_MISSES = 60  # a county's staff share one address to the outside
MOST_POSTS = 60


def opened_by_link(find: Callable) -> Callable:
    """Give the view, in place of the secret, what ``find(token, at=…)`` returns: a personal link, or a record that has one
    as ``link``. Where it returns None the page tells what to do, and nothing of why or of what the link had opened.

    The page speaks the language that the reader has chosen, else the person's.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "POST"])
        @secret_address
        @login_not_required
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **rest) -> HttpResponse:
            address = request.META.get("REMOTE_ADDR", "")
            if tries("missed-link", address, window=WINDOW) >= MOST_MISSES:
                return refused(request, 429)
            found = find(token, at=timezone.now())
            if found is None:
                count_try("missed-link", address, window=WINDOW)
                return refused(request, 404)
            link: PersonalLink = getattr(found, "link", found)
            if request.method == "POST" and count_try("link", link.pk, window=WINDOW) > MOST_POSTS:
                return refused(request, 429)
            note_use(link, at=timezone.now())
            language = _language(request, link.person)
            with translation.override(language):
                response = view(request, found, **rest)
            response["Content-Language"] = language
            return response

        return guarded

    return decorate


def refused(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "groups/link_refused.html", {"too_many": status == 429}, status=status)


def _language(request: HttpRequest, person: Person) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else person.language
