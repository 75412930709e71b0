"""New measures and goals' wordings that workbooks propose: listed, accepted, dropped."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from groups.models import SentNotice
from plans.models import Goal, Measure, Plan, PromiseProposal, WordingVersion
from plans.queries.management import management_of
from plans.services.promise_proposals import drop_promise_proposal
from tests.factories.groups import make_decision, make_organisation, make_person
from tests.factories.links import make_promise_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(approved: Plan) -> Goal:
    return Goal.objects.get()


@pytest.fixture
def browser(client, coordinator) -> Client:
    client.force_login(coordinator)
    return client


def decide(browser: Client, proposal: PromiseProposal, act: str = "accept", **data):
    response = browser.post(f"/ehdotukset/suunnitelmaan/{proposal.pk}/", {"act": act, "answer": ""} | data)
    proposal.refresh_from_db()
    return response


def new_measure(goal: Goal, decision) -> dict:
    said = {"goal": goal.pk, "identifier": "", "wording_fi": "Lisättävä toimenpide", "in_force_from": "2024-03-01"}
    return said | {"decision": decision.pk}


def test_a_new_measure_is_added_by_a_decision_with_all_that_the_workbook_said(browser, approved, goal, personas):
    main, partner = (make_organisation(name, parent=approved.county) for name in ("Vastaava", "Kumppani"))
    person, stranger = make_person(organisation=approved.county), make_person()
    content = {
        "main": str(main.pk),
        "partners": f"{partner.pk},{main.pk}",
        "contact": str(person.pk),
        "deputy": str(stranger.pk),
        "years": "2024-2025",
        "resources": "Rahaa",
        "status": "in_progress",
    }
    proposal = make_promise_proposal(approved, None, content=content, made_by=personas.lead)
    decision = make_decision(approved.county)
    page = browser.get(f"/ehdotukset/suunnitelmaan/{proposal.pk}/").content.decode()
    assert all(text in page for text in ("Vastaava", "Kumppani", person.name, "2024–2025", "Rahaa"))
    assert decide(browser, proposal, **new_measure(goal, decision)).status_code == 302
    measure = Measure.objects.get(identifier="T1.3")
    assert (proposal.state, proposal.measure, proposal.goal, proposal.decision) == ("accepted", measure, goal, decision)
    assert (measure.wording_fi, measure.contact_person, measure.deputy) == ("Lisättävä toimenpide", person, None)
    assert (measure.start_year, measure.end_year, measure.resources) == (2024, 2025, "Rahaa")
    parts = measure.responsibilities.values_list("kind", "organisation__name_fi", "state")
    assert set(parts) == {("main", "Vastaava", "proposed"), ("partner", "Kumppani", "proposed")}
    assert measure.history.first().history_user == personas.coordinator


@pytest.mark.parametrize(
    "data",
    [{"goal": ""}, {"identifier": "T1.1"}, {"wording_fi": ""}, {"in_force_from": "2020-01-01"}, {"decision": ""}],
)
def test_what_doesnt_hold_adds_nothing(browser, approved, goal, data):
    proposal = make_promise_proposal(approved, goal)
    response = decide(browser, proposal, **(new_measure(goal, make_decision(approved.county)) | data))
    assert (response.status_code, proposal.state, Measure.objects.count()) == (422, "open", 2)


def test_the_form_begins_with_what_was_proposed(browser, approved, goal):
    proposal = make_promise_proposal(approved, goal, "Ehdotettu", content={"wording_sv": "På svenska"})
    initial = browser.get(f"/ehdotukset/suunnitelmaan/{proposal.pk}/").context["form"].initial
    assert (initial["goal"], initial["wording_fi"], initial["wording_sv"]) == (goal.pk, "Ehdotettu", "På svenska")


def test_a_goals_wording_is_superseded_by_a_decision(browser, approved, goal):
    proposal = make_promise_proposal(approved, goal, "Uusi tavoite", kind="goal_wording")
    data = {"wording_fi": "Uusi tavoite", "decision": make_decision(approved.county).pk}
    assert decide(browser, proposal, **data).status_code == 302
    goal.refresh_from_db()
    assert (goal.wording_fi, WordingVersion.objects.get().wording_fi) == ("Uusi tavoite", "Tavoite T1")
    assert proposal.state == "accepted"


def test_dropping_needs_an_answer_and_mails_it(browser, approved, goal, personas, django_capture_on_commit_callbacks):
    proposal = make_promise_proposal(approved, goal, made_by=personas.lead)
    personas.lead.email = "lead@example.org"
    personas.lead.save()
    assert decide(browser, proposal, "drop").status_code == 422
    assert decide(browser, proposal, "drop", answer="Ei tänä vuonna").status_code == 302
    assert (proposal.state, proposal.answer) == ("dropped", "Ei tänä vuonna")
    notice = SentNotice.objects.get()
    assert notice.recipient == "lead@example.org"


def test_a_proposal_is_answered_once(approved, goal, coordinator):
    proposal = make_promise_proposal(approved, goal)
    drop_promise_proposal(proposal, answer="Ei", at=timezone.now(), by=coordinator)
    with pytest.raises(ValidationError):
        drop_promise_proposal(proposal, answer="Ei", at=timezone.now(), by=coordinator)


def test_proposals_are_listed_and_counted(browser, approved, goal):
    make_promise_proposal(approved, goal, "Avoin ehdotus")
    make_promise_proposal(approved, goal, "Vastattu ehdotus", state="dropped", decided_at=timezone.now())
    page = browser.get(f"/suunnitelmat/{approved.slug}/ehdotukset/")
    assert [each.text for each in page.context["open_promises"]] == ["Avoin ehdotus"]
    assert [each.text for each in page.context["answered_promises"]] == ["Vastattu ehdotus"]
    assert management_of(approved).proposal_count == 1


def test_an_answered_proposal_has_no_form(browser, approved, goal):
    proposal = make_promise_proposal(approved, goal, state="dropped", decided_at=timezone.now(), answer="Ei käy")
    page = browser.get(f"/ehdotukset/suunnitelmaan/{proposal.pk}/").content.decode()
    assert "Ei käy" in page and 'name="act"' not in page
