"""The areas as Sotkanet tells them; an area is known by its category and code, whatever number Sotkanet gives it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from indicators.models import Indicator, Region, SyncItem
from indicators.models.sync import Problem
from indicators.services.hiding import hide_small_numbers
from indicators.sotkanet import RegionRow, SotkanetError

Key = tuple[str, str]
TOLD = ("sotkanet_id", "title_fi", "title_sv", "title_en", "vanished_on")
BATCH = 500


@transaction.atomic
def refresh_regions(rows: Iterable[RegionRow], *, today: date) -> int:
    """Follow the areas: new ones, new names, new numbers, new parents; those that are gone are marked. How many changed.

    Raises SotkanetError where so many are gone that the answer can't be whole; then nothing is changed.
    """
    told = _by_key(rows)
    known = {(region.category, region.code): region for region in Region.objects.all()}
    _refuse_what_is_not_whole(told, known)
    made = _make(told.keys() - known.keys(), told)
    changed = _change(told, known) | _mark_vanished(known.keys() - told.keys(), known, today)
    tied = _tie(told, known | made)
    if made or changed:
        _ask_again_for_what_was_left_out()
    if tied:
        _hide_again()
    return len(made.keys() | changed | tied)


def _by_key(rows: Iterable[RegionRow]) -> dict[Key, RegionRow]:
    """Those that can be known again; the first where two have the same code or number."""
    told, numbers = {}, set()
    for row in rows:
        key = (row.category, row.code)
        if all(key) and _name(row) and key not in told and row.id not in numbers:
            told[key] = row
            numbers.add(row.id)
    return told


def _name(row: RegionRow) -> str:
    return row.title.get("fi") or row.title.get("sv") or row.title.get("en") or ""


def _refuse_what_is_not_whole(told: dict[Key, RegionRow], known: dict[Key, Region]) -> None:
    current = {key for key, region in known.items() if region.sotkanet_id and not region.vanished_on}
    if not told or len(current & told.keys()) * 2 < len(current):
        detail = f"{len(current & told.keys())} of {len(current)} known areas"
        raise SotkanetError(Problem.CUT, detail, retry_helps=False)


def _values(row: RegionRow) -> dict[str, object]:
    titles = {f"title_{code}": (row.title.get(code) or "")[:200] for code in ("sv", "en")}
    return titles | {"title_fi": _name(row)[:200], "sotkanet_id": row.id, "vanished_on": None}


def _make(keys: set[Key], told: dict[Key, RegionRow]) -> dict[Key, Region]:
    _free_numbers({told[key].id for key in keys})
    new = [Region(category=key[0], code=key[1], **_values(told[key])) for key in sorted(keys)]
    return {(each.category, each.code): each for each in Region.objects.bulk_create(new, batch_size=BATCH)}


def _change(told: dict[Key, RegionRow], known: dict[Key, Region]) -> set[Key]:
    changed = set()
    for key in told.keys() & known.keys():
        values = _values(told[key])
        if any(getattr(known[key], name) != values[name] for name in TOLD):
            changed.add(key)
            for name in TOLD:
                setattr(known[key], name, values[name])
    regions = [known[key] for key in changed]
    _free_numbers({region.sotkanet_id for region in regions})  # two may have changed numbers with each other
    Region.objects.bulk_update(regions, TOLD, batch_size=BATCH)
    return changed


def _free_numbers(numbers: set[int]) -> None:
    Region.objects.filter(sotkanet_id__in=numbers).update(sotkanet_id=None)


def _mark_vanished(keys: set[Key], known: dict[Key, Region], today: date) -> set[Key]:
    gone = {key for key in keys if known[key].sotkanet_id and not known[key].vanished_on}
    Region.objects.filter(pk__in=[known[key].pk for key in gone]).update(vanished_on=today)
    return gone


def _tie(told: dict[Key, RegionRow], regions: dict[Key, Region]) -> set[Key]:
    """Give each area the parents that are told; the areas whose parents changed."""
    by_number = {row.id: regions[key] for key, row in told.items()}
    key_of = {regions[key].pk: key for key in told}
    wanted = {
        (by_number[row.id].pk, by_number[parent].pk)
        for row in told.values()
        for parent in row.member_of
        if parent in by_number and parent != row.id
    }
    ties = Region.parents.through
    present = {(child, parent): pk for pk, child, parent in ties.objects.values_list("pk", "from_region", "to_region")}
    gone = {pair for pair in present.keys() - wanted if pair[0] in key_of}
    ties.objects.filter(pk__in=[present[pair] for pair in gone]).delete()
    new = [ties(from_region_id=child, to_region_id=parent) for child, parent in sorted(wanted - present.keys())]
    ties.objects.bulk_create(new, batch_size=BATCH)
    return {key_of[child] for child, _parent in gone | (wanted - present.keys())}


def _ask_again_for_what_was_left_out() -> None:
    """Rows of areas that weren't known are not among our figures: let the next run fetch them, though nothing has moved."""
    left_out = SyncItem.objects.filter(state=SyncItem.State.FETCHED, left_out__gt=0).values("indicator")
    Indicator.objects.filter(pk__in=left_out).exclude(data_updated_on=None).update(data_updated_on=None)


def _hide_again() -> None:
    """Which areas another consists of decides what would give small numbers away."""
    for indicator in Indicator.objects.exclude(county=None):
        hide_small_numbers(indicator)
