"""Mail goes out through a row of ours, so that nothing is lost when a worker or a mail server is down."""

import logging

from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from groups.models import SentNotice

logger = logging.getLogger(__name__)


def queue_mail(*, recipient: str, subject: str, text: str) -> SentNotice:
    """Store a mail to be sent; the caller enqueues it with ``groups.tasks.deliver_after_commit``."""
    return SentNotice.objects.create(recipient=recipient, subject=" ".join(subject.split())[:300], text=text)


def deliver(notice: SentNotice) -> bool:
    """Try once to send a stored mail; return whether it went.

    The text of a sent mail is wiped, as is that of one that has been given up. A failure is noted on the row, and
    ``SentNotice.objects.waiting`` offers it again later. Nothing happens where another worker has taken the row.
    """
    if not _taken(notice):
        return False
    try:
        EmailMessage(subject=notice.subject, body=notice.text, to=[notice.recipient]).send()
    except (OSError, ValueError) as error:  # smtplib's exceptions are OSErrors; a malformed address is a ValueError
        _note_failure(notice, error)
        return False
    notice.sent_at, notice.text, notice.error = timezone.now(), "", ""
    notice.save(update_fields=["sent_at", "text", "error"])
    return True


def _taken(notice: SentNotice) -> bool:
    """Count the attempt before it is made: of two workers only one can do so, and a killed one has left its mark."""
    mine = SentNotice.objects.filter(pk=notice.pk, sent_at=None, attempts=notice.attempts)
    if not mine.update(attempts=F("attempts") + 1):
        return False
    notice.attempts += 1
    return True


def _note_failure(notice: SentNotice, error: Exception) -> None:
    logger.warning("mail %s was not sent, attempt %s: %s", notice.pk, notice.attempts, error)
    notice.error = str(error)[:500]
    if notice.is_given_up:
        notice.text = ""
    notice.save(update_fields=["error", "text"])
