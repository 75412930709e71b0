"""The page of an open round: who is asked, who has answered, what is left."""

from datetime import date

import pytest
from django.urls import reverse

from groups.models import NoticeItem, SentNotice
from plans.models import StatusUpdate
from plans.queries.rounds import is_answer_since, thing_key
from tests.factories.groups import make_person, make_seat
from tests.factories.meetings import make_meeting, make_turn
from tests.factories.plans import at_noon, make_measure, make_update
from tests.factories.rounds import read_counts, shown_identifiers


@pytest.fixture(autouse=True)
def _reader(client, personas) -> None:
    client.force_login(personas.coordinator)


def look(client, update_round, query: str = "") -> str:
    response = client.get(f"{update_round.get_absolute_url()}{query}")
    assert response.status_code == 200
    return response.text


def test_it_counts_by_section_who_has_answered(client, update_round, measure):
    make_update(measure, date(2024, 9, 5))
    counts = read_counts(look(client, update_round))
    assert counts["tyoikaiset"] == {"asked": 1, "answered": 1, "left": 0}
    assert counts["lapset"] == {"asked": 1, "answered": 0, "left": 1}
    assert counts["all"] == {"asked": 2, "answered": 1, "left": 1}


@pytest.mark.parametrize(
    ("on", "written", "counts"),
    [
        (date(2024, 9, 2), date(2024, 9, 2), True),  # the day of opening itself
        (date(2024, 9, 1), date(2024, 9, 1), False),
        (date(2024, 8, 20), date(2024, 9, 3), True),  # told of August, written in the round
        (date(2024, 9, 4), date(2024, 8, 30), True),  # true in the round, whenever it was written
    ],
)
def test_an_answer_was_true_or_written_since_the_opening_day(update_round, measure, on, written, counts):
    update = make_update(measure, on, recorded_at=at_noon(written))
    found = StatusUpdate.objects.filter(is_answer_since(update_round.opened_on))
    assert (update in found) is counts


def test_the_opening_day_is_local(client, update_round, measure):
    """Half past midnight in Helsinki is still the day before in UTC."""
    night = at_noon(date(2024, 9, 2)).replace(hour=0, minute=30)
    make_update(measure, date(2024, 8, 1), recorded_at=night)
    assert read_counts(look(client, update_round))["all"]["answered"] == 1


def test_a_corrected_answer_counts_once_and_a_withdrawn_one_does_not(client, update_round, measure):
    wrong = make_update(measure, date(2024, 9, 5))
    make_update(measure, date(2024, 9, 5), replaces=wrong, public_text_fi="Korjattu vastaus")
    page = look(client, update_round)
    assert read_counts(page)["all"]["answered"] == 1 and "Korjattu vastaus" in page
    make_update(measure, date(2024, 9, 5), replaces=measure.updates.latest("pk"), is_withdrawal=True)
    assert read_counts(look(client, update_round))["all"]["answered"] == 0


def test_what_ended_before_the_round_is_not_asked(client, update_round, sibling):
    make_update(sibling, date(2024, 5, 1), "discontinued", reason="Syy")
    page = look(client, update_round)
    assert read_counts(page)["tyoikaiset"]["asked"] == 1
    assert sibling.identifier in shown_identifiers(page)


def test_ended_in_the_round_is_an_answer(client, update_round, sibling):
    make_update(sibling, date(2024, 9, 6), "completed")
    assert read_counts(look(client, update_round))["tyoikaiset"] == {"asked": 2, "answered": 1, "left": 1}


def test_a_measure_that_came_into_force_later_or_ended_is_left_out(client, update_round, measure):
    make_measure(measure.goal, "T1.8", in_force_from=date(2024, 10, 1))
    make_measure(measure.goal, "T1.9", in_force_until=date(2024, 8, 1))
    assert shown_identifiers(look(client, update_round)) == ["T1.1", "L1.1"]


def test_contact_person_deputy_and_the_next_secretary_are_asked_in_that_order(client, update_round, measure, personas):
    measure.deputy = make_person("Varalla Oleva")
    measure.save()
    turn = make_person("Vuorossa Oleva")
    make_turn(make_meeting(personas.group, on=date(2024, 9, 20)), turn)
    page = look(client, update_round).split('id="measures"')[1]
    places = [page.index(name) for name in ("yhteyshenkilö", "Varalla Oleva", "Vuorossa Oleva")]
    assert places == sorted(places)


def test_who_has_left_is_not_asked(client, update_round, measure):
    measure.contact_person.left_on = date(2024, 9, 1)
    measure.contact_person.save()
    assert ">yhteyshenkilö" not in look(client, update_round)


@pytest.mark.parametrize(
    ("query", "identifiers"),
    [
        ("", ["T1.1", "T1.2", "L1.1"]),
        ("?osio=lapset", ["L1.1"]),
        ("?vastaus=annettu", ["T1.1"]),
        ("?vastaus=puuttuu", ["T1.2", "L1.1"]),
        ("?q=t1.2", ["T1.2"]),
        ("?osio=tyoikaiset&vastaus=puuttuu", ["T1.2"]),
        ("?osio=ei-ole&vastaus=x&yhteyshenkilo=0", ["T1.1", "T1.2", "L1.1"]),
    ],
)
def test_the_address_chooses_what_is_shown(client, update_round, measure, sibling, query, identifiers):
    make_update(measure, date(2024, 9, 5))
    assert shown_identifiers(look(client, update_round, query)) == identifiers


def test_one_persons_measures(client, update_round, measure, sibling):
    page = look(client, update_round, f"?yhteyshenkilo={measure.contact_person_id}")
    assert shown_identifiers(page) == ["T1.1"]


def test_a_bad_value_is_told(client, update_round):
    response = client.get(f"{update_round.get_absolute_url()}?osio=ei-ole")
    assert len(response.context["filters"].messages) == 1


def test_late_is_told_after_the_deadline(client, update_round, settings):
    assert "hint-late nowrap" not in look(client, update_round)
    settings.HYTE_TODAY = date(2024, 10, 1)
    assert look(client, update_round).count("hint-late nowrap") == 2


def test_the_last_reminder_is_shown(client, update_round, measure):
    notice = SentNotice.objects.create(recipient="a@example.org", subject="x")
    NoticeItem.objects.create(
        notice=notice,
        recipient="a@example.org",
        key=thing_key(update_round, measure),
        stage="first",
        due_on=update_round.deadline,
        on=date(2024, 9, 10),
    )
    assert "10.9.2024" in look(client, update_round)


def test_a_round_of_one_section_asks_only_of_it(client, update_round, plan):
    update_round.sections.set(plan.sections.filter(slug="lapset"))
    page = look(client, update_round)
    assert shown_identifiers(page) == ["L1.1"] and set(read_counts(page)) == {"lapset", "all"}


@pytest.mark.parametrize(
    ("persona", "status"), [("reader", 200), ("secretary", 200), ("lead", 200), ("contact", 403), ("unrelated", 404)]
)
def test_who_reads_a_round(client, update_round, personas, persona, status):
    client.force_login(getattr(personas, persona))
    assert client.get(update_round.get_absolute_url()).status_code == status
    assert client.get(reverse("plans:update-round-list", args=[update_round.plan.slug])).status_code == status


def test_only_the_coordinator_sees_the_acts(client, update_round, personas):
    closing = reverse("plans:update-round-close", args=[update_round.pk])
    assert closing in look(client, update_round)
    client.force_login(personas.reader)
    assert closing not in look(client, update_round)


def test_a_vacant_seat_of_a_secretary_asks_nobody(client, update_round, personas):
    make_seat(personas.group, None, "secretary")
    assert look(client, update_round)
