"""Making calculations of the coefficient, and keeping what others have published."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from indicators import coefficient as engine
from indicators.models import CalculatedArea, Calculation, PublishedResult, Region
from indicators.models.calculation import COEFFICIENT

CENT = Decimal("0.01")
OF_COEFFICIENT = Decimal(1).scaleb(-COEFFICIENT["decimal_places"])


@transaction.atomic
def create_calculation(calculation: Calculation, inputs: engine.Inputs, *, by) -> Calculation:
    """Calculate by the rules of the unsaved ``calculation`` and freeze it with every step.

    ``inputs`` name the areas by their codes. Raises CannotCalculate; then nothing is saved.
    """
    result = engine.calculate(calculation.rule_set.rules(), inputs)
    calculation.depth = depth_of(inputs)
    calculation.frozen = engine.freeze(result)
    calculation.by, calculation.created_at = by, timezone.now()
    calculation.full_clean()
    calculation.save(force_insert=True)
    CalculatedArea.objects.bulk_create(_areas(calculation, result))
    return calculation


def depth_of(inputs: engine.Inputs) -> Calculation.Depth:
    if inputs.coefficients is not None:
        return Calculation.Depth.COEFFICIENTS
    return Calculation.Depth.VALUES if inputs.points is None else Calculation.Depth.POINTS


def _areas(calculation: Calculation, result: engine.Calculation) -> Iterable[CalculatedArea]:
    regions = _regions(calculation.rule_set.category, result.areas)
    for code, each in result.areas.items():
        yield CalculatedArea(
            calculation=calculation,
            region=regions[code],
            population=each.population,
            normalised=each.normalised.quantize(OF_COEFFICIENT),
            rank=each.rank,
            euros=each.euros.quantize(CENT),
            flat=each.flat.quantize(CENT),
        )


def _regions(category: str, codes: Iterable[str]) -> Mapping[str, Region]:
    return {region.code: region for region in Region.objects.filter(category=category, code__in=list(codes))}


@transaction.atomic
def save_published(results: Iterable[PublishedResult]) -> None:
    """Keep what was published; a result of the same area, day and owner is replaced, for it corrects a slip in entering."""
    for each in results:
        same = {"county": each.county, "rule_set": each.rule_set, "region": each.region}
        told = {name: getattr(each, name) for name in ("source", "coefficient", "euros", "flat", "difference")}
        PublishedResult.objects.update_or_create(published_on=each.published_on, **same, defaults=told)
