"""Background work that knows no domain word."""

from celery import shared_task
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

HEARTBEAT = "worker-heartbeat"


@shared_task(ignore_result=True)
def note_heartbeat() -> None:
    """Leave a mark that a worker and the clock run; the health page tells its age."""
    cache.set(HEARTBEAT, timezone.now(), timeout=24 * 3600)


@shared_task(ignore_result=True)
def clear_old_sessions() -> None:
    call_command("clearsessions")
