"""View decorators."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from hyte.lib.forms_again import ask_to_log_in

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open a view to everyone.

    Somebody who is not signed in is sent to the login page from anything that is not public, whether it exists or not:
    the difference between 404 and 403 would tell a stranger what exists.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            if request.user.is_authenticated:
                raise
            return ask_to_log_in(request)

    return login_not_required(guarded)


def secret_address(view: View) -> View:
    """Keep the address of the page to its reader: no copy in a cache, a search engine or another site's log.

    The policy is "same-origin": under "no-referrer" browsers send forms with ``Origin: null``, and Django refuses them.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
