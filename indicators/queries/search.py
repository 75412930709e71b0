"""Finding indicators by words."""

from django.utils.translation import gettext as _

from hyte.lib.found import MOST_FOUND, Found, FoundKind, words_of
from indicators.models import Indicator


def search(text: str, user) -> list[FoundKind]:
    found = Indicator.objects.visible_to(user).select_related("source")
    for word in words_of(text):
        found = found.filter(search_text__contains=word)
    rows = [Found(each.title, each.get_absolute_url(), each.source.name) for each in found[:MOST_FOUND]]
    return [FoundKind(_("Indicators"), rows, found.count())]
