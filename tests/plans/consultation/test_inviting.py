"""Naming whom to ask, the mails, and who is reminded."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.models import Person, PersonalLink, SentNotice
from plans.models import Invitee
from plans.queries.reminders import due_reminders
from plans.services.consultation_invitations import remind_invitees, remove_invitee, send_invitations
from tests.factories.consultations import DAY, make_consultation, make_invitee, make_invitee_address, make_statement
from tests.factories.groups import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


@pytest.fixture
def told(personas) -> dict:
    return {"on": DAY, "at": timezone.now(), "by": personas.coordinator}


class TestNaming:
    def test_a_new_person_by_name_and_address(self, coordinator, consultation, town):
        address = reverse("plans:consultation-invitee-add", args=[consultation.pk])
        sent = {"organisation": town.pk, "name": "Kaupungin kirjaamo", "email": "k@example.org", "language": "sv"}
        assert coordinator.post(address, sent).status_code == 302
        named = Invitee.objects.get()
        assert (named.organisation, named.person.email, named.person.organisation) == (town, "k@example.org", town)
        assert (named.person.language, named.invited_at) == ("sv", None)

    def test_nobody_twice_and_nobody_half(self, coordinator, consultation, invitee):
        address = reverse("plans:consultation-invitee-add", args=[consultation.pk])
        again = {"organisation": invitee.organisation_id, "person": invitee.person_id}
        assert coordinator.post(address, again).status_code == 422
        assert coordinator.post(address, {"organisation": invitee.organisation_id, "name": "Nimi"}).status_code == 422
        assert Invitee.objects.count() == 1 and Person.objects.filter(name="Nimi").count() == 0

    def test_a_body_of_another_county_isnt_offered(self, coordinator, personas, consultation):
        theirs = make_organisation("Naapuri", kind="municipality", parent=personas.other_county)
        sent = {"organisation": theirs.pk, "name": "Kirjaamo", "email": "k@example.org"}
        answer = coordinator.post(reverse("plans:consultation-invitee-add", args=[consultation.pk]), sent)
        assert answer.status_code == 422 and set(answer.context["form"].errors) == {"organisation"}

    def test_a_removed_ones_link_stops_working(self, client, coordinator, consultation, invitee, address):
        coordinator.post(reverse("plans:consultation-invitee-remove", args=[consultation.pk, invitee.pk]))
        assert not Invitee.objects.exists() and not PersonalLink.objects.exists()
        assert client.get(address).status_code == 404

    def test_one_in_whose_name_was_spoken_stays_with_the_link(self, client, consultation, invitee, address):
        make_statement(consultation, organisation=invitee.organisation, invitee=invitee)
        with pytest.raises(ValidationError):
            remove_invitee(invitee)
        assert client.get(address).status_code == 200


class TestMailing:
    def test_each_gets_the_own_link_once(self, client, consultation, town, told):
        named = make_invitee(consultation, town, invited_at=None)
        notice = send_invitations(consultation, **told).notices[0]
        assert (notice.recipient, notice.person) == (named.person.email, named.person)
        path = next(word for word in notice.text.split() if "/lausunto/" in word).split("/", 3)[3]
        assert client.get(f"/{path}").context["invitee"] == named
        assert f"/{path}" in notice.html
        with pytest.raises(ValidationError):
            send_invitations(consultation, **told)
        assert SentNotice.objects.count() == 1

    def test_whom_mail_doesnt_reach_is_told_and_waits(self, consultation, town, told):
        make_invitee(consultation, town, make_person(), invited_at=None)
        gone = make_person(email="lahtenyt@example.org", left_on=DAY)
        make_invitee(consultation, town, gone, invited_at=None)
        mailed = send_invitations(consultation, **told)
        assert (len(mailed.notices), len(mailed.unreached)) == (0, 2)
        assert not Invitee.objects.exclude(invited_at=None).exists()

    @pytest.mark.parametrize("state", [{"opened": False}, {"closes_on": DAY - timedelta(days=1)}])
    def test_only_while_it_is_open(self, plan, state, told):
        other = make_consultation(plan, **state)
        make_invitee(other, invited_at=None)
        for act in (send_invitations, remind_invitees):
            with pytest.raises(ValidationError):
                act(other, **told)

    def test_the_silent_are_reminded_and_the_first_link_goes_on_working(
        self, client, consultation, invitee, address, told
    ):
        spoken = make_invitee(consultation)
        make_statement(consultation, organisation=spoken.organisation, invitee=spoken)
        make_invitee(consultation, invited_at=None)
        mailed = remind_invitees(consultation, **told)
        assert [each.person for each in mailed.notices] == [invitee.person]
        invitee.refresh_from_db()
        assert invitee.reminded_at == told["at"]
        assert client.get(address).status_code == 200

    def test_by_the_buttons(self, coordinator, consultation, invitee):
        make_invitee(consultation, invited_at=None)
        page = coordinator.get(consultation.get_absolute_url())
        assert (page.context["standing"].uninvited, page.context["standing"].silent) == (1, 1)
        for act in ("invite", "remind"):
            assert coordinator.post(reverse(f"plans:consultation-{act}", args=[consultation.pk])).status_code == 302
        assert SentNotice.objects.count() == 3  # the newly invited has been silent, too


class TestReminders:
    def test_the_coordinators_hear_of_silent_bodies_in_the_last_week(self, consultation, invitee):
        week = consultation.closes_on - timedelta(days=7)
        assert due_reminders(week - timedelta(days=1)) == []
        thing = due_reminders(week)[0]
        assert (thing.county, thing.people, thing.due_on) == (consultation.plan.county_id, (), consultation.closes_on)
        assert thing.stage(week) is not None
        assert due_reminders(consultation.closes_on + timedelta(days=1)) == []

    def test_not_when_all_have_spoken_or_nobody_was_invited(self, plan, consultation, invitee):
        make_statement(consultation, organisation=invitee.organisation, invitee=invitee)
        make_invitee(make_consultation(plan), invited_at=None)
        assert due_reminders(consultation.closes_on) == []


def test_a_link_for_something_else_opens_nothing(client, invitee):
    token = make_invitee_address(invitee).split("/")[2]
    assert client.get(f"/n/{token}/").status_code == client.get(f"/t/{token}/").status_code == 404
