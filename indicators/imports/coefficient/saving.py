"""A checked table saved as a calculation, with what was published beside it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db import transaction

from indicators.imports.coefficient.checking import Checked
from indicators.imports.coefficient.columns import Part
from indicators.models import Calculation, PublishedResult, Region
from indicators.services.calculations import create_calculation, save_published

FIELDS = {
    Part.FLAT: "flat",
    Part.EUROS: "euros",
    Part.DIFFERENCE: "difference",
    Part.PUBLISHED_COEFFICIENT: "coefficient",
}
Sources = Mapping[str, Mapping[str, Mapping[str, str]]]


@transaction.atomic
def save_table(
    calculation: Calculation, checked: Checked, *, regions: Mapping[str, Region], fetched: Sources, by
) -> Calculation:
    """All or nothing. Raises CannotCalculate; ``fetched`` tells which figures come from fetched indicators."""
    calculation.sources = _sources(checked, fetched)
    create_calculation(calculation, checked.inputs, by=by)
    save_published(_published(calculation, checked.published, regions))
    return calculation


def _sources(checked: Checked, fetched: Sources) -> dict[str, dict[str, dict[str, str]]]:
    """By area: of the whole row under "", of single indicators under their keys."""
    told = {code: {"": dict(each)} for code, each in checked.sources.items()}
    for code, by_key in fetched.items():
        told.setdefault(code, {}).update({key: dict(each) for key, each in by_key.items()})
    return told


def _published(
    calculation: Calculation, published: Mapping[str, Mapping[Part, Decimal]], regions: Mapping[str, Region]
) -> Iterator[PublishedResult]:
    for code, told in published.items():
        yield PublishedResult(
            county=calculation.county,
            rule_set=calculation.rule_set,
            region=regions[code],
            published_on=calculation.source_on,
            source=calculation.source,
            **{FIELDS[part]: number for part, number in told.items()},
        )
