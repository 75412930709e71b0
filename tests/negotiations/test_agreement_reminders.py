"""Whom the agreements remind, of what and when."""

from datetime import date

import pytest

from hyte.lib.due import DueThing, Stage
from negotiations.queries.reminders import due_reminders
from reporting.services.reminders import gather, plan_reminders
from tests.factories.groups import make_organisation, make_person
from tests.factories.negotiations import make_agreement, make_agreement_note, make_negotiation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DUE = date(2024, 10, 31)


def of_agreements(on: date) -> list[DueThing]:
    return [thing for thing in due_reminders(on) if thing.key.startswith("agreement:")]


def stages(on: date) -> list[tuple[str, Stage]]:
    return [(thing.key.split(":")[2], thing.stage(on)) for thing in of_agreements(on)]


def test_a_deadline_is_told_before_and_after(negotiation, party):
    make_agreement(negotiation, party, due_on=DUE)
    assert stages(date(2024, 9, 30)) == []
    assert stages(date(2024, 10, 1)) == [("deadline", Stage.FIRST)]
    assert stages(date(2024, 10, 25)) == [("deadline", Stage.WEEK)]
    assert stages(date(2024, 11, 1)) == [("deadline", Stage.LATE)]
    assert stages(date(2024, 11, 14)) == [("deadline", Stage.VERY_LATE)]


def test_a_note_is_asked_for_once_a_year(negotiation, party):
    agreement = make_agreement(negotiation, party, due_on=date(2027, 12, 31))
    assert stages(date(2025, 2, 1)) == []
    assert stages(date(2025, 3, 6)) == [("note", Stage.LATE)]
    first = of_agreements(date(2025, 3, 6))[0].key
    make_agreement_note(agreement, date(2025, 3, 10))
    assert stages(date(2025, 3, 11)) == []
    assert due_reminders(date(2026, 3, 1))[0].key != first


def test_what_is_long_late_is_still_asked_of_yearly(negotiation, party):
    make_agreement(negotiation, party, due_on=DUE)
    assert [kind for kind, _stage in stages(date(2025, 6, 1))] == ["deadline", "note"]


def test_ended_agreements_and_those_of_cancelled_negotiations_are_left_alone(negotiation, party):
    make_agreement(negotiation, party, due_on=DUE, state="done", ended_on=date(2024, 6, 1))
    cancelled = make_negotiation(negotiation.round, on=date(2024, 4, 1))
    cancelled.meeting.state, cancelled.meeting.cancel_reason = "cancelled", "Sairaus"
    cancelled.meeting.save()
    make_agreement(cancelled, party, due_on=DUE)
    assert due_reminders(date(2024, 11, 1)) == []


def test_who_follows_it_is_asked_and_else_the_coordinator(negotiation, party, personas):
    owner = make_person(email="omistaja@example.org")
    make_agreement(negotiation, party, due_on=DUE, owner=owner, text="Omistettu")
    make_agreement(negotiation, party, due_on=DUE, text="Orpo")
    on = date(2024, 11, 1)
    told = {mail.addressee.email: [each.thing.title for each in mail.things] for mail in plan_reminders(on)}
    assert told == {"omistaja@example.org": ["Omistettu"], personas.coordinator.email: ["Orpo"]}
    assert {thing.title for thing in gather(on)} == {"Omistettu", "Orpo"}


def test_the_questions_do_not_grow_with_agreements(negotiation, party, django_assert_num_queries):
    for _number in range(30):
        make_agreement(negotiation, party, due_on=DUE)
    with django_assert_num_queries(1):
        assert len(due_reminders(date(2024, 8, 31))) == 0
    with django_assert_num_queries(8):
        assert len(due_reminders(date(2024, 11, 1))) == 30


def test_parties_without_a_negotiation_are_told_of_in_autumn(negotiation, party, personas):
    make_organisation("Unohdettu kunta", kind="municipality", parent=personas.county)
    assert due_reminders(date(2024, 8, 31)) == []
    thing = due_reminders(date(2024, 9, 1))[0]
    assert "Unohdettu kunta" in thing.what and str(party) not in thing.what
    assert thing.stage(date(2024, 9, 1)) == Stage.FIRST and thing.stage(date(2024, 12, 28)) == Stage.WEEK
    told = {mail.addressee.email: [each.thing.key for each in mail.things] for mail in plan_reminders(date(2024, 9, 2))}
    assert told == {personas.coordinator.email: [thing.key]}


def test_a_county_that_has_planned_them_all_is_not_told(negotiation, party):
    assert due_reminders(date(2024, 12, 1)) == []


def test_a_county_without_rounds_is_not_told(personas):
    make_organisation("Kunta", kind="municipality", parent=personas.county)
    assert due_reminders(date(2024, 12, 1)) == []
