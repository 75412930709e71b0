"""What a load balancer asks: can this process serve?"""

import logging
import os
from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hyte.lib.tasks import worker_lives

logger = logging.getLogger(__name__)

TIMEOUT = 2  # seconds for the broker to answer


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker() -> None:
    if settings.REDIS_URL:
        with redis.from_url(settings.REDIS_URL, socket_connect_timeout=TIMEOUT, socket_timeout=TIMEOUT) as broker:
            broker.ping()
    elif not os.access(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"], os.W_OK):
        raise PermissionError("The broker's folder cannot be written to.")


@cache  # only success is remembered: a process whose migrations are in stays so until it is started anew
def check_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("Migrations wait: run manage.py migrate.")


def worker_state() -> str:
    """Return "ok" or "silent"; a silent worker doesn't make the web process unfit to serve."""
    return "ok" if worker_lives(timezone.now()) else "silent"


def answer(check: Callable[[], None]) -> str:
    """Return "ok" or "failed"; the reason goes to the log only, since anybody may ask."""
    try:
        check()
    except Exception:
        logger.exception("Health: %s", check.__name__)
        return "failed"
    return "ok"


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    parts = {
        "database": answer(check_database),
        "broker": answer(check_broker),
        "migrations": answer(check_migrations),
    }
    fit = all(part == "ok" for part in parts.values())
    if parts["broker"] == "ok":
        parts["worker"] = worker_state()
    return JsonResponse({"status": "ok" if fit else "failed", **parts}, status=200 if fit else 503)
