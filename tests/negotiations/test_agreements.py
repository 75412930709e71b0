"""An agreement: who may write it and when, how notes move it, and how it becomes a measure."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from negotiations.models import Agreement, AgreementNote, Topic
from negotiations.services.agreements import add_note, remove_agreement, save_agreement, take_into_plan
from plans.models import Measure
from tests.factories.groups import make_decision, make_person
from tests.factories.indicators import make_indicator
from tests.factories.negotiations import (
    make_agreement,
    make_goal_of_negotiation,
    make_negotiation,
    make_negotiation_round,
    make_party,
    make_sent_memo,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def new(negotiation, **fields) -> Agreement:
    values = {"topic": Topic.GOALS, "text": "Sovitaan", "due_on": date(2024, 12, 31)} | fields
    return Agreement(negotiation=negotiation, **values)


def note(agreement, **fields) -> AgreementNote:
    values = {"on": date(2024, 6, 1), "text": "Etenee", "state": "running"} | fields
    return AgreementNote(agreement=agreement, **values)


def test_numbers_are_not_used_again(negotiation, party, personas):
    by = personas.coordinator
    first, second, third = (new(negotiation, text=text) for text in ("Yksi", "Kaksi", "Kolme"))
    save_agreement(first, responsible=[party], by=by)
    remove_agreement(save_agreement(second, responsible=[party], by=by), by=by)
    save_agreement(third, responsible=[party], by=by)
    assert (first.number, third.number) == (1, 3)


def test_the_same_form_sent_twice_is_one_agreement(negotiation, party, personas):
    save_agreement(new(negotiation), responsible=[party], by=personas.coordinator)
    with pytest.raises(ValidationError, match="already: it is number 1"):
        save_agreement(new(negotiation), responsible=[party], by=personas.coordinator)
    assert Agreement.objects.count() == 1


BAD = {
    "nobody": "at least one party",
    "foreign": "belongs to another negotiation",
    "withdrawn": "isn't at the table any more",
    "early": "before the day of the negotiation",
}


@pytest.mark.parametrize("case", BAD)
def test_bad_agreements_are_refused(negotiation, party, personas, case):
    parties, agreement = [party], new(negotiation)
    if case == "nobody":
        parties = []
    elif case == "foreign":
        parties = [make_party(make_negotiation(negotiation.round, on=date(2024, 4, 1)))]
    elif case == "withdrawn":
        party.withdrawn_on, party.withdrawn_reason = date(2024, 3, 6), "Erosi"
    else:
        agreement.due_on = date(2024, 3, 4)
    with pytest.raises(ValidationError, match=BAD[case]):
        save_agreement(agreement, responsible=parties, by=personas.coordinator)
    assert not Agreement.objects.exists()


def test_a_party_that_withdrew_after_it_agreed_stays(negotiation, party, personas):
    agreement = save_agreement(new(negotiation), responsible=[party], by=personas.coordinator)
    party.withdrawn_on, party.withdrawn_reason = date(2024, 3, 6), "Erosi"
    party.save()
    agreement.text = "Tarkennettu"
    save_agreement(agreement, responsible=[party], by=personas.coordinator)
    assert list(agreement.responsible.all()) == [party]


def test_ties_are_of_the_county(negotiation, party, personas):
    foreign = make_bare_plan(personas.other_county, slug="toinen")
    goal = make_goal(make_section(foreign))
    with pytest.raises(ValidationError, match="another county"):
        save_agreement(new(negotiation, goal=goal), responsible=[party], by=personas.coordinator)
    with pytest.raises(ValidationError, match="another county"):
        save_agreement(new(negotiation, measure=make_measure(goal)), responsible=[party], by=personas.coordinator)
    own = make_indicator(county=personas.other_county)
    with pytest.raises(ValidationError, match="another county"):
        save_agreement(new(negotiation, indicator=own), responsible=[party], by=personas.coordinator)


def test_a_proposal_is_not_tied_to_a_measure_that_there_is(negotiation, party, personas):
    measure = make_measure(make_goal(make_section(make_bare_plan(personas.county))))
    with pytest.raises(ValidationError, match="one of the two"):
        save_agreement(
            new(negotiation, measure=measure, proposes_measure=True), responsible=[party], by=personas.coordinator
        )


def test_what_the_parties_approve_stays_when_the_memo_has_gone(negotiation, party, personas):
    by, agreement = personas.coordinator, make_agreement(negotiation, party)
    make_sent_memo(negotiation)
    for name, value in {"text": "Muuta", "due_on": date(2025, 6, 1), "topic": "goals"}.items():
        changed = Agreement.objects.get(pk=agreement.pk)
        setattr(changed, name, value)
        with pytest.raises(ValidationError, match="The memo is with the parties"):
            save_agreement(changed, responsible=[party], by=by)
    with pytest.raises(ValidationError, match="The memo is with the parties"):
        save_agreement(Agreement.objects.get(pk=agreement.pk), responsible=[make_party(negotiation)], by=by)
    with pytest.raises(ValidationError, match="The memo is with the parties"):
        save_agreement(new(negotiation), responsible=[party], by=by)
    with pytest.raises(ValidationError, match="The memo is with the parties"):
        remove_agreement(agreement, by=by)


def test_who_follows_it_changes_also_after_the_memo(negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    make_sent_memo(negotiation)
    agreement.owner = make_person()
    save_agreement(agreement, responsible=[party], by=personas.coordinator)
    assert Agreement.objects.get().owner == agreement.owner


def test_notes_move_the_agreement(negotiation, party, personas):
    agreement, by = make_agreement(negotiation, party), personas.coordinator
    add_note(note(agreement, due_on=date(2025, 3, 1)), by=by)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.due_on, agreement.ended_on) == ("running", date(2025, 3, 1), None)
    add_note(note(agreement, on=date(2025, 2, 1), state="done"), by=by)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == ("done", date(2025, 2, 1))
    add_note(note(agreement, on=date(2024, 8, 1), text="Muistettiin myöhemmin"), by=by)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.due_on) == ("done", date(2025, 3, 1))
    assert agreement.notes.first().by == by


def test_an_ended_agreement_opens_again(negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    add_note(note(agreement, state="dropped"), by=personas.coordinator)
    add_note(note(agreement, on=date(2024, 7, 1)), by=personas.coordinator)
    agreement.refresh_from_db()
    assert agreement.is_open and agreement.ended_on is None


@pytest.mark.parametrize(
    "fields",
    [
        {"on": date(2024, 3, 4)},
        {"due_on": date(2024, 5, 31)},
        {"state": "done", "due_on": date(2025, 1, 1)},
        {"text": ""},
        {"state": "unknown"},
    ],
)
def test_bad_notes_are_refused(negotiation, party, personas, fields):
    agreement = make_agreement(negotiation, party)
    with pytest.raises(ValidationError):
        add_note(note(agreement, **fields), by=personas.coordinator)
    assert not agreement.notes.exists()


def test_the_same_note_is_written_once(negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    add_note(note(agreement), by=personas.coordinator)
    with pytest.raises(ValidationError, match="already"):
        add_note(note(agreement), by=personas.coordinator)


def test_a_note_is_taken_up_in_a_later_negotiation_of_the_county(negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    earlier = make_negotiation(negotiation.round, on=date(2024, 1, 5))
    foreign = make_negotiation(make_negotiation_round(personas.other_county), on=date(2024, 5, 5))
    for wrong in (earlier, foreign, negotiation):
        with pytest.raises(ValidationError):
            add_note(note(agreement, negotiation=wrong), by=personas.coordinator)
    later = make_negotiation(negotiation.round, on=date(2024, 5, 5))
    assert add_note(note(agreement, negotiation=later), by=personas.coordinator).pk


def proposed(goal, **fields) -> Measure:
    plan = goal.section.plan
    values = {"identifier": "T1.77", "wording_fi": "Uusi toimenpide", "in_force_from": plan.valid_from}
    return Measure(plan=plan, goal=goal, **(values | fields))


def test_a_proposal_becomes_a_measure(negotiation, party, personas):
    goal = make_goal_of_negotiation(negotiation)
    agreement = make_agreement(negotiation, party, proposes_measure=True)
    decision = make_decision(personas.county)
    measure = take_into_plan(agreement, proposed(goal), decision=decision, by=personas.coordinator)
    agreement.refresh_from_db()
    assert agreement.measure == measure and agreement.became_measure and agreement.goal == goal
    with pytest.raises(ValidationError, match="already"):
        take_into_plan(agreement, proposed(goal, identifier="T1.78"), decision=decision, by=personas.coordinator)
    with pytest.raises(ValidationError):
        remove_agreement(agreement, by=personas.coordinator)
    agreement.measure = None
    with pytest.raises(ValidationError, match="the tie stays"):
        save_agreement(agreement, responsible=[party], by=personas.coordinator)


def test_an_approved_plan_takes_a_measure_by_a_decision(negotiation, party, personas):
    goal = make_goal_of_negotiation(negotiation)
    assert goal.section.plan.is_approved
    agreement = make_agreement(negotiation, party, proposes_measure=True)
    with pytest.raises(ValidationError):
        take_into_plan(agreement, proposed(goal), decision=None, by=personas.coordinator)
    agreement.refresh_from_db()
    assert agreement.measure is None and not Measure.objects.filter(identifier="T1.77").exists()


def test_what_is_not_a_proposal_or_has_no_plan_is_not_taken(negotiation, party, personas):
    by, agreement = personas.coordinator, make_agreement(negotiation, party, proposes_measure=True)
    goal = make_goal(make_section(make_bare_plan(personas.county)))
    with pytest.raises(ValidationError, match="no plan"):
        take_into_plan(agreement, proposed(goal), decision=make_decision(personas.county), by=by)
    plain = make_agreement(negotiation, party)
    with pytest.raises(ValidationError, match="doesn't propose"):
        take_into_plan(plain, proposed(goal), decision=make_decision(personas.county), by=by)


def test_followed_agreements_stay(negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    add_note(note(agreement), by=personas.coordinator)
    with pytest.raises(ValidationError, match="notes"):
        remove_agreement(agreement, by=personas.coordinator)
