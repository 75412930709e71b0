"""Finding negotiations and agreements by words."""

from django.utils.translation import gettext as _

from hyte.lib.found import MOST_FOUND, Found, FoundKind, has_words, words_of
from hyte.lib.templatetags.hyte import day
from negotiations.models import Agreement, Negotiation


def search(text: str, user) -> list[FoundKind]:
    words = words_of(text)
    return [_negotiations(words, user), _agreements(words, user)]


def _negotiations(words: list[str], user) -> FoundKind:
    negotiations = Negotiation.objects.visible_to(user).with_meeting()
    found = [each for each in negotiations if has_words(words, each.meeting.title, day(each.on))]
    rows = [Found(each.meeting.title, each.get_absolute_url(), day(each.on)) for each in found[:MOST_FOUND]]
    return FoundKind(_("Negotiations"), rows, len(found))


def _agreements(words: list[str], user) -> FoundKind:
    agreements = Agreement.objects.visible_to(user).select_related("negotiation__meeting")
    found = [each for each in agreements if has_words(words, each.text)]
    rows = [Found(each.text, each.get_absolute_url(), str(each.negotiation)) for each in found[:MOST_FOUND]]
    return FoundKind(_("Agreements"), rows, len(found))
