"""The page of a long list that an address asks for."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.utils.translation import gettext as _


def read_page(paginator: Paginator, text: str, messages: list[str]) -> Page:
    """Read a page's number; one that isn't there is told, and the nearest page shown."""
    page = paginator.get_page(text or 1)
    try:
        paginator.validate_number(text or 1)
    except InvalidPage:
        told = _("There is no page “%(value)s”, so page %(shown)s of %(last)s is shown.")
        messages.append(told % {"value": text[:40], "shown": page.number, "last": paginator.num_pages})
    return page
