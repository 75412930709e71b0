"""The areas that a calculation of the coefficient is made of, and what people call them."""

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from django.db.models import QuerySet

from hyte.lib.text import clean, fold
from indicators.models import Region, RuleSet
from indicators.models.region import COUNTY

NAMES_FILE = Path(__file__).resolve().parents[1] / "names_of_areas.toml"
ALAND = "91"  # has its own funding and no coefficient
PREFIX = re.compile(r"(?:hva|vfo|ku)[\s-]?(?=\d)")
DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")


def areas_of(rule_set: RuleSet) -> QuerySet[Region]:
    """Every area that has to be in a calculation by these rules, in the order of titles."""
    regions = Region.objects.filter(category=rule_set.category, vanished_on=None)
    if rule_set.category == COUNTY:
        return regions.exclude(code=ALAND)
    return regions.exclude(parents__category=COUNTY, parents__code=ALAND)


class AreaNames:
    """Finds the area that a code or a name of any kind means."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.regions = list(regions)
        self._by_code = {region.code: region for region in self.regions}
        self._by_name: dict[str, Region] = {}
        self._former: dict[str, Region] = {}
        for region in self.regions:
            named = other_names().get(region.code, {}) if region.category == COUNTY else {}
            titles = [region.title_fi, region.title_sv, region.title_en, *named.get("names", ())]
            self._by_name |= {_plain(each): region for each in titles if each}
            self._former |= {_plain(each): region for each in named.get("former", ())}

    def find(self, text: str) -> Region | None:
        name = _plain(text)
        code = PREFIX.sub("", name)
        if code.isascii() and code.isdecimal():
            return self._by_code.get(code) or next((each for each in self.regions if int(each.code) == int(code)), None)
        return self._by_name.get(name)

    def former(self, text: str) -> Region | None:
        """The area that does today what the named one did."""
        return self._former.get(_plain(text))

    def likeliest(self, text: str) -> Region | None:
        """The area whose name is nearly the same."""
        found = get_close_matches(_plain(text), self._by_name, n=1, cutoff=0.8)
        return self._by_name[found[0]] if found else None


@cache
def other_names() -> dict[str, dict[str, list[str]]]:
    """By code: ``names`` in use beside the titles and ``former`` ones."""
    return tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    """The name without what people leave out or write otherwise: the kind of the area, dashes, case."""
    name = fold(clean(text).replace("\n", " ").translate(DASHES))
    name = re.sub(r"\s*-\s*", "-", name)
    return re.sub(r"\s+(?:hva|vfo|hyvinvointialue|wellbeing services county|välfärdsområde)$", "", name)
