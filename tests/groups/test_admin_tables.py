"""Saving in the admin site: within the own county, with history, and what all counties share by the keeper only."""

from datetime import datetime

import pytest
from django.test import Client

from groups.models import Decision, Meeting, Organisation, Person, Seat
from groups.permissions import Role
from indicators.models import Indicator, Source, Theme, ThemeClassification
from tests.factories.groups import give_role, make_decision, make_group, make_organisation, make_person, make_seat
from tests.groups.admin_rows import HELSINKI

ORGANISATIONS = "/admin/groups/organisation/"


@pytest.fixture
def as_coordinator(client, personas) -> Client:
    client.force_login(personas.coordinator)
    return client


@pytest.fixture
def as_keeper(client, personas) -> Client:
    client.force_login(personas.keeper)
    return client


def organisation_data(name: str, parent=None, kind: str = "unit", **fields) -> dict:
    return {
        "name_fi": name,
        "kind": kind,
        "parent": parent.pk if parent else "",
        "order": 0,
        "languages": "fi",
    } | fields


def errors_of(response) -> list[str]:
    assert response.status_code == 200
    return list(response.context["adminform"].form.errors)


def test_changes_are_shown_with_what_was_and_what_came(as_coordinator, personas) -> None:
    change = f"{ORGANISATIONS}{personas.division.pk}/"
    as_coordinator.post(f"{change}change/", organisation_data("Uusi nimi", personas.county, "division"))
    page = as_coordinator.get(f"{change}history/").content.decode()
    assert "<del>Terveydenhuollon palvelut</del>" in page
    assert "<ins>Uusi nimi</ins>" in page
    assert personas.division.history.first().history_user == personas.coordinator


def test_long_changes_are_shortened_without_english_words(as_coordinator, personas) -> None:
    decision = make_decision(personas.county, proposal="Esitys. " + "Vanhaa tekstiä. " * 100)
    decision.proposal = "Esitys. " + "Uutta tekstiä. " * 100
    decision.save()
    page = as_coordinator.get(f"/admin/groups/decision/{decision.pk}/history/").content.decode()
    assert " […] " in page and "chars]" not in page
    assert "Vanhaa tekstiä. Vanhaa tekstiä." in page and "Uutta tekstiä. Uutta tekstiä." in page


def test_changes_of_a_meeting_are_shown_with_its_groups(as_coordinator, personas) -> None:
    start = datetime(2024, 3, 18, 14, tzinfo=HELSINKI)
    meeting = Meeting.objects.create(
        county=personas.county, title="Vanha nimi", starts_at=start, ends_at=start.replace(hour=15)
    )
    meeting.groups.add(personas.group)
    other = make_group(personas.county, "Toinen ryhmä")
    times = {"starts_at_0": "18.3.2024", "starts_at_1": "14:00", "ends_at_0": "18.3.2024", "ends_at_1": "15:00"}
    data = {"title": "Uusi nimi", "groups": [other.pk]} | times
    assert as_coordinator.post(f"/admin/groups/meeting/{meeting.pk}/change/", data).status_code == 302
    page = as_coordinator.get(f"/admin/groups/meeting/{meeting.pk}/history/").content.decode()
    assert "<del>Vanha nimi</del>" in page
    assert "<ins>Uusi nimi</ins>" in page
    assert "<del>[Työikäisten ryhmä]</del>" in page
    assert "<ins>[Toinen ryhmä]</ins>" in page


def test_organisation_is_added_below_an_own_one(as_coordinator, personas) -> None:
    assert (
        as_coordinator.post(f"{ORGANISATIONS}add/", organisation_data("Yksikkö", personas.division)).status_code == 302
    )
    assert Organisation.objects.get(name_fi="Yksikkö").county == personas.county


@pytest.mark.parametrize("parent", ["none", "other county", "shared"])
def test_organisation_stays_in_the_own_county(as_coordinator, personas, parent) -> None:
    above = {"none": None, "other county": personas.other_county, "shared": make_organisation("HUS", kind="hus")}[
        parent
    ]
    assert errors_of(as_coordinator.post(f"{ORGANISATIONS}add/", organisation_data("Yksikkö", above))) == ["parent"]
    change = f"{ORGANISATIONS}{personas.division.pk}/change/"
    assert errors_of(as_coordinator.post(change, organisation_data("Toimiala", above))) == ["parent"]


def test_coordinator_founds_and_ends_no_county(as_coordinator, personas) -> None:
    data = organisation_data("Uusi alue", kind="county")
    assert errors_of(as_coordinator.post(f"{ORGANISATIONS}add/", data)) == ["kind", "parent"]
    assert as_coordinator.post(f"{ORGANISATIONS}{personas.county.pk}/delete/", {"post": "yes"}).status_code == 403
    as_coordinator.post(f"{ORGANISATIONS}{personas.county.pk}/change/", organisation_data("Nimi", kind="unit"))
    personas.county.refresh_from_db()
    assert (personas.county.name_fi, personas.county.kind) == ("Nimi", "county")


def test_what_counties_share_is_read_by_coordinators_and_changed_by_the_keeper(client, personas) -> None:
    hus = make_organisation("HUS", kind="hus")
    change = f"{ORGANISATIONS}{hus.pk}/change/"
    client.force_login(personas.coordinator)
    assert client.get(change).status_code == 200
    assert client.post(change, organisation_data("Meidän HUS", kind="hus")).status_code == 403
    client.force_login(personas.keeper)
    assert client.post(change, organisation_data("HUS-yhtymä", kind="hus")).status_code == 302
    hus.refresh_from_db()
    assert hus.name_fi == "HUS-yhtymä"


def test_keeper_adds_national_rows_only(as_keeper, personas) -> None:
    source = Source.objects.create(name_fi="THL")
    data = {"source": source.pk, "title_fi": "Mittari", "decimals": 1}
    assert errors_of(as_keeper.post("/admin/indicators/indicator/add/", data | {"county": personas.county.pk})) == [
        "county"
    ]
    assert as_keeper.post("/admin/indicators/indicator/add/", data).status_code == 302
    assert as_keeper.post("/admin/indicators/source/add/", {"name_fi": "Sotkanet"}).status_code == 302
    assert Indicator.objects.get().county is None


def test_coordinator_adds_rows_of_the_own_county_only(as_coordinator, personas) -> None:
    national = ThemeClassification.objects.create(name_fi="Kansallinen", slug="kansallinen")
    source = Source.objects.create(name_fi="THL")
    data = {"source": source.pk, "title_fi": "Mittari", "decimals": 1, "county": ""}
    assert errors_of(as_coordinator.post("/admin/indicators/indicator/add/", data)) == ["county"]
    theme = {"classification": national.pk, "name_fi": "Teema", "slug": "teema", "order": 0}
    assert errors_of(as_coordinator.post("/admin/indicators/theme/add/", theme)) == ["classification"]
    assert as_coordinator.post("/admin/indicators/source/add/", {"name_fi": "Oma"}).status_code == 403
    assert not Theme.objects.exists()


def test_form_chooses_the_only_county(as_coordinator, personas) -> None:
    form = as_coordinator.get("/admin/groups/agegroup/add/").context["adminform"].form
    assert form.initial["county"] == personas.county.pk
    assert list(form.fields["county"].queryset) == [personas.county]


def test_who_keeps_two_counties_does_not_mix_them(as_coordinator, personas) -> None:
    give_role(personas.coordinator, Role.COORDINATOR, personas.other_county)
    body = make_organisation("Valtuusto", "county_council", personas.other_county)
    data = {
        "county": personas.county.pk,
        "body": body.pk,
        "on": "12.12.2023",
        "title_fi": "Päätös",
        "outcome": "approved",
    }
    assert errors_of(as_coordinator.post("/admin/groups/decision/add/", data)) == ["body"]
    assert (
        as_coordinator.post("/admin/groups/decision/add/", data | {"county": personas.other_county.pk}).status_code
        == 302
    )
    assert Decision.objects.get().county == personas.other_county


def test_meeting_with_another_countys_group_is_only_read(as_coordinator, personas) -> None:
    start = datetime(2024, 3, 18, 14, tzinfo=HELSINKI)
    meeting = Meeting.objects.create(
        county=personas.county, title="Yhteinen", starts_at=start, ends_at=start.replace(hour=15)
    )
    meeting.groups.set([personas.group, make_group(personas.other_county)])
    change = f"/admin/groups/meeting/{meeting.pk}/change/"
    assert as_coordinator.get(change).status_code == 200
    assert as_coordinator.post(change, {"title": "Oma", "groups": [personas.group.pk]}).status_code == 403
    assert meeting.groups.count() == 2


def test_seat_is_not_given_in_another_countys_group(as_coordinator, personas) -> None:
    theirs = make_group(personas.other_county)
    data = {"group": theirs.pk, "role": "member", "starts_on": "1.1.2024", "order": 0}
    assert errors_of(as_coordinator.post("/admin/groups/seat/add/", data)) == ["group"]
    stranger = make_person("Vieras", organisation=personas.other_county)
    own = data | {"group": personas.group.pk, "person": stranger.pk}
    assert errors_of(as_coordinator.post("/admin/groups/seat/add/", own)) == ["person"]


def test_seats_are_changed_on_the_page_of_the_group(as_coordinator, personas) -> None:
    group = make_group(personas.county, "Uusi ryhmä")
    seat = make_seat(group, None)
    person = make_person("Istuja", organisation=personas.division)
    data = {
        "county": personas.county.pk,
        "name_fi": "Uusi ryhmä",
        "kind": "theme",
        "order": 0,
        "secretary_way": "within",
        "shared_with": personas.other_county.pk,
        "seats-TOTAL_FORMS": 1,
        "seats-INITIAL_FORMS": 1,
        "seats-0-id": seat.pk,
        "seats-0-group": group.pk,
        "seats-0-role": "chair",
        "seats-0-person": person.pk,
        "seats-0-starts_on": "1.1.2024",
        "seats-0-order": 0,
    }
    assert as_coordinator.post(f"/admin/groups/workinggroup/{group.pk}/change/", data).status_code == 302
    assert Seat.objects.get(pk=seat.pk).person == person
    assert list(group.shared_with.all()) == [personas.other_county]


def test_search_finds_both_cases_of_letters_with_dots(as_coordinator, personas) -> None:
    make_organisation("Äänekosken kaupunki", "municipality", personas.county)
    for words in ("äänekos", "ÄÄNEKOS", "Äänekos"):
        assert "Äänekosken kaupunki" in as_coordinator.get(ORGANISATIONS, {"q": words}).content.decode()


def test_filters_offer_own_rows_only(as_coordinator, personas) -> None:
    make_group(personas.county, "Oma ryhmä")
    make_group(personas.other_county, "Vieras ryhmä")
    page = as_coordinator.get("/admin/groups/seat/").content.decode()
    assert "Oma ryhmä" in page
    assert "Vieras ryhmä" not in page


def test_deleting_many_refuses_what_others_keep(as_coordinator, personas) -> None:
    hus = make_organisation("HUS", kind="hus")
    as_coordinator.post(ORGANISATIONS, {"action": "delete_selected", "_selected_action": hus.pk, "post": "yes"})
    assert Organisation.objects.filter(pk=hus.pk).exists()


def test_people_are_removed_and_not_deleted(as_coordinator, personas) -> None:
    person = make_person(organisation=personas.division)
    assert as_coordinator.post(f"/admin/groups/person/{person.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()
