"""Areas, Sotkanet's indicators, figures and lists of the demo: what all counties share.

Figures of figures.csv are real, those of invented.csv are made up for the indicators that say so on their pages.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from indicators.models import CatalogueEntry, Indicator, IndicatorList, ListedIndicator, Observation, Region, Source
from indicators.services.hiding import hide_small_numbers
from reporting.demo.files import FOLDER, read, texts
from reporting.demo.records import BATCH, noon, remove


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with FOLDER.joinpath(name).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def load_regions() -> dict[str, Region]:
    """Areas by category and code, "KUNTA:092"; those that are here already stay as they are."""
    regions, parents = {}, []
    for row in rows_of("regions"):
        values = texts(row, "title") | {"sotkanet_id": int(row["sotkanet_id"])}
        region, is_new = Region.objects.get_or_create(category=row["category"], code=row["code"], defaults=values)
        regions[f"{region.category}:{region.code}"] = region
        parents += [(region, parent) for parent in row["parents"].split() if is_new]
    for region, parent in parents:
        region.parents.add(regions[parent])
    return regions


def load_synced_indicators() -> dict[str, Indicator]:
    """Sotkanet's indicators by their number as text."""
    data = read("sotkanet")
    sources = {each["sotkanet_id"]: _load_organisation(each) for each in data["organisations"]}
    return {
        str(each["sotkanet_id"]): _load_synced(each, sources[each["organisation"]], data["organisations"])
        for each in data["indicators"]
    }


def load_catalogue() -> None:
    entries = [
        CatalogueEntry(
            sotkanet_id=int(row["sotkanet_id"]),
            organisation_id_in_sotkanet=int(row["organisation_id"]),
            levels=row["levels"].split(),
            has_sexes=row["has_sexes"] == "1",
            **texts(row, "title", "organisation"),
        )
        for row in rows_of("catalogue")
    ]
    for entry in entries:
        entry.search_text = entry.folded()
    CatalogueEntry.objects.bulk_create(entries, batch_size=BATCH, ignore_conflicts=True)


def load_figures(name: str, indicators: dict[str, Indicator], regions: dict[str, Region]) -> None:
    """Figures of the indicators that have none yet: nothing that was fetched from the source is touched."""
    empty = {key: each for key, each in indicators.items() if not each.observations.exists()}
    figures = [
        Observation(
            indicator=empty[row["indicator"]],
            region=regions[f"{row['category']}:{row['code']}"],
            year=int(row["year"]),
            sex=row["sex"],
            value=_exact(row["value"]),
            cases=_exact(row["cases"]),
        )
        for row in rows_of(name)
        if row["indicator"] in empty
    ]
    Observation.objects.bulk_create(figures, batch_size=BATCH)
    for indicator in empty.values():
        hide_small_numbers(indicator)


def load_lists(indicators: dict[str, Indicator]) -> None:
    for order, entry in enumerate(read("lists")["lists"], start=1):
        values = texts(entry, "name") | {name: entry.get(name, "") for name in ("kind", "source", "url")}
        values |= {"is_complete": entry["is_complete"], "is_demo": True, "order": order}
        made, is_new = IndicatorList.objects.get_or_create(slug=entry["slug"], defaults=values)
        if is_new:
            lines = entry.get("lines") or _lines_of_catalogue(entry["sotkanet_ids"])
            ListedIndicator.objects.bulk_create(
                _line(made, line, number, indicators) for number, line in enumerate(lines, start=1)
            )


def remove_figures() -> None:
    """Delete the lists and the invented figures of the demo; areas, the catalogue and real figures are facts and stay."""
    Observation.objects.filter(indicator__is_demo=True).delete()
    remove(IndicatorList.objects.filter(is_demo=True))


def synced_of_demo():
    numbers = [each["sotkanet_id"] for each in read("sotkanet")["indicators"]]
    return Indicator.objects.filter(sotkanet_id__in=numbers)


def sources_of_demo():
    return Source.objects.filter(sotkanet_id__in=[each["sotkanet_id"] for each in read("sotkanet")["organisations"]])


def _exact(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _load_organisation(entry: dict) -> Source:
    values = texts(entry, "name") | {name: entry[name] for name in ("url", "licence", "may_pass_on")}
    return Source.objects.get_or_create(sotkanet_id=entry["sotkanet_id"], defaults=values)[0]


def _load_synced(entry: dict, source: Source, organisations: list[dict]) -> Indicator:
    retrieved: date | None = entry.get("retrieved")
    values = texts(entry, "title", "unit", "note") | {
        "source": source,
        "decimals": entry["decimals"],
        "retrieved_at": retrieved and noon(retrieved),
        "metadata": _metadata(entry, organisations),
    }
    return Indicator.objects.get_or_create(sotkanet_id=entry["sotkanet_id"], defaults=values)[0]


def _metadata(entry: dict, organisations: list[dict]) -> dict:
    """The parts of Sotkanet's document that the demo carries: no long texts."""
    owner = next(each for each in organisations if each["sotkanet_id"] == entry["organisation"])
    document = {
        "id": entry["sotkanet_id"],
        "title": {code: entry[f"title_{code}"] for code in ("fi", "sv", "en")},
        "decimals": entry["decimals"],
        "organization": {
            "id": owner["sotkanet_id"],
            "title": {code: owner[f"name_{code}"] for code in ("fi", "sv", "en")},
        },
    }
    if "range" in entry:
        document["range"] = dict(zip(("start", "end"), entry["range"], strict=True))
    if "updated" in entry:
        document["data-updated"] = entry["updated"].isoformat()
    return document


def _lines_of_catalogue(numbers: list[int]) -> list[dict]:
    entries = CatalogueEntry.objects.in_bulk(numbers, field_name="sotkanet_id")
    return [
        {"sotkanet_id": number}
        | {f"title_{code}": getattr(entries[number], f"title_{code}") for code in ("fi", "sv", "en")}
        for number in numbers
        if number in entries
    ]


def _line(made: IndicatorList, line: dict, order: int, indicators: dict[str, Indicator]) -> ListedIndicator:
    number = line.get("sotkanet_id")
    return ListedIndicator(
        list=made,
        order=order,
        sotkanet_id=number,
        indicator=indicators.get(line.get("key") or str(number)),
        **{name: text[:300] for name, text in texts(line, "title").items()},
    )
