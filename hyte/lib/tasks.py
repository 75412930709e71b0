"""Background work that knows no domain word."""

from datetime import datetime, timedelta

from celery import shared_task
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

HEARTBEAT = "worker-heartbeat"
SILENT_AFTER = timedelta(seconds=300)  # five missed heartbeats


@shared_task(ignore_result=True)
def note_heartbeat() -> None:
    """Leave a mark that a worker and the clock run; the health page tells its age."""
    cache.set(HEARTBEAT, timezone.now(), timeout=24 * 3600)


def worker_lives(at: datetime) -> bool:
    """Whether a worker has left its mark lately."""
    seen = cache.get(HEARTBEAT)
    return seen is not None and at - seen < SILENT_AFTER


@shared_task(ignore_result=True)
def clear_old_sessions() -> None:
    call_command("clearsessions")
