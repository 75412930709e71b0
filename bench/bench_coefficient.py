"""The coefficient: "what if" in the process beside a bare loop of Decimals, and the page's answer to a slider."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.bench_monitoring import compare, seconds
from groups.permissions import Role
from indicators.coefficient import (
    Basis,
    Calculation,
    Direction,
    GroupRule,
    IndicatorRule,
    Inputs,
    RuleSet,
    Value,
    calculate,
    what_if,
)
from reporting.demo.coefficient import example_calculation, load_calculations
from reporting.demo.figures import load_regions
from tests.factories.groups import give_role, make_county, make_user

AREAS, PROCESS, OUTCOME = 22, 8, 5
MOST_IN_PROCESS, MOST_ON_PAGE = 0.010, 0.150  # seconds
PRICE, HUNDRED = Decimal("70.95"), Decimal(100)
ANSWERS = 30
SLIDER = {"HX-Request": "true", "HX-Target": "what-if-result"}


def run() -> Iterator[str]:
    yield in_process_line()
    load_regions()
    load_calculations()
    yield from page_lines()


def in_process_line() -> str:
    calculation = make_whole()
    own, key = "01", "process-1"
    figures = [[told[rule.key] for told in calculation.inputs.values.values()] for rule in calculation.rules.indicators]
    people = list(calculation.inputs.populations.values())
    ours, bare, ratio = compare(
        partial(what_if, calculation, own, {key: Decimal(50)}), partial(bare_euros, figures, people)
    )
    count = f"{AREAS} areas × {PROCESS + OUTCOME} indicators"
    return (
        f"what if, {count}: {ours * 1000:.1f} ms (at most {MOST_IN_PROCESS * 1000:.0f}), "
        f"bare loop {bare * 1000:.2f} ms, ratio {ratio:.0f}{late(ours, MOST_IN_PROCESS)}"
    )


def make_whole() -> Calculation:
    levels = [IndicatorRule(f"process-{number}", "process", most=HUNDRED) for number in range(PROCESS)]
    changes = [
        IndicatorRule(f"outcome-{number}", "outcome", Basis.RELATIVE_CHANGE, Direction.LOWER, target=Decimal(5))
        for number in range(OUTCOME)
    ]
    groups = (GroupRule("process", Decimal("0.5")), GroupRule("outcome", Decimal("0.5")))
    rules = RuleSet(groups=groups, indicators=(*levels, *changes), price=PRICE)
    areas = [f"{number:02}" for number in range(1, AREAS + 1)]
    values = {
        area: {
            rule.key: Value(Decimal(10 + (7 * place + 3 * number) % 83), Decimal(12 + (5 * place + number) % 71))
            for number, rule in enumerate(rules.indicators)
        }
        for place, area in enumerate(areas)
    }
    return calculate(rules, Inputs({area: 70_000 + 20_000 * place for place, area in enumerate(areas)}, values=values))


def bare_euros(figures: Sequence[Sequence[Value]], people: Sequence[int]) -> list[Decimal]:
    """The least that has to be counted: nothing is checked, nothing but the euros is kept."""
    sums = [Decimal(0)] * len(people)
    for number, values in enumerate(figures):
        told = [each.now if number < PROCESS else (each.before - each.now) / each.before for each in values]
        low, high = min(told), max(told)
        weight = HUNDRED / (high - low) / (PROCESS if number < PROCESS else OUTCOME) / 2
        sums = [total + (figure - low) * weight for total, figure in zip(sums, told, strict=True)]
    mean = sum(total * count for total, count in zip(sums, people, strict=True)) / sum(people)
    return [PRICE * count * total / mean for total, count in zip(sums, people, strict=True)]


def page_lines() -> Iterator[str]:
    """Of the invented example: a slider's answer and the whole page, each with another figure every time."""
    calculation, client = example_calculation(), reader()
    address = reverse("indicators:what-if", args=[calculation.pk])

    def ask(number: int, headers: dict[str, str]) -> None:
        query = {"alue": "04", "arvo-lifestyle-counselling": f"{20 + number}.5"}
        assert client.get(address, query, headers=headers).status_code == 200

    ask(0, {})
    for name, headers, most in (("a slider's answer", SLIDER, MOST_ON_PAGE), ("the whole page", {}, None)):
        took = sorted(seconds(partial(ask, number, headers)) for number in range(ANSWERS))
        with CaptureQueriesContext(connection) as queries:
            ask(0, headers)
        limit = f" (at most {most * 1000:.0f}){late(median(took), most)}" if most else ""
        yield (
            f"what if of the demo, {name}: {median(took) * 1000:.0f} ms, slowest of {ANSWERS} "
            f"{took[-1] * 1000:.0f} ms{limit}, {len(queries)} queries"
        )


def reader() -> Client:
    user, client = make_user(), Client()
    give_role(user, Role.COORDINATOR, make_county(region_code="04"))
    client.force_login(user)
    return client


def late(took: float, most: float) -> str:
    return "" if took <= most else " TOO SLOW"
