"""Builders of the coefficient's rules and calculations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from groups.models import Organisation
from indicators.coefficient import Inputs, Value
from indicators.models import Calculation, Region, RuleGroup, RuleIndicator, RuleSet, Scenario, Triage
from indicators.services.calculations import create_calculation
from tests.factories.groups import Personas

OWN_CODE, OTHER_CODES = "04", ("06", "21")
POPULATIONS = (100_000, 200_000, 300_000)


def make_rule_set(county: Organisation | None = None, *, groups: Mapping[str, int] | None = None, **fields) -> RuleSet:
    """A draft of one price; ``groups`` tells how many indicators each has, all levels of 0–100 %."""
    values = {"year": 2026, "name_fi": "Laskentasäännöt", "price": Decimal("70.95")} | fields
    rule_set = RuleSet.objects.create(county=county, **values)
    for order, (key, count) in enumerate(({"process": 2} if groups is None else groups).items()):
        group = RuleGroup.objects.create(rule_set=rule_set, key=key, name_fi=key, weight=1, order=order)
        for number in range(1, count + 1):
            make_rule_indicator(group, f"{key}-{number}", order=number)
    return rule_set


def make_rule_indicator(group: RuleGroup, key: str, **fields) -> RuleIndicator:
    values = {"name_fi": key, "unit_fi": "%", "basis": "level", "most": 100} | fields
    return RuleIndicator.objects.create(group=group, key=key, **values)


def make_regions(codes=(OWN_CODE, *OTHER_CODES)) -> list[Region]:
    return [
        Region.objects.get_or_create(category="HYVINVOINTIALUE", code=code, defaults={"title_fi": f"Alue {code}"})[0]
        for code in codes
    ]


def make_calculation(rule_set: RuleSet, county: Organisation | None = None, *, inputs: Inputs | None = None, **fields):
    """At depth C with rising values, the own area lowest, unless ``inputs`` are given."""
    values = {"name_fi": "Laskelma", "source": "THL", "source_on": date(2024, 5, 27)} | fields
    made = Calculation(rule_set=rule_set, county=county, **values)
    return create_calculation(made, inputs or rising_values(rule_set), by=None)


def rising_values(rule_set: RuleSet, codes=(OWN_CODE, *OTHER_CODES)) -> Inputs:
    make_regions(codes)
    keys = [each.key for group in rule_set.groups.all() for each in group.indicators.all()]
    values = {
        code: {key: Value(Decimal(10 + 2 * place + number)) for number, key in enumerate(keys)}
        for place, code in enumerate(codes)
    }
    populations = {code: POPULATIONS[place % len(POPULATIONS)] for place, code in enumerate(codes)}
    return Inputs(populations, values=values)


@dataclass
class OfCoefficient:
    """One of everything that has an address; the rules and the calculation are the county's own."""

    rule_set: RuleSet
    group: RuleGroup
    indicator: RuleIndicator
    calculation: Calculation
    shared_calculation: Calculation
    scenario: Scenario
    triage: Triage


def make_of_coefficient(personas: Personas) -> OfCoefficient:
    county = personas.county
    rule_set = make_rule_set(county)
    group = rule_set.groups.get()
    indicator = group.indicators.first()
    calculation = make_calculation(rule_set, county)
    scenario = Scenario.objects.create(
        county=county,
        calculation=calculation,
        region=Region.objects.get(category="HYVINVOINTIALUE", code=OWN_CODE),
        name="Parempi",
        changes={indicator.key: {"now": "30"}},
        rank=1,
        normalised=Decimal("1.2"),
        euros=Decimal(1),
        gain=Decimal(1),
        created_at=timezone.now(),
    )
    return OfCoefficient(
        rule_set=rule_set,
        group=group,
        indicator=indicator,
        calculation=calculation,
        shared_calculation=make_calculation(make_rule_set(name_fi="Yhteiset säännöt")),
        scenario=scenario,
        triage=Triage.objects.create(county=county, indicator=indicator, action="wide"),
    )
