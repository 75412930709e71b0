"""The summary: who said what of each question and what was answered, without a name that isn't to be told."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document

from plans.queries.consultation import statements_summary, summary_of
from plans.services.consultations import publish_summary
from tests.factories.consultations import (
    make_answer,
    make_closed,
    make_invitee,
    make_invitee_address,
    make_private_statement,
    make_question,
    make_statement,
)

pytestmark = pytest.mark.django_db
NEVER = ("Salattu Sukunimi", "salattu@example.org", "Virkailijan Nimi", "virkailija@example.org")


@pytest.fixture
def told(plan, town):
    """A published one with a body, a consenting person and one who doesn't consent."""
    closed = make_closed(plan, told=True)
    questions = [make_question(closed, text) for text in ("Ovatko tavoitteet oikeat?", "Mitä puuttuu?")]
    body = make_statement(
        closed,
        "Kaupungin lausunto",
        organisation=town,
        sender_name="Virkailijan Nimi",
        sender_email="virkailija@example.org",
        response="partly",
        response_text_fi="Lisätty yhdyspinnat",
    )
    consenting = make_private_statement(closed, "Julkinen Nimi", text="", name_may_be_published=True, response="noted")
    hidden = make_private_statement(
        closed, "Salattu Sukunimi", text="Toiveeni", sender_email="salattu@example.org", response="accepted"
    )
    make_answer(body, questions[0], "Kaupungin vastaus")
    make_answer(consenting, questions[0], "Kannatan")
    make_answer(hidden, questions[1], "Omaishoito")
    return closed


def word_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_as_data_for_the_reports(told):
    lines = statements_summary(told)
    assert [(each.number, each.body, each.is_private_person) for each in lines[:2]] == [
        (1, "Kaupunki", False),
        (2, "Julkinen Nimi", True),
    ]
    assert (lines[0].response, lines[0].response_text) == ("partly", "Lisätty yhdyspinnat")
    assert [(each.question, each.text) for each in lines[2].answers] == [("Mitä puuttuu?", "Omaishoito")]
    assert not any(name in str(lines) for name in NEVER)


def test_by_question(told):
    said = {each.question: [(who.body, text) for who, text in each.said] for each in summary_of(told).questions}
    assert said["Ovatko tavoitteet oikeat?"] == [("Kaupunki", "Kaupungin vastaus"), ("Julkinen Nimi", "Kannatan")]
    assert [text for _who, text in said["Mitä puuttuu?"]] == ["Omaishoito"]


SHOWN = (
    "Ovatko tavoitteet oikeat?",
    "Kaupungin vastaus",
    "Omaishoito",
    "Toiveeni",
    "Lisätty yhdyspinnat",
    "Julkinen Nimi",
)


def test_the_public_page_and_the_word_file_say_the_same(client, told):
    page = client.get(reverse("plans:consultation-summary", args=[told.pk])).content.decode()
    file = client.get(reverse("plans:consultation-summary-word", args=[told.pk]))
    assert file["Content-Disposition"].startswith("attachment")
    for text in (page, word_text(file.content)):
        assert [each for each in SHOWN if each not in text] == []
        assert [each for each in NEVER if each in text] == []


def test_the_word_file_has_headings_to_walk_by(client, told):
    file = client.get(reverse("plans:consultation-summary-word", args=[told.pk]))
    headings = [each.text for each in Document(BytesIO(file.content)).paragraphs if each.style.name == "Heading 1"]
    assert headings[:2] == ["Ovatko tavoitteet oikeat?", "Mitä puuttuu?"] and len(headings) == 4


@pytest.mark.pango
def test_the_pdf(client, told):
    answer = client.get(reverse("plans:consultation-summary-pdf", args=[told.pk]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")


def test_no_public_page_tells_the_hidden_name(client, told):
    for name in ("consultation-list", "consultation-detail", "consultation-summary"):
        page = client.get(reverse(f"plans:{name}", args=[] if name.endswith("list") else [told.pk])).content.decode()
        assert [each for each in NEVER if each in page] == [], name


def test_a_body_finds_it_by_its_own_link(client, told):
    address = make_invitee_address(make_invitee(told))
    summary = reverse("plans:consultation-summary", args=[told.pk])
    assert summary in client.get(address).content.decode()
    told.published_summary_at = None
    told.save()
    assert summary not in client.get(address).content.decode()


class TestPublishing:
    def publish(self, consultation, personas):
        on = consultation.closes_on + timedelta(days=1)
        return publish_summary(consultation, on=on, at=timezone.now(), by=personas.coordinator)

    def test_before_it_is_published_it_is_for_the_staff(self, client, personas, plan):
        closed = make_closed(plan)
        addresses = [reverse(f"plans:consultation-summary{end}", args=[closed.pk]) for end in ("", "-word", "-pdf")]
        assert {client.get(each).status_code for each in addresses} == {302}
        client.force_login(personas.unrelated)
        assert {client.get(each).status_code for each in addresses} == {404}
        client.force_login(personas.reader)
        assert client.get(addresses[0]).status_code == client.get(addresses[1]).status_code == 200

    def test_not_while_it_is_open_nor_before_every_response(self, personas, plan, consultation):
        with pytest.raises(ValidationError):
            publish_summary(consultation, on=consultation.closes_on, at=timezone.now(), by=personas.coordinator)
        closed = make_closed(plan)
        statement = make_statement(closed)
        with pytest.raises(ValidationError):
            self.publish(closed, personas)
        statement.response = "noted"
        statement.save()
        assert self.publish(closed, personas).published_summary_by == personas.coordinator

    def test_published_and_taken_back_by_the_button(self, client, personas, plan):
        closed = make_closed(plan, open_to_everyone=False)
        make_statement(closed, response="noted")
        page, button = (reverse(f"plans:consultation-summary{end}", args=[closed.pk]) for end in ("", "-publish"))
        for status in (200, 302):
            client.force_login(personas.coordinator)
            client.post(button)
            client.logout()
            assert client.get(page).status_code == status
