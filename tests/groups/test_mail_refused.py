"""What the mail server says decides: a refused address is given up at once, everything else is tried again."""

import email
from datetime import date, timedelta
from email import policy

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import NoticeKind, NoticeState, Person, SentNotice
from groups.models.notice import RETRY_AFTER
from groups.queries.notices import undelivered
from groups.services.mail import deliver, queue_mail
from groups.tasks import deliver_waiting_mail
from hyte.lib.ics import REQUEST, write_calendar
from tests.factories.groups import make_county, make_group, make_organisation, make_person, make_seat
from tests.factories.mail_server import mail_server
from tests.hyte.test_ics import make_event

pytestmark = pytest.mark.django_db

HTML = "<!doctype html><p>Salainen linkki</p>"


@pytest.fixture
def notice() -> SentNotice:
    calendar = write_calendar([make_event()], name="", method=REQUEST).decode()
    return queue_mail(
        recipient="lukija@example.org",
        subject="Kutsu",
        text="Salainen linkki",
        html=HTML,
        calendar=calendar,
        kind=NoticeKind.INVITATION,
    )


def content_of(notice: SentNotice) -> tuple[str, str, str]:
    notice.refresh_from_db()
    return notice.text, notice.html, notice.calendar


def test_mail_carries_text_html_and_the_calendar_file(notice, settings):
    calendar = notice.calendar
    with mail_server(settings) as server:
        assert deliver(notice) is True
    message = email.message_from_bytes(server.received[0], policy=policy.default)
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
    assert list(parts) == ["text/plain", "text/html", "text/calendar", "application/ics"]
    assert parts["text/plain"].get_content().strip() == "Salainen linkki"
    assert parts["text/html"].get_content().strip() == HTML
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["text/calendar"].get_content().replace("\r\n", "\n").strip() == calendar.replace("\r\n", "\n").strip()
    assert parts["application/ics"].get_filename() == "meeting.ics"
    assert parts["application/ics"].get_content() == calendar.encode()


def test_sent_mail_leaves_no_content_behind(notice, settings):
    with mail_server(settings):
        deliver(notice)
    assert content_of(notice) == ("", "", "")
    assert (notice.state, notice.error) == (NoticeState.SENT, "")


@pytest.mark.parametrize("answers", [{"to_recipients": "550 no such user"}, {"to_messages": "554 not wanted"}])
def test_refused_mail_is_given_up_at_once_and_wiped(notice, settings, answers):
    with mail_server(settings, **answers):
        assert deliver(notice) is False
    assert content_of(notice) == ("", "", "")
    assert (notice.is_refused, notice.attempts, notice.state) == (True, 1, NoticeState.REFUSED)
    assert next(iter(answers.values()))[4:] in notice.error
    assert not SentNotice.objects.waiting(timezone.now() + timedelta(days=30)).exists()


@pytest.mark.parametrize(
    "answers", [{"to_recipients": "451 come again later"}, {"to_messages": "452 the disk is full"}]
)
def test_temporary_no_keeps_the_mail_whole_and_it_goes_later(notice, settings, answers):
    before = (notice.text, notice.html, notice.calendar)
    with mail_server(settings, **answers):
        deliver(notice)
    assert content_of(notice) == before
    assert (notice.is_refused, notice.attempts, notice.state) == (False, 1, NoticeState.DELAYED)
    SentNotice.objects.update(created_at=timezone.now() - RETRY_AFTER[1])
    with mail_server(settings) as server:
        deliver_waiting_mail()
    notice.refresh_from_db()
    assert (len(server.received), notice.state) == (1, NoticeState.SENT)


def test_row_that_was_removed_on_the_way_breaks_nothing(notice, settings):
    with mail_server(settings) as server:
        same = SentNotice.objects.get(pk=notice.pk)
        SentNotice.objects.all().delete()
        assert deliver(same) is False
    assert server.received == []


# What the coordinator is told


@pytest.fixture
def person() -> Person:
    county = make_county()
    return make_person("Meri Jäsen", organisation=make_organisation(parent=county), email="meri@example.org")


def make_notice(person: Person | None, **fields) -> SentNotice:
    values = {"recipient": person.email if person else "a@example.org", "person": person, "subject": "Kutsu"}
    return SentNotice.objects.create(**(values | fields))


def told(person: Person) -> tuple[list[SentNotice], list[SentNotice]]:
    found = undelivered(person.organisation.county, at=timezone.now())
    return found.given_up, found.delayed


def test_coordinator_is_told_of_refused_given_up_and_delayed_mails(person):
    refused = make_notice(person, is_refused=True, attempts=1)
    given_up = make_notice(person, attempts=len(RETRY_AFTER), error="timed out")
    delayed = make_notice(person, attempts=3, error="timed out")
    make_notice(person, sent_at=timezone.now() - timedelta(days=1))
    make_notice(person)
    SentNotice.objects.filter(sent_at=None).update(created_at=timezone.now())
    assert told(person) == ([given_up, refused], [delayed])


def test_other_counties_mails_are_not_told(person):
    stranger = make_person(organisation=make_organisation(parent=make_county("Toinen")), email="toinen@example.org")
    make_notice(stranger, is_refused=True)
    make_notice(None, is_refused=True)
    assert told(person) == ([], [])
    assert not undelivered(person.organisation.county, at=timezone.now())


def test_holder_of_a_seat_from_elsewhere_belongs_to_the_county(person):
    guest = make_person("Vieras Vantaalta", email="vieras@example.org")
    make_seat(make_group(person.organisation.county), guest)
    notice = make_notice(guest, is_refused=True)
    assert told(person) == ([notice], [])


def test_mail_to_an_account_is_told_by_its_address(person):
    notice = make_notice(None, recipient=person.email, is_refused=True)
    assert told(person) == ([notice], [])


def test_mended_address_and_a_mail_that_has_gone_since_end_the_telling(person):
    make_notice(person, is_refused=True, recipient="vanha@example.org")
    make_notice(person, attempts=len(RETRY_AFTER), error="timed out")
    SentNotice.objects.update(created_at=timezone.now() - timedelta(days=2))
    make_notice(person, sent_at=timezone.now())
    assert told(person) == ([], [])


def test_old_failures_and_those_of_people_who_left_are_not_told(person):
    make_notice(person, is_refused=True)
    SentNotice.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert told(person) == ([], [])
    make_notice(person, is_refused=True)
    Person.objects.update(left_on=date(2024, 1, 1))
    assert told(person) == ([], [])


# The log in the administration


def test_log_tells_kind_person_and_state_in_words(client, personas):
    client.force_login(personas.coordinator)
    client.cookies["django_language"] = "en"
    make_notice(personas.contact.person, kind="invitation", is_refused=True, error="550 no such user")
    page = client.get(reverse("admin:groups_sentnotice_changelist")).content.decode()
    for words in ("Invitation to a meeting", "yhteyshenkilö", "Refused: check the address", "550 no such user"):
        assert words in page


@pytest.mark.parametrize(
    ("state", "subjects"),
    [
        ("failed", {"refused", "given up"}),
        ("delayed", {"delayed"}),
        ("waiting", {"refused", "given up", "delayed", "new"}),
        ("sent", {"sent"}),
    ],
)
def test_log_is_filtered_by_state(client, personas, state, subjects):
    client.force_login(personas.coordinator)
    person = personas.contact.person
    make_notice(person, subject="refused", is_refused=True, error="550")
    make_notice(person, subject="given up", attempts=len(RETRY_AFTER), error="timed out")
    make_notice(person, subject="delayed", attempts=2, error="timed out")
    make_notice(person, subject="new")
    make_notice(person, subject="sent", sent_at=timezone.now())
    response = client.get(reverse("admin:groups_sentnotice_changelist"), {"state": state})
    assert {notice.subject for notice in response.context["cl"].result_list} == subjects
