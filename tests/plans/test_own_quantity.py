"""A measure is followed by something that the county measures itself."""

import pytest
from django.urls import reverse

from indicators.models import Adoption, Indicator
from tests.factories.indicators import make_source

pytestmark = pytest.mark.django_db
TYPED = {"title_fi": "Osallistujat", "unit_fi": "henkilöä", "decimals": "0", "counts_cases": "on", "may_pass_on": ""}


def address(measure) -> str:
    return reverse("plans:own-quantity-create", args=[measure.pk])


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return personas.coordinator


def test_it_is_made_and_tied_in_one_go(client, coordinator, measure):
    assert address(measure) in client.get(reverse("plans:measure-edit", args=[measure.pk])).text
    answer = client.post(address(measure), TYPED | {"source_name_fi": "Oma kysely"})
    tie = measure.indicator_targets.get()
    assert answer.url == reverse("plans:target-edit", args=[tie.pk])
    made = tie.indicator
    assert (made.county, made.title_fi, made.counts_cases) == (measure.plan.county, "Osallistujat", True)
    assert (made.source.name_fi, made.is_public) == ("Oma kysely", False)
    assert Adoption.objects.filter(county=measure.plan.county, indicator=made).exists()
    assert "Osallistujat" in measure.history.first().history_change_reason


def test_what_does_not_hold_makes_nothing(client, coordinator, measure):
    source = make_source()
    answer = client.post(address(measure), TYPED | {"source": source.pk, "title_fi": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title_fi"])
    assert not Indicator.objects.exists()
    assert not measure.indicator_targets.exists()


def test_only_who_edits_the_plan_makes_one(client, personas, measure):
    client.force_login(personas.secretary)
    assert client.post(address(measure), TYPED).status_code == 403
    assert address(measure) not in client.get(measure.get_absolute_url()).text
    assert not Indicator.objects.exists()


def test_a_measure_that_is_not_there_is_not_found(client, coordinator, measure):
    assert client.get(reverse("plans:own-quantity-create", args=[measure.pk + 1000])).status_code == 404
