"""What speaks against a meeting, and that it is told to the right eyes."""

from datetime import date, timedelta

import pytest

from groups.queries.conflicts import ConflictKind, conflicts_of
from tests.factories.groups import Personas, make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import DAY, make_answer, make_meeting, make_turn

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.django_db]


@pytest.fixture
def groups(personas: Personas) -> list:
    """Of children and of older people, each with members of its own."""
    made = [make_group(personas.county, name) for name in ("Lasten ryhmä", "Ikääntyneiden ryhmä")]
    for group in made:
        make_seat(group, make_person(f"{group} jäsen"))
        make_seat(group, make_person(f"{group} sihteeri"), "secretary")
    return made


def found(personas: Personas, *meetings, on: date = DAY) -> list[tuple[str, str]]:
    """Kinds and texts for the first meeting."""
    told = conflicts_of(meetings, on=on, user=personas.coordinator)
    return [(str(each.kind), each.text) for each in told.get(meetings[0].pk, [])]


def test_meetings_of_different_people_at_once_are_no_conflict(personas, groups) -> None:
    first, second = (make_meeting(group) for group in groups)
    assert found(personas, first, second) == []


def test_member_of_both_groups_is_told_with_time(personas, groups) -> None:
    both = make_person("Molempien jäsen")
    for group in groups:
        make_seat(group, both)
    first = make_meeting(groups[0])
    make_meeting(groups[1], hour=15, title="Toinen kokous")
    assert found(personas, first) == [("person", "Also in Toinen kokous at 15:00–16:50: Molempien jäsen")]


def test_rotating_expert_is_told_as_one(personas, groups) -> None:
    expert = make_person("Kiertävä")
    for group in groups:
        make_seat(group, expert, "expert")
    first, second = (make_meeting(group, title=str(group)) for group in groups)
    assert found(personas, first, second) == [
        ("expert", "Also in Ikääntyneiden ryhmä at 14:00–15:50: Kiertävä (rotating expert)")
    ]


def test_one_after_the_other_is_no_conflict(personas, groups) -> None:
    both = make_person()
    for group in groups:
        make_seat(group, both)
    first = make_meeting(groups[0])
    make_meeting(groups[1], starts_at=first.ends_at, ends_at=first.ends_at + timedelta(hours=1))
    assert found(personas, first) == []


def test_only_seats_held_that_day_count(personas, groups) -> None:
    both = make_person()
    make_seat(groups[0], both)
    make_seat(groups[1], both, ends_on=DAY - timedelta(days=1))
    make_seat(groups[1], both, starts_on=DAY + timedelta(days=1))
    first, _second = (make_meeting(group) for group in groups)
    assert found(personas, first) == []


def test_cancelled_meeting_is_in_nobodys_way(personas, groups) -> None:
    both = make_person()
    for group in groups:
        make_seat(group, both)
    first = make_meeting(groups[0])
    cancelled = make_meeting(groups[1], state="cancelled", cancel_reason="Sairaus")
    assert found(personas, first) == []
    assert found(personas, cancelled) == []


def test_secretarys_turn_counts_and_waiting_for_one_does_not(personas, groups) -> None:
    writer = make_person("Vuorossa")
    for group in groups:
        make_seat(group, writer, "secretary_pool")
    first, second = make_meeting(groups[0]), make_meeting(groups[1], title="Toinen")
    assert found(personas, first) == []
    make_turn(first, writer)
    make_turn(second, writer)
    assert found(personas, first) == [("person", "Also in Toinen at 14:00–15:50: Vuorossa")]


def test_same_group_twice_is_told_without_names(personas, groups) -> None:
    first, _second = make_meeting(groups[0]), make_meeting(groups[0], hour=15, title="Päällekkäinen")
    assert found(personas, first) == [("group", "The same group meets in Päällekkäinen at 15:00–16:50")]


def test_meeting_of_another_county_is_not_named(personas, groups) -> None:
    both = make_person("Kahden alueen")
    theirs = make_group(personas.other_county)
    for group in (groups[0], theirs):
        make_seat(group, both)
    first = make_meeting(groups[0])
    make_meeting(theirs, title="Salainen otsikko")
    [conflict] = conflicts_of([first], on=DAY, user=personas.coordinator)[first.pk]
    assert conflict.text == "Also in a meeting of another county at 14:00–15:50: Kahden alueen"
    assert conflict.other is None


def test_holiday_is_told_by_name(personas, groups) -> None:
    meeting = make_meeting(groups[0], on=date(2024, 5, 1))
    assert found(personas, meeting) == [("holiday", "Public holiday: May Day")]


def test_no_secretary_is_told_of_meetings_ahead_only(personas) -> None:
    group = make_group(personas.county)
    meeting = make_meeting(group)
    assert found(personas, meeting) == [("no_secretary", "It isn't known yet who writes the memo")]
    assert found(personas, meeting, on=DAY + timedelta(days=1)) == []
    make_turn(meeting, make_person())
    assert found(personas, meeting) == []


def test_vacant_turn_is_no_secretary(personas) -> None:
    meeting = make_meeting(make_group(personas.county))
    make_turn(meeting, None)
    assert [kind for kind, _text in found(personas, meeting)] == [ConflictKind.NO_SECRETARY]


def test_every_group_of_a_joint_meeting_has_a_secretary(personas, groups) -> None:
    meeting = make_meeting(*groups, make_group(personas.county))
    assert [kind for kind, _text in found(personas, meeting)] == [ConflictKind.NO_SECRETARY]


@pytest.mark.parametrize(
    ("state", "days", "is_told"), [("called", 6, True), ("called", 7, False), ("planned", 6, False), ("held", 0, False)]
)
def test_few_coming_is_told_of_called_meetings_within_a_week(personas, groups, state, days, is_told) -> None:
    meeting = make_meeting(groups[0], state=state)
    told = found(personas, meeting, on=DAY - timedelta(days=days))
    assert told == ([("few_coming", "Only 0 of 2 come so far")] if is_told else [])


def test_half_of_the_seats_is_enough(personas, groups) -> None:
    meeting = make_meeting(groups[0], state="called")
    make_answer(meeting, groups[0].seats.first(), "deputy")
    assert found(personas, meeting) == []


def test_body_has_neither_secretary_nor_seats(personas) -> None:
    body = make_organisation("Lautakunta", "committee", personas.county)
    meeting = make_meeting(county=personas.county, body=body, state="called")
    assert found(personas, meeting) == []
