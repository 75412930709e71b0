"""What a body's link opens: its own statement, changed until the deadline, and nothing of the others."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from groups.models import PersonalLink, SentNotice
from groups.views.by_link import MOST_MISSES, MOST_POSTS
from plans.models import Statement, StatementFile
from tests.factories.consultations import (
    DAY,
    make_answer,
    make_invitee,
    make_invitee_address,
    make_statement,
    make_statement_file,
    pdf,
)
from tests.factories.groups import make_person

pytestmark = pytest.mark.django_db


def said(question, answer: str = "Tavoitteet ovat oikeat.", **fields) -> dict:
    return {f"answer_{question.pk}": answer, "text": "Kannatamme luonnosta."} | fields


class TestTheLink:
    def test_it_opens_without_an_account(self, client, address, invitee, question):
        page = client.get(address)
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store, private"
        content = page.content.decode()
        for shown in (invitee.organisation.name, question.text_fi, reverse("privacy"), "Ei asiakastietoja"):
            assert shown in content

    def test_only_the_hash_of_the_secret_is_kept(self, address):
        token = address.split("/")[2]
        assert len(token) >= 43 and token not in str(list(PersonalLink.objects.values()))

    def test_a_guessed_an_expired_and_a_left_persons_one(self, client, address, invitee, consultation):
        old = make_invitee_address(invitee, at=timezone.now() - timedelta(days=61), valid_for=60)
        for refused in (f"/lausunto/{'x' * 43}/", old):
            page = client.get(refused)
            assert page.status_code == 404 and consultation.name not in page.content.decode()
        invitee.person.left_on = date(2024, 1, 1)
        invitee.person.save()
        assert client.get(address).status_code == 404

    def test_many_guesses_and_many_posts_are_stopped(self, client, address):
        answers = {client.post(address, {}).status_code for _number in range(MOST_POSTS)}
        assert answers == {422} and client.post(address, {}).status_code == 429
        for number in range(MOST_MISSES):
            client.get(f"/lausunto/{number:043d}/")
        assert client.get(address).status_code == 429

    def test_an_internal_plan_isnt_opened_by_it(self, client, address, plan):
        plan.publication = "internal"
        plan.save()
        page = client.get(address)
        assert page.status_code == 200 and plan.get_absolute_url() not in page.content.decode()


class TestGiving:
    def test_it_is_kept_with_its_answers_and_receipted(self, client, address, invitee, question):
        assert client.post(address, said(question)).status_code == 302
        given = Statement.objects.get()
        assert (given.organisation, given.invitee) == (invitee.organisation, invitee)
        assert (given.text, given.answers.get().text) == ("Kannatamme luonnosta.", "Tavoitteet ovat oikeat.")
        assert not given.was_late and len(given.receipt) == 16
        notice = SentNotice.objects.get()
        assert notice.recipient == invitee.person.email

    def test_the_mail_carries_the_receipt_and_a_copy(
        self, client, address, question, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, said(question))
        given, notice = Statement.objects.get(), SentNotice.objects.get()
        told = notice.text or mailoutbox[0].body
        for word in (given.receipt, "Kannatamme luonnosta.", "Tavoitteet ovat oikeat.", question.text_fi):
            assert word in told

    def test_it_can_be_changed_until_the_last_day(self, client, address, question, consultation, settings):
        client.post(address, said(question))
        settings.HYTE_TODAY = consultation.closes_on
        page = client.get(address)
        form = page.context["form"]
        assert form.initial[f"answer_{question.pk}"] == "Tavoitteet ovat oikeat."
        changed = said(question, "", text="Emme kannata.", version=form.initial["version"])
        assert client.post(address, changed).status_code == 302
        given = Statement.objects.get()
        assert (given.text, given.answers.count()) == ("Emme kannata.", 0)
        assert given.changed_at is not None

    def test_not_after_the_last_day_and_it_tells_whom_to_ask(self, client, address, question, consultation, settings):
        client.post(address, said(question))
        settings.HYTE_TODAY = consultation.closes_on + timedelta(days=1)
        page = client.get(address)
        assert "Kannatamme luonnosta." in page.content.decode() and not page.context["is_open"]
        version = Statement.objects.get().received_at.isoformat()
        answer = client.post(address, said(question, text="Muutimme mielemme.", version=version))
        assert answer.status_code == 422
        content = answer.content.decode()
        assert consultation.contact in content and "Muutimme mielemme." in content  # nothing typed is lost
        assert Statement.objects.get().text == "Kannatamme luonnosta."

    def test_an_empty_one_is_refused_beside_the_first_question(self, client, address, question):
        answer = client.post(address, said(question, " ", text=""))
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {f"answer_{question.pk}"}
        assert not Statement.objects.exists()

    def test_a_too_long_text_is_refused(self, client, address, question):
        answer = client.post(address, said(question, text="a" * 20_001))
        assert answer.status_code == 422 and set(answer.context["form"].errors) == {"text"}

    def test_two_of_the_same_body_dont_undo_each_other(self, client, address, invitee, question):
        colleague = make_invitee(invitee.consultation, invitee.organisation, make_person(email="toinen@example.org"))
        theirs = make_invitee_address(colleague)
        client.post(address, said(question, text="Ensimmäinen"))
        late = client.post(theirs, said(question, text="Toinen", version=""))
        assert late.status_code == 422
        assert "Ensimmäinen" in late.content.decode() and "Toinen" in late.content.decode()
        seen = late.context["form"]["version"].value()
        assert client.post(theirs, said(question, text="Toinen", version=seen)).status_code == 302
        assert Statement.objects.get().text == "Toinen"

    def test_markup_is_text(self, client, address, question, personas):
        client.post(address, said(question, "<img src=x onerror=alert(1)>"))
        client.force_login(personas.coordinator)
        summary = reverse("plans:consultation-summary", args=[question.consultation_id])
        for page in (address, Statement.objects.get().get_absolute_url(), summary):
            content = client.get(page).content.decode()
            assert "<img src=x" not in content and "&lt;img src=x" in content


class TestOtherBodies:
    def test_nothing_of_theirs_is_on_the_page(self, client, address, consultation, question):
        other = make_invitee(consultation)
        theirs = make_statement(consultation, "Toisen lausunto", organisation=other.organisation, invitee=other)
        make_answer(theirs, question, "Toisen vastaus")
        page = client.get(address).content.decode()
        hidden = (other.organisation.name, other.person.name, other.person.email, theirs.receipt)
        for each in (*hidden, "Toisen lausunto", "Toisen vastaus"):
            assert each not in page
        client.post(address, said(question, text="Omamme"))
        theirs.refresh_from_db()
        assert theirs.text == "Toisen lausunto" and Statement.objects.count() == 2

    def test_their_files_cant_be_removed(self, client, address, consultation, question):
        other = make_invitee(consultation)
        theirs = make_statement_file(make_statement(consultation, organisation=other.organisation, invitee=other))
        client.post(address, said(question))
        for asked in (theirs.pk, "9" * 30, "kaikki"):
            assert client.post(address, {"act": "remove-file", "file": asked}).status_code == 302
        assert StatementFile.objects.get() == theirs


class TestAttachments:
    def test_they_are_kept_and_removed_with_the_file(self, client, address, question):
        client.post(address, said(question, files=[pdf("a.pdf"), pdf("b.pdf")]))
        kept = list(StatementFile.objects.all())
        assert [each.file_name for each in kept] == ["a.pdf", "b.pdf"]
        name = kept[0].file.name
        assert "a.pdf" in client.get(address).content.decode() and default_storage.exists(name)
        client.post(address, {"act": "remove-file", "file": kept[0].pk})
        assert StatementFile.objects.get() == kept[1]

    @pytest.mark.parametrize(
        ("name", "content"),
        [("liite.pdf", b"MZ\x90\x00 an executable"), ("liite.docx", b"%PDF-1.7\n%%EOF\n"), ("liite.pdf", b"")],
    )
    def test_one_that_isnt_what_it_says_takes_nothing_in(self, client, address, question, name, content):
        answer = client.post(address, said(question, files=[pdf("hyva.pdf"), pdf(name, content)]))
        assert answer.status_code == 422 and set(answer.context["form"].errors) == {"files"}
        assert "Kannatamme luonnosta." in answer.content.decode()
        assert not Statement.objects.exists()

    def test_no_more_than_five(self, client, address, question):
        assert client.post(address, said(question, files=[pdf(f"{n}.pdf") for n in range(6)])).status_code == 422
        client.post(address, said(question, files=[pdf(f"{n}.pdf") for n in range(4)]))
        version = Statement.objects.get().received_at.isoformat()
        more = said(question, files=[pdf("x.pdf"), pdf("y.pdf")], version=version)
        assert client.post(address, more).status_code == 422
        assert StatementFile.objects.count() == 4

    def test_not_removed_after_the_last_day(self, client, address, question, settings):
        client.post(address, said(question, files=[pdf()]))
        settings.HYTE_TODAY = DAY + timedelta(days=100)
        client.post(address, {"act": "remove-file", "file": StatementFile.objects.get().pk})
        assert StatementFile.objects.count() == 1
