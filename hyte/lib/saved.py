"""Telling the browser that what was typed has been saved, so that it forgets the draft."""

from urllib.parse import urlsplit

from django.http import HttpRequest

SAVED_PATHS = "saved_paths"  # keys of the session
KEPT_FORMS = "kept_forms"


def mark_saved(request: HttpRequest, path: str | None = None) -> None:
    """Say that the form at ``path`` (default: this address) was saved; the next full page carries the mark."""
    path = path or request.path
    marked = request.session.get(SAVED_PATHS, [])
    request.session[SAVED_PATHS] = [*(other for other in marked if other != path), path]
    _forget_kept(request, path)


def take_saved(request: HttpRequest | None) -> list[str]:
    """Return the marked paths once."""
    session = getattr(request, "session", None)
    if session is None or SAVED_PATHS not in session:
        return []
    return session.pop(SAVED_PATHS)


def _forget_kept(request: HttpRequest, path: str) -> None:
    """Drop the copy that waited through a login: it has arrived."""
    if kept := request.session.get(KEPT_FORMS):
        request.session[KEPT_FORMS] = {
            key: typed for key, typed in kept.items() if urlsplit(typed["page"]).path != path
        }
