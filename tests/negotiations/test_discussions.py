"""The negotiation as it is held: notes by topic, who was there, material."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from negotiations.models import Discussion, Material, Representative
from negotiations.services.discussions import add_material, note_presence
from tests.factories.groups import make_person
from tests.factories.negotiations import (
    make_agreement,
    make_discussion,
    make_material,
    make_negotiation,
    make_negotiation_memo,
    make_party,
    make_representative,
)

pytestmark = pytest.mark.django_db


class TestNotes:
    def address(self, negotiation, topic: str = "goals") -> str:
        return reverse("negotiations:discussion-edit", args=[negotiation.pk, topic])

    def test_saved_and_on_to_the_next_topic(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(negotiation), {"notes": "Tavoitteet ovat oikeat.", "next": "1"})
        assert answer.url == self.address(negotiation, "measures")
        assert Discussion.objects.get().notes == "Tavoitteet ovat oikeat."

    def test_after_the_last_topic_back_to_all(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(negotiation, "information_flow"), {"notes": "x", "next": "1"})
        assert answer.url == reverse("negotiations:discussions", args=[negotiation.pk])

    def test_no_such_topic(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        assert client.get(self.address(negotiation, "weather")).status_code == 404

    def test_two_who_write_lose_nothing(self, client, personas, negotiation):
        found = make_discussion(negotiation, "goals", notes="Ensimmäinen")
        client.force_login(personas.coordinator)
        seen = client.get(self.address(negotiation)).context["form"]["seen"].value()
        Discussion.objects.filter(pk=found.pk).update(notes="Toisen kirjoittama")
        answer = client.post(self.address(negotiation), {"notes": "Minun kirjoittamani", "seen": seen})
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Toisen kirjoittama" in page
        assert "Minun kirjoittamani" in page

    def test_frozen_with_the_memo(self, client, personas, negotiation):
        make_negotiation_memo(negotiation, state="approved", version=1, content={}, approved_at=timezone.now())
        client.force_login(personas.coordinator)
        assert client.post(self.address(negotiation), {"notes": "Jälkikäteen"}).status_code == 422
        assert Discussion.objects.count() == 0

    def test_a_topic_stands_once(self, negotiation):
        make_discussion(negotiation, "goals")
        with pytest.raises(IntegrityError), transaction.atomic():
            make_discussion(negotiation, "goals")


def test_last_years_open_agreements_come_first(client, personas, yearly_round, negotiation, party, town):
    earlier = make_negotiation(yearly_round, on=date(2023, 3, 7))
    open_one = make_agreement(earlier, make_party(earlier, town), text="Viime vuonna sovittu")
    make_agreement(earlier, make_party(earlier), text="Toisen kunnan asia")
    make_agreement(earlier, open_one.responsible.get(), text="Valmis asia", state="done", ended_on=date(2023, 12, 1))
    client.force_login(personas.reader)
    page = client.get(reverse("negotiations:discussions", args=[negotiation.pk]))
    assert page.context["carried"] == [open_one]


class TestPresence:
    def test_those_who_came_and_those_who_didnt(self, negotiation, party, town):
        here, away = make_representative(party), make_representative(party, make_person(organisation=town))
        note_presence(negotiation, [here.pk])
        assert dict(Representative.objects.values_list("pk", "was_present")) == {here.pk: True, away.pk: False}
        note_presence(negotiation, [])
        assert Representative.objects.filter(was_present=True).count() == 0

    def test_whoever_said_to_come_is_ticked_beforehand(self, client, personas, negotiation, party):
        coming = make_representative(party, answer="coming")
        make_representative(make_party(negotiation), answer="not_coming")
        client.force_login(personas.coordinator)
        form = client.get(reverse("negotiations:presence", args=[negotiation.pk])).context["form"]
        assert form["present"].value() == [coming.pk]

    def test_nobody_of_another_negotiation(self, client, personas, yearly_round, negotiation):
        other = make_representative(make_party(make_negotiation(yearly_round)))
        client.force_login(personas.coordinator)
        address = reverse("negotiations:presence", args=[negotiation.pk])
        assert client.post(address, {"present": [other.pk]}).status_code == 422
        assert Representative.objects.get(pk=other.pk).was_present is None


class TestMaterial:
    PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

    def address(self, negotiation) -> str:
        return reverse("negotiations:material-add", args=[negotiation.pk])

    def test_a_file_is_kept_and_only_downloaded(self, client, personas, negotiation, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        client.force_login(personas.coordinator)
        file = SimpleUploadedFile("esitys.pdf", self.PDF, "application/pdf")
        assert client.post(self.address(negotiation), {"title": "Esitys", "file": file}).status_code == 302
        material = Material.objects.get()
        answer = client.get(reverse("negotiations:material-file", args=[material.pk]))
        assert b"".join(answer.streaming_content) == self.PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        client.force_login(personas.other_coordinator)
        assert client.get(reverse("negotiations:material-file", args=[material.pk])).status_code == 404

    def test_what_isnt_what_it_says_is_refused(self, client, personas, negotiation):
        client.force_login(personas.coordinator)
        file = SimpleUploadedFile("esitys.pdf", b"<html><script>alert(1)</script>", "application/pdf")
        answer = client.post(self.address(negotiation), {"title": "Esitys", "file": file})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"file"}
        assert Material.objects.count() == 0

    def test_a_file_or_a_link(self, personas, negotiation):
        with pytest.raises(ValidationError):
            add_material(Material(negotiation=negotiation, title="Tyhjä"), by=personas.coordinator)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_material(negotiation, link="")
