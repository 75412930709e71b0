"""The coefficient's pages ask the same number of questions however many areas and calculations there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.coefficient import OWN_CODE, make_calculation, make_rule_set, rising_values

pytestmark = pytest.mark.django_db
MOST = {"coefficient": 15, "calculation-list": 8, "calculation": 15, "calculation-steps": 9, "calculation-workbook": 9}


def codes(count: int) -> tuple[str, ...]:
    return (OWN_CODE, *(str(number) for number in range(100, 99 + count)))


def counted(client, name: str, calculation) -> int:
    args = [] if name in ("coefficient", "calculation-list") else [calculation.pk]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(f"indicators:{name}", args=args), {"alue": OWN_CODE}).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", sorted(MOST))
def test_pages_of_the_coefficient(client, personas, name):
    personas.county.region_code = OWN_CODE
    personas.county.save()
    client.force_login(personas.coordinator)
    few = _made(personas, 3)
    client.get(reverse("home"))
    before = counted(client, name, few)
    many = _made(personas, 30)
    for _number in range(27):
        _made(personas, 3)
    assert counted(client, name, many) == before <= MOST[name]


def _made(personas, count: int):
    rule_set = make_rule_set(personas.county)
    return make_calculation(rule_set, personas.county, inputs=rising_values(rule_set, codes(count)))
