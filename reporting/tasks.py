"""Background work of the whole."""

from celery import shared_task
from django.utils import timezone

from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from reporting.services.reminders import send_reminders
from reporting.services.weekly import send_weekly_mails


@shared_task(ignore_result=True)
def send_morning_mails() -> None:
    """Run any number of times on a day: what has been told isn't told again."""
    notices = [*send_reminders(today(), at=timezone.now()), *send_weekly_mails(today())]
    for notice in notices:
        deliver_after_commit(notice)
