"""Small numbers of cases in a county's own figures are hidden, together with what would give them away."""

from collections import defaultdict
from decimal import Decimal

from django.db import transaction

from indicators.models import Indicator, Observation, Region
from indicators.queries.hiding import Cell, hidden_places, is_small

BATCH = 500
NUMBERS = ("value", "cases")


@transaction.atomic
def hide_small_numbers(indicator: Indicator) -> None:
    """Mark which of the indicator's figures are hidden. What Sotkanet has published is not ours to hide."""
    if indicator.county_id is None:
        return
    rows = Observation.objects.filter(indicator=indicator).values_list(
        "pk", "region_id", "year", "sex", *NUMBERS, "is_hidden"
    )
    standing, marked, figures = {}, set(), {}
    for pk, region, year, sex, value, cases, is_hidden in rows:
        cell = Cell(region, year, sex)
        standing[cell] = pk
        if is_hidden:
            marked.add(cell)
        number = number_of_cases(indicator, value, cases)
        if number is not None:
            figures[cell] = number
    hidden = hidden_places(figures, _divisions({cell.region_id for cell in figures}))
    _mark([standing[cell] for cell in hidden - marked], is_hidden=True)
    _mark([standing[cell] for cell in marked - hidden], is_hidden=False)


def number_of_cases(indicator: Indicator, value: Decimal | None, cases: Decimal | None) -> Decimal | None:
    """How many cases a figure tells of; None for a share without them. Where it tells two numbers, the one to be hidden."""
    told = [number for number in ((value if indicator.counts_cases else None), cases) if number is not None]
    return next(filter(is_small, told), told[0] if told else None)


def _divisions(regions: set[int]) -> dict[int, list[set[int]]]:
    """How the areas above these are divided: to municipalities, to counties, each way by itself; one query."""
    ties = Region.parents.through.objects
    above = ties.filter(from_region__in=regions).values("to_region")
    members = defaultdict(lambda: defaultdict(set))
    for whole, category, member in ties.filter(to_region__in=above).values_list(
        "to_region", "from_region__category", "from_region"
    ):
        members[whole][category].add(member)
    return {whole: list(ways.values()) for whole, ways in members.items()}


def _mark(places: list[int], *, is_hidden: bool) -> None:
    for start in range(0, len(places), BATCH):
        Observation.objects.filter(pk__in=places[start : start + BATCH]).update(is_hidden=is_hidden)
