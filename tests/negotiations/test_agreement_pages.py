"""The pages of one agreement: who reads and writes what, and how a measure made from it is shown."""

from datetime import date

import pytest
from django.utils import timezone

from negotiations.models import Agreement
from tests.factories.groups import make_decision, make_person
from tests.factories.negotiations import (
    make_agreement,
    make_agreement_note,
    make_goal_of_negotiation,
    make_negotiation,
    make_negotiation_memo,
    make_party,
    make_sent_memo,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


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
    make_sent_memo(negotiation)
    client.force_login(personas.coordinator)
    page = client.get(f"/sovitut/{agreement.pk}/muokkaa/").content.decode()
    assert 'name="owner"' in page and 'name="text"' not in page and 'name="due_on"' not in page
    answer = client.post(f"/sovitut/{agreement.pk}/muokkaa/", {"text": "Muuta", "due_on": "2030-01-01"})
    assert answer.status_code == 302
    assert Agreement.objects.get().text == agreement.text


def test_the_public_reads_no_people_nor_notes(client, negotiation, party, personas):
    owner = make_person("Olli Omistaja")
    agreement = make_agreement(negotiation, party, owner=owner)
    make_agreement_note(agreement, text="Sisäinen merkintä")
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
    make_sent_memo(negotiation)
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
    goal = make_goal_of_negotiation(negotiation)
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
    make_sent_memo(negotiation)
    assert client.post(f"/sovitut/{kept.pk}/poista/").status_code == 422


def seen_in(page) -> str:
    return page.context["form"]["seen"].value()


def test_two_who_change_the_same_agreement(client, negotiation, party, personas):
    agreement, other = make_agreement(negotiation, party), make_party(negotiation)
    client.force_login(personas.coordinator)
    address = f"/sovitut/{agreement.pk}/muokkaa/"
    seen = seen_in(client.get(address))
    data = {"topic": agreement.topic, "text": "Ensimmäisen", "responsible": [other.pk], "due_on": "2024-12-31"}
    assert client.post(address, data | {"seen": seen}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.text == "Ensimmäisen" and list(agreement.responsible.all()) == [other]
    late = client.post(address, data | {"seen": seen, "text": "Toisen", "responsible": [party.pk]})
    assert late.status_code == 409 and "Ensimmäisen" in late.content.decode()
    agreement.refresh_from_db()
    assert agreement.text == "Ensimmäisen"
