"""Finding groups and meetings by words."""

from django.utils.translation import gettext as _

from groups.models import Meeting, WorkingGroup
from hyte.lib.found import MOST_FOUND, Found, FoundKind, has_words, words_of
from hyte.lib.templatetags.hyte import day

NAMES = ("name_fi", "name_sv", "name_en")


def search(text: str, user) -> list[FoundKind]:
    """Two queries; their names have no folded column, so they are compared here."""
    words = words_of(text)
    return [_groups(words, user), _meetings(words, user)]


def _groups(words: list[str], user) -> FoundKind:
    groups = [
        each
        for each in WorkingGroup.objects.visible_to(user).select_related("county")
        if has_words(words, *(getattr(each, name) for name in NAMES))
    ]
    rows = [Found(each.name, each.get_absolute_url(), each.county.name) for each in groups[:MOST_FOUND]]
    return FoundKind(_("Groups"), rows, len(groups))


def _meetings(words: list[str], user) -> FoundKind:
    """The newest first; a negotiation's meeting leads to the negotiation."""
    meetings = Meeting.objects.visible_to(user).filter(is_negotiation=False).order_by("-starts_at", "-pk")
    found = [each for each in meetings if has_words(words, each.title, day(each.on))]
    rows = [Found(each.title, each.get_absolute_url(), day(each.on)) for each in found[:MOST_FOUND]]
    return FoundKind(_("Meetings"), rows, len(found))
