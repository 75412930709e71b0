"""Proposals: made by those who answer for a measure, accepted or dropped by coordinators."""

import re
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Decision, Person
from plans.models import Measure, Plan, Proposal, StatusUpdate, WordingVersion
from plans.services.proposals import accept_handover, drop_proposal
from tests.factories.groups import Personas, make_decision, make_person
from tests.factories.links import make_link, make_proposal
from tests.factories.plans import make_update

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 9, 2)


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return plan.measures.get(identifier="T1.1")


@pytest.fixture
def coordinator(client, personas: Personas) -> Client:
    client.force_login(personas.coordinator)
    return client


def decide(client: Client, proposal: Proposal, **data):
    return client.post(f"/ehdotukset/{proposal.pk}/", {"act": "accept", "answer": ""} | data)


def state_of(proposal: Proposal) -> str:
    proposal.refresh_from_db()
    return proposal.state


# Making


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("coordinator", 200),
        ("lead", 200),
        ("chair", 200),
        ("secretary", 200),
        ("contact", 200),
        ("member", 403),
        ("reader", 403),
        ("keeper", 404),
        ("unrelated", 404),
        ("other_coordinator", 404),
    ],
)
def test_who_may_propose(client, personas, measure, persona, status):
    client.force_login(getattr(personas, persona))
    assert client.get(f"/toimenpiteet/{measure.pk}/ehdota/").status_code == status


def test_contact_person_proposes(client, personas, measure):
    client.force_login(personas.contact)
    data = {"act": "propose", "kind": "wording", "text": "Selkeämpi sanamuoto", "grounds": "Ymmärrettävämpi"}
    assert client.post(f"/toimenpiteet/{measure.pk}/ehdota/", data)["Location"] == measure.get_absolute_url()
    proposal = Proposal.objects.get()
    assert (proposal.text, proposal.made_by, proposal.person) == (
        "Selkeämpi sanamuoto",
        personas.contact,
        personas.contact.person,
    )
    measure.refresh_from_db()
    assert measure.wording_fi == "Toimenpide T1.1"


@pytest.mark.parametrize("data", [{}, {"act": "muu"}, {"act": "propose"}, {"act": "handover", "successor_email": "x"}])
def test_bad_proposal_keeps_what_was_typed(client, personas, measure, data):
    client.force_login(personas.contact)
    response = client.post(
        f"/toimenpiteet/{measure.pk}/ehdota/",
        data | {"successor_name": "Kirjoitettu Nimi", "grounds": "Kirjoitettu peruste"},
    )
    assert (response.status_code, Proposal.objects.count()) == (422, 0)
    if data.get("act") in ("propose", "handover"):
        assert "Kirjoitettu" in response.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "wording", "text": ""},
        {"kind": "closing", "grounds": ""},
        {"kind": "handover", "successor_email": ""},
        {"kind": "handover", "successor_name": ""},
        {"kind": "closing", "state": "dropped"},
        {"kind": "closing", "decided_at": timezone.now()},
    ],
)
def test_database_refuses_half_proposals(measure, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_proposal(measure, **fields)


# The list


@pytest.mark.parametrize(
    ("persona", "status"),
    [("coordinator", 200), ("lead", 403), ("secretary", 403), ("contact", 403), ("reader", 403)],
)
def test_who_answers(client, personas, plan, measure, persona, status):
    proposal = make_proposal(measure)
    client.force_login(getattr(personas, persona))
    assert client.get(f"/suunnitelmat/{plan.slug}/ehdotukset/").status_code == status
    assert client.get(f"/ehdotukset/{proposal.pk}/").status_code == status
    assert decide(client, proposal, act="drop", answer="Ei").status_code == (302 if status == 200 else 403)
    assert state_of(proposal) == ("dropped" if status == 200 else "open")


@pytest.mark.parametrize("persona", ["unrelated", "keeper", "other_coordinator"])
def test_strangers_do_not_learn_of_proposals(client, personas, measure, persona):
    proposal = make_proposal(measure)
    client.force_login(getattr(personas, persona))
    assert client.get(f"/ehdotukset/{proposal.pk}/").status_code == 404
    assert decide(client, proposal).status_code == 404


def test_list_has_proposals_of_its_plan_only(coordinator, plan, measure):
    make_proposal(measure, text="Tämän suunnitelman ehdotus", grounds="Tämän suunnitelman peruste")
    page = coordinator.get(f"/suunnitelmat/{plan.slug}/ehdotukset/").content.decode()
    assert "Tämän suunnitelman peruste" in page
    other = Plan.objects.create(
        county=plan.county, slug="toinen", name_fi="Toinen", valid_from=plan.valid_from, valid_until=plan.valid_until
    )
    assert "Tämän suunnitelman" not in coordinator.get(f"/suunnitelmat/{other.slug}/ehdotukset/").content.decode()


def test_list_takes_the_same_queries_at_any_length(coordinator, plan, measure, personas):
    counts = []
    for length in (3, 27):
        for number in range(length):
            make_proposal(measure, grounds=f"Peruste {number}", person=make_person())
            make_proposal(
                measure, "closing", state="dropped", decided_at=timezone.now(), decided_by=personas.coordinator
            )
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(f"/suunnitelmat/{plan.slug}/ehdotukset/")
        counts.append(len([query for query in queries if query["sql"].startswith("SELECT")]))
    assert counts[0] == counts[1]


# Wording


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("wording", {"wording_fi", "wording_sv", "decision", "new_body", "new_on", "new_title_fi", "answer"}),
        ("closing", {"status", "progress", "public_text_fi", "reason", "merged_into", "on", "seen", "answer"}),
        ("handover", {"answer"}),
    ],
)
def test_page_asks_for_what_the_answer_needs(coordinator, measure, kind, fields):
    page = coordinator.get(f"/ehdotukset/{make_proposal(measure, kind).pk}/").content.decode()
    assert fields <= set(re.findall(r'name="(\w+)"', page))


def test_accepting_a_wording_supersedes_it_by_a_decision(coordinator, plan, measure):
    proposal = make_proposal(measure, person=measure.contact_person)
    decision = make_decision(plan.county, on=date(2024, 8, 20))
    assert decide(coordinator, proposal, wording_fi="Uusi sanamuoto", decision=decision.pk).status_code == 302
    measure.refresh_from_db()
    assert (measure.wording_fi, state_of(proposal), proposal.decision) == ("Uusi sanamuoto", "accepted", decision)
    assert WordingVersion.objects.get().wording_fi == "Toimenpide T1.1"


def test_accepting_a_wording_without_a_decision_is_refused(coordinator, measure):
    proposal = make_proposal(measure)
    response = decide(coordinator, proposal, wording_fi="Uusi sanamuoto")
    measure.refresh_from_db()
    assert (response.status_code, measure.wording_fi, state_of(proposal)) == (422, "Toimenpide T1.1", "open")


def test_decision_of_another_county_is_refused(coordinator, personas, measure):
    proposal = make_proposal(measure)
    foreign = make_decision(personas.other_county)
    assert decide(coordinator, proposal, wording_fi="Uusi sanamuoto", decision=foreign.pk).status_code == 422
    assert state_of(proposal) == "open"


def test_refused_wording_leaves_no_half_saved_decision(coordinator, plan, measure):
    proposal, decisions = make_proposal(measure), Decision.objects.count()
    new = {"new_body": plan.approval.body_id, "new_on": "2024-08-20", "new_title_fi": "Uusi päätös"}
    assert decide(coordinator, proposal, wording_fi=measure.wording_fi, **new).status_code == 422
    assert (Decision.objects.count(), state_of(proposal)) == (decisions, "open")


def test_accepting_a_wording_of_a_draft_needs_no_decision(coordinator, plan, measure):
    Plan.objects.filter(pk=plan.pk).update(approval=None, publication="internal")
    proposal = make_proposal(measure)
    assert decide(coordinator, proposal, wording_fi="Uusi sanamuoto").status_code == 302
    measure.refresh_from_db()
    assert (measure.wording_fi, WordingVersion.objects.count()) == ("Uusi sanamuoto", 0)


def test_proposed_text_opens_in_the_proposers_language(coordinator, measure):
    proposal = make_proposal(measure, text="Ny formulering", person=make_person(language="sv"))
    form = coordinator.get(f"/ehdotukset/{proposal.pk}/").context["form"]
    assert (form["wording_sv"].value(), form["wording_fi"].value()) == ("Ny formulering", "Toimenpide T1.1")


# Closing


def closing(measure: Measure, **changes) -> dict:
    seen = measure.updates.order_by("-pk").first().pk
    return {
        "status": "completed",
        "progress": "as_planned",
        "public_text_fi": "Valmis",
        "on": "2024-09-02",
        "seen": seen,
    } | changes


def test_accepting_a_closing_records_the_status(coordinator, personas, measure):
    proposal = make_proposal(measure, "closing")
    assert decide(coordinator, proposal, **closing(measure)).status_code == 302
    update = measure.updates.order_by("-pk").first()
    assert (update.status, update.public_text_fi, update.by, state_of(proposal)) == (
        "completed",
        "Valmis",
        personas.coordinator,
        "accepted",
    )


@pytest.mark.parametrize(
    "changes", [{"status": "in_progress"}, {"status": "discontinued"}, {"status": "merged"}, {"on": "2999-01-01"}]
)
def test_closing_that_does_not_hold_saves_nothing(coordinator, measure, changes):
    proposal = make_proposal(measure, "closing")
    assert decide(coordinator, proposal, **closing(measure, **changes)).status_code == 422
    assert (state_of(proposal), StatusUpdate.objects.count()) == ("open", 2)


def test_closing_meets_a_faster_update(coordinator, measure):
    proposal, data = make_proposal(measure, "closing"), closing(measure)
    make_update(measure, date(2024, 8, 1), public_text_fi="Toinen ehti")
    response = decide(coordinator, proposal, **data)
    assert (response.status_code, state_of(proposal)) == (409, "open")
    assert "Toinen ehti" in response.content.decode()
    assert decide(coordinator, proposal, **closing(measure)).status_code == 302


# Handing over


def test_accepting_a_handover(coordinator, personas, measure, django_capture_on_commit_callbacks):
    former, old = measure.contact_person, make_link(measure)
    proposal = make_proposal(measure, "handover", person=former)
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(coordinator, proposal, answer="Kiitos!").status_code == 302
    measure.refresh_from_db()
    successor = measure.contact_person
    assert (successor.name, successor.title, successor.email) == (
        "Seuraaja Uusi",
        "Suunnittelija",
        "seuraaja@example.org",
    )
    assert successor.organisation == former.organisation
    assert (state_of(proposal), proposal.successor, proposal.successor_name, proposal.successor_email) == (
        "accepted",
        successor,
        "",
        "",
    )
    assert Client().get(old).status_code == 404
    mails = {each.to[0]: each.body for each in mail.outbox}
    assert set(mails) == {"seuraaja@example.org", "yhteys@example.org"}
    assert Client().get(re.search(r"(/t/\S+)", mails["seuraaja@example.org"])[1]).status_code == 200
    assert "Kiitos!" in mails["yhteys@example.org"]
    assert measure.history.first().history_user == personas.coordinator


def test_known_person_is_found_by_address(coordinator, measure):
    known = make_person("Tuttu", email="Seuraaja@Example.org")
    decide(coordinator, make_proposal(measure, "handover"))
    measure.refresh_from_db()
    assert (measure.contact_person, Person.objects.filter(email__iexact=known.email).count()) == (known, 1)


def test_deputy_hands_over_the_deputys_place(coordinator, measure):
    contact, deputy = measure.contact_person, make_person("Varahenkilö")
    Measure.objects.filter(pk=measure.pk).update(deputy=deputy)
    decide(coordinator, make_proposal(measure, "handover", person=deputy))
    measure.refresh_from_db()
    assert (measure.contact_person, measure.deputy.name) == (contact, "Seuraaja Uusi")


def test_deputy_who_succeeds_leaves_the_deputys_place(coordinator, measure):
    deputy = make_person("Varahenkilö", email="seuraaja@example.org")
    Measure.objects.filter(pk=measure.pk).update(deputy=deputy)
    decide(coordinator, make_proposal(measure, "handover", person=measure.contact_person))
    measure.refresh_from_db()
    assert (measure.contact_person, measure.deputy) == (deputy, None)


# Answers


def test_dropping_needs_an_answer(coordinator, measure):
    proposal = make_proposal(measure)
    assert decide(coordinator, proposal, act="drop", answer="  ").status_code == 422
    assert state_of(proposal) == "open"


def test_dropping_tells_the_proposer_and_forgets_the_successor(
    coordinator, measure, django_capture_on_commit_callbacks
):
    proposal = make_proposal(measure, "handover", person=measure.contact_person)
    with django_capture_on_commit_callbacks(execute=True):
        decide(coordinator, proposal, act="drop", answer="Sovitaan & jutellaan ensin")
    assert (state_of(proposal), proposal.successor_email, proposal.successor_name) == ("dropped", "", "")
    assert [each.to for each in mail.outbox] == [["yhteys@example.org"]]
    assert "Sovitaan & jutellaan ensin" in mail.outbox[0].body


def test_proposal_is_answered_once(personas, measure):
    proposal, at = make_proposal(measure, "handover"), timezone.now()
    same = Proposal.objects.get(pk=proposal.pk)
    drop_proposal(proposal, answer="Ei", at=at, by=personas.coordinator)
    with pytest.raises(ValidationError):
        accept_handover(same, answer="", at=at, by=personas.coordinator)
    measure.refresh_from_db()
    assert (measure.contact_person.email, Person.objects.filter(email="seuraaja@example.org").count()) == (
        "yhteys@example.org",
        0,
    )


def test_answered_proposal_takes_no_second_answer(coordinator, measure):
    proposal = make_proposal(measure, "closing", state="dropped", decided_at=timezone.now(), answer="Ei vielä")
    assert decide(coordinator, proposal, **closing(measure)).status_code == 200
    assert (state_of(proposal), StatusUpdate.objects.count()) == ("dropped", 2)
