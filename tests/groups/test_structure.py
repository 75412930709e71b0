"""The county's structure from its data, and who are counterparts."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import Counterpart
from groups.queries.counterparts import counterparts_of
from groups.queries.structure import structure_of
from groups.services.counterparts import save_counterpart
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import make_meeting, make_turn

TODAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def city(personas):
    return make_organisation("Vantaa", "municipality", personas.county)


def test_the_way_to_a_decision_has_the_steps_that_the_county_has(personas) -> None:
    team, steering = make_group(personas.county, kind="team"), make_group(personas.county, kind="steering")
    council = make_organisation("Valtuusto", "county_council", personas.county)
    board = make_organisation("Johtoryhmä", "management_board", personas.county)
    make_organisation("Toimialan johtoryhmä", "management_board", personas.division)
    committee = make_organisation("Lautakunta", "committee", personas.county)
    elders = make_organisation("Vanhusneuvosto", "advisory_body", personas.county)
    path = structure_of(personas.county, personas.coordinator, TODAY).path
    assert [(step.name, step.groups or step.bodies) for step in path] == [
        ("team", [team]),
        ("age_groups", [personas.group]),
        ("steering", [steering]),
        ("board", [board]),
        ("committee", [committee]),
        ("county_council", [council]),
    ]
    assert path[4].beside == [elders]


def test_divisions_municipalities_and_shared_groups_find_their_places(personas, city) -> None:
    leads = make_group(personas.county, kind="divisions")
    seat = make_seat(leads, make_person(), represents=personas.division)
    make_seat(leads, make_person(), "secretary_pool", represents=personas.division)
    board = make_organisation("Toimialan johtoryhmä", "management_board", personas.division)
    body = make_organisation("Kaupungin neuvosto", "advisory_body", city)
    shared = make_group(personas.other_county, "Uudenmaan ryhmä", "regional")
    shared.shared_with.add(personas.county)
    make_group(personas.other_county, "Muiden ryhmä", "regional")
    make_organisation("Lakannut", "municipality", personas.county, ended_on=date(2024, 1, 1))
    found = structure_of(personas.county, personas.coordinator, TODAY)
    assert [(each.organisation, each.boards, each.leads) for each in found.divisions] == [
        (personas.division, [board], [seat])
    ]
    assert [(each.organisation, each.bodies) for each in found.municipalities] == [(city, [body])]
    assert found.groups["regional"] == [shared]
    assert found.organisations["advisory_body"] == []


def test_a_member_sees_only_the_own_groups_in_the_structure(client, personas) -> None:
    make_group(personas.county, "Salainen ryhmä", "steering")
    client.force_login(personas.member)
    page = client.get(reverse("groups:structure", args=[personas.county.pk])).content.decode()
    assert "Työikäisten ryhmä" in page and "Salainen ryhmä" not in page


def test_counterparts_stand_by_matter_and_organisation(personas, city) -> None:
    empty = make_organisation("Kerava", "municipality", personas.county)
    county = Counterpart.objects.create(county=personas.county, name_fi="Päihdetyö", organisation=personas.division)
    other = Counterpart.objects.create(
        county=personas.county, name_fi="Päihdetyö", organisation=city, person=make_person()
    )
    matrix = counterparts_of(personas.county, TODAY)
    assert set(matrix.organisations) == {city, empty}
    (matter,) = matrix.matters
    assert {cell.organisation: cell.places for cell in matter.cells} == {None: [county], city: [other], empty: []}
    assert matrix.vacant == 1


def test_a_new_name_of_a_matter_is_taken_for_all_organisations(personas, city) -> None:
    first, second = (
        Counterpart.objects.create(county=personas.county, name_fi="Päihdetyö", organisation=each, order=2)
        for each in (personas.division, city)
    )
    first.name_fi, first.name_sv = "Ehkäisevä päihdetyö", "Rusmedelsarbete"
    save_counterpart(first, by=personas.coordinator)
    second.refresh_from_db()
    assert (second.name_fi, second.name_sv) == ("Ehkäisevä päihdetyö", "Rusmedelsarbete")
    assert second.history.first().history_user == personas.coordinator
    third = Counterpart(county=personas.county, name_fi="Ehkäisevä päihdetyö", organisation=make_organisation())
    assert (save_counterpart(third, by=personas.coordinator).name_sv, third.order) == ("Rusmedelsarbete", 2)


def test_an_organisation_stands_once_for_a_matter(personas, city) -> None:
    Counterpart.objects.create(county=personas.county, name_fi="Päihdetyö", organisation=city)
    with pytest.raises(ValidationError):
        save_counterpart(
            Counterpart(county=personas.county, name_fi="Päihdetyö", organisation=city), by=personas.coordinator
        )


def test_the_coordinator_names_changes_and_removes_counterparts(client, personas, city) -> None:
    person = make_person(organisation=city)
    client.force_login(personas.coordinator)
    address = reverse("groups:counterpart-create", args=[personas.county.pk])
    foreign = make_organisation("Vieras", "municipality", personas.other_county)
    assert client.post(address, {"name_fi": "Liikunta", "organisation": foreign.pk}).status_code == 422
    assert client.post(address, {"name_fi": "Liikunta", "organisation": city.pk}).status_code == 302
    place = Counterpart.objects.get()
    edit = reverse("groups:counterpart-edit", args=[place.pk])
    assert client.post(edit, {"name_fi": "Liikunta", "organisation": city.pk, "person": person.pk}).status_code == 302
    assert Counterpart.objects.get().person == person
    initial = client.get(f"{address}?asia={place.pk}&organisaatio={city.pk}").context["form"].initial
    assert (initial["name_fi"], initial["organisation"]) == ("Liikunta", city)
    assert client.get(f"{address}?asia=x&organisaatio={9**30}").status_code == 200
    client.post(reverse("groups:counterpart-remove", args=[place.pk]))
    assert not Counterpart.objects.exists()


@pytest.mark.parametrize("table", ["secretaryturn", "counterpart"])
def test_the_admin_site_keeps_counties_apart(client, personas, city, table) -> None:
    rows = {
        "counterpart": Counterpart.objects.create(county=personas.county, name_fi="Salainen", organisation=city),
        "secretaryturn": make_turn(make_meeting(personas.group, title="Salainen"), personas.secretary.person),
    }
    address = f"/admin/groups/{table}/"
    client.force_login(personas.coordinator)
    assert "Salainen" in client.get(address).content.decode()
    assert client.get(f"{address}{rows[table].pk}/change/").status_code == 200
    client.force_login(personas.other_coordinator)
    assert "Salainen" not in client.get(address).content.decode()
    assert client.get(f"{address}{rows[table].pk}/change/").status_code == 404


@pytest.mark.parametrize("reader", ["coordinator", "member"])
def test_the_links_of_these_pages_open_for_who_gets_them(client, personas, city, reader) -> None:
    make_seat(personas.group, None, represents=city)
    Counterpart.objects.create(county=personas.county, name_fi="Asia", organisation=city, person=make_person())
    make_turn(make_meeting(personas.group, on=TODAY), personas.secretary.person)
    client.force_login(getattr(personas, reader))
    group, county = personas.group.pk, personas.county.pk
    pages = [reverse("groups:group-list"), reverse("groups:organisation-seats", args=[city.pk])]
    pages += [reverse(f"groups:{name}", args=[group]) for name in ("group-detail", "group-turns", "seat-history")]
    pages += [reverse(f"groups:{name}", args=[county]) for name in ("structure", "counterparts")]
    links = {link for page in pages for link in re.findall(r'href="(/[^"#]*)"', client.get(page).content.decode())}
    ours = {link for link in links if re.match("/(ryhmat|henkilot|organisaatiot|vastinparit|vuorot|paikat)/", link)}
    assert len(ours) > 8
    assert {link for link in ours if client.get(unescape(link)).status_code != 200} == set()
