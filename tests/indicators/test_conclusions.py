"""What groups conclude from indicators."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators.models import Conclusion
from indicators.services.conclusions import save_conclusion
from tests.factories.groups import make_group
from tests.factories.indicators import make_synced_indicator

pytestmark = pytest.mark.django_db
DAY = date(2024, 11, 5)
TEXT = "Ahdistus on kasvanut."


@pytest.fixture
def indicator(personas):
    personas.county.region_code = "04"
    personas.county.save()
    return make_synced_indicator("Ahdistus")


def conclude(indicator, personas, **fields) -> Conclusion:
    said = {"conclusion_fi": TEXT, "on": DAY, "by": personas.secretary, "group": personas.group}
    return Conclusion.objects.create(indicator=indicator, county=personas.county, **said | fields)


def address(indicator) -> str:
    return reverse("indicators:conclusion-create", args=[indicator.pk], query={"hva": "04"})


def sent(group=None, **fields) -> dict[str, object]:
    return {"group": group.pk if group else "", "on": "2024-11-05", "conclusion_fi": TEXT} | fields


@pytest.mark.parametrize("persona", ["chair", "secretary", "coordinator"])
def test_those_who_lead_a_group_write_for_it(client, personas, indicator, persona):
    writer = getattr(personas, persona)
    client.force_login(writer)
    answer = client.post(address(indicator), sent(personas.group, action_fi="Ryhmä kokoontuu.", is_public="on"))
    assert answer.status_code == 302
    made = Conclusion.objects.get()
    assert (made.group, made.on, made.by, made.is_public, made.county) == (
        personas.group,
        DAY,
        writer,
        True,
        personas.county,
    )
    assert made.history.get().history_user == writer


@pytest.mark.parametrize("persona", ["chair", "secretary"])
def test_nobody_writes_for_anothers_group_or_the_whole_county(client, personas, indicator, persona):
    client.force_login(getattr(personas, persona))
    for group in (make_group(personas.county), None):
        assert client.post(address(indicator), sent(group)).status_code == 422
    assert not Conclusion.objects.exists()


def test_a_coordinator_writes_for_any_group_and_for_the_county(client, personas, indicator):
    client.force_login(personas.coordinator)
    for group in (make_group(personas.county), None):
        assert client.post(address(indicator), sent(group)).status_code == 302
    assert Conclusion.objects.count() == 2


def test_a_coordinator_doesnt_write_for_another_county(client, personas, indicator):
    client.force_login(personas.other_coordinator)
    foreign = client.post(address(indicator), sent(personas.group))
    assert foreign.status_code == 422
    assert not Conclusion.objects.filter(county=personas.county).exists()


def test_changing_keeps_the_first_writer(personas, indicator):
    conclusion = conclude(indicator, personas)
    conclusion.conclusion_fi = "Ahdistus on vähentynyt."
    save_conclusion(conclusion, by=personas.coordinator)
    conclusion.refresh_from_db()
    assert (conclusion.by, conclusion.conclusion_fi) == (personas.secretary, "Ahdistus on vähentynyt.")
    assert conclusion.history.first().history_user == personas.coordinator


def test_a_conclusion_needs_its_words(personas, indicator):
    with pytest.raises(ValidationError):
        save_conclusion(conclude(indicator, personas, conclusion_fi=""), by=personas.secretary)


def test_somebody_elses_change_meanwhile_is_told(client, personas, indicator):
    conclusion = conclude(indicator, personas)
    client.force_login(personas.coordinator)
    edit = reverse("indicators:conclusion-edit", args=[conclusion.pk])
    seen = client.get(edit).context["form"]["seen"].value()
    Conclusion.objects.update(conclusion_fi="Toisen sanat.")
    answer = client.post(edit, sent(personas.group, seen=seen, conclusion_fi="Omat sanat."))
    assert answer.status_code == 409
    assert Conclusion.objects.get().conclusion_fi == "Toisen sanat."


def test_the_public_reads_published_ones_only(client, personas, indicator):
    conclude(indicator, personas)
    conclude(indicator, personas, conclusion_fi="Julkinen päätelmä.", is_public=True)
    page = client.get(f"{indicator.get_absolute_url()}?hva=04").content.decode()
    assert "Julkinen päätelmä." in page
    assert TEXT not in page
    client.force_login(personas.reader)
    assert TEXT in client.get(f"{indicator.get_absolute_url()}?hva=04").content.decode()


def test_the_page_leads_to_writing_only_those_who_may(client, personas, indicator):
    conclusion = conclude(indicator, personas, is_public=True)
    edit = reverse("indicators:conclusion-edit", args=[conclusion.pk])
    for persona, may in (("secretary", True), ("coordinator", True), ("reader", False), ("other_coordinator", False)):
        client.force_login(getattr(personas, persona))
        page = client.get(f"{indicator.get_absolute_url()}?hva=04").content.decode()
        assert (f"/mittarit/{indicator.pk}/paatelma/" in page, edit in page) == (may, may)


def test_a_secretary_changes_own_groups_only(client, personas, indicator):
    foreign = conclude(indicator, personas, group=make_group(personas.county))
    client.force_login(personas.secretary)
    assert client.get(reverse("indicators:conclusion-edit", args=[foreign.pk])).status_code == 403
