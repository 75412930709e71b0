"""Mail goes out through a row of ours, so that nothing is lost when a worker or a mail server is down."""

import logging
import re
import smtplib

from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone

from groups.models import NoticeKind, Person, SentNotice

logger = logging.getLogger(__name__)

CALENDAR_FILE = "meeting.ics"
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
CONTENT = ("text", "html", "calendar")


def queue_mail(
    *,
    recipient: str,
    subject: str,
    text: str,
    html: str = "",
    calendar: str = "",
    kind: NoticeKind = NoticeKind.OTHER,
    person: Person | None = None,
) -> SentNotice:
    """Store a mail to be sent; the caller enqueues it with ``groups.tasks.deliver_after_commit``.

    ``html`` is the same text as a page, ``calendar`` the .ics file that goes with it; both are optional.
    """
    return SentNotice.objects.create(
        recipient=recipient,
        subject=" ".join(subject.split())[:300],
        text=text,
        html=html,
        calendar=calendar,
        kind=kind,
        person=person,
    )


def deliver(notice: SentNotice) -> bool:
    """Try once to send a stored mail; return whether it went.

    The content of a sent mail is wiped, as is that of one that has been given up. A failure is noted on the row, and
    ``SentNotice.objects.waiting`` offers it again later, unless the server has refused the address for good. Nothing happens
    where another worker has taken the row.
    """
    if not _taken(notice):
        return False
    try:
        _message(notice).send()
    except (OSError, ValueError) as error:  # smtplib's exceptions are OSErrors; a malformed address is a ValueError
        _note_failure(notice, error)
        return False
    notice.sent_at, notice.error = timezone.now(), ""
    _store(notice, "sent_at", "error", wiped=True)
    return True


def _message(notice: SentNotice) -> EmailMultiAlternatives:
    """Text, the same as HTML, and the calendar file twice: calendars look for it among the texts, people for an attachment."""
    message = EmailMultiAlternatives(subject=notice.subject, body=notice.text, to=[notice.recipient])
    if notice.html:
        message.attach_alternative(notice.html, "text/html")
    if notice.calendar:
        method = METHOD.search(notice.calendar)
        told = f"; method={method[1]}" if method else ""
        message.attach_alternative(notice.calendar, f"text/calendar{told}")
        message.attach(CALENDAR_FILE, notice.calendar.encode(), "application/ics")
    return message


def _taken(notice: SentNotice) -> bool:
    """Count the attempt before it is made: of two workers only one can do so, and a killed one has left its mark."""
    mine = SentNotice.objects.filter(pk=notice.pk, sent_at=None, is_refused=False, attempts=notice.attempts)
    if not mine.update(attempts=F("attempts") + 1):
        return False
    notice.attempts += 1
    return True


def _note_failure(notice: SentNotice, error: Exception) -> None:
    logger.warning("mail %s was not sent, attempt %s: %s", notice.pk, notice.attempts, error)
    notice.error, notice.is_refused = str(error)[:500], is_refusal(error)
    _store(notice, "error", "is_refused", wiped=notice.is_given_up)


def is_refusal(error: Exception) -> bool:
    """Whether the server will never take this mail: what it says of the recipient or of the message begins with 5.

    A refused sender or log-in is a fault of ours that somebody mends: the mail waits.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _said in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def _store(notice: SentNotice, *fields: str, wiped: bool) -> None:
    """Update the row, which may have been removed while the mail was on its way."""
    if wiped:
        fields += CONTENT
        for name in CONTENT:
            setattr(notice, name, "")
    SentNotice.objects.filter(pk=notice.pk).update(**{name: getattr(notice, name) for name in fields})
