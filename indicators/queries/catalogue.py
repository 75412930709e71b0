"""Searching what Sotkanet offers."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from groups.models import Organisation
from hyte.lib.models import in_language
from hyte.lib.text import fold
from indicators.models import Adoption, CatalogueEntry
from indicators.models.catalogue import level_mark

LONGEST_SEARCH = 200  # characters
LEVELS = ("Kunta", "Maakunta", "Maa", "Nuts1", "Seutukunta", "Suuralue", "Sairaanhoitopiiri")  # as Sotkanet writes them
NAME = "organisation"


@dataclass
class Search:
    """What is searched for: words, an organisation's number, a level of areas. ``messages`` tell what was left out."""

    words: str = ""
    organisation: str = ""
    level: str = ""
    organisations: list[tuple[str, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.organisation or self.level)


def read_search(query: QueryDict) -> Search:
    search = Search(
        words=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH], organisations=_organisations()
    )
    for name, known in (("organisation", {key for key, _name in search.organisations}), ("level", set(LEVELS))):
        asked = query.get({"organisation": "omistaja", "level": "taso"}[name], "")
        if asked in known:
            setattr(search, name, asked)
        elif asked:
            search.messages.append(_("“%(value)s” is not known, so it was left out.") % {"value": asked[:60]})
    return search


def found_entries(search: Search, county: Organisation) -> QuerySet[CatalogueEntry]:
    """Entries that hold every word in some language, each with ``is_adopted`` and ``indicator_pk`` of the county's use.

    Sotkanet doesn't declare the level of wellbeing services counties, so that can't be searched for.
    """
    entries = CatalogueEntry.objects.filter(vanished_on=None)
    for word in fold(search.words).split():
        entries = entries.filter(search_text__contains=word)
    if search.organisation:
        entries = entries.filter(organisation_id_in_sotkanet=int(search.organisation))
    if search.level:
        entries = entries.filter(search_text__contains=fold(level_mark(search.level)))
    adopted = Adoption.objects.filter(county=county, indicator__sotkanet_id=OuterRef("sotkanet_id"))
    return entries.annotate(is_adopted=Exists(adopted), indicator_pk=adopted.values("indicator_id")[:1])


def _organisations() -> list[tuple[str, str]]:
    """Numbers and names of the owners, in alphabetical order."""
    fields = [f"{NAME}_{code}" for code in ("fi", "sv", "en")]
    rows = CatalogueEntry.objects.exclude(organisation_id_in_sotkanet=None).order_by()
    found = {
        str(number): in_language(SimpleNamespace(**dict(zip(fields, names, strict=True))), NAME)[0]
        for number, *names in rows.values_list("organisation_id_in_sotkanet", *fields).distinct()
    }
    return sorted(found.items(), key=lambda pair: pair[1].casefold())
