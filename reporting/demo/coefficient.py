"""Calculations of the coefficient: a real one, what was shown beside it, and an invented one that can be played with."""

from collections import defaultdict
from decimal import Decimal

from indicators.coefficient import Inputs, Value
from indicators.models import Calculation, PublishedResult, Region, RuleSet, Scenario
from indicators.queries.coefficient_areas import AreaNames, areas_of
from indicators.services.calculations import create_calculation, save_published
from reporting.demo.figures import rows_of
from reporting.demo.files import read, texts

PRACTICE, EXAMPLE = "practice_2024", "invented_2026"


def load_calculations() -> None:
    """Those that aren't here yet."""
    data = read("coefficient")
    if not _made(data["practice"]).exists():
        _load_practice(data["practice"])
    if not _made(data["example"]).exists():
        _load(data["example"], _example_inputs(_areas(data["example"])), is_demo=True)


def example_calculation() -> Calculation:
    return _made(read("coefficient")["example"]).get()


def remove_calculations() -> None:
    """But those that a county has begun to use."""
    data = read("coefficient")
    for each in (data["practice"], data["example"]):
        used = Scenario.objects.values("calculation")
        _made(each).filter(copies=None).exclude(pk__in=used).delete()
    told = data["practice"]
    PublishedResult.objects.filter(county=None, source=told["source"], published_on=told["source_on"]).delete()


def _made(told: dict):
    return Calculation.objects.filter(county=None, name_fi=told["name_fi"], source=told["source"])


def _load_practice(told: dict) -> None:
    areas, rows = _areas(told), list(rows_of(PRACTICE))
    inputs = Inputs(
        populations={areas[row["area"]].code: int(row["population"]) for row in rows},
        coefficients={areas[row["area"]].code: Decimal(row["coefficient"]) for row in rows},
    )
    calculation = _load(told, inputs)
    save_published(_published(calculation, areas[row["area"]], row) for row in rows)


def _published(calculation: Calculation, region: Region, row: dict[str, str]) -> PublishedResult:
    return PublishedResult(
        rule_set=calculation.rule_set,
        region=region,
        published_on=calculation.source_on,
        source=calculation.source,
        euros=Decimal(row["total"]),
        flat=Decimal(row["flat"]),
        difference=Decimal(row["difference"]),
    )


def _load(told: dict, inputs: Inputs, *, is_demo: bool = False) -> Calculation:
    calculation = Calculation(
        rule_set=RuleSet.objects.get(shipped_as=told["rule_set"]),
        is_demo=is_demo,
        **{name: told[name] for name in ("source", "source_on", "state", "note")},
        **texts(told, "name"),
    )
    return create_calculation(calculation, inputs, by=None)


def _areas(told: dict) -> dict[str, Region]:
    names = AreaNames(areas_of(RuleSet.objects.get(shipped_as=told["rule_set"])))
    return {row["area"]: names.find(row["area"]) for row in rows_of(PRACTICE)}


def _example_inputs(areas: dict[str, Region]) -> Inputs:
    values: dict[str, dict[str, Value]] = defaultdict(dict)
    for row in rows_of(EXAMPLE):
        figures = {name: _figure(row[name]) for name in ("now", "before", "recorded", "expected")}
        values[areas[row["area"]].code][row["indicator"]] = Value(**figures)
    populations = {areas[row["area"]].code: int(row["population"]) for row in rows_of(PRACTICE)}
    return Inputs(populations, values=values)


def _figure(text: str) -> Decimal | None:
    return Decimal(text) if text else None
