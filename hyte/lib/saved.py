"""What the session tells the next page about forms: which have been saved, and which texts wait through a login."""

from django.http import HttpRequest

SAVED_PATHS = "saved_paths"  # keys of the session
KEPT_FORMS = "kept_forms"


def take_saved(request: HttpRequest | None) -> list[str]:
    """Return the addresses whose forms have been saved, once: the browser then forgets their drafts."""
    session = getattr(request, "session", None)
    if session is None or SAVED_PATHS not in session:
        return []
    return session.pop(SAVED_PATHS)
