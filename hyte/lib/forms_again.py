"""Nothing typed is lost when the login has expired or the form's token no longer holds.

A form that reaches us without a login comes back as the login page with what was typed in a signed hidden field; after
the login the page of the form opens filled. A form with a stale CSRF token opens filled at once. Between the two
requests the text waits in the session, for an hour, and only the page that it was typed on may read it.
"""

from dataclasses import asdict, dataclass
from secrets import token_urlsafe
from time import time
from urllib.parse import urlencode, urlsplit

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hyte.lib.saved import KEPT_FORMS, SAVED_PATHS

CARRIED = "carried"  # the hidden field of the login page
KEPT = "kept"  # the key in the address of the form's page
SALT = "hyte.forms_again"
MAX_AGE = 3600  # seconds
MAX_SIZE = 300_000  # characters; three times the longest text that we accept
MOST_KEPT = 5
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
NEVER_KEPT = ("csrfmiddlewaretoken", CARRIED)


@dataclass(frozen=True)
class Typed:
    """What somebody typed: a key, the address of the page, the fields as a query string, and when."""

    key: str
    page: str
    body: str
    at: float

    @property
    def address(self) -> str:
        """The page of the form, with the key that opens it filled."""
        parts = urlsplit(self.page)
        query = QueryDict(parts.query, mutable=True)
        query[KEPT] = self.key
        return f"{parts.path}?{query.urlencode()}"


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Django's, but what was posted goes through the login."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        return ask_to_log_in(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if _is_login(request) and response.status_code == 302:
            _keep_carried(request)
        return response


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """Send an anonymous visitor to the login page, together with the form that was posted."""
    if request.headers.get("HX-Request"):
        # The browser's draft holds the text: HTMX runs only where scripts do.
        login = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _page(request)})}"
        return HttpResponse(status=204, headers={"HX-Redirect": login})
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    typed = _read_typed(request)
    if typed is None:
        return redirect_to_login(_page(request))
    return _show_login(request, typed)


def carry(request: HttpRequest) -> HttpResponse | None:
    """Answer a form whose CSRF token was refused: the same form again, filled. None where there is nothing to keep.

    A form that another site sent is not brought back: it could put words into the reader's mouth.
    """
    typed = _read_typed(request) if _is_own_form(request) else None
    if typed is None:
        return None
    if _needs_login(request):
        return _show_login(request, typed)
    _keep(request, typed)
    return HttpResponseRedirect(typed.address)


def kept_data(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before the login expired, for a bound form; tells the reader once per request."""
    entry = request.session.get(KEPT_FORMS, {}).get(request.GET.get(KEPT, ""))
    if request.method != "GET" or not entry or not _may_read(request, entry):
        return None
    if not getattr(request, "_told_of_kept", False):
        messages.info(request, _("Your text was kept. Check it and save."))
        request._told_of_kept = True
    return QueryDict(entry["body"])


def kept_initial(request: HttpRequest) -> dict[str, str | list[str]]:
    """The same as ``initial`` of a form; empty where nothing was kept."""
    data = kept_data(request)
    if data is None:
        return {}
    return {name: values if len(values) > 1 else values[0] for name, values in data.lists()}


def mark_saved(request: HttpRequest, path: str | None = None) -> None:
    """Say that the form sent to ``path`` (default: this address) was saved: drafts and kept copies of it can go."""
    path = path or request.path
    marked = request.session.get(SAVED_PATHS, [])
    request.session[SAVED_PATHS] = [*(other for other in marked if other != path), path]
    if kept := request.session.get(KEPT_FORMS):
        request.session[KEPT_FORMS] = {
            key: typed for key, typed in kept.items() if urlsplit(typed["page"]).path != path
        }


def _may_read(request: HttpRequest, entry: dict) -> bool:
    return urlsplit(entry["page"]).path == request.path and time() - entry["at"] < MAX_AGE


def _read_typed(request: HttpRequest) -> Typed | None:
    """What the request's form holds, or None: another kind of request, nothing typed, a password, or too much."""
    if request.method != "POST" or request.content_type not in FORM_TYPES:
        return None
    if any("password" in name for name in request.POST):
        return None
    fields = [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]
    body = urlencode(fields)
    if not any(value.strip() for _name, value in fields):
        return None
    if len(body) > MAX_SIZE:
        messages.warning(request, _("The text was too long to be kept over the login."))
        return None
    return Typed(token_urlsafe(9), _page(request), body, time())


def _page(request: HttpRequest) -> str:
    """The address where the form was shown; a form may post to an address that shows nothing."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    own = {request.get_host()}
    if not came_from or not url_has_allowed_host_and_scheme(came_from, own, require_https=request.is_secure()):
        return request.get_full_path()
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_own_form(request: HttpRequest) -> bool:
    """Whether the form came from one of our pages; browsers name the origin of every form that another site sends."""
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    return origin is None or origin == own or origin in settings.CSRF_TRUSTED_ORIGINS


def _needs_login(request: HttpRequest) -> bool:
    match = request.resolver_match
    return not request.user.is_authenticated and match is not None and getattr(match.func, "login_required", True)


def _show_login(request: HttpRequest, typed: Typed) -> HttpResponse:
    context = {
        "form": LoginForm(request=request),
        "redirect_field_value": typed.address,
        CARRIED: signing.dumps(asdict(typed), salt=SALT, compress=True),
    }
    response = render(request, "account/login.html", context)
    add_never_cache_headers(response)
    return response


def _is_login(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name == settings.LOGIN_URL


def _keep_carried(request: HttpRequest) -> None:
    """Move what the login page carried into the session of the one who has logged in."""
    carried = request.POST.get(CARRIED)
    if not carried:
        return
    try:
        typed = Typed(**signing.loads(carried, salt=SALT, max_age=MAX_AGE))
    except signing.BadSignature:
        messages.warning(request, _("The text that you typed before logging in could not be kept."))
        return
    _keep(request, typed)


def _keep(request: HttpRequest, typed: Typed) -> None:
    kept = request.session.get(KEPT_FORMS, {}) | {typed.key: asdict(typed)}
    request.session[KEPT_FORMS] = dict(list(kept.items())[-MOST_KEPT:])
