"""Texts that others have written as HTML, made safe to show."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "sub", "sup"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
EMPTY = re.compile(r"<(p|li|b|strong|i|em)>(\s|&nbsp;|<br>)*</\1>")
BREAKS = re.compile(r"(\s*<br>\s*){2,}")


def clean_foreign(html: object) -> SafeString:
    """The text with the few elements that a page bears, balanced; "" where it says nothing. Entities become letters."""
    cleaned = nh3.clean(str(html or ""), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    cleaned = BREAKS.sub("<br><br>", EMPTY.sub("", cleaned)).strip()
    return mark_safe(cleaned if _says_something(cleaned) else "")  # noqa: S308 - nh3 has made it safe


def _says_something(html: str) -> bool:
    return bool(nh3.clean(html, tags=set()).replace("&nbsp;", " ").strip())
