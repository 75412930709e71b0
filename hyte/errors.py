"""Pages that say what went wrong and what to do; they need no database, session or signed-in user."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from hyte.lib.forms_again import carry
from hyte.lib.language import choose_language


def show_error(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """Render ``errors/<name>.html`` in the reader's language; the error may have come before the language was set."""
    language = choose_language(request)
    with translation.override(language):
        page = render_to_string(
            f"errors/{name}.html", {"language": language, "path": request.get_full_path(), "request_id": request.id}
        )
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", "Content-Language": language})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(request, "400", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return show_error(request, "500", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return carry(request) or show_error(request, "csrf", 403)
