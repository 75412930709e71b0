"""Background work of the groups app."""

from celery import shared_task

from groups.models import SentNotice
from groups.services.mail import deliver


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=3600, retry_jitter=True, max_retries=5)
def deliver_mail(notice_id: int) -> None:
    notice = SentNotice.objects.filter(pk=notice_id, sent_at=None).first()
    if notice:
        deliver(notice)


@shared_task
def deliver_waiting_mail() -> int:
    """Enqueue what a killed worker or a long outage of the mail server has left behind; return how many."""
    ids = list(SentNotice.objects.waiting().values_list("pk", flat=True)[:500])
    for notice_id in ids:
        deliver_mail.delay(notice_id)
    return len(ids)
