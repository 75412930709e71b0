"""Mail goes out through a row of ours, so that nothing is lost when a worker or a mail server is down."""

from django.core.mail import EmailMessage
from django.utils import timezone

from groups.models import SentNotice


def queue_mail(*, recipient: str, subject: str, text: str) -> SentNotice:
    """Store a mail to be sent; the caller enqueues ``groups.tasks.deliver_mail`` after the commit."""
    return SentNotice.objects.create(recipient=recipient, subject=" ".join(subject.split())[:300], text=text)


def deliver(notice: SentNotice) -> SentNotice:
    """Send a stored mail and wipe its text; a failure is noted and raised again for the retry."""
    try:
        EmailMessage(subject=notice.subject, body=notice.text, to=[notice.recipient]).send()
    except OSError as error:  # smtplib's exceptions are OSErrors, too
        notice.attempts += 1
        notice.error = str(error)[:500]
        notice.save(update_fields=["attempts", "error"])
        raise
    notice.sent_at, notice.text, notice.error = timezone.now(), "", ""
    notice.attempts += 1
    notice.save(update_fields=["sent_at", "text", "error", "attempts"])
    return notice
