"""Mail waits in rows of ours until it has gone, whatever happens to the server, the queue or a worker."""

import re
import smtplib
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from groups.models import SentNotice
from groups.models.notice import RETRY_AFTER
from groups.services.mail import deliver, queue_mail
from groups.tasks import deliver_after_commit, deliver_mail, deliver_waiting_mail
from tests.factories.groups import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice() -> SentNotice:
    return queue_mail(recipient="lukija@example.org", subject="Aihe", text="Salainen linkki")


@pytest.fixture
def server_down(settings) -> None:
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"


def made(notice: SentNotice, ago: timedelta, attempts: int = 0) -> SentNotice:
    SentNotice.objects.filter(pk=notice.pk).update(created_at=timezone.now() - ago, attempts=attempts)
    notice.refresh_from_db()
    return notice


def test_sent_mail_leaves_no_text_behind(notice):
    deliver_mail(notice.pk)
    notice.refresh_from_db()
    assert (mail.outbox[0].to, mail.outbox[0].body) == (["lukija@example.org"], "Salainen linkki")
    assert (notice.text, notice.attempts, notice.error, notice.sent_at is not None) == ("", 1, "", True)


def test_subject_is_one_line_of_300_characters():
    notice = queue_mail(recipient="a@example.org", subject="Aihe\r\nBcc: muut@example.org " + "x" * 400, text="")
    assert notice.subject.startswith("Aihe Bcc: muut@example.org xx")
    assert len(notice.subject) == 300


def test_server_that_is_down_keeps_the_mail(notice, server_down):
    deliver_mail(notice.pk)
    notice.refresh_from_db()
    assert (notice.sent_at, notice.attempts, notice.text) == (None, 1, "Salainen linkki")
    assert "refused" in notice.error.lower()


def test_mail_goes_when_the_server_is_back(notice, settings, server_down):
    deliver_mail(notice.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    made(notice, timedelta(minutes=11), attempts=1)
    deliver_waiting_mail()
    notice.refresh_from_db()
    assert (len(mail.outbox), notice.attempts, notice.error) == (1, 2, "")


def test_page_works_while_the_server_is_down(client, server_down, django_capture_on_commit_callbacks):
    user = make_user("lukija@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/accounts/password/reset/", {"email": user.email})
    assert response.status_code == 302
    assert SentNotice.objects.get().error != ""


def test_waiting_time_grows_with_the_attempts(notice):
    for attempts, delay in enumerate(RETRY_AFTER):
        made(notice, delay - timedelta(minutes=1), attempts)
        assert not SentNotice.objects.waiting(timezone.now()).exists()
        made(notice, delay, attempts)
        assert SentNotice.objects.waiting(timezone.now()).exists()


def test_last_attempt_gives_up_and_wipes_the_text(notice, server_down):
    made(notice, timedelta(days=3), attempts=len(RETRY_AFTER) - 1)
    assert deliver(notice) is False
    notice.refresh_from_db()
    assert (notice.is_given_up, notice.text) == (True, "")
    assert not SentNotice.objects.waiting(timezone.now() + timedelta(days=30)).exists()


def test_sent_mail_is_not_sent_again(notice):
    deliver_mail(notice.pk)
    made(notice, timedelta(days=1))
    deliver_mail(notice.pk)
    deliver_waiting_mail()
    assert len(mail.outbox) == 1


def test_two_workers_send_once(notice):
    same = SentNotice.objects.get(pk=notice.pk)
    assert [deliver(notice), deliver(same)] == [True, False]
    assert len(mail.outbox) == 1


def test_lost_message_is_found_by_the_beat(notice):
    made(notice, timedelta(minutes=5))
    deliver_waiting_mail()
    assert len(mail.outbox) == 1


def test_malformed_address_is_noted():
    notice = SentNotice.objects.create(recipient="a@example.org\nBcc: b@example.org", subject="Aihe", text="Teksti")
    assert deliver(notice) is False
    assert notice.error != ""


def test_mail_of_a_removed_row_is_nothing_to_do():
    deliver_mail(999_999)
    assert mail.outbox == []


def test_broker_that_is_down_does_not_break_the_page(notice, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args, **kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr(deliver_mail, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        deliver_after_commit(notice)
    assert SentNotice.objects.get().sent_at is None


def test_refusal_of_the_server_is_noted(notice, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"lukija@example.org": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    assert deliver(notice) is False
    assert "no such user" in notice.error


# Passwords


def test_reset_mail_comes_through_the_rows_and_its_link_works(client, django_capture_on_commit_callbacks):
    user = make_user("lukija@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    with django_capture_on_commit_callbacks(execute=False):
        client.post("/accounts/password/reset/", {"email": user.email})
    assert mail.outbox == []
    waiting = SentNotice.objects.get()
    deliver_mail(waiting.pk)
    assert mail.outbox[0].to == [user.email]
    path = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    assert Client().get(path, follow=True).status_code == 200
    waiting.refresh_from_db()
    assert path not in waiting.text


def test_reset_for_an_unknown_address_sends_nothing(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/accounts/password/reset/", {"email": "ei.ole@example.org"})
    assert (response.status_code, SentNotice.objects.count(), mail.outbox) == (302, 0, [])


def test_beat_looks_for_waiting_mail_every_five_minutes():
    from hyte.celery import app

    entry = app.conf.beat_schedule["deliver-waiting-mail"]
    assert (entry["task"], entry["schedule"].minute) == ("groups.tasks.deliver_waiting_mail", set(range(0, 60, 5)))
