"""Lists of indicators: in use, left out with a reason, or not decided."""

import pytest
from django.urls import reverse

from indicators.models import IndicatorList, Omission
from indicators.queries.lists import Stand, overviews
from tests.factories.groups import Personas, make_county
from tests.factories.indicators import adopt, make_indicator, make_line, make_list, make_synced_indicator

pytestmark = pytest.mark.django_db


def stands(county) -> list[Stand]:
    (overview,) = overviews(county, IndicatorList.objects.all())
    return [line.stand for line in overview.lines]


def test_a_line_is_in_use_left_out_or_open():
    county, listed = make_county(), make_list()
    indicator = make_synced_indicator()
    adopt(indicator, county)
    make_line(sotkanet_id=indicator.sotkanet_id, listed=listed, order=1)
    omitted = make_line(listed=listed, order=2)
    make_line(make_indicator(), listed=listed, order=3)
    Omission.objects.create(county=county, line=omitted, reason="Ei kerrota.", on="2024-01-31")
    assert stands(county) == [Stand.ADOPTED, Stand.OMITTED, Stand.OPEN]
    assert stands(make_county()) == [Stand.OPEN, Stand.OPEN, Stand.OPEN]


@pytest.fixture
def coordinator(client, personas: Personas):
    client.force_login(personas.coordinator)
    return client


def test_leaving_out_needs_a_reason(coordinator, personas):
    line = make_line()
    address = reverse("indicators:omission", args=[line.pk])
    assert coordinator.post(address, {"reason": " "}).status_code == 422
    coordinator.post(address, {"reason": "Korvataan omalla mittarilla."})
    omission = Omission.objects.get()
    assert (omission.county, omission.by) == (personas.county, personas.coordinator)
    page = coordinator.get(reverse("indicators:indicator-list-detail", args=[line.list.slug])).content.decode()
    assert "Korvataan omalla mittarilla." in page


def test_the_reason_is_the_countys_own(coordinator, client, personas):
    line = make_line()
    coordinator.post(reverse("indicators:omission", args=[line.pk]), {"reason": "Vain meidän."})
    client.force_login(personas.other_coordinator)
    page = client.get(reverse("indicators:indicator-list-detail", args=[line.list.slug])).content.decode()
    assert "Vain meidän." not in page


def test_what_is_in_use_is_not_left_out(coordinator, personas):
    indicator = make_indicator()
    adopt(indicator, personas.county)
    line = make_line(indicator)
    answer = coordinator.post(reverse("indicators:omission", args=[line.pk]), {"reason": "Turha."})
    assert answer.status_code == 422
    assert not Omission.objects.exists()


def test_an_omission_is_taken_back(coordinator, personas):
    line = make_line()
    Omission.objects.create(county=personas.county, line=line, reason="Ei.", on="2024-01-31")
    coordinator.post(reverse("indicators:omission", args=[line.pk]), {"take_back": "1"})
    assert not Omission.objects.exists()


@pytest.mark.parametrize("many", [3, 30])
def test_a_list_asks_few_questions(coordinator, django_assert_max_num_queries, many):
    listed = make_list()
    for number in range(many):
        make_line(make_indicator(), listed=listed, order=number)
    for address in (reverse("indicators:indicator-lists"), reverse("indicators:indicator-list-detail", args=["lista"])):
        with django_assert_max_num_queries(12):
            assert coordinator.get(address).status_code == 200
