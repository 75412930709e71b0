"""Secretaries' turns: who can write, a rotation in one act, swaps, and turns taken over."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.models import SecretaryTurn
from groups.queries.turns import coming_meetings, turn_changes, writers
from groups.services.turns import make_rotation, swap_turns, take_over_turn
from tests.factories.groups import make_group, make_person, make_seat
from tests.factories.meetings import make_meeting, make_memo, make_turn

TODAY = date(2025, 1, 31)
DAYS = [date(2025, 2, 10), date(2025, 3, 17), date(2025, 4, 14), date(2025, 5, 12)]


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def pool(personas):
    return make_group(personas.county, "Toimialojen ryhmä", "divisions")


@pytest.fixture
def group(personas, pool):
    """Two are named as its secretaries; the pool has a third one, and the second has a deputy."""
    return make_group(personas.county, "Ikääntyneiden ryhmä", secretary_way="pool", secretary_pool=pool)


@pytest.fixture
def people(group, pool):
    named = [make_person(name) for name in ("Aino", "Eino")]
    make_seat(group, named[0], "secretary_pool", order=1)
    make_seat(group, named[1], "secretary_pool", order=2, deputy=make_person("Varala"))
    make_seat(pool, make_person("Kolmas"), "member")
    return named


@pytest.fixture
def meetings(group):
    return [make_meeting(group, on=day) for day in DAYS]


def names(turns) -> list[str]:
    return [turn.person.name for turn in turns]


def able(group) -> list[str]:
    return [writer.person.name for writer in writers(group, TODAY, TODAY) if writer.sits_on(TODAY)]


def written(group) -> list[str]:
    return names(SecretaryTurn.objects.filter(group=group).order_by("meeting__starts_at"))


def test_named_ones_come_first_then_the_pool_then_deputies(group, people) -> None:
    make_seat(group, make_person("Jäsen"), "member")
    make_seat(group.secretary_pool, make_person("Kiertävä"), "expert")
    make_seat(group.secretary_pool, make_person("Entinen"), ends_on=date(2024, 12, 31))
    assert able(group) == [
        "Aino",
        "Eino",
        "Kolmas",
        "Varala",
    ]


def test_inside_a_group_its_members_can_write(personas) -> None:
    group = make_group(personas.county, secretary_way="within")
    make_seat(group, make_person("Jäsen"))
    make_seat(group, make_person("Lähtenyt", left_on=date(2025, 1, 1)))
    assert able(group) == ["Jäsen"]


def test_a_rotation_goes_round_and_leaves_its_trace(group, people, meetings, personas) -> None:
    turns = make_rotation(group, meetings[::-1], people, by=personas.coordinator)
    assert names(turns) == ["Aino", "Eino", "Aino", "Eino"]
    assert [turn.meeting.on for turn in turns] == DAYS
    assert {turn.history.get().history_user for turn in turns} == {personas.coordinator}
    assert coming_meetings(group, date(2025, 2, 11))[0].turn.person == people[1]


def test_a_rotation_replaces_and_writes_no_history_for_what_stays(group, people, meetings, personas) -> None:
    make_rotation(group, meetings, people, by=personas.coordinator)
    make_rotation(group, meetings[:2], [people[0]], reason="Loma", by=personas.secretary)
    assert written(group) == ["Aino", "Aino", "Aino", "Eino"]
    (change,) = turn_changes(group, meetings)
    assert (change.before, change.after, change.by, change.reason) == (people[1], people[0], personas.secretary, "Loma")


def test_somebody_whose_term_is_over_is_passed_over(group, people, meetings, personas) -> None:
    group.seats.filter(person=people[0]).update(ends_on=date(2025, 3, 1))
    assert names(make_rotation(group, meetings, people, by=personas.coordinator)) == ["Aino", "Eino", "Eino", "Eino"]


@pytest.mark.parametrize(
    "case", ["nobody", "no meeting", "stranger", "other's meeting", "cancelled", "approved memo", "all left"]
)
def test_what_a_rotation_refuses(group, people, meetings, personas, case) -> None:
    chosen, writers = meetings, people
    match case:
        case "nobody":
            writers = []
        case "no meeting":
            chosen = []
        case "stranger":
            writers = [make_person()]
        case "other's meeting":
            chosen = [*meetings, make_meeting(personas.group, on=DAYS[0])]
        case "cancelled":
            chosen = [make_meeting(group, on=DAYS[0], state="cancelled", cancel_reason="Este")]
        case "approved memo":
            make_memo(meetings[0], state="approved", approved_at=timezone.now(), content={})
        case "all left":
            group.seats.update(ends_on=date(2025, 3, 1))
    with pytest.raises(ValidationError):
        make_rotation(group, chosen, writers, by=personas.coordinator)
    assert not SecretaryTurn.objects.exists()


def test_two_turns_are_swapped_and_swapped_back(group, people, meetings, personas) -> None:
    first, second = make_rotation(group, meetings[:2], people, by=personas.coordinator)
    first, second = swap_turns(first, second, reason="Loma", by=personas.secretary)
    assert [(turn.person, turn.instead_of, turn.reason) for turn in (first, second)] == [
        (people[1], people[0], "Loma"),
        (people[0], people[1], "Loma"),
    ]
    assert {(change.by, change.reason) for change in turn_changes(group, meetings)} == {(personas.secretary, "Loma")}
    first, second = swap_turns(first, second, reason="Loma siirtyi", by=personas.secretary)
    assert [(turn.person, turn.instead_of) for turn in (first, second)] == [(people[0], None), (people[1], None)]


@pytest.mark.parametrize("case", ["itself", "other group", "same person", "no reason", "approved memo"])
def test_what_a_swap_refuses(group, people, meetings, personas, case) -> None:
    first, second = make_rotation(group, meetings[:2], people, by=personas.coordinator)
    other, reason = second, "Loma"
    match case:
        case "itself":
            other = first
        case "other group":
            other = make_turn(make_meeting(personas.group), personas.secretary.person)
        case "same person":
            other = make_turn(meetings[2], people[0], group)
        case "no reason":
            reason = " "
        case "approved memo":
            make_memo(second.meeting, state="approved", approved_at=timezone.now(), content={})
    with pytest.raises(ValidationError):
        swap_turns(first, other, reason=reason, by=personas.coordinator)
    assert written(group)[:2] == ["Aino", "Eino"]


def test_a_deputy_takes_the_turn_over(group, people, meetings, personas) -> None:
    turn = make_turn(meetings[1], people[1], group)
    deputy = group.seats.get(person=people[1]).deputy
    taken = take_over_turn(turn, deputy, reason="Sairastui", by=personas.coordinator)
    assert (taken.person, taken.instead_of, taken.reason) == (deputy, people[1], "Sairastui")
    back = take_over_turn(taken, people[1], reason="Parani", by=personas.coordinator)
    assert (back.person, back.instead_of) == (people[1], None)


def test_the_deputy_of_the_one_whose_turn_it_is_is_offered_first(client, group, people, meetings, personas) -> None:
    turn = make_turn(meetings[1], people[1], group)
    client.force_login(personas.coordinator)
    form = client.get(reverse("groups:turn-take-over", args=[turn.pk])).context["form"]
    offered = [label for _pk, label in form.fields["person"].choices]
    assert [label.split(" ")[0] for label in offered] == ["Varala", "Aino", "Kolmas"]
    assert "Eino" in offered[0]


@pytest.mark.parametrize("case", ["stranger", "same", "no reason", "cancelled", "approved memo"])
def test_what_taking_over_refuses(group, people, meetings, personas, case) -> None:
    turn, person, reason = make_turn(meetings[0], people[0], group), people[1], "Loma"
    match case:
        case "stranger":
            person = personas.member.person
        case "same":
            person = people[0]
        case "no reason":
            reason = ""
        case "cancelled":
            meetings[0].state, meetings[0].cancel_reason = "cancelled", "Este"
            meetings[0].save()
        case "approved memo":
            make_memo(meetings[0], state="approved", approved_at=timezone.now(), content={})
    with pytest.raises(ValidationError):
        take_over_turn(turn, person, reason=reason, by=personas.coordinator)
    turn.refresh_from_db()
    assert turn.person == people[0]


def rotation_data(people, **fields) -> dict:
    places = {f"place_{person.pk}": place for place, person in enumerate(people, start=1)}
    return {"first": "2025-01-31", "last": "2025-07-31", "existing": "keep"} | places | fields


def test_a_rotation_is_looked_at_and_then_saved(client, group, people, meetings, personas) -> None:
    make_turn(meetings[0], people[1], group)
    client.force_login(personas.coordinator)
    address = reverse("groups:rotation-make", args=[group.pk])
    looked = client.post(address, rotation_data(people))
    assert looked.status_code == 200 and SecretaryTurn.objects.count() == 1
    assert [person.name for _meeting, person, _turn in looked.context["preview"]] == ["Aino", "Eino", "Aino"]
    data = rotation_data(people, confirm="1", shown=looked.context["mark"])
    assert client.post(address, data).status_code == 302
    assert written(group) == ["Eino", "Aino", "Eino", "Aino"]


def test_existing_turns_are_replaced_by_choice(client, group, people, meetings, personas) -> None:
    make_turn(meetings[0], people[1], group)
    client.force_login(personas.coordinator)
    address = reverse("groups:rotation-make", args=[group.pk])
    looked = client.post(address, rotation_data(people, existing="replace"))
    client.post(address, rotation_data(people, existing="replace", confirm="1", shown=looked.context["mark"]))
    assert written(group) == ["Aino", "Eino", "Aino", "Eino"]


def test_what_has_changed_since_the_preview_is_shown_again(client, group, people, meetings, personas) -> None:
    client.force_login(personas.coordinator)
    address = reverse("groups:rotation-make", args=[group.pk])
    mark = client.post(address, rotation_data(people)).context["mark"]
    make_meeting(group, on=date(2025, 6, 2))
    again = client.post(address, rotation_data(people, confirm="1", shown=mark))
    assert again.status_code == 200 and again.context["moved_on"]
    assert not SecretaryTurn.objects.exists()


def test_the_form_begins_with_who_has_waited_longest(client, group, people, personas) -> None:
    make_turn(make_meeting(group, on=date(2024, 5, 13)), people[0], group)
    client.force_login(personas.coordinator)
    form = client.get(reverse("groups:rotation-make", args=[group.pk])).context["form"]
    assert {writer.person.name: bound.value() for bound, writer in form.places} == {
        "Aino": 2,
        "Eino": 1,
        "Kolmas": None,
        "Varala": None,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"last": "2025-01-01"},
        {"first": ""},
        {"first": "2026-08-01", "last": "2026-12-31"},
        {"same": True},
        {"none": True},
    ],
)
def test_a_rotation_form_that_cant_hold_is_refused(client, group, people, meetings, personas, wrong) -> None:
    data = rotation_data([] if "none" in wrong else people, **wrong)
    if "same" in wrong:
        data[f"place_{people[1].pk}"] = 1
    client.force_login(personas.coordinator)
    response = client.post(reverse("groups:rotation-make", args=[group.pk]), data | {"confirm": "1", "shown": ""})
    assert response.status_code == 422 and not SecretaryTurn.objects.exists()


def test_the_secretary_of_the_group_swaps_and_gives_turns_on_the_pages(client, personas) -> None:
    group, secretary = personas.group, personas.secretary.person
    other = make_seat(group, make_person("Toinen"), "secretary_pool").person
    first, second = (
        make_turn(make_meeting(group, on=day), who) for day, who in zip(DAYS, (secretary, other), strict=False)
    )
    empty = make_meeting(group, on=DAYS[2])
    client.force_login(personas.secretary)
    swap = reverse("groups:turn-swap", args=[first.pk])
    assert client.post(swap, {"other": second.pk, "reason": ""}).status_code == 422
    assert client.post(swap, {"other": second.pk, "reason": "Loma"}).status_code == 302
    give = reverse("groups:turn-give", args=[group.pk, empty.pk])
    assert client.post(give, {"person": other.pk}).status_code == 302
    take = reverse("groups:turn-take-over", args=[second.pk])
    assert client.post(take, {"person": personas.unrelated.pk, "reason": "x"}).status_code == 422
    assert written(group) == ["Toinen", "secretary henkilö", "Toinen"]
    page = client.get(reverse("groups:group-turns", args=[group.pk])).content.decode()
    assert page.count("Loma") == 4  # by each turn, and twice in the history
