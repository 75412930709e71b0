"""Background work of the whole."""

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from reporting.exports.report.files import build_file, resume_files
from reporting.models import GeneratedFile
from reporting.services.reminders import send_reminders
from reporting.services.weekly import send_weekly_mails


@shared_task(ignore_result=True)
def send_morning_mails() -> None:
    """Run any number of times on a day: what has been told isn't told again."""
    notices = [*send_reminders(today(), at=timezone.now()), *send_weekly_mails(today())]
    for notice in notices:
        deliver_after_commit(notice)


@shared_task(ignore_result=True)
def build_report_file(file_id: int) -> None:
    """A second run does nothing; what a killed worker leaves behind is found by ``resume_forgotten_files``."""
    file = (
        GeneratedFile.objects.select_related("version__report__county", "version__snapshot").filter(pk=file_id).first()
    )
    if file:
        build_file(file, at=timezone.now(), base_url=settings.BASE_URL)


@shared_task(ignore_result=True)
def resume_forgotten_files() -> None:
    for file in resume_files(timezone.now()):
        build_report_file.delay(file.pk)


def build_after_commit(file: GeneratedFile) -> None:
    """Start a file as soon as its row is safe; where the broker is down, the beat finds the row."""

    def enqueue() -> None:
        build_report_file.delay(file.pk)

    transaction.on_commit(enqueue, robust=True)
