"""The language of a page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header


def choose_language(request: HttpRequest) -> str:
    """Return the language that the reader has chosen; without a choice Finnish, or Swedish where the browser prefers it.

    English comes by choice only: many browsers in Finland ask for it without anybody having meant it.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        return chosen
    wishes = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    ranked = [code.split("-")[0] for code, weight in wishes if weight > 0]
    return next((code for code in ranked if code in ("fi", "sv")), "fi")


class LanguageMiddleware:
    """Instead of Django's own, which would give English to every browser that asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = choose_language(request)
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
