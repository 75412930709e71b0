"""The form that is open to everyone: who may give what, the receipt, and how often."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from groups.models import SentNotice
from plans.models import Statement
from plans.views.consultations.giving import MOST_STATEMENTS
from tests.factories.consultations import make_closed, make_consultation, make_question, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(consultation) -> str:
    return reverse("plans:statement-give", args=[consultation.pk])


def private(**fields) -> dict:
    values = {"submission": str(uuid4()), "who": "person", "sender_name": "Maija Mallikas", "text": "Kannatan."}
    return values | fields


def of_body(**fields) -> dict:
    return private(who="body", body_name="Kylän väki ry") | fields


class TestGiving:
    def test_a_private_persons_without_consent(self, client, address, question):
        answer = client.post(address, private(**{f"answer_{question.pk}": "Hyviä."}, body_name="Ohitetaan"))
        given = Statement.objects.get()
        assert answer.url == reverse("plans:statement-receipt", args=[given.consultation_id, given.receipt])
        assert (given.is_private_person, given.body_name, given.name_may_be_published) == (True, "", False)
        assert given.answers.get().text == "Hyviä." and "Maija" not in given.public_name

    def test_with_consent(self, client, address):
        client.post(address, private(name_may_be_published="on"))
        assert Statement.objects.get().public_name == "Maija Mallikas"

    def test_a_bodys_is_told_by_the_bodys_name(self, client, address):
        client.post(address, of_body(name_may_be_published="on"))
        given = Statement.objects.get()
        assert (given.public_name, given.name_may_be_published) == ("Kylän väki ry", False)

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            (of_body(body_name=""), "body_name"),
            (private(sender_name=""), "sender_name"),
            (private(sender_email="ei-osoite"), "sender_email"),
            (private(who=""), "who"),
            (private(text=" "), "text"),
            (private(submission="x"), "submission"),
        ],
    )
    def test_what_is_missing_is_told_beside_its_field(self, client, address, sent, field):
        answer = client.post(address, sent)
        assert answer.status_code == 422 and field in answer.context["form"].errors
        assert not Statement.objects.exists()

    def test_the_same_form_sent_twice_is_one(self, client, address):
        sent = private()
        answers = [client.post(address, sent) for _again in range(2)]
        assert answers[0].url == answers[1].url and Statement.objects.count() == 1
        client.post(address, private())
        assert Statement.objects.count() == 2

    def test_an_attachment_that_isnt_what_it_says(self, client, address):
        answer = client.post(address, private(files=[pdf("kuva.pdf", b"\x89PNG\r\n\x1a\n")]))
        assert answer.status_code == 422 and not Statement.objects.exists()

    def test_many_from_one_address_are_stopped(self, client, address):
        for _number in range(MOST_STATEMENTS):
            assert client.post(address, {}).status_code == 422
        assert client.post(address, private()).status_code == 429
        assert not Statement.objects.exists()


class TestWhen:
    def test_not_after_the_last_day(self, client, address, consultation, settings):
        settings.HYTE_TODAY = consultation.closes_on
        assert client.post(address, private()).status_code == 302
        settings.HYTE_TODAY = consultation.closes_on + timedelta(days=1)
        assert consultation.contact in client.get(address).content.decode()
        late = client.post(address, private(text="Myöhässä mutta tärkeää"))
        assert late.status_code == 422 and "Myöhässä mutta tärkeää" in late.content.decode()
        assert consultation.contact in late.content.decode() and Statement.objects.count() == 1

    def test_only_where_everybody_may(self, client, personas, plan):
        for other in (
            make_consultation(plan, open_to_everyone=False),
            make_consultation(plan, opened=False),
            make_closed(plan, told=True, open_to_everyone=False),
        ):
            address = reverse("plans:statement-give", args=[other.pk])
            client.force_login(personas.unrelated)
            assert client.post(address, private()).status_code == 404
        assert not Statement.objects.exists()

    def test_the_button_is_there_only_while_it_is_open(self, client, consultation, address, settings):
        assert address in client.get(consultation.get_absolute_url()).content.decode()
        settings.HYTE_TODAY = consultation.closes_on + timedelta(days=1)
        assert address not in client.get(consultation.get_absolute_url()).content.decode()


class TestReceipt:
    def test_the_sender_sees_a_copy_and_others_only_that_it_came(self, client, address, consultation):
        sent = client.post(address, private(text="Kannatan lämpimästi."))
        page = client.get(sent.url).content.decode()
        receipt = Statement.objects.get().receipt
        assert receipt in page and "Kannatan lämpimästi." in page
        client.cookies.clear()
        page = client.get(sent.url).content.decode()
        assert receipt in page
        for hidden in ("Kannatan lämpimästi.", "Maija"):
            assert hidden not in page

    def test_the_mail_to_an_address_that_anybody_may_write_carries_no_text_of_theirs(
        self, client, address, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, private(sender_email="maija@example.org", text="OSTA HALVALLA", sender_name="MAINOS"))
        notice = SentNotice.objects.get()
        told = notice.text or mailoutbox[0].body
        assert notice.recipient == "maija@example.org" and Statement.objects.get().receipt in told
        assert "OSTA" not in told and "MAINOS" not in told

    def test_without_an_address_no_mail(self, client, address):
        client.post(address, private())
        assert not SentNotice.objects.exists()

    def test_of_another_consultation_it_isnt_found(self, client, personas, address, plan):
        client.post(address, private())
        other = make_consultation(plan)
        client.force_login(personas.reader)
        found = reverse("plans:statement-receipt", args=[other.pk, Statement.objects.get().receipt])
        assert client.get(found).status_code == 404


def test_the_form_shows_the_questions_in_order_and_the_reader_is_warned(client, address, consultation):
    for text in ("Ensimmäinen?", "Toinen?"):
        make_question(consultation, text)
    page = client.get(address).content.decode()
    assert page.index("Ensimmäinen?") < page.index("Toinen?")
    assert "Ei asiakastietoja" in page and reverse("privacy") in page


def test_the_language_of_the_page_is_kept(client, address):
    client.cookies["django_language"] = "sv"
    client.post(address, private())
    assert Statement.objects.get().language == "sv"
