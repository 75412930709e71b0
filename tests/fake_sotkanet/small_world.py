"""A small world to look at by hand: real areas, labels and owners; figures real where we have them, and else invented.

Everything comes from the demo's data. An indicator whose figures are invented says so in its description.
"""

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from tests.fake_sotkanet.world import (
    ALL_SEXES,
    COUNTRY,
    MAINLAND,
    Json,
    World,
    document,
    few_regions,
    region,
    row,
    texts,
)

DATA = Path(__file__).parents[2] / "reporting" / "demo"
LANGUAGES = ("fi", "sv", "en")
KIND_OF_TITLE = {
    "31.12": "LKM",
    "aste": "PROS",
    "%": "PROS",
    "/ 1 000 ": "PER1000",
    "/ 10 000": "PER10000",
    "/ 100 000": "PER100000",
}
USUAL = {"PROS": 14, "PER1000": 90, "PER10000": 160, "PER100000": 900, "INDEKSI": 70, "LKM": 100}
PEOPLE = {"MAA": 90_000, "NUTS1": 89_000, "HYVINVOINTIALUE": 4_000, "KUNTA": 60}  # behind a share; invented as well
SHARE_OF_SEX = {"total": 1.0, "male": 1.12, "female": 0.88}
SURVEYS = {4284, 4333, 4404, 4459, 4461, 5527, 5529}  # every second year, and of the country though it isn't declared
WITH_ENTITIES = {4459, 4461}
WITHOUT_SEXES = {5033, 5051}  # the classification isn't there at all
ONLY_TOGETHER = {3562}
LATE = {5, 234, 4604}  # of the last year only the counties are known yet
FIRST_INVENTED, LAST = 2015, 2024
REAL = texts(
    "<p>Kokeilupalvelin: luvut ovat Sotkanetista vuonna 2026.<br />",
    "<p>Försöksserver: talen är hämtade ur Sotkanet år 2026.<br />",
    "<p>Trial server: the figures are Sotkanet's of 2026.<br />",
)
INVENTED = texts(
    "<p>Kokeilupalvelin: luvut on <b>keksitty</b>, ne eivät ole Sotkanetin lukuja.<br />",
    "<p>Försöksserver: talen är <b>påhittade</b> och inte Sotkanets.<br />",
    "<p>Trial server: the figures are <b>invented</b>, they are not Sotkanet's.<br />",
)


def small_world() -> World:
    world = World(regions=list(areas()), only_together=ONLY_TOGETHER, protected=set())
    documents = tomllib.loads((DATA / "sotkanet.toml").read_text(encoding="utf-8"))["indicators"]
    known = {each["sotkanet_id"]: each for each in documents}
    real = real_rows(world.regions)
    for entry in rows_of("catalogue"):
        number = int(entry["sotkanet_id"])
        told = as_document(entry, known.get(number, {}), is_real=number in real)
        world.documents[number] = told
        world.rows[number] = real.get(number) or list(invented_rows(told, world.regions))
        world.protected.add(number)
    return world


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def areas() -> Iterator[Json]:
    told = list(rows_of("regions"))
    numbers = {f"{each['category']}:{each['code']}": int(each["sotkanet_id"]) for each in told}
    for each in told:
        parents = [numbers[key] for key in each["parents"].split()]
        if each["category"] == "KUNTA":
            parents.append(MAINLAND)
        titles = (each[f"title_{code}"] for code in LANGUAGES)
        yield region(int(each["sotkanet_id"]), each["code"], each["category"], *titles, parents=parents)
    yield from (each for each in few_regions() if each["category"] in ("EUROOPPA", "POHJOISMAAT", "MAAKUNTA"))


def as_document(entry: dict[str, str], known: Json, *, is_real: bool) -> Json:
    number, (start, end) = int(entry["sotkanet_id"]), known.get("range", (FIRST_INVENTED, LAST))
    title = texts(*(known.get(f"title_{code}") or entry[f"title_{code}"] for code in LANGUAGES))
    owner = texts(*(entry[f"organisation_{code}"] for code in LANGUAGES))
    return document(
        number,
        as_told(number, title),
        updated=str(known.get("updated", "2025-05-14")),
        start=start,
        end=end,
        sexes=sexes_of(entry),
        levels=entry["levels"].split(),
        decimals=known.get("decimals", 1),
        kind=kind_of(title["fi"]),
        organization={"id": int(entry["organisation_id"]), "title": owner},
        description=REAL if is_real else INVENTED,
    )


def as_told(number: int, title: Json) -> Json:
    """Titles have spaces at their ends, and some have had entities."""
    fi = title["fi"].replace("≥", "&#8805;") if number in WITH_ENTITIES else title["fi"]
    return title | {"fi": fi + " "}


def sexes_of(entry: dict[str, str]) -> tuple[str, ...] | None:
    if entry["has_sexes"] == "1":
        return ALL_SEXES
    return None if int(entry["sotkanet_id"]) in WITHOUT_SEXES else ()


def kind_of(title: str) -> str:
    return next((kind for sign, kind in reversed(KIND_OF_TITLE.items()) if sign in title), "INDEKSI")


def real_rows(regions: list[Json]) -> dict[int, list[Json]]:
    numbers = {(each["category"], each["code"]): each["id"] for each in regions}
    rows: dict[int, list[Json]] = {}
    for each in rows_of("figures"):
        number, area = int(each["indicator"]), numbers[each["category"], each["code"]]
        figures = (json.loads(each["value"]), json.loads(each["cases"] or "null"))
        rows.setdefault(number, []).append(row(number, (area, int(each["year"]), each["sex"], *figures)))
    return rows


def invented_rows(told: Json, regions: list[Json]) -> Iterator[Json]:
    sexes = told["classifications"].get("sex", {"values": ()})["values"] or ("total",)
    for area in regions:
        if area["category"] in PEOPLE and has_figures(told["id"], area):
            yield from invented(told, area, sexes)


def has_figures(number: int, area: Json) -> bool:
    """Not every municipality has them, whatever the document declares."""
    return area["category"] != "KUNTA" or chance(number, area["id"]) > 0.2


def years_of(told: Json, area: Json) -> range:
    last = told["range"]["end"]
    if told["id"] in LATE and area["category"] == "KUNTA":
        last -= 1
    if told["id"] in SURVEYS:
        return range(2020, last + 1, 2)
    return range(max(FIRST_INVENTED, told["range"]["start"]), last + 1)


def invented(told: Json, area: Json, sexes: Iterable[str]) -> Iterator[Json]:
    """Figures that look like some: of a size of their own, slowly moving, other for women and men, the same on each day."""
    number, kind = told["id"], told["primaryValueType"]["code"]
    level = USUAL[kind] * (0.6 + chance(number))
    if area["id"] != COUNTRY:
        level *= 0.85 + 0.3 * chance(number, area["id"])
    trend = (chance(number, "trend") - 0.5) * 0.04
    people = PEOPLE[area["category"]] * (0.5 + chance(area["id"]))
    for year in years_of(told, area):
        for sex in sexes:
            value = round(level * (1 + trend * (year - LAST)) * SHARE_OF_SEX[sex], told["decimals"] or None)
            group = people if sex == "total" else people / 2
            cases = round(value * group / 100) if kind == "PROS" else None
            yield row(number, (area["id"], year, sex, value, cases))


def chance(*parts: object) -> float:
    """Between 0 and 1, and always the same for the same."""
    return crc32(repr(parts).encode()) / 2**32
