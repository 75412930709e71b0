"""The pages of entering a calculation ask the same number of questions at 3 and at 30 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Region
from tests.factories.coefficient import make_calculation, make_rule_set, rising_values
from tests.factories.indicators import make_observation, make_synced_indicator

pytestmark = pytest.mark.django_db
MOST = {"choice": 14, "ways": 16, "paste": 14, "fetched": 16, "save": 32}


def grow(personas, rule_set, indicator, size: int) -> None:
    for number in range(Region.objects.filter(category="HYVINVOINTIALUE").count(), size):
        region = Region.objects.create(
            category="HYVINVOINTIALUE", code=f"{number + 1:02}", title_fi=f"Alue {chr(65 + number)}"
        )
        make_observation(indicator, region, 2024, number + 1)
        other = make_rule_set(personas.county, name_fi=f"Säännöt {number}")
        make_calculation(other, personas.county, inputs=rising_values(other, [region.code]))


def ask(client, method: str, address: str, sent=None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = getattr(client, method)(address, sent) if sent else getattr(client, method)(address)
    assert answer.status_code in (200, 302, 422)
    return len(asked)


def counts(client, rule_set) -> dict[str, int]:
    address = reverse("indicators:entry-figures", args=[rule_set.pk, "arvot"])
    regions = list(Region.objects.filter(category="HYVINVOINTIALUE"))
    text = "\n".join(f"{region.title_fi}\t10\t5\t6" for region in regions)
    cells = {
        f"c.{region.code}.{key}": "5" for region in regions for key in ("population", "process-1.now", "process-2.now")
    }
    about = {"name_fi": "Oma", "source": "THL", "state": "final", "do": "save", "way": "grid", "year": "2024"}
    return {
        "choice": ask(client, "get", reverse("indicators:calculation-create")),
        "ways": ask(client, "get", address),
        "paste": ask(client, "post", address, {"way": "paste", "pasted": text}),
        "fetched": ask(client, "post", address, {"way": "fetched", "year": "2024"}),
        "save": ask(client, "post", address, about | cells),
    }


def test_as_many_questions_for_thirty_areas_as_for_three(client, personas):
    client.force_login(personas.coordinator)
    indicator = make_synced_indicator("Mitattu")
    rule_set = make_rule_set(personas.county)
    rule_set.groups.get().indicators.filter(key="process-1").update(indicator=indicator)
    grow(personas, rule_set, indicator, 3)
    counts(client, rule_set)
    few = counts(client, rule_set)
    grow(personas, rule_set, indicator, 30)
    assert counts(client, rule_set) == few
    assert {name: count for name, count in few.items() if count > MOST[name]} == {}
