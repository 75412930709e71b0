"""Background work of the groups app."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from groups.models import SentNotice
from groups.services.mail import deliver


@shared_task(ignore_result=True)
def deliver_mail(notice_id: int) -> None:
    """Try once; a mail that doesn't go is found again by ``deliver_waiting_mail``."""
    notice = SentNotice.objects.filter(pk=notice_id, sent_at=None).first()
    if notice:
        deliver(notice)


@shared_task(ignore_result=True)
def deliver_waiting_mail() -> None:
    """Enqueue what a killed worker or an outage of the mail server has left behind."""
    for notice_id in SentNotice.objects.waiting(timezone.now()).values_list("pk", flat=True)[:500]:
        deliver_mail.delay(notice_id)


def deliver_after_commit(notice: SentNotice) -> None:
    """Send a queued mail as soon as its row is safe; where the broker is down, the beat finds the row."""

    def enqueue() -> None:
        deliver_mail.delay(notice.pk)

    transaction.on_commit(enqueue, robust=True)
