"""A run of fetching from Sotkanet: begun once, worked through item by item, ended; taken up again where a worker was killed."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from hyte.lib.jobs import FORGOTTEN_AFTER, JobState
from indicators.imports.catalogue import refresh_catalogue
from indicators.imports.life import Life
from indicators.imports.regions import refresh_regions
from indicators.imports.sync_item import LONGEST_WAIT, fetch_item, give_back, note_silence
from indicators.models import Indicator, SyncItem, SyncRun
from indicators.models.sync import Problem
from indicators.sotkanet import Client, SotkanetError

logger = logging.getLogger(__name__)

State = SyncItem.State
OPEN = (State.WAITING, State.RUNNING)
Reason = SyncRun.Reason
ELSEWHERE_PAUSE = 1  # seconds, while another process is at the last items


def start_run(reason: str, *, by, indicators: Iterable[Indicator] | None = None, at: datetime) -> SyncRun:
    """Ask for a run; the caller enqueues it. Where one is going on, that one is returned, with what was asked for in it.

    Without ``indicators`` it fetches those that a county uses.
    """
    named = None if indicators is None else list(indicators)
    wanted = list(Indicator.objects.synced().in_use().order_by("pk")) if named is None else named
    while True:
        if run := _join_run(wanted):
            _ask_again(run, named or ())
            return run
        try:
            with transaction.atomic():
                run = SyncRun.objects.create(reason=reason, by=by, job_state=JobState.WAITING, job_queued_at=at)
                _add_items(run, wanted)
                return run
        except IntegrityError:
            logger.info("Two runs were asked for at once; the first one stands.")


@transaction.atomic
def _join_run(wanted: list[Indicator]) -> SyncRun | None:
    """The run that is going on, if any; the indicators that it lacks are added to it, so that it can't end without them."""
    run = SyncRun.objects.going_on().select_for_update().first()
    if run:
        _add_items(run, wanted)
    return run


def _add_items(run: SyncRun, wanted: list[Indicator]) -> None:
    items = [SyncItem(run=run, indicator=indicator) for indicator in wanted]
    SyncItem.objects.bulk_create(items, ignore_conflicts=True)


def _ask_again(run: SyncRun, named: Iterable[Indicator]) -> None:
    """Let what the run has ended without figures take another turn, where somebody asks for just that."""
    ended = run.items.filter(indicator__in=named, state__in=(State.FAILED, State.RETITLED))
    ended.update(state=State.WAITING, problem="", detail="", tries=0, not_before=None, ended_at=None)


def begin_run(run: SyncRun, client: Client, *, at: datetime, today: date) -> bool:
    """Take the run to work and refresh what all of it stands on; False where another has taken it.

    Where the areas or the catalogue can't be refreshed, that is told and the earlier ones stand.
    """
    waiting = SyncRun.objects.filter(pk=run.pk, job_state=JobState.WAITING)
    if not waiting.update(job_state=JobState.RUNNING, job_started_at=at):
        return False
    life = Life(run)
    life.show()
    run.refresh_from_db()
    _refresh(run, "regions", lambda: refresh_regions(client.regions(), today=today))
    if run.reason != Reason.ADOPTION:  # what was just adopted was found in the catalogue
        life.show()
        _refresh(run, "catalogue", lambda: refresh_catalogue(client.indicators(), today=today))
    return True


def _refresh(run: SyncRun, part: str, refresh: Callable[[], int]) -> None:
    """Do one of the refreshings and note on the run what became of it."""
    values = {f"{part}_problem": ""}
    try:
        values[f"{part}_changed"] = refresh()
    except SotkanetError as error:
        values = {f"{part}_problem": error.problem, "job_error": error.detail}
        note_silence(run, error.problem)
    except Exception:
        logger.exception("Refreshing the %s failed", part)
        values[f"{part}_problem"] = Problem.OUR_OWN
    SyncRun.objects.filter(pk=run.pk).update(**values)
    run.refresh_from_db()


def next_item(run: SyncRun, *, at: datetime, patient: bool = True) -> SyncItem | None:
    """The item whose turn it is; those that wait to be tried again come last, and only in time where one is ``patient``."""
    waiting = run.items.filter(state=State.WAITING)
    if patient:
        # a moment beyond the longest wait was noted before the clock jumped back
        waiting = waiting.filter(Q(not_before=None) | Q(not_before__lte=at) | Q(not_before__gt=at + LONGEST_WAIT))
    return waiting.select_related("indicator", "run").order_by("tries", "pk").first()


@transaction.atomic
def finish_run(run: SyncRun, *, at: datetime) -> bool:
    """End the run where nothing is open any more. It has failed where there was something to do and nothing succeeded."""
    running = SyncRun.objects.select_for_update().filter(pk=run.pk, job_state=JobState.RUNNING)
    if not running.exists() or run.items.filter(state__in=OPEN).exists():
        return False
    failed = run.items.filter(state=State.FAILED).exists() or run.regions_problem or run.catalogue_problem
    succeeded = run.items.exclude(state=State.FAILED).exists()
    state = JobState.FAILED if failed and not succeeded else JobState.DONE
    running.update(job_state=state, job_ended_at=at)
    Life(run).end()
    run.refresh_from_db()
    return True


def forgotten_runs(at: datetime) -> list[SyncRun]:
    """Runs that wait or go on, and in which nobody has shown life lately."""
    return [run for run in SyncRun.objects.going_on() if not _shows_life(run, at)]


def _shows_life(run: SyncRun, at: datetime) -> bool:
    if run.job_state == JobState.WAITING:
        return run.job_queued_at is not None and abs(at - run.job_queued_at) < FORGOTTEN_AFTER
    return Life(run).is_seen(at) or any(Life(item).is_seen(at) for item in run.items.filter(state=State.RUNNING))


def begin_again(run: SyncRun, *, at: datetime) -> bool:
    """Send a run that has come nowhere back to its beginning; False where some of it is done."""
    if run.items.filter(tries__gt=0).exists():
        return False
    going_on = SyncRun.objects.going_on().filter(pk=run.pk, job_started_at=run.job_started_at)
    return bool(going_on.update(job_state=JobState.WAITING, job_queued_at=at))


def take_up(run: SyncRun, *, at: datetime) -> SyncItem | None:
    """Give back what a killed worker held, and tell whose turn it is; None where nothing is due yet or the run has ended."""
    give_back_forgotten(run, at=at)
    if finish_run(run, at=at):
        return None
    item = next_item(run, at=at)
    if item:
        Life(run).show()
    return item


def give_back_forgotten(run: SyncRun, *, at: datetime) -> None:
    for item in run.items.filter(state=State.RUNNING):
        if not Life(item).is_seen(at):
            give_back(item, at=at)


def work_through(run: SyncRun, client: Client, *, today: date, note: Callable[[SyncItem], None]) -> None:
    """Do the whole run here and now, beside whoever is at it; ``note`` hears of each item that has ended here.

    Nothing waits for another try: whoever looks on can start the next run.
    """
    begin_run(run, client, at=timezone.now(), today=today)
    while (item := next_item(run, at=timezone.now(), patient=False)) or run.items.filter(state__in=OPEN).exists():
        now = timezone.now()
        if item is None:
            give_back_forgotten(run, at=now)
            Life(run).sleep(ELSEWHERE_PAUSE)
        elif fetch_item(item, client, at=now, today=today, patient=False):
            note(item)
    finish_run(run, at=timezone.now())
