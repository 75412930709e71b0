"""Telling the browser that what was typed has been saved, so that it forgets the draft."""

from django.http import HttpRequest

SESSION_KEY = "saved_paths"


def mark_saved(request: HttpRequest, path: str | None = None) -> None:
    """Say that the form at ``path`` (default: this address) was saved; the next full page carries the mark."""
    path = path or request.path
    marked = request.session.get(SESSION_KEY, [])
    request.session[SESSION_KEY] = [*(other for other in marked if other != path), path]


def take_saved(request: HttpRequest | None) -> list[str]:
    """Return the marked paths once."""
    session = getattr(request, "session", None)
    if session is None or SESSION_KEY not in session:
        return []
    return session.pop(SESSION_KEY)
