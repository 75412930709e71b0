"""Who is at the table, who speaks for whom, and what becomes of a party that leaves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import Person
from negotiations.models import Agreement, Party, Representative
from negotiations.services.parties import add_party, take_away_party
from tests.factories.groups import make_organisation, make_person
from tests.factories.negotiations import make_agreement, make_negotiation, make_party, make_point, make_representative

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 20)


class TestAdding:
    def test_an_organisation_comes_to_the_table_once(self, client, personas, negotiation, town):
        client.force_login(personas.coordinator)
        address = reverse("negotiations:party-add", args=[negotiation.pk])
        assert client.post(address, {"organisation": town.pk}).status_code == 302
        assert client.post(address, {"organisation": town.pk}).status_code == 422
        assert [party.organisation for party in negotiation.parties.all()] == [town]

    def test_not_one_of_another_county(self, personas, negotiation):
        stranger = make_organisation(kind="municipality", parent=personas.other_county)
        with pytest.raises(ValidationError):
            add_party(Party(negotiation=negotiation, organisation=stranger), by=personas.coordinator)

    def test_the_countys_own_bodies_arent_offered(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        form = client.get(reverse("negotiations:party-add", args=[negotiation.pk])).context["form"]
        assert personas.division not in form.fields["organisation"].queryset


class TestTakingAway:
    def address(self, party: Party) -> str:
        return reverse("negotiations:party-take-away", args=[party.pk])

    def test_one_that_has_said_nothing_goes(self, client, personas, party):
        make_representative(party)
        client.force_login(personas.coordinator)
        assert client.post(self.address(party), {}).status_code == 302
        assert (Party.objects.count(), Representative.objects.count()) == (0, 0)

    def test_one_that_has_agreed_stays_with_the_reason(self, client, personas, negotiation, party):
        agreement = make_agreement(negotiation, party)
        client.force_login(personas.coordinator)
        assert client.post(self.address(party), {"reason": " "}).status_code == 422
        assert client.post(self.address(party), {"reason": "Kaupunki vetäytyi"}).status_code == 302
        party = Party.objects.get()
        assert (party.is_withdrawn, party.withdrawn_reason) == (True, "Kaupunki vetäytyi")
        assert list(Agreement.objects.get(pk=agreement.pk).responsible.all()) == [party]

    def test_so_does_one_that_has_told_a_concern(self, personas, party):
        make_point(party)
        with pytest.raises(ValidationError):
            take_away_party(party, reason="", on=ON, by=personas.coordinator)
        take_away_party(party, reason="Erehdys", on=ON, by=personas.coordinator)
        assert Party.objects.get().withdrawn_on == ON

    def test_a_withdrawn_one_can_come_back(self, personas, negotiation, party, town):
        make_point(party)
        take_away_party(party, reason="Erehdys", on=ON, by=personas.coordinator)
        add_party(Party(negotiation=negotiation, organisation=town), by=personas.coordinator)
        assert Party.objects.get().is_withdrawn is False

    def test_the_convener_stays(self, personas, convener):
        with pytest.raises(ValidationError):
            take_away_party(convener, reason="Syy", on=ON, by=personas.coordinator)

    def test_the_database_wants_the_reason(self, party):
        party.withdrawn_on = ON
        with pytest.raises(IntegrityError), transaction.atomic():
            party.save()


class TestRepresentatives:
    def address(self, party: Party) -> str:
        return reverse("negotiations:representative-add", args=[party.pk])

    def test_somebody_whom_the_county_knows(self, client, personas, party, town):
        person = make_person("Kaupungin edustaja", organisation=town)
        client.force_login(personas.coordinator)
        assert client.post(self.address(party), {"person": person.pk, "mandate": "Saa sopia"}).status_code == 302
        found = Representative.objects.get()
        assert (found.person, found.mandate) == (person, "Saa sopia")

    def test_a_new_person_of_the_partys_organisation(self, client, personas, party, town):
        client.force_login(personas.coordinator)
        sent = {"name": "Uusi Edustaja", "email": "uusi@example.org", "language": "sv", "mandate": ""}
        assert client.post(self.address(party), sent).status_code == 302
        person = Person.objects.get(name="Uusi Edustaja")
        assert (person.organisation, person.email, person.language) == (town, "uusi@example.org", "sv")
        assert Representative.objects.get().person == person

    def test_a_new_person_needs_a_name_and_an_address(self, client, personas, party):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(party), {"mandate": "Saa sopia"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"name", "email"}

    def test_nobody_speaks_for_two_parties(self, client, personas, negotiation, party):
        other = make_representative(make_party(negotiation))
        client.force_login(personas.coordinator)
        Person.objects.filter(pk=other.person_id).update(organisation=party.organisation)
        answer = client.post(self.address(party), {"person": other.person_id})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"person"}
        assert Representative.objects.count() == 1

    def test_in_another_negotiation_one_may(self, client, personas, yearly_round, party):
        elsewhere = make_representative(make_party(make_negotiation(yearly_round), party.organisation))
        client.force_login(personas.coordinator)
        assert client.post(self.address(party), {"person": elsewhere.person_id}).status_code == 302

    def test_somebody_of_another_county_isnt_offered(self, client, personas, party):
        stranger = make_person(organisation=make_organisation(parent=personas.other_county))
        client.force_login(personas.coordinator)
        assert client.post(self.address(party), {"person": stranger.pk}).status_code == 422
        assert Representative.objects.count() == 0
