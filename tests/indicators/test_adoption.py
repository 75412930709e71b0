"""Indicators taken into a county's use, and left."""

import pytest
from django.urls import reverse

from groups.models import AgeGroup
from indicators.models import Adoption, Indicator, Omission, SyncRun
from tests.factories.groups import Personas
from tests.factories.indicators import adopt, make_entry, make_indicator, make_line, make_synced_indicator
from tests.indicators.sync_world import VAKE, figures_of, states_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, personas: Personas):
    client.force_login(personas.coordinator)
    return client


def test_an_entry_becomes_an_indicator_with_its_owner_and_a_fetching_run(coordinator, personas):
    entry = make_entry("Liikunta", organisation_fi="Tilastokeskus", organisation_id_in_sotkanet=3, title_sv="Motion")
    address = reverse("indicators:catalogue-entry", args=[entry.sotkanet_id])
    answer = coordinator.post(address, {"direction": "up", "reason": "Kertoo liikkumisesta."})
    indicator = Indicator.objects.get(sotkanet_id=entry.sotkanet_id)
    assert answer.url.startswith(indicator.get_absolute_url())
    assert (indicator.title_fi, indicator.title_sv, indicator.county) == ("Liikunta", "Motion", None)
    assert (indicator.source.name_fi, indicator.passes_on) == ("Tilastokeskus", False)
    adoption = Adoption.objects.get(county=personas.county)
    assert (adoption.indicator, adoption.direction, adoption.by) == (indicator, "up", personas.coordinator)
    run = SyncRun.objects.get()
    assert (run.reason, [item.indicator for item in run.items.all()]) == ("adoption", [indicator])


def test_two_counties_share_the_indicator(coordinator, client, personas):
    entry = make_entry()
    address = reverse("indicators:catalogue-entry", args=[entry.sotkanet_id])
    coordinator.post(address, {"direction": ""})
    client.force_login(personas.other_coordinator)
    client.post(address, {"direction": "down"})
    assert Indicator.objects.count() == 1
    assert sorted(Adoption.objects.values_list("direction", flat=True)) == ["", "down"]


def test_a_click_brings_the_figures(coordinator, sotkanet, django_capture_on_commit_callbacks):
    entry = make_entry("Liikunta", sotkanet_id=3106)
    sotkanet.tell(3106, title="Liikunta", figures={(VAKE, 2024): "71.5"})
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("indicators:catalogue-entry", args=[entry.sotkanet_id]), {"direction": "up"})
    assert states_of(SyncRun.objects.get()) == {3106: "fetched"}
    assert figures_of(Indicator.objects.get()) == {(VAKE, 2024): "71.5"}


@pytest.mark.parametrize("is_known", [False, True])
def test_what_sotkanet_no_longer_has_is_not_adopted(coordinator, is_known):
    entry = make_entry(vanished_on="2024-01-31")
    if is_known:
        make_synced_indicator(sotkanet_id=entry.sotkanet_id)
    answer = coordinator.post(reverse("indicators:catalogue-entry", args=[entry.sotkanet_id]), {"direction": "up"})
    assert answer.status_code == 422
    assert not Adoption.objects.exists() and not SyncRun.objects.exists()
    assert Indicator.objects.count() == is_known


def test_adopting_what_is_known_asks_for_its_figures_and_changing_its_use_does_not(coordinator):
    indicator = make_synced_indicator()
    address = reverse("indicators:adoption-edit", args=[indicator.pk])
    coordinator.post(address, {"direction": "up"})
    run = SyncRun.objects.get()
    assert (run.reason, [item.indicator for item in run.items.all()]) == ("adoption", [indicator])
    run.delete()
    coordinator.post(address, {"direction": "down"})
    assert Adoption.objects.get().direction == "down" and not SyncRun.objects.exists()


def test_nothing_is_fetched_for_an_indicator_that_is_not_sotkanets(coordinator, personas):
    indicator = make_indicator(county=personas.county)
    coordinator.post(reverse("indicators:adoption-edit", args=[indicator.pk]), {"direction": "up"})
    assert Adoption.objects.exists() and not SyncRun.objects.exists()


def test_an_adopted_entry_leads_to_its_indicator(coordinator, personas):
    entry = make_entry()
    indicator = make_synced_indicator(sotkanet_id=entry.sotkanet_id)
    adopt(indicator, personas.county)
    answer = coordinator.get(reverse("indicators:catalogue-entry", args=[entry.sotkanet_id]))
    assert answer.url == f"{indicator.get_absolute_url()}?hva="


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
