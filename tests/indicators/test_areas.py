"""The areas with which a county compares itself."""

import pytest
from django.urls import reverse

from tests.factories.groups import Personas
from tests.factories.indicators import make_region

pytestmark = pytest.mark.django_db
ADDRESS = "indicators:comparison-areas"


@pytest.fixture
def coordinator(client, personas: Personas):
    client.force_login(personas.coordinator)
    return client


def areas(personas: Personas) -> list[str]:
    return [each.region.title for each in personas.county.comparison_areas.select_related("region")]


def test_counties_come_first_then_larger_areas_then_municipalities(coordinator, personas):
    county, country = make_region("06", title="Satakunta"), make_region("358", "MAA", "Koko maa")
    make_region("609", "KUNTA", "Pori", title_sv="Björneborg")
    told = {"counties": [county.pk], "larger": [country.pk], "municipalities": "björneborg, Pori"}
    coordinator.post(reverse(ADDRESS), told)
    assert areas(personas) == ["Satakunta", "Koko maa", "Pori"]
    coordinator.post(reverse(ADDRESS), {"municipalities": ""})
    assert areas(personas) == []


def test_an_unknown_municipality_is_named_and_nothing_is_lost(coordinator, personas):
    county = make_region("06", title="Satakunta")
    coordinator.post(reverse(ADDRESS), {"counties": [county.pk]})
    answer = coordinator.post(reverse(ADDRESS), {"counties": [county.pk], "municipalities": "Porii, Tampere"})
    assert answer.status_code == 422
    assert "Porii, Tampere" in answer.content.decode()
    assert areas(personas) == ["Satakunta"]


def test_ones_own_area_is_not_offered(coordinator, personas):
    personas.county.region_code = "04"
    personas.county.save()
    own = make_region("04", title="Oma alue")
    assert coordinator.post(reverse(ADDRESS), {"counties": [own.pk]}).status_code == 422
