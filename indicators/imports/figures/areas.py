"""Which area a code or a name means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from groups.models import Organisation
from hyte.lib.text import clean, fold
from indicators.imports.figures.problems import Problem, Refused
from indicators.models import Region
from indicators.models.region import COUNTRY, COUNTY, MUNICIPALITY
from indicators.queries.areas import code_of
from indicators.queries.own_figures import areas_to_write

PREFIXES = {"ku": MUNICIPALITY, "hva": COUNTY}  # of Statistics Finland: KU092, HVA04
PREFIXED = re.compile(r"(ku|hva)(\d{2,3})", re.ASCII)
CODE_LENGTH = 3  # digits of a municipality's code, the longest; shorter ones may have lost their zeros in a spreadsheet


class Ranked(NamedTuple):
    """``rank``: 0 of the county's own areas, then counties, municipalities and the country, then others, then those gone."""

    rank: int
    region: Region


class Areas:
    """All areas, read at once. Where a word means several, the county's own one is meant, then the commoner kind."""

    def __init__(self, county: Organisation) -> None:
        own = {region.pk for region in areas_to_write(county)}
        self._by_code: dict[str, list[Ranked]] = defaultdict(list)
        self._by_number: dict[int, list[Ranked]] = defaultdict(list)
        self._by_name: dict[str, list[Ranked]] = defaultdict(list)
        self._known: dict[tuple[str, str], Region | Refused] = {}
        self.by_id: dict[int, Region] = {}
        for region in Region.objects.all():
            self._take(Ranked(_rank(region, own), region))

    def _take(self, each: Ranked) -> None:
        region = each.region
        self.by_id[region.pk] = region
        for code in {region.code, code_of(region)}:
            self._by_code[fold(code)].append(each)
        if region.code.isdecimal():
            self._by_number[int(region.code)].append(each)
        for name in {fold(region.title_fi), fold(region.title_sv), fold(region.title_en)} - {""}:
            self._by_name[name].append(each)

    def is_name(self, text: str) -> bool:
        return fold(clean(text)) in self._by_name

    def find(self, code: str, name: str) -> Region:
        """Raises Refused."""
        wanted = (fold(code), fold(name))
        if wanted not in self._known:
            try:
                self._known[wanted] = self._find(code, name)
            except Refused as refused:
                self._known[wanted] = refused
        found = self._known[wanted]
        if isinstance(found, Refused):
            raise found
        return found

    def _find(self, code: str, name: str) -> Region:
        if not code and not name:
            raise Refused(Problem.AREA_MISSING)
        by_name = self._by_name.get(fold(name), []) if name else []
        if not code:
            return _only(by_name, name)
        by_code = self._of_code(code)
        if not by_code or not by_name:  # a name that isn't known doesn't gainsay the code
            return _only(by_code, code)
        both = [each for each in by_code if each in by_name]
        if not both:
            raise Refused(Problem.AREA_DISAGREES, f"{code} {name}")
        return _only(both, code)

    def _of_code(self, code: str) -> list[Ranked]:
        text = fold(code)
        if prefixed := PREFIXED.fullmatch(text):
            text = fold(f"{PREFIXES[prefixed[1]]}-{prefixed[2]}")
        if text.isdecimal() and not text.startswith("0") and len(text) < CODE_LENGTH:
            return self._by_number.get(int(text), [])
        return self._by_code.get(text, [])


def _rank(region: Region, own: set[int]) -> int:
    if region.pk in own:
        return 0
    if region.vanished_on:
        return 3
    return 1 if region.category in (COUNTY, MUNICIPALITY, COUNTRY) else 2


def _only(found: Iterable[Ranked], text: str) -> Region:
    found = list(found)
    if not found:
        raise Refused(Problem.AREA_UNKNOWN, text)
    first = min(each.rank for each in found)
    likeliest = [each.region for each in found if each.rank == first]
    if len(likeliest) > 1:
        raise Refused(Problem.AREA_NOT_UNIQUE, text, example=code_of(likeliest[0]))
    return likeliest[0]
