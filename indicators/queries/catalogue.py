"""Searching what Sotkanet offers."""

from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from groups.models import Organisation
from hyte.lib.models import in_language
from hyte.lib.text import clean, fold
from indicators.models import Adoption, CatalogueEntry
from indicators.models.catalogue import level_name, level_place

LONGEST_SEARCH = 200  # characters
NAME = "organisation"
VANISHED, NAMED, OTHERS = 2, 0, 1  # the order of what is found


@dataclass
class Search:
    """What is searched for: words, an organisation's number, a level of areas. ``messages`` tell what was left out."""

    words: str = ""
    organisation: str = ""
    level: str = ""
    messages: list[str] = field(default_factory=list)

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.organisation or self.level)

    @cached_property
    def organisations(self) -> dict[str, str]:
        """Numbers and names of the owners, in alphabetical order."""
        return _organisations()

    @cached_property
    def levels(self) -> dict[str, str]:
        """The levels that the catalogue has, from the smallest areas to the largest, with their names."""
        found = {level for declared in self.declared for level in declared}
        return {level: level_name(level) for level in sorted(found, key=level_place)}

    @cached_property
    def declared(self) -> list[list[str]]:
        """The sets of levels that indicators declare: a few dozen in all of the catalogue."""
        return list(CatalogueEntry.objects.order_by().values_list("levels", flat=True).distinct())


def read_search(query: QueryDict) -> Search:
    search = Search(words=clean(query.get("q", "")[:LONGEST_SEARCH]))
    search.organisation = _chosen(query.get("omistaja", ""), search.organisations, search.messages)
    search.level = _chosen(query.get("taso", ""), search.levels, search.messages)
    return search


def found_entries(search: Search, county: Organisation) -> QuerySet[CatalogueEntry]:
    """Entries that hold every word in some language, each with ``indicator_pk`` where the county uses it.

    The one whose number was asked for comes first, those that Sotkanet no longer has come last.
    """
    entries = CatalogueEntry.objects.all()
    for word in fold(search.words).split():
        entries = entries.filter(search_text__contains=word)
    if search.organisation:
        entries = entries.filter(organisation_id_in_sotkanet=int(search.organisation))
    if search.level:
        # Compared as whole sets: no database but PostgreSQL looks into a list, and "Maa" is a part of "Maakunta".
        entries = entries.filter(levels__in=[levels for levels in search.declared if search.level in levels])
    adopted = Adoption.objects.filter(county=county, indicator__sotkanet_id=OuterRef("sotkanet_id"))
    return entries.annotate(indicator_pk=Subquery(adopted.values("indicator_id")[:1])).order_by(
        _place(search.words), "title_fi", "pk"
    )


def _chosen(asked: str, known: dict[str, str], messages: list[str]) -> str:
    if asked and asked not in known:
        messages.append(_("“%(value)s” is not known, so it was left out.") % {"value": asked[:60]})
        return ""
    return asked


def _place(words: str) -> Case:
    gone = When(~Q(vanished_on=None), then=Value(VANISHED))
    named = [When(sotkanet_id=int(words), then=Value(NAMED))] if words.isdecimal() else []
    return Case(*named, gone, default=Value(OTHERS))


def _organisations() -> dict[str, str]:
    fields = [f"{NAME}_{code}" for code in ("fi", "sv", "en")]
    rows = CatalogueEntry.objects.exclude(organisation_id_in_sotkanet=None).order_by()
    found = {
        str(number): in_language(SimpleNamespace(**dict(zip(fields, names, strict=True))), NAME)[0]
        for number, *names in rows.values_list("organisation_id_in_sotkanet", *fields).distinct()
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))
