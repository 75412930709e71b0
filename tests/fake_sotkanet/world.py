"""What the server knows: areas, documents and figures, in Sotkanet's own shapes."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

COUNTRY, MAINLAND, COUNTY, VANTAA, KERAVA, HELSINKI = 658, 727, 977, 413, 122, 46
ALL_SEXES = ("male", "female", "total")
LEVELS = "Kunta, maakunta, hyvinvointialue, koko maa"
THL = {
    "id": 2,
    "title": {
        "fi": "Terveyden ja hyvinvoinnin laitos (THL)",
        "en": "Finnish Institute for Health and Welfare (THL)",
        "sv": "Institutet för hälsa och välfärd (THL)",
    },
}
KINDS = {
    "PROS": ("Prosenttia", "Percent", "Procent"),
    "PER1000": ("Tuhatta asukasta kohden", "Per 1 000 inhabitants", "Per tusen invånare"),
    "PER10000": ("Kymmentätuhatta asukasta kohden", "Per 10 000 inhabitants", "Per tiotusen invånare"),
    "PER100000": ("Sataa tuhatta asukasta kohden", "Per 100 000 inhabitants", "Per hundratusen invånare"),
    "INDEKSI": ("Indeksi", "Index", "Index"),
    "LKM": ("Lukumäärä", "Number", "Antal"),  # a guess; the others have been seen
}
Json = dict[str, Any]
Row = tuple  # (region, year, gender, value, absValue); value and absValue may be None or left out


def texts(fi: str, sv: str = "", en: str = "") -> Json:
    return {"fi": fi, "en": en or fi, "sv": sv or fi}


def region(number: int, code: str, category: str, *titles: str, parents: Iterable[int] = ()) -> Json:
    """An area; only municipalities have an address of their own."""
    told = {"id": number, "code": code, "category": category, "title": texts(*titles), "memberOf": list(parents)}
    return told | {"uri": f"http://www.yso.fi/onto/kunnat/k{code}"} if category == "KUNTA" else told


def few_regions() -> list[Json]:
    """As many as most tests need; three of them are called Finland, and the code 01 is told of two."""
    return [
        region(COUNTRY, "358", "MAA", "Koko maa", "Hela landet", "Whole country"),
        region(1022, "FI", "EUROOPPA", "Suomi", "Finland", "Finland"),
        region(1045, "FI", "POHJOISMAAT", "Suomi", "Finland", "Finland"),
        region(MAINLAND, "1", "NUTS1", "Manner-Suomi", "Fastlandsfinland", "Mainland Finland"),
        region(488, "01", "MAAKUNTA", "Uusimaa", "Nyland", "Uusimaa"),
        region(961, "01", "HYVINVOINTIALUE", "Itä-Uudenmaan hyvinvointialue", "Östra Nylands välfärdsområde"),
        region(COUNTY, "04", "HYVINVOINTIALUE", "Vantaan ja Keravan hyvinvointialue", "Vanda och Kervo välfärdsområde"),
        region(VANTAA, "092", "KUNTA", "Vantaa", "Vanda", parents=(COUNTRY, 488, MAINLAND, COUNTY, 845)),
        region(KERAVA, "245", "KUNTA", "Kerava", "Kervo", parents=(COUNTRY, 488, MAINLAND, COUNTY, 845)),
    ]


def document(
    number: int,
    title: str | Json,
    *,
    updated: str = "2025-05-14",
    start: int = 2020,
    end: int = 2024,
    sexes: Iterable[str] | None = ALL_SEXES,
    levels: Iterable[str] = ("Kunta", "Maakunta", "Maa"),
    decimals: int = 1,
    kind: str = "PROS",
    organization: Json = THL,
    **parts: Any,
) -> Json:
    """A whole document with the keys that Sotkanet's have; ``sexes=None`` leaves the classification away, as it does."""
    fi, en, sv = KINDS[kind]
    classifications: Json = {"region": {"title": texts(LEVELS), "values": list(levels)}}
    if sexes is not None:
        classifications["sex"] = {"title": texts("Miehet, naiset, yhteensä"), "values": list(sexes)}
    return {
        "id": number,
        "data-updated": updated,
        "range": {"start": start, "end": end},
        "title": texts(title) if isinstance(title, str) else title,
        "description": texts("<p>Kuvaus.<br /></p><p id=suhteutus>Suhteutus."),
        "interpretation": texts(" "),
        "limits": texts("Tietosuojan vuoksi pieni&auml; lukuja ei julkaista.<br />"),
        "legislation": texts(""),
        "notices": texts(" "),
        "primaryValueType": {"code": kind, "title": {"fi": fi, "en": en, "sv": sv}},
        "decimals": decimals,
        "classifications": classifications,
        "organization": organization,
        "subjects": [texts("väestö") | {"uri": ""}],
        "sources": [{"organization": organization, "title": texts("Rekisteri"), "description": texts("")}],
        "groups": [105],
    } | parts


def row(indicator: int, told: Row) -> Json:
    """A row as it is told: what has no figure has no key."""
    number, year, sex, value, cases = (*told, None)[:5]
    figures = {"value": value, "absValue": cases}
    return {"indicator": indicator, "region": number, "year": year, "gender": sex} | {
        name: figure for name, figure in figures.items() if figure is not None
    }


@dataclass
class World:
    """``only_together``: indicators that give nothing where only the total is asked for.

    ``protected``: those whose municipal figures of fewer than five cases are left away, with no sign of it.
    """

    regions: list[Json] = field(default_factory=few_regions)
    documents: dict[int, Json] = field(default_factory=dict)
    rows: dict[int, list[Json]] = field(default_factory=dict)
    only_together: set[int] = field(default_factory=set)
    protected: set[int] = field(default_factory=set)

    def short_forms(self) -> list[Json]:
        return [short_form(each) for each in self.documents.values()]

    def rows_of(self, indicator: int, years: set[int], sexes: set[str]) -> list[Json]:
        """Rows in an order of their own; areas can't be chosen, whatever is asked."""
        if indicator in self.only_together and sexes != set(ALL_SEXES):
            return []
        told = [each for each in self.rows.get(indicator, ()) if each["year"] in years and each["gender"] in sexes]
        return [each for each in reversed(told) if not self._is_suppressed(each)]

    def _is_suppressed(self, told: Json) -> bool:
        municipal = {each["id"] for each in self.regions if each.get("category") == "KUNTA"}
        is_small = 0 < told.get("absValue", 0) < 5
        return is_small and told["indicator"] in self.protected and told["region"] in municipal

    def renumber_counties(self) -> None:
        """Give the counties other numbers, as Sotkanet once did; their figures follow."""
        counties = [each for each in self.regions if each["category"] == "HYVINVOINTIALUE"]
        new = {each["id"]: each["id"] - 80 for each in counties}
        for each in self.regions:
            each["id"] = new.get(each["id"], each["id"])
            each["memberOf"] = [new.get(parent, parent) for parent in each["memberOf"]]
        for told in (each for rows in self.rows.values() for each in rows):
            told["region"] = new.get(told["region"], told["region"])


def short_form(told: Json) -> Json:
    """As the catalogue has it: no titles of classifications, no years, no day."""
    classifications = {name: {"values": part["values"]} for name, part in told["classifications"].items()}
    short = {name: told[name] for name in ("id", "title", "organization")} | {"classifications": classifications}
    return deepcopy(short)
