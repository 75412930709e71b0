"""Scenarios of the coefficient at a measure: linked by the coordinator, read by the staff, never by the public."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators.models import Scenario
from plans.models import MeasureScenario
from plans.services.scenarios import link_scenario
from tests.factories.coefficient import make_of_coefficient

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario(personas) -> Scenario:
    personas.county.region_code = "04"
    personas.county.save()
    return make_of_coefficient(personas).scenario


def linking(measure) -> str:
    return reverse("plans:measure-scenario-create", args=[measure.pk])


def test_linked_and_unlinked(client, personas, measure, scenario):
    client.force_login(personas.coordinator)
    assert client.post(linking(measure), {"scenario": scenario.pk}).status_code == 302
    link = MeasureScenario.objects.get()
    assert (link.measure, link.scenario) == (measure, scenario)
    assert scenario.name in measure.history.first().history_change_reason
    assert client.post(reverse("plans:measure-scenario-delete", args=[link.pk])).status_code == 302
    assert not MeasureScenario.objects.exists()
    assert Scenario.objects.filter(pk=scenario.pk).exists()


def test_only_what_isnt_linked_yet_is_offered(client, personas, measure, scenario):
    client.force_login(personas.coordinator)
    client.post(linking(measure), {"scenario": scenario.pk})
    assert client.post(linking(measure), {"scenario": scenario.pk}).status_code == 422
    assert MeasureScenario.objects.count() == 1


def test_another_countys_is_refused(client, personas, measure, scenario):
    Scenario.objects.update(county=personas.other_county)
    scenario.refresh_from_db()
    client.force_login(personas.coordinator)
    assert client.post(linking(measure), {"scenario": scenario.pk}).status_code == 422
    with pytest.raises(ValidationError):
        link_scenario(MeasureScenario(measure=measure, scenario=scenario), by=personas.coordinator)


@pytest.mark.parametrize(
    ("persona", "reads"),
    [("coordinator", True), ("reader", True), ("secretary", True), ("contact", False), ("other_coordinator", False)],
)
def test_who_reads_it_on_the_measure(client, personas, measure, scenario, persona, reads):
    MeasureScenario.objects.create(measure=measure, scenario=scenario)
    client.force_login(getattr(personas, persona))
    page = client.get(measure.get_absolute_url()).content.decode()
    assert (scenario.get_absolute_url() in page) is reads
    assert (scenario.name in page) is reads


def test_never_the_public(client, measure, scenario):
    MeasureScenario.objects.create(measure=measure, scenario=scenario)
    page = client.get(measure.get_absolute_url())
    assert page.status_code == 200
    assert scenario.name not in page.content.decode()
