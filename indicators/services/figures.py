"""A county's own figures written, by hand or by file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indicators.models import Correction, Indicator, Observation, Region, Sex
from indicators.services.hiding import hide_small_numbers

BATCH = 500
FIRST_YEAR, LAST_YEAR = 1900, 2100
EXACT = Decimal("0.00001")  # what a column holds
TOO_LARGE = Decimal(10) ** 10


class Place(NamedTuple):
    indicator_id: int
    region_id: int
    year: int
    sex: str


class Figure(NamedTuple):
    value: Decimal | None
    cases: Decimal | None


Figures = dict[Place, Figure | None]


@transaction.atomic
def write_figures(
    wanted: Mapping[Place, Figure | None], *, at: datetime, updated_on: date | None = None
) -> dict[Place, Figure | None]:
    """Make the figures of these places what is wanted; None removes. What stood there before, of the places that changed.

    A corrected figure keeps the earlier one with the time. ``updated_on`` is the day of the figures where their source tells
    it. Afterwards the small numbers of every indicator that was touched are hidden. Raises ValidationError where a place or a
    figure can't be, or where the indicator isn't a county's own; then nothing is written.
    """
    exact = {place: _exact(figure) for place, figure in wanted.items()}
    indicators = _hold_own({place.indicator_id for place in exact})
    _refuse_unknown(exact)
    rows = _standing(exact)
    before = {place: Figure(row.value, row.cases) if row else None for place, row in rows.items()}
    changed = {place: exact[place] for place in exact if exact[place] != before[place]}
    _write(changed, rows, at)
    found = Indicator.objects.filter(pk__in=indicators)
    found.update(retrieved_at=at, data_updated_on=updated_on or localdate(at))
    for indicator in indicators.values():
        hide_small_numbers(indicator)
    return {place: before[place] for place in changed}


def _exact(figure: Figure | None) -> Figure | None:
    if figure is None or (figure.value is None and figure.cases is None):
        return None
    return Figure(*(None if number is None else _quantized(number) for number in figure))


def _quantized(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) >= TOO_LARGE:
        raise ValidationError(_("The figure is not a number that can be kept: %(number)s.") % {"number": number})
    return number.quantize(EXACT)


def _hold_own(wanted: set[int]) -> dict[int, Indicator]:
    """The indicators, held so that two don't write their figures at the same moment."""
    held = Indicator.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    own = {each.pk: each for each in held if each.county_id}
    if wanted - own.keys():
        raise ValidationError(_("Figures are written only to a county's own indicators."))
    return own


def _refuse_unknown(places: Iterable[Place]) -> None:
    """The database doesn't check the areas of figures row by row."""
    regions = {place.region_id for place in places}
    known = set(Region.objects.filter(pk__in=regions).values_list("pk", flat=True))
    for place in places:
        if place.region_id not in known or place.sex not in Sex.values:
            raise ValidationError(_("A figure is of an area or a sex that isn't known."))
        if not FIRST_YEAR <= place.year <= LAST_YEAR:
            raise ValidationError(_("A figure has a year that can't be: %(year)s.") % {"year": place.year})


def _standing(places: Iterable[Place]) -> dict[Place, Observation | None]:
    rows = Observation.objects.filter(
        indicator__in={place.indicator_id for place in places}, year__in={place.year for place in places}
    )
    found = {Place(row.indicator_id, row.region_id, row.year, row.sex): row for row in rows}
    return {place: found.get(place) for place in places}


def _write(changed: Figures, rows: dict[Place, Observation | None], at: datetime) -> None:
    earlier = [rows[place] for place, figure in changed.items() if figure and rows[place]]
    Correction.objects.bulk_create(
        [Correction(observation=row, value=row.value, cases=row.cases, replaced_at=at) for row in earlier],
        batch_size=BATCH,
    )
    Observation.objects.bulk_create(
        [Observation(**place._asdict(), **figure._asdict()) for place, figure in changed.items() if figure],
        update_conflicts=True,
        unique_fields=Place._fields,
        update_fields=[*Figure._fields, "vanished_on"],
        batch_size=BATCH,
    )
    removed = [rows[place].pk for place, figure in changed.items() if not figure]
    for start in range(0, len(removed), BATCH):
        Observation.objects.filter(pk__in=removed[start : start + BATCH]).delete()
