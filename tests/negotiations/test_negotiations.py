"""A negotiation and its meeting: made together, changed, cancelled, held, published; and what the public sees."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from negotiations.models import Negotiation, NegotiationMemo, StandingParty
from negotiations.services.negotiations import change_publication, hold_negotiation
from tests.factories.groups import make_organisation
from tests.factories.negotiations import (
    DAY,
    make_agreement,
    make_discussion,
    make_material,
    make_negotiation_memo,
    make_negotiation_round,
    make_party,
    make_representative,
    make_theme,
)

pytestmark = pytest.mark.django_db

SENT = {
    "title": "HYTE-neuvottelu",
    "form": "all",
    "on": "2025-03-11",
    "starts": "13:00",
    "ends": "16:00",
    "place": "Kaupungintalo",
}


def approved_memo(negotiation: Negotiation) -> NegotiationMemo:
    return make_negotiation_memo(negotiation, state="approved", version=1, content={}, approved_at=timezone.now())


class TestMaking:
    def address(self, found) -> str:
        return reverse("negotiations:negotiation-create", args=[found.pk])

    def test_it_is_a_meeting_of_the_county_too(self, client, personas, yearly_round, town):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(yearly_round), SENT | {"organisations": [town.pk]})
        negotiation = Negotiation.objects.get()
        assert answer.url == negotiation.get_absolute_url()
        meeting = negotiation.meeting
        assert (meeting.is_negotiation, meeting.body, meeting.on) == (True, personas.county, date(2025, 3, 11))
        assert [(str(party), party.is_convener) for party in negotiation.parties.all()] == [
            (personas.county.name, True),
            ("Kaupunki", False),
        ]

    def test_whom_the_law_names_is_chosen_beforehand(self, client, personas, yearly_round, town):
        hus = make_organisation("HUS", kind="hus")
        parish = make_organisation("Seurakunta", kind="parish", parent=personas.county)
        StandingParty.objects.create(county=personas.county, organisation=hus)
        client.force_login(personas.coordinator)
        form = client.get(self.address(yearly_round)).context["form"]
        assert set(form["organisations"].value()) == {town.pk, hus.pk}
        assert set(form.fields["organisations"].queryset) == {town, hus, parish}

    def test_one_by_theme_needs_its_theme(self, client, personas, yearly_round):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(yearly_round), SENT | {"form": "theme"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"theme"}
        theme = make_theme()
        assert client.post(self.address(yearly_round), SENT | {"form": "theme", "theme": theme.pk}).status_code == 302

    def test_it_cant_end_before_it_starts_and_nothing_is_half_saved(self, client, personas, yearly_round):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(yearly_round), SENT | {"ends": "12:00"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"ends"}
        assert (Negotiation.objects.count(), Meeting.objects.count()) == (0, 0)

    def test_the_database_refuses_a_theme_form_without_theme(self, negotiation):
        negotiation.form = "theme"
        with pytest.raises(IntegrityError), transaction.atomic():
            negotiation.save()


class TestInCalendars:
    def test_the_calendar_leads_to_it(self, client, personas, negotiation):
        client.force_login(personas.reader)
        page = client.get(reverse("groups:calendar"), {"kuukausi": "2024-03"}).content.decode()
        address = reverse("negotiations:of-meeting", args=[negotiation.meeting_id])
        assert address in page
        assert client.get(address).url == negotiation.get_absolute_url()

    def test_the_pages_of_group_meetings_arent_for_it(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        for name in ("groups:meeting-detail", "groups:meeting-edit", "plans:meeting-memo"):
            assert client.get(reverse(name, args=[negotiation.meeting_id])).status_code == 404, name


class TestChanging:
    def test_a_new_time_raises_the_version_in_calendars(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        address = reverse("negotiations:negotiation-edit", args=[negotiation.pk])
        assert client.post(address, SENT | {"on": "2024-03-06"}).status_code == 302
        meeting = Meeting.objects.get(pk=negotiation.meeting_id)
        assert (meeting.on, meeting.sequence) == (date(2024, 3, 6), 1)
        assert timezone.localtime(meeting.starts_at).hour == 13

    def test_somebody_elses_change_is_shown(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        address = reverse("negotiations:negotiation-edit", args=[negotiation.pk])
        form = client.get(address).context["form"]
        Meeting.objects.filter(pk=negotiation.meeting_id).update(place="Toinen paikka")
        answer = client.post(address, SENT | {"seen": form["seen"].value(), "place": "Kolmas paikka"})
        assert answer.status_code == 409
        assert "Toinen paikka" in answer.content.decode()

    @pytest.mark.parametrize("state", ["sent", "approved"])
    def test_not_once_the_memo_is_with_the_parties(self, client, personas, negotiation, state):
        moment = timezone.now() if state == "approved" else None
        make_negotiation_memo(negotiation, state=state, version=1, content={}, approved_at=moment)
        client.force_login(personas.coordinator)
        answer = client.post(reverse("negotiations:negotiation-edit", args=[negotiation.pk]), SENT)
        assert answer.status_code == 422
        assert Meeting.objects.get(pk=negotiation.meeting_id).title == "HYTE-neuvottelu"


class TestCancellingAndHolding:
    def test_cancelled_with_a_reason(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        address = reverse("negotiations:negotiation-cancel", args=[negotiation.pk])
        assert client.post(address, {"reason": ""}).status_code == 422
        assert client.post(address, {"reason": "Sairastuminen"}).status_code == 302
        meeting = Meeting.objects.get(pk=negotiation.meeting_id)
        assert (meeting.state, meeting.cancel_reason) == ("cancelled", "Sairastuminen")

    def test_one_that_is_ahead_hasnt_been_held(self, personas, negotiation):
        with pytest.raises(ValidationError):
            hold_negotiation(negotiation, on=date(2024, 3, 4), by=personas.coordinator)
        hold_negotiation(negotiation, on=DAY, by=personas.coordinator)
        assert Meeting.objects.get(pk=negotiation.meeting_id).state == "held"


class TestPublishing:
    def test_only_what_the_parties_have_approved(self, personas, negotiation):
        moment = datetime(2024, 4, 1, tzinfo=timezone.get_current_timezone())
        with pytest.raises(ValidationError):
            change_publication(negotiation, "public", at=moment, by=personas.coordinator)
        approved_memo(negotiation)
        change_publication(negotiation, "public", at=moment, by=personas.coordinator)
        found = Negotiation.objects.get()
        assert (found.is_open, found.publication_changed_by) == (True, personas.coordinator)

    def test_the_public_sees_organisations_and_agreements_and_no_people(self, client, personas, negotiation, party):
        representative = make_representative(party)
        make_agreement(negotiation, party, text="Sovittu asia", owner=representative.person)
        make_discussion(negotiation, notes="Sisäinen keskustelu")
        make_material(negotiation, "Sisäinen aineisto")
        approved_memo(negotiation)
        change_publication(negotiation, "public", at=timezone.now(), by=personas.coordinator)
        page = client.get(negotiation.get_absolute_url()).content.decode()
        assert "Kaupunki" in page
        assert "Sovittu asia" in page
        for hidden in (representative.person.name, "Sisäinen keskustelu", "Sisäinen aineisto"):
            assert hidden not in page

    def test_an_internal_one_isnt_told_of(self, client, negotiation):
        assert client.get(negotiation.get_absolute_url()).status_code == 302
        assert client.get(reverse("negotiations:negotiation-list")).context["rounds"] == []

    def test_another_county_hears_nothing(self, client, personas, negotiation):
        client.force_login(personas.other_coordinator)
        assert client.get(negotiation.get_absolute_url()).status_code == 404
        assert client.get(negotiation.round.get_absolute_url()).status_code == 404


class TestNextStep:
    def step(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        return client.get(negotiation.get_absolute_url()).context["step"]

    @pytest.fixture(autouse=True)
    def _before_the_day(self, settings) -> None:
        settings.HYTE_TODAY = date(2024, 2, 1)

    def test_parties_people_questions_invitations(self, client, personas, negotiation, town):
        assert self.step(client, personas, negotiation).address == "negotiations:parties"
        party = make_party(negotiation, town)
        assert self.step(client, personas, negotiation).address == "negotiations:parties"
        representative = make_representative(party)
        assert self.step(client, personas, negotiation).address == "negotiations:ask"
        party.asked_at = timezone.now()
        party.save()
        assert self.step(client, personas, negotiation).address == "negotiations:invite"
        representative.invited_at = timezone.now()
        representative.save()
        assert self.step(client, personas, negotiation) is None

    def test_the_memo_when_it_has_been_held(self, client, personas, negotiation, settings):
        settings.HYTE_TODAY = DAY
        hold_negotiation(negotiation, on=DAY, by=personas.coordinator)
        assert self.step(client, personas, negotiation).address == "negotiations:memo"


def test_an_empty_start_helps(client, personas):
    client.force_login(personas.coordinator)
    page = client.get(reverse("negotiations:negotiation-list")).content.decode()
    assert reverse("negotiations:round-create") in page
    found = make_negotiation_round(personas.county)
    page = client.get(found.get_absolute_url()).content.decode()
    assert reverse("negotiations:negotiation-create", args=[found.pk]) in page
