"""The memo: put together from the records, frozen when it goes to the parties, closed by them or by the coordinator."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document

from groups.models import Meeting
from negotiations.models import MemoAnswer, NegotiationMemo, Topic
from negotiations.queries.memo import content_of, put_together
from negotiations.services.memo import close_memo, send_memo, take_back_memo, write_summary
from tests.factories.negotiations import DAY, make_agreement, make_discussion, make_representative

pytestmark = pytest.mark.django_db

AFTER = DAY + timedelta(days=2)


@pytest.fixture
def held(negotiation, convener, party):
    Meeting.objects.filter(pk=negotiation.meeting_id).update(state="held")
    negotiation.meeting.refresh_from_db()
    make_representative(party, was_present=True, mandate="Saa sopia")
    make_discussion(negotiation, "goals", notes="Tavoitteet ovat oikeat.")
    make_agreement(negotiation, party, text="Perustetaan ryhmä", due_on=date(2024, 12, 31))
    return negotiation


def send(negotiation, personas) -> NegotiationMemo:
    fields = {"approve_by": AFTER + timedelta(days=14), "on": AFTER, "at": timezone.now(), "by": personas.coordinator}
    return send_memo(negotiation, **fields)


class TestDrafting:
    def test_it_says_what_the_records_say(self, held, party):
        content = put_together(held, None)
        assert [each["name"] for each in content["parties"]] == [held.county.name, "Kaupunki"]
        assert content["parties"][1]["present"][0]["mandate"] == "Saa sopia"
        topics = {each["topic"]: each for each in content["topics"]}
        assert list(topics) == Topic.values
        assert topics["goals"]["notes"] == "Tavoitteet ovat oikeat."
        agreed = topics["cooperation"]["agreements"][0]
        assert (agreed["text"], agreed["who"], agreed["due_on"]) == ("Perustetaan ryhmä", ["Kaupunki"], "31.12.2024")

    def test_a_draft_follows_the_records(self, held, personas):
        memo = write_summary(held, "Lyhyesti", by=personas.coordinator)
        held.discussions.update(notes="Muutettu")
        content = content_of(held, memo)
        assert content["summary"] == "Lyhyesti"
        assert content["topics"][0]["notes"] == "Muutettu"


class TestSending:
    def test_what_was_sent_doesnt_follow_the_records(self, held, personas):
        memo = send(held, personas)
        held.discussions.update(notes="Muutettu jälkikäteen")
        memo.refresh_from_db()
        assert (memo.state, memo.version) == ("sent", 1)
        assert content_of(held, memo)["topics"][0]["notes"] == "Tavoitteet ovat oikeat."

    def test_not_before_it_has_been_held(self, negotiation, party, personas):
        with pytest.raises(ValidationError):
            send(negotiation, personas)
        assert NegotiationMemo.objects.count() == 0

    def test_not_with_a_day_in_the_past(self, client, held, personas, settings):
        settings.HYTE_TODAY = AFTER
        client.force_login(personas.coordinator)
        address = reverse("negotiations:memo-send", args=[held.pk])
        answer = client.post(address, {"approve_by": "2024-03-01"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"approve_by"}
        assert client.post(address, {"approve_by": "2024-03-20"}).status_code == 302

    def test_not_without_parties(self, held, personas):
        held.parties.filter(is_convener=False).update(withdrawn_on=DAY, withdrawn_reason="Syy")
        with pytest.raises(ValidationError):
            send(held, personas)

    def test_not_twice(self, held, personas):
        send(held, personas)
        with pytest.raises(ValidationError):
            send(held, personas)

    def test_taken_back_and_sent_anew(self, held, personas):
        send(held, personas)
        take_back_memo(held, by=personas.coordinator)
        held.discussions.update(notes="Korjattu")
        memo = send(held, personas)
        assert (memo.version, memo.content["topics"][0]["notes"]) == (2, "Korjattu")

    def test_the_database_refuses_a_sent_one_without_content(self, negotiation):
        with pytest.raises(IntegrityError), transaction.atomic():
            NegotiationMemo.objects.create(negotiation=negotiation, state="sent")


class TestClosing:
    def close(self, held, personas, note: str = "Kaupunki ei vastannut") -> NegotiationMemo:
        return close_memo(held, note=note, at=timezone.now(), by=personas.coordinator)

    def test_with_a_note_on_who_was_silent(self, held, personas):
        send(held, personas)
        with pytest.raises(ValidationError):
            self.close(held, personas, note=" ")
        memo = self.close(held, personas)
        assert (memo.is_approved, memo.approved_by, memo.closing_note) == (
            True,
            personas.coordinator,
            "Kaupunki ei vastannut",
        )

    def test_not_against_a_party_that_wants_it_corrected(self, held, party, personas):
        memo = send(held, personas)
        MemoAnswer.objects.create(
            memo=memo,
            party=party,
            version=1,
            verdict="returned",
            comment="Päivä on väärin",
            person_name="Edustaja",
            answered_at=timezone.now(),
        )
        with pytest.raises(ValidationError):
            self.close(held, personas)

    def test_not_a_draft(self, held, personas):
        write_summary(held, "Lyhyesti", by=personas.coordinator)
        with pytest.raises(ValidationError):
            self.close(held, personas)


class TestAsFiles:
    def test_word_has_headings_and_tables(self, client, held, personas):
        send(held, personas)
        client.force_login(personas.reader)
        answer = client.get(reverse("negotiations:memo-word", args=[held.pk]))
        document = Document(BytesIO(answer.content))
        headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
        assert headings[:2] == ["Osapuolet", "Aiheet"]
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "Perustetaan ryhmä" in cells

    @pytest.mark.pango
    def test_pdf_is_tagged_and_titled(self, client, held, personas):
        send(held, personas)
        client.force_login(personas.reader)
        answer = client.get(reverse("negotiations:memo-pdf", args=[held.pk]))
        with pikepdf.open(BytesIO(answer.content)) as file:
            assert "HYTE-neuvottelu" in str(file.docinfo["/Title"])
            assert file.Root.MarkInfo.Marked
