"""The catalogue of everything that Sotkanet offers, in its short form."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from indicators.models import CatalogueEntry
from indicators.models.sync import Problem
from indicators.sotkanet import ShortIndicator, SotkanetError

CODES = ("fi", "sv", "en")
BATCH = 300


@transaction.atomic
def refresh_catalogue(rows: Iterable[ShortIndicator], *, today: date) -> int:
    """Follow what Sotkanet offers, in few steps and only where something changed; what is gone is marked. How many changed.

    Raises SotkanetError where so many are gone that the answer can't be whole; then nothing is changed.
    """
    told = {row.id: _values(row) for row in rows if any(row.title.values())}
    known = CatalogueEntry.objects.in_bulk(field_name="sotkanet_id")
    _refuse_what_is_not_whole(told, known)
    made = [_filled(CatalogueEntry(sotkanet_id=number), told[number]) for number in sorted(told.keys() - known.keys())]
    changed = [
        _filled(known[number], values)
        for number, values in told.items()
        if number in known and any(getattr(known[number], name) != value for name, value in values.items())
    ]
    CatalogueEntry.objects.bulk_create(made, batch_size=BATCH)
    CatalogueEntry.objects.bulk_update(changed, [*next(iter(told.values())), "search_text"], batch_size=BATCH)
    return len(made) + len(changed) + _mark_vanished(known.keys() - told.keys(), known, today)


def _refuse_what_is_not_whole(told: dict[int, dict], known: dict[int, CatalogueEntry]) -> None:
    current = {number for number, entry in known.items() if not entry.vanished_on}
    if not told or len(current & told.keys()) * 2 < len(current):
        detail = f"{len(current & told.keys())} of {len(current)} known indicators"
        raise SotkanetError(Problem.CUT, detail, retry_helps=False)


def _values(row: ShortIndicator) -> dict[str, object]:
    titles = {f"title_{code}": (row.title.get(code) or "")[:500] for code in CODES}
    titles["title_fi"] = titles["title_fi"] or titles["title_sv"] or titles["title_en"]
    owner = row.organisation.title if row.organisation else {}
    return {
        **titles,
        **{f"organisation_{code}": (owner.get(code) or "")[:300] for code in CODES},
        "organisation_id_in_sotkanet": row.organisation.id if row.organisation else None,
        "levels": list(row.levels),
        "has_sexes": len(row.sexes) > 1,
        "vanished_on": None,
    }


def _filled(entry: CatalogueEntry, values: dict[str, object]) -> CatalogueEntry:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.search_text = entry.folded()
    return entry


def _mark_vanished(numbers: set[int], known: dict[int, CatalogueEntry], today: date) -> int:
    gone = [known[number].pk for number in numbers if not known[number].vanished_on]
    return CatalogueEntry.objects.filter(pk__in=gone).update(vanished_on=today)
