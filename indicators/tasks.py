"""Background work of the indicators app: one task for the beginning of a run, then one for each indicator in turn.

Each task enqueues the next one, so that Sotkanet is asked one question at a time, and other work finds its place in between.
"""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from hyte.lib.clock import today
from indicators.imports.asking import open_client
from indicators.imports.sync import (
    begin_again,
    begin_run,
    finish_run,
    forgotten_runs,
    next_item,
    start_run,
    take_up,
)
from indicators.imports.sync_item import fetch_item
from indicators.models import SyncItem, SyncRun
from indicators.services import figures_files


@shared_task(ignore_result=True)
def begin_fetching(run_id: int) -> None:
    """A second time does nothing; a run that a killed worker leaves behind is found by ``resume_forgotten_runs``."""
    run = SyncRun.objects.filter(pk=run_id).first()
    if not run:
        return
    with open_client(run) as client:
        begun = begin_run(run, client, at=timezone.now(), today=today())
    if begun:
        _go_on(run)


@shared_task(ignore_result=True)
def fetch_indicator(item_id: int) -> None:
    """A second time does nothing, nor does it enqueue the next one."""
    item = SyncItem.objects.select_related("run", "indicator").filter(pk=item_id).first()
    if not item:
        return
    with open_client(item) as client:
        fetched = fetch_item(item, client, at=timezone.now(), today=today())
    if fetched:
        _go_on(item.run)


def _go_on(run: SyncRun) -> None:
    """Enqueue whose turn it is; items that wait for another try are found by ``resume_forgotten_runs`` in time."""
    now = timezone.now()
    if item := next_item(run, at=now):
        fetch_indicator.delay(item.pk)
    else:
        finish_run(run, at=now)


@shared_task(ignore_result=True)
def sync_every_night() -> None:
    run = start_run(SyncRun.Reason.NIGHT, by=None, at=timezone.now())
    begin_fetching.delay(run.pk)


@shared_task(ignore_result=True)
def resume_forgotten_runs() -> None:
    """Enqueue what the queue or a killed worker has lost, and what has waited long enough for another try."""
    now = timezone.now()
    for run in forgotten_runs(now):
        if begin_again(run, at=now):
            begin_fetching.delay(run.pk)
        elif item := take_up(run, at=now):
            fetch_indicator.delay(item.pk)


@shared_task(ignore_result=True)
def clear_old_figures_files() -> None:
    figures_files.clear_old_figures_files(timezone.now())


def fetch_after_commit(run: SyncRun) -> None:
    """Start a run as soon as its row is safe; where the broker is down, the beat finds the row."""

    def enqueue() -> None:
        begin_fetching.delay(run.pk)

    transaction.on_commit(enqueue, robust=True)
