"""What a party's link opens, for how long, and that nothing of other parties is behind it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting, PersonalLink
from groups.views.by_link import MOST_MISSES, MOST_POSTS
from negotiations.models import MemoAnswer, NegotiationMemo, Point, Representative
from negotiations.queries.memo import put_together
from negotiations.services.parties import take_away_party
from tests.factories.groups import make_person
from tests.factories.negotiations import (
    DAY,
    make_agreement,
    make_material,
    make_negotiation,
    make_negotiation_memo,
    make_party,
    make_party_address,
    make_point,
    make_representative,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 2, 1)


@pytest.fixture
def representative(party) -> Representative:
    return make_representative(party)


@pytest.fixture
def address(representative) -> str:
    return make_party_address(representative)


def point(text: str = "Nuoret odottavat liian pitkään", **fields) -> dict:
    return {"act": "point", "kind": "concern", "text": text, "submission": str(uuid4())} | fields


class TestTheLink:
    def test_it_opens_without_an_account(self, client, address, representative):
        page = client.get(address)
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store, private"
        assert reverse("privacy") in page.content.decode()
        assert "Ei asiakastietoja" in page.content.decode()

    def test_256_bits_of_which_only_the_hash_is_kept(self, address):
        token = address.split("/")[2]
        assert len(token) >= 43  # 32 bytes in base64
        assert token not in str(list(PersonalLink.objects.values()))

    def test_a_guessed_one_tells_nothing(self, client, address, negotiation):
        page = client.get(f"/n/{'x' * 43}/")
        assert page.status_code == 404
        assert negotiation.meeting.title not in page.content.decode()

    def test_an_expired_one(self, client, representative):
        address = make_party_address(representative, at=timezone.now() - timedelta(days=61), valid_for=60)
        assert client.get(address).status_code == 404

    def test_of_somebody_who_has_left(self, client, address, representative):
        representative.person.left_on = date(2024, 1, 1)
        representative.person.save()
        assert client.get(address).status_code == 404

    def test_of_a_removed_representative(self, client, address, representative):
        representative.delete()
        assert client.get(address).status_code == 404

    def test_of_a_party_that_was_taken_away_after_it_agreed(self, client, personas, address, negotiation, party):
        make_agreement(negotiation, party)
        take_away_party(party, reason="Vetäytyi", on=DAY, by=personas.coordinator)
        assert client.get(address).status_code == 404
        assert client.post(address, point()).status_code == 404
        assert Point.objects.count() == 0

    def test_many_guesses_are_stopped(self, client):
        for number in range(MOST_MISSES):
            assert client.get(f"/n/{number:043d}/").status_code == 404
        assert client.get(f"/n/{'x' * 43}/").status_code == 429

    def test_many_posts_are_stopped(self, client, address):
        answers = {client.post(address, {"act": ""}).status_code for _number in range(MOST_POSTS)}
        assert answers == {422}
        assert client.post(address, {"act": ""}).status_code == 429


class TestOtherParties:
    def test_nothing_of_theirs_is_on_the_page(self, client, address, negotiation):
        other = make_party(negotiation)
        person = make_representative(other, mandate="Salainen valtuutus").person
        make_point(other, "Toisen osapuolen huoli")
        make_agreement(negotiation, other, text="Toisen osapuolen sovittu asia")
        page = client.get(address).content.decode()
        for hidden in (person.name, person.email, "Salainen valtuutus", "Toisen osapuolen", other.organisation.name):
            assert hidden not in page

    def test_their_points_cant_be_taken_back(self, client, address, negotiation):
        theirs = make_point(make_party(negotiation))
        client.post(address, {"act": "take-back", "point": theirs.pk})
        client.post(address, {"act": "take-back", "point": "9" * 30})
        client.post(address, {"act": "take-back", "point": "kaikki"})
        assert Point.objects.get() == theirs

    def test_material_of_another_negotiation_isnt_found(self, client, address, negotiation, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        theirs = make_material(make_negotiation(negotiation.round), link="", file=ContentFile(b"x", name="a.pdf"))
        ours = make_material(negotiation, link="", file=ContentFile(b"y", name="b.pdf"), file_name="b.pdf")
        assert client.get(f"{address}aineisto/{theirs.pk}/").status_code == 404
        answer = client.get(f"{address}aineisto/{ours.pk}/")
        assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
        assert answer["Content-Disposition"].startswith("attachment")

    def test_an_indicator_of_another_county_isnt_offered(self, client, address):
        assert client.post(address, point(indicator="999")).status_code == 422
        assert Point.objects.count() == 0


class TestAnswering:
    def test_coming_with_a_mandate(self, client, address, representative):
        answer = client.post(address, {"act": "answer", "answer": "coming", "mandate": "Saa sopia"})
        assert answer.status_code == 302
        representative.refresh_from_db()
        assert (representative.answer, representative.mandate) == ("coming", "Saa sopia")
        assert representative.answered_at is not None

    def test_not_after_the_day(self, client, address, representative, settings):
        settings.HYTE_TODAY = DAY + timedelta(days=1)
        assert client.post(address, {"act": "answer", "answer": "coming"}).status_code == 422
        assert Representative.objects.get().answer == ""


class TestTelling:
    def test_what_was_told_stands_on_the_page(self, client, address, representative):
        assert client.post(address, point()).status_code == 302
        told = Point.objects.get()
        assert (told.party, told.person, told.kind) == (representative.party, representative.person, "concern")
        assert told.text in client.get(address).content.decode()

    def test_the_same_sent_twice_is_one(self, client, address):
        sent = point()
        assert [client.post(address, sent).status_code for _again in range(2)] == [302, 302]
        assert client.post(address, point(sent["text"])).status_code == 302  # typed again in a new form
        assert Point.objects.count() == 1
        client.post(address, point(sent["text"], kind="strength"))
        assert Point.objects.count() == 2

    def test_markup_is_text(self, client, address, personas, negotiation):
        client.post(address, point("<img src=x onerror=alert(1)>"))
        client.force_login(personas.coordinator)
        for page in (client.get(address), client.get(reverse("negotiations:points", args=[negotiation.pk]))):
            assert "<img src=x" not in page.content.decode()
            assert "&lt;img src=x" in page.content.decode()

    def test_nothing_is_refused_beside_its_field(self, client, address):
        answer = client.post(address, point(""))
        assert answer.status_code == 422
        assert set(answer.context["point_form"].errors) == {"text"}

    def test_taken_back(self, client, address, party):
        told = make_point(party)
        assert client.post(address, {"act": "take-back", "point": told.pk}).status_code == 302
        assert Point.objects.count() == 0

    def test_not_after_the_rounds_day(self, client, address, negotiation, settings):
        negotiation.round.answers_by = date(2024, 1, 31)
        negotiation.round.save()
        assert client.post(address, point()).status_code == 422
        assert Point.objects.count() == 0

    def test_not_in_a_cancelled_negotiation(self, client, address, negotiation):
        Meeting.objects.filter(pk=negotiation.meeting_id).update(state="cancelled", cancel_reason="Syy")
        assert client.post(address, point()).status_code == 422


class TestTheMemo:
    @pytest.fixture
    def memo(self, negotiation, party) -> NegotiationMemo:
        content = put_together(negotiation, None)
        return make_negotiation_memo(
            negotiation, state="sent", version=1, content=content, approve_by=date(2024, 3, 20)
        )

    def approve(self, client, address, **fields):
        return client.post(address, {"act": "memo", "verdict": "approved"} | fields)

    def test_the_last_party_approves_it(self, client, address, negotiation, representative, memo):
        other = make_representative(make_party(negotiation))
        assert self.approve(client, address).status_code == 302
        memo.refresh_from_db()
        assert memo.state == "sent"
        assert self.approve(client, make_party_address(other)).status_code == 302
        memo.refresh_from_db()
        assert (memo.state, memo.approved_at is not None) == ("approved", True)
        assert {each.person_name for each in MemoAnswer.objects.all()} == {
            representative.person.name,
            other.person.name,
        }

    def test_a_party_answers_once(self, client, address, negotiation, representative, memo):
        make_party(negotiation)
        self.approve(client, address)
        colleague = make_representative(representative.party, make_person(email="toinen@example.org"))
        answer = self.approve(client, make_party_address(colleague))
        assert answer.status_code == 422
        assert representative.person.name in answer.content.decode()
        assert MemoAnswer.objects.count() == 1

    def test_a_correction_needs_its_words_and_doesnt_approve(self, client, address, memo):
        assert self.approve(client, address, verdict="returned").status_code == 422
        assert self.approve(client, address, verdict="returned", comment="Päivä on väärin").status_code == 302
        memo.refresh_from_db()
        assert (memo.state, MemoAnswer.objects.get().comment) == ("sent", "Päivä on väärin")

    def test_a_draft_isnt_shown_nor_answered(self, client, address, negotiation):
        make_negotiation_memo(negotiation, summary="Salainen luonnos")
        assert "Salainen luonnos" not in client.get(address).content.decode()
        assert self.approve(client, address).status_code == 422

    def test_an_approved_one_stays_readable_and_closed(self, client, address, memo):
        self.approve(client, address)
        page = client.get(address)
        assert page.context["memo_form"] is None
        assert page.context["memo"] == memo
        assert self.approve(client, address).status_code == 422
