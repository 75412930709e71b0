"""Acts of the admin site that go through the services: approval, publishing, revoking, removal."""

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Person, PersonalLink, User
from plans.models import Measure, Plan, PlanDecision, Responsibility, StatusUpdate
from tests.factories.groups import make_decision, make_group, make_person
from tests.factories.links import make_link
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)

RESPONSIBILITIES = "/admin/plans/responsibility/"


@pytest.fixture
def as_coordinator(client, personas) -> Client:
    client.force_login(personas.coordinator)
    return client


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return plan.measures.get(identifier="T1.1")


@pytest.fixture
def theirs(personas) -> Measure:
    """A measure of the other county, with everything that could be acted on."""
    person = make_person("Vieras", organisation=personas.other_county, email="vieras@example.org")
    measure = make_measure(
        make_goal(make_section(make_bare_plan(personas.other_county, "vieras"))), contact_person=person
    )
    make_responsibility(measure, personas.other_county)
    make_update(measure, published=False)
    make_link(measure)
    return measure


def act(client, table: str, action: str, *rows, **data):
    return client.post(table, {"action": action, "_selected_action": [row.pk for row in rows], **data})


def test_responsibilities_are_approved_by_a_decision(as_coordinator, personas, measure) -> None:
    decision, responsibility = make_decision(personas.county), measure.responsibilities.get()
    page = act(as_coordinator, RESPONSIBILITIES, "approve", responsibility)
    assert str(decision) in page.content.decode()
    assert Responsibility.objects.get(pk=responsibility.pk).state == "proposed"
    done = act(as_coordinator, RESPONSIBILITIES, "approve", responsibility, confirm="1", decision=decision.pk)
    assert done.status_code == 302
    responsibility.refresh_from_db()
    assert (responsibility.state, responsibility.decision) == ("approved", decision)
    assert responsibility.history.first().history_user == personas.coordinator
    assert PlanDecision.objects.filter(plan=measure.plan, decision=decision, meaning="responsibility").exists()


def test_approval_says_why_it_is_refused(as_coordinator, personas, measure) -> None:
    decision = make_decision(personas.county)
    make_responsibility(measure, personas.county, decision=decision)
    second = measure.responsibilities.get(state="proposed")
    page = act(as_coordinator, RESPONSIBILITIES, "approve", second, confirm="1", decision=decision.pk)
    assert page.status_code == 200
    assert measure.identifier in str(page.context["form"].non_field_errors())


def test_another_countys_responsibilities_and_decisions_are_out_of_reach(
    as_coordinator, personas, measure, theirs
) -> None:
    foreign = make_decision(personas.other_county, title_fi="Vieras päätös")
    decision = make_decision(personas.county)
    act(as_coordinator, RESPONSIBILITIES, "approve", theirs.responsibilities.get(), confirm="1", decision=decision.pk)
    own = measure.responsibilities.get()
    page = act(as_coordinator, RESPONSIBILITIES, "approve", own, confirm="1", decision=foreign.pk)
    assert "Vieras päätös" not in page.content.decode()
    assert not Responsibility.objects.filter(state="approved").exists()


def test_updates_are_published(as_coordinator, personas, measure, theirs) -> None:
    foreign = theirs.updates.get()
    act(as_coordinator, "/admin/plans/statusupdate/", "publish", *measure.updates.all(), foreign)
    assert measure.updates.filter(published_at=None).count() == 0
    assert measure.updates.filter(published_by=personas.coordinator).count() == 1
    assert StatusUpdate.objects.get(pk=foreign.pk).published_at is None


def test_links_are_revoked(as_coordinator, measure, theirs) -> None:
    make_link(measure)
    own, foreign = (PersonalLink.objects.get(measure_link__measure=each) for each in (measure, theirs))
    act(as_coordinator, "/admin/groups/personallink/", "revoke", own, foreign)
    usable = PersonalLink.objects.usable(timezone.now())
    assert list(usable) == [foreign]


def test_pages_of_links_and_mails_carry_no_secret(as_coordinator, measure) -> None:
    make_link(measure)
    link = PersonalLink.objects.get()
    page = as_coordinator.get(f"/admin/groups/personallink/{link.pk}/change/").content.decode()
    assert link.token_hash not in page
    assert "Toimenpide T1.1" in page


def test_person_is_removed_after_being_told_what_happens(as_coordinator, personas, measure) -> None:
    person = personas.contact.person
    address = f"/admin/groups/person/{person.pk}/erase/"
    page = as_coordinator.get(address).content.decode()
    assert measure.identifier in page
    assert personas.contact.email in page
    assert as_coordinator.post(address, {"reason": ""}).status_code == 422
    assert Person.objects.get(pk=person.pk).name == "yhteyshenkilö"
    make_update(measure, by_name=person.name)
    make_link(measure)
    assert as_coordinator.post(address, {"reason": "Siirtyi muualle"}).status_code == 302
    assert not User.objects.filter(pk=personas.contact.pk).exists()
    assert Measure.objects.get(pk=measure.pk).contact_person is None
    assert not StatusUpdate.objects.filter(by_name="yhteyshenkilö").exists()


def test_nobody_removes_the_own_person(as_coordinator, personas) -> None:
    person = make_person("Koordinaattori", personas.coordinator, personas.division)
    page = as_coordinator.post(f"/admin/groups/person/{person.pk}/erase/", {"reason": "Syy"})
    assert page.status_code in (200, 422)
    assert User.objects.filter(pk=personas.coordinator.pk).exists()


@pytest.mark.parametrize("persona", ["coordinator", "keeper", "reader", "unrelated"])
def test_another_countys_person_is_not_removed(client, personas, theirs, persona) -> None:
    client.force_login(getattr(personas, persona))
    answer = client.post(f"/admin/groups/person/{theirs.contact_person_id}/erase/", {"reason": "Syy"}, follow=True)
    assert answer.status_code in (403, 404)
    assert Person.objects.get(pk=theirs.contact_person_id).name == "Vieras"


@pytest.mark.parametrize("label", ["plan", "goal", "measure", "responsibility", "statusupdate", "snapshot"])
def test_what_services_do_is_only_read(as_coordinator, measure, label) -> None:
    assert as_coordinator.get(f"/admin/plans/{label}/add/").status_code == 403
    if label == "measure":
        change = f"/admin/plans/measure/{measure.pk}/change/"
        assert as_coordinator.post(change, {"wording_fi": "Toinen"}).status_code == 403
        assert 'name="wording_fi"' not in as_coordinator.get(change).content.decode()


def test_plans_and_organisations_lead_to_the_pages_that_act(as_coordinator, personas, plan) -> None:
    assert f"/suunnitelmat/{plan.slug}/hallinta/" in as_coordinator.get("/admin/plans/plan/").content.decode()
    page = as_coordinator.get(f"/admin/groups/organisation/{personas.division.pk}/change/").content.decode()
    assert f"/organisaatiot/{personas.division.pk}/siirto/" in page


def test_parts_of_plans_stay_in_their_plan(as_coordinator, personas, plan) -> None:
    section = plan.sections.first()
    other = make_bare_plan(personas.county, "toinen")
    data = {"plan": other.pk, "name_fi": "Uusi nimi", "slug": section.slug, "order": 1}
    assert as_coordinator.post(f"/admin/plans/section/{section.pk}/change/", data).status_code == 302
    section.refresh_from_db()
    assert (section.plan, section.name_fi) == (plan, "Uusi nimi")
    assert as_coordinator.post(f"/admin/plans/section/{section.pk}/delete/", {"post": "yes"}).status_code == 403


def test_group_of_a_section_is_an_own_one(as_coordinator, personas, plan, theirs) -> None:
    section, group = plan.sections.first(), make_group(personas.other_county)
    data = {"name_fi": "Nimi", "slug": section.slug, "order": 1, "group": group.pk}
    page = as_coordinator.post(f"/admin/plans/section/{section.pk}/change/", data)
    assert list(page.context["adminform"].form.errors) == ["group"]
