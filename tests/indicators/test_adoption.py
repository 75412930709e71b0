"""Indicators taken into a county's use, and left."""

import pytest
from django.urls import reverse

from groups.models import AgeGroup
from indicators.models import Adoption, Indicator, Omission
from tests.factories.groups import Personas
from tests.factories.indicators import adopt, make_indicator, make_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, personas: Personas):
    client.force_login(personas.coordinator)
    return client


def test_adopting_takes_back_the_reason_for_leaving_out(coordinator, personas):
    line = make_line(make_indicator())
    Omission.objects.create(county=personas.county, line=line, reason="Ei vielä.", on="2024-01-31")
    coordinator.post(reverse("indicators:adoption-edit", args=[line.indicator.pk]), {"direction": "up"})
    assert not Omission.objects.exists()
    assert Omission.history.filter(history_type="-", history_user=personas.coordinator).exists()


def test_leaving_an_indicator_keeps_its_figures_and_history(coordinator, personas):
    indicator = make_indicator()
    adopt(indicator, personas.county)
    coordinator.post(reverse("indicators:adoption-edit", args=[indicator.pk]), {"leave": "1"})
    assert not Adoption.objects.exists()
    assert Indicator.objects.filter(pk=indicator.pk).exists()
    assert Adoption.history.filter(history_type="-").get().history_user == personas.coordinator


def test_themes_and_age_groups_are_the_countys_own(coordinator, personas):
    foreign = AgeGroup.objects.create(county=personas.other_county, name_fi="Vieraat")
    indicator = make_indicator()
    address = reverse("indicators:adoption-edit", args=[indicator.pk])
    answer = coordinator.post(address, {"direction": "up", "age_group": foreign.pk})
    assert answer.status_code == 422
    assert not Adoption.objects.exists()


def test_another_countys_code_in_the_address_is_not_found(coordinator, personas):
    personas.other_county.region_code = "15"
    personas.other_county.save()
    indicator = make_indicator()
    address = reverse("indicators:adoption-edit", args=[indicator.pk])
    assert coordinator.get(f"{address}?hva=15").status_code == 404
