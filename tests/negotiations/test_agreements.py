"""An agreement: who may write it and when, how notes move it, and how it becomes a measure."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from negotiations.models import Agreement, AgreementNote, Topic
from negotiations.services.agreements import add_note, remove_agreement, save_agreement, take_into_plan
from plans.models import Measure
from tests.factories.groups import make_decision, make_person
from tests.factories.indicators import make_indicator
from tests.factories.negotiations import (
    make_agreement,
    make_negotiation,
    make_negotiation_memo,
    make_negotiation_round,
    make_party,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def negotiation(personas):
    return make_negotiation(make_negotiation_round(personas.county))


@pytest.fixture
def party(negotiation):
    return make_party(negotiation)


def new(negotiation, **fields) -> Agreement:
    values = {"topic": Topic.GOALS, "text": "Sovitaan", "due_on": date(2024, 12, 31)} | fields
    return Agreement(negotiation=negotiation, **values)


def note(agreement, **fields) -> AgreementNote:
    values = {"on": date(2024, 6, 1), "text": "Etenee", "state": "running"} | fields
    return AgreementNote(agreement=agreement, **values)


def sent_memo(negotiation):
    return make_negotiation_memo(negotiation, state="sent", content={}, sent_at=timezone.now(), version=1)


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
    sent_memo(negotiation)
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
    sent_memo(negotiation)
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


def with_plan(negotiation, **fields):
    plan = make_bare_plan(negotiation.county, **fields)
    negotiation.round.plan = plan
    negotiation.round.save()
    return make_goal(make_section(plan))


def proposed(goal, **fields) -> Measure:
    plan = goal.section.plan
    values = {"identifier": "T1.77", "wording_fi": "Uusi toimenpide", "in_force_from": plan.valid_from}
    return Measure(plan=plan, goal=goal, **(values | fields))


def test_a_proposal_becomes_a_measure(negotiation, party, personas):
    goal = with_plan(negotiation)
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
    goal = with_plan(negotiation)
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


# Pages


def make_public(negotiation):
    make_negotiation_memo(negotiation, state="approved", content={}, approved_at=timezone.now())
    negotiation.publication = "public"
    negotiation.save()


def test_the_coordinator_writes_an_agreement(client, negotiation, party, personas):
    client.force_login(personas.coordinator)
    page = client.get(f"/neuvottelut/{negotiation.pk}/sovitut/uusi/?aihe=follow_up")
    assert page.status_code == 200 and 'value="follow_up" selected' in page.content.decode()
    data = {"topic": "follow_up", "text": "=1+1 <b>", "responsible": [party.pk], "due_on": "2024-12-31"}
    answer = client.post(f"/neuvottelut/{negotiation.pk}/sovitut/uusi/", data)
    assert answer.status_code == 302, answer.content.decode()
    shown = client.get(Agreement.objects.get().get_absolute_url()).content.decode()
    assert "=1+1 &lt;b&gt;" in shown and str(party) in shown


def test_an_agreement_of_nobody_is_told(client, negotiation, party, personas):
    client.force_login(personas.coordinator)
    data = {"topic": "goals", "text": "Sovitaan", "due_on": "2024-01-31"}
    answer = client.post(f"/neuvottelut/{negotiation.pk}/sovitut/uusi/", data)
    assert answer.status_code == 422 and not Agreement.objects.exists()
    answer = client.post(f"/neuvottelut/{negotiation.pk}/sovitut/uusi/", data | {"responsible": [party.pk]})
    assert answer.status_code == 422 and not Agreement.objects.exists()


def test_the_form_after_the_memo_asks_only_who_follows_and_ties(client, negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    sent_memo(negotiation)
    client.force_login(personas.coordinator)
    page = client.get(f"/sovitut/{agreement.pk}/muokkaa/").content.decode()
    assert 'name="owner"' in page and 'name="text"' not in page and 'name="due_on"' not in page
    answer = client.post(f"/sovitut/{agreement.pk}/muokkaa/", {"text": "Muuta", "due_on": "2030-01-01"})
    assert answer.status_code == 302
    assert Agreement.objects.get().text == agreement.text


def test_the_public_reads_no_people_nor_notes(client, negotiation, party, personas):
    owner = make_person("Olli Omistaja")
    agreement = make_agreement(negotiation, party, owner=owner)
    add_note(note(agreement, text="Sisäinen merkintä"), by=personas.coordinator)
    assert client.get(agreement.get_absolute_url()).status_code == 302
    make_public(negotiation)
    for address in (agreement.get_absolute_url(), "/sovitut/"):
        shown = client.get(address)
        assert shown.status_code == 200
        text = shown.content.decode()
        assert agreement.text in text and "Olli Omistaja" not in text and "Sisäinen merkintä" not in text
    client.force_login(personas.reader)
    text = client.get(agreement.get_absolute_url()).content.decode()
    assert "Olli Omistaja" in text and "Sisäinen merkintä" in text


def test_a_public_negotiation_without_an_approved_memo_shows_nothing(client, negotiation, party):
    agreement = make_agreement(negotiation, party)
    sent_memo(negotiation)
    negotiation.publication = "public"
    negotiation.save()
    assert client.get(agreement.get_absolute_url()).status_code == 302
    assert agreement.text not in client.get("/sovitut/").content.decode()


def test_the_one_who_follows_it_reads_and_writes_notes(client, negotiation, party, personas):
    agreement = make_agreement(negotiation, party, owner=personas.contact.person)
    client.force_login(personas.contact)
    assert client.get(agreement.get_absolute_url()).status_code == 200
    data = {"on": "2024-06-01", "text": "Etenee", "state": "running"}
    assert client.post(f"/sovitut/{agreement.pk}/merkinta/", data).status_code == 302
    assert client.get(f"/sovitut/{agreement.pk}/muokkaa/").status_code == 403
    assert agreement.notes.get().by == personas.contact


def test_a_note_shows_how_the_deadline_moved(client, negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    client.force_login(personas.coordinator)
    data = {"on": "2024-06-01", "text": "Siirtyy", "state": "running", "due_on": "2025-06-30"}
    assert client.post(f"/sovitut/{agreement.pk}/merkinta/", data).status_code == 302
    page = client.get(agreement.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert "31.12.2024" in page and "30.6.2025" in page
    answer = client.post(f"/sovitut/{agreement.pk}/merkinta/", data)
    assert answer.status_code == 422 and agreement.notes.count() == 1
    future = client.post(f"/sovitut/{agreement.pk}/merkinta/", data | {"on": "2999-01-01", "due_on": ""})
    assert future.status_code == 422


def test_a_note_that_names_a_negotiation_goes_back_to_it(client, negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    later = make_negotiation(negotiation.round, on=date(2024, 6, 5))
    client.force_login(personas.coordinator)
    address = f"/sovitut/{agreement.pk}/merkinta/?neuvottelu={later.pk}"
    assert f'value="{later.pk}" selected' in client.get(address).content.decode()
    data = {"on": "2024-06-05", "text": "Etenee", "state": "running", "negotiation": later.pk}
    assert client.post(address, data).url == f"/neuvottelut/{later.pk}/aiheet/"
    for odd in ("x", "9" * 40, "0", str(negotiation.pk)):
        assert client.get(f"/sovitut/{agreement.pk}/merkinta/?neuvottelu={odd}").status_code == 200


def test_taking_into_the_plan_on_the_page(client, negotiation, party, personas):
    goal = with_plan(negotiation)
    agreement = make_agreement(negotiation, party, proposes_measure=True)
    client.force_login(personas.coordinator)
    address = f"/sovitut/{agreement.pk}/suunnitelmaan/"
    assert agreement.text in client.get(address).content.decode()
    data = {"goal": goal.pk, "wording_fi": "Perustetaan", "in_force_from": str(goal.section.plan.valid_from)}
    assert client.post(address, data).status_code == 422
    decision = make_decision(personas.county)
    assert client.post(address, data | {"decision": decision.pk}).status_code == 302
    measure = Agreement.objects.get(pk=agreement.pk).measure
    assert measure.wording_fi == "Perustetaan" and measure.goal == goal
    assert client.get(address).status_code == 409


def test_the_status_of_the_measure_flows_back(client, negotiation, party, personas):
    plan = make_bare_plan(personas.county, public=True)
    measure = make_measure(make_goal(make_section(plan)))
    agreement = make_agreement(negotiation, party, measure=measure, proposes_measure=True)
    make_public(negotiation)
    make_update(measure, on=date(2024, 4, 1), status="in_progress")
    make_update(measure, on=date(2024, 5, 1), status="completed", published=False)
    public = client.get(agreement.get_absolute_url()).content.decode()
    assert "status--in_progress" in public and "status--completed" not in public
    of_measure = client.get(f"/toimenpiteet/{measure.pk}/sovitut/").content.decode()
    assert agreement.text in of_measure and "status--in_progress" in of_measure
    client.force_login(personas.coordinator)
    assert "status--completed" in client.get(agreement.get_absolute_url()).content.decode()


def test_the_measure_page_leads_to_its_agreements(client, personas):
    measure = make_measure(make_goal(make_section(make_bare_plan(personas.county, public=True))))
    assert f"/toimenpiteet/{measure.pk}/sovitut/" in client.get(measure.get_absolute_url()).content.decode()


def test_an_internal_goal_is_not_told_to_the_public(client, negotiation, party, personas):
    goal = make_goal(make_section(make_bare_plan(personas.county, public=False)), wording_fi="Salainen tavoite")
    agreement = make_agreement(negotiation, party, goal=goal)
    make_public(negotiation)
    assert "Salainen tavoite" not in client.get(agreement.get_absolute_url()).content.decode()
    client.force_login(personas.reader)
    assert "Salainen tavoite" in client.get(agreement.get_absolute_url()).content.decode()


def test_removing_on_the_page(client, negotiation, party, personas):
    agreement = make_agreement(negotiation, party)
    client.force_login(personas.coordinator)
    assert client.get(f"/sovitut/{agreement.pk}/poista/").status_code == 200
    assert client.post(f"/sovitut/{agreement.pk}/poista/").status_code == 302
    assert not Agreement.objects.exists()
    kept = make_agreement(negotiation, party)
    sent_memo(negotiation)
    assert client.post(f"/sovitut/{kept.pk}/poista/").status_code == 422
