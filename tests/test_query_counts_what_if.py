"""What if and its scenarios ask the same number of questions whatever their length."""

from decimal import Decimal as D

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import Region, Scenario
from tests.factories.coefficient import OWN_CODE, make_calculation, make_rule_set
from tests.test_query_counts import count_queries

pytestmark = pytest.mark.django_db
MOST = 12  # session and user counted


@pytest.fixture
def county(personas):
    personas.county.region_code = OWN_CODE
    personas.county.save()
    return personas.county


def make_scenarios(county, count: int) -> list[Scenario]:
    calculation = make_calculation(make_rule_set(groups={"process": count, "outcome": count}))
    result = {"rank": 1, "normalised": D(1), "euros": D(1), "gain": D(1), "created_at": timezone.now()}
    own = Region.objects.get(code=OWN_CODE)
    return [
        Scenario.objects.create(
            county=county,
            calculation=calculation,
            region=own,
            name=f"Skenaario {count}.{number}",
            changes={f"process-{number}": {"now": "50"}},
            **result,
        )
        for number in range(1, count + 1)
    ]


def pages(scenarios: list[Scenario]) -> dict[str, str]:
    first, calculation = scenarios[0], scenarios[0].calculation
    two = [each.pk for each in scenarios[:2]]
    told = {"alue": OWN_CODE, "arvo-process-1": "40"}
    return {
        "what if": reverse("indicators:what-if", args=[calculation.pk], query=told),
        "saving": reverse("indicators:scenario-create", args=[calculation.pk], query=told),
        "list": reverse("indicators:scenario-list"),
        "scenario": first.get_absolute_url(),
        "deleting": reverse("indicators:scenario-delete", args=[first.pk]),
        "comparing": reverse("indicators:scenarios-compare", query={"s": two}),
    }


def test_pages(client, personas, county):
    client.force_login(personas.coordinator)
    few = {name: count_queries(client, page) for name, page in pages(make_scenarios(county, 3)).items()}
    many = {name: count_queries(client, page) for name, page in pages(make_scenarios(county, 30)).items()}
    assert many == few
    assert {name: count for name, count in many.items() if count > MOST} == {}
