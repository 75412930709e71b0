"""Seats: what is refused, who held them before, all of a person's, and who represents whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import Seat
from groups.queries.seats import places_of_group, places_of_person, represented, roster, seat_changes
from groups.services.seats import hand_over_seat
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import make_meeting, make_turn

TODAY = date(2025, 1, 31)
TERM = {"starts_on": date(2024, 2, 1), "ends_on": date(2025, 12, 31)}


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def group(personas):
    return make_group(personas.county, "Ikääntyneiden ryhmä")


def refusal(seat: Seat) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        seat.full_clean()
    ((field, messages),) = caught.value.message_dict.items()
    return field, messages[0]


@pytest.mark.parametrize("role", ["chair", "vice_chair", "secretary"])
def test_a_role_that_one_has_at_a_time_is_not_given_twice(group, in_english, role) -> None:
    make_seat(group, make_person("Aino"), role, **TERM)
    field, words = refusal(Seat(group=group, role=role, person=make_person(), starts_on=date(2025, 12, 31)))
    assert field == "role"
    assert "Aino, 1\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2024 – 31\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2025" in words
    Seat(group=group, role=role, person=make_person(), starts_on=date(2026, 1, 1)).full_clean()
    Seat(group=make_group(group.county), role=role, person=make_person(), **TERM).full_clean()


def test_a_term_without_an_end_meets_all_later_ones(group) -> None:
    make_seat(group, make_person(), "chair", starts_on=date(2024, 2, 1))
    assert refusal(Seat(group=group, role="chair", starts_on=date(2034, 1, 1)))[0] == "role"
    Seat(group=group, role="chair", starts_on=date(2023, 1, 1), ends_on=date(2024, 1, 31)).full_clean()


def test_many_members_sit_at_once_but_nobody_twice_in_one_role(group, in_english) -> None:
    person = make_person("Eino")
    make_seat(group, person, "member", **TERM)
    Seat(group=group, role="member", person=make_person(), **TERM).full_clean()
    Seat(group=group, role="expert", person=person, **TERM).full_clean()
    Seat(group=group, role="member", person=None, **TERM).full_clean()
    field, words = refusal(Seat(group=group, role="member", person=person, **TERM))
    assert field == "person" and words.startswith("Eino already has this role")


def test_nobody_is_the_own_deputy(group, in_english) -> None:
    person = make_person("Eino")
    with pytest.raises(ValidationError) as caught:
        Seat(group=group, person=person, deputy=person, **TERM).full_clean(validate_constraints=False)
    assert caught.value.message_dict == {
        "deputy": ["Eino can't be the deputy of Eino. Choose somebody else, or leave the deputy empty."]
    }


def test_a_term_that_ends_before_it_starts_is_refused(group) -> None:
    seat = Seat(group=group, starts_on=date(2025, 1, 2), ends_on=date(2025, 1, 1))
    with pytest.raises(ValidationError) as caught:
        seat.full_clean(validate_constraints=False)
    assert list(caught.value.message_dict) == ["ends_on"]


def test_the_next_holder_goes_on_where_the_earlier_one_stopped(group, personas) -> None:
    old, new = make_person(), make_person()
    seat = make_seat(group, old, "chair", represents=personas.division, order=3, **TERM)
    successor = hand_over_seat(seat, new, on=date(2025, 2, 1), reason="Siirtyi", by=personas.coordinator)
    seat.refresh_from_db()
    assert (seat.person, seat.ends_on) == (old, date(2025, 1, 31))
    assert (successor.role, successor.person, successor.represents) == ("chair", new, personas.division)
    assert (successor.starts_on, successor.ends_on, successor.order) == (date(2025, 2, 1), TERM["ends_on"], 3)
    assert successor.history.get().history_change_reason == "Siirtyi"
    assert successor.history.get().history_user == personas.coordinator
    (place,) = places_of_group(group)
    assert [each.person for each in place.holders] == [new, old]


@pytest.mark.parametrize(
    ("on", "same", "field"), [("2024-02-01", 0, "on"), ("2026-01-01", 0, "on"), ("2025-02-01", 1, "person")]
)
def test_a_seat_is_not_handed_over_outside_its_term_or_to_its_holder(group, personas, on, same, field) -> None:
    seat = make_seat(group, make_person(), **TERM)
    person = seat.person if same else make_person()
    with pytest.raises(ValidationError) as caught:
        hand_over_seat(seat, person, on=date.fromisoformat(on), reason="", by=personas.coordinator)
    assert list(caught.value.message_dict) == [field]
    assert Seat.objects.filter(group=group).get().ends_on == TERM["ends_on"]


def test_a_change_within_a_term_is_told_from_the_history(group, personas) -> None:
    old, new = make_person(), make_person()
    seat = make_seat(group, old, **TERM)
    seat.person = new
    seat._history_user, seat._change_reason = personas.coordinator, "Vaihtoi työtä"
    seat.save()
    (change,) = seat_changes(group)
    assert (change.before, change.after, change.by, change.reason) == (old, new, personas.coordinator, "Vaihtoi työtä")


def test_the_roster_has_vacant_seats_and_the_rounds_of_experts(group, personas) -> None:
    expert = make_person()
    make_seat(group, expert, "expert", **TERM)
    make_seat(personas.group, expert, "expert", **TERM)
    make_seat(make_group(personas.other_county), expert, "expert", **TERM)  # not seen from here
    make_seat(group, None, **TERM)
    make_seat(group, make_person(), starts_on=date(2023, 1, 1), ends_on=date(2024, 1, 31))
    make_seat(group, make_person(), starts_on=date(2026, 1, 1))
    found = roster(group, personas.coordinator, TODAY)
    assert [(row.seat.role, row.elsewhere) for row in found.rows] == [("expert", [personas.group]), ("member", [])]
    assert (found.vacant, found.coming) == (1, 1)


def test_all_places_of_a_person(group, personas) -> None:
    person = personas.member.person
    now = Seat.objects.get(person=person)
    past = make_seat(group, person, starts_on=date(2023, 1, 1), ends_on=date(2024, 1, 31))
    coming = make_seat(group, person, starts_on=date(2026, 1, 1))
    deputy = make_seat(group, make_person(), deputy=person, **TERM)
    turn = make_turn(make_meeting(group, on=date(2025, 2, 10)), person)
    make_turn(make_meeting(group, on=date(2024, 2, 10)), person)
    place = personas.county.counterparts.create(name_fi="Asia", organisation=personas.division, person=person)
    found = places_of_person(person, personas.coordinator, TODAY)
    assert (found.own.now, found.own.coming, found.own.past) == ([now], [coming], [past])
    assert found.as_deputy.now == [deputy]
    assert (found.turns, found.counterparts) == ([turn], [place])


def test_who_represents_an_organisation_and_the_bodies_below_it(group, personas) -> None:
    city = make_organisation("Vantaa", "municipality", personas.county)
    body = make_organisation("Neuvosto", "advisory_body", city)
    seat, below = (
        make_seat(group, make_person(), represents=city, **TERM),
        make_seat(group, None, represents=body, **TERM),
    )
    make_seat(group, make_person(), represents=city, starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31))
    found = represented(city, personas.coordinator, TODAY)
    assert [(each.organisation, each.seats) for each in found] == [(city, [seat]), (body, [below])]
    of_county = represented(personas.county, personas.coordinator, TODAY)
    assert {each.organisation for each in of_county} == {city, body}


@pytest.mark.parametrize(
    ("reader", "status"), [("member", 200), ("reader", 200), ("contact", 404), ("other_coordinator", 404)]
)
def test_a_persons_page_is_for_staff_and_for_the_own_group(client, personas, reader, status) -> None:
    client.force_login(getattr(personas, reader))
    assert client.get(reverse("groups:person-seats", args=[personas.chair.person.pk])).status_code == status


def test_a_member_sees_of_a_person_only_the_common_groups(client, personas, group) -> None:
    make_seat(group, personas.chair.person, **TERM)
    client.force_login(personas.member)
    page = client.get(reverse("groups:person-seats", args=[personas.chair.person.pk])).content.decode()
    assert "Työikäisten ryhmä" in page and "Ikääntyneiden ryhmä" not in page


def test_a_member_doesnt_see_people_of_other_groups(client, personas, group) -> None:
    stranger = make_seat(group, make_person("Salainen", organisation=personas.division), **TERM).person
    client.force_login(personas.member)
    assert client.get(reverse("groups:person-seats", args=[stranger.pk])).status_code == 404


def test_the_coordinator_fills_a_seat_on_its_page(client, personas, group) -> None:
    seat, person = make_seat(group, None, **TERM), make_person(organisation=personas.division)
    client.force_login(personas.coordinator)
    address = reverse("groups:seat-hand-over", args=[seat.pk])
    assert client.post(address, {"on": "2025-02-01", "person": make_person().pk}).status_code == 422  # of no county
    assert client.post(address, {"on": "2025-02-01", "person": person.pk}).status_code == 302
    assert Seat.objects.get(group=group, person=person).starts_on == date(2025, 2, 1)


def seat_rows(*rows: dict) -> dict:
    data = {"seats-TOTAL_FORMS": len(rows), "seats-INITIAL_FORMS": sum("id" in row for row in rows)}
    for number, row in enumerate(rows):
        data |= {f"seats-{number}-{name}": value for name, value in ({"order": 0, "role": "chair"} | row).items()}
    return data


@pytest.mark.parametrize(("first_day", "status"), [("1.7.2024", 302), ("30.6.2024", 200)])
def test_the_group_in_the_admin_site_compares_its_seats_as_they_will_stand(
    client, personas, group, first_day, status
) -> None:
    """The old chair's term is ended and the new chair comes in one save."""
    old, new = make_person(organisation=personas.division), make_person(organisation=personas.division)
    seat = make_seat(group, old, "chair", **TERM)
    was = {"id": seat.pk, "person": old.pk, "starts_on": "1.2.2024", "ends_on": "30.6.2024"}
    rows = seat_rows(was, {"person": new.pk, "starts_on": first_day})
    fields = {"county": personas.county.pk, "name_fi": "Ryhmä", "kind": "age_group", "order": 0}
    client.force_login(personas.coordinator)
    data = fields | {"secretary_way": "within"} | rows
    response = client.post(f"/admin/groups/workinggroup/{group.pk}/change/", data)
    assert response.status_code == status
    assert Seat.objects.filter(group=group).count() == (2 if status == 302 else 1)


def test_a_group_names_its_pool_in_the_admin_site(client, personas, group) -> None:
    client.force_login(personas.coordinator)
    address = f"/admin/groups/workinggroup/{group.pk}/change/"
    data = seat_rows() | {"county": personas.county.pk, "name_fi": "Ryhmä", "kind": "age_group", "order": 0}
    without = client.post(address, data | {"secretary_way": "pool", "secretary_pool": ""})
    assert list(without.context["adminform"].form.errors) == ["secretary_pool"]
    other = make_group(personas.other_county)
    foreign = client.post(address, data | {"secretary_way": "pool", "secretary_pool": other.pk})
    assert list(foreign.context["adminform"].form.errors) == ["secretary_pool"]
    assert (
        client.post(address, data | {"secretary_way": "pool", "secretary_pool": personas.group.pk}).status_code == 302
    )
    group.refresh_from_db()
    assert group.secretary_pool == personas.group
