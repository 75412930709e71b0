"""One indicator of a run: its document, and its figures where the source has updated them."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from indicators.imports.documents import note_document
from indicators.imports.life import Life
from indicators.imports.observations import Written, write_rows
from indicators.models import Indicator, SyncItem, SyncRun
from indicators.models.sync import Problem
from indicators.sotkanet import Client, DataRow, Document, SotkanetError, read_rows

logger = logging.getLogger(__name__)

State = SyncItem.State
MOST_TRIES = 3  # of one item in a run; the client tries each question several times within one
WAITS = (timedelta(minutes=2), timedelta(minutes=10))  # after the first and the second try
LONGEST_WAIT = timedelta(hours=1)  # however long Sotkanet asks to wait
SILENT = (Problem.UNREACHABLE, Problem.TIMEOUT)
MOST_SILENCES = 5  # in a row; then the others aren't asked for in this run
FIRST_YEAR, LAST_YEAR = 1900, 2100
USUAL_YEARS = 35  # where the document tells no range


class Lost(Exception):
    """Somebody else has taken the item meanwhile: what was done of it is taken back."""


def claim_item(item: SyncItem, *, at: datetime) -> bool:
    """Take a waiting item to work; of two who try only one gets it."""
    waiting = SyncItem.objects.filter(pk=item.pk, state=State.WAITING, tries=item.tries)
    values = {"state": State.RUNNING, "started_at": at, "ended_at": None, "not_before": None, "tries": item.tries + 1}
    if not waiting.update(**values):
        return False
    note_on(item, values)
    Life(item).show()
    return True


def note_on(item: SyncItem, values: dict[str, object]) -> None:
    """Let the record at hand tell what has been written in its row."""
    for name, value in values.items():
        setattr(item, name, value)


def fetch_item(item: SyncItem, client: Client, *, at: datetime, today: date, patient: bool = True) -> bool:
    """Bring one indicator up to date and note on the item what became of it; nothing is written by halves.

    Where trying again may help, the item goes back to wait for its next turn, as long as one is ``patient``. False where
    another has the item.
    """
    if not claim_item(item, at=at):
        return False
    turn = Turn(item, client, today)
    try:
        turn.bring_up_to_date()
    except Lost:
        logger.info("Another worker has taken indicator %s.", item.indicator.sotkanet_id)
    except SotkanetError as error:
        turn.note_problem(error, patient=patient)
    except Exception as error:
        logger.exception("Fetching indicator %s failed", item.indicator.sotkanet_id)
        turn.end(State.FAILED, problem=Problem.OUR_OWN, detail=type(error).__name__)
    except BaseException:  # the process is told to end: whoever comes next goes on
        turn.leave(State.WAITING)
        raise
    Life(item.run).show()
    return True


def give_back(item: SyncItem, *, at: datetime) -> None:
    """Let an item that a killed worker held be taken again, but not for ever: it may be what killed the worker."""
    if item.tries < MOST_TRIES:
        held(item).update(state=State.WAITING)
    else:
        detail = f"The work ended in the middle {item.tries} times."
        held(item).update(state=State.FAILED, problem=Problem.OUR_OWN, detail=detail, ended_at=at)


def held(item: SyncItem) -> QuerySet:
    """The item's row while nobody else has taken it since it was claimed."""
    return SyncItem.objects.filter(pk=item.pk, state=State.RUNNING, started_at=item.started_at)


def note_silence(run: SyncRun, problem: str) -> None:
    """Count the questions in a row that weren't answered at all; where Sotkanet is down, the rest needn't wait for it, too."""
    if problem not in SILENT:
        if run.silences:
            SyncRun.objects.filter(pk=run.pk).update(silences=0)
        return
    SyncRun.objects.filter(pk=run.pk).update(silences=F("silences") + 1)
    run.refresh_from_db(fields=["silences"])
    if run.silences >= MOST_SILENCES:
        unasked = run.items.filter(state=State.WAITING)
        unasked.update(state=State.FAILED, problem=problem, ended_at=timezone.now())


def is_known(indicator: Indicator, document: Document) -> bool:
    """Whether the document is word for word the one that we have followed."""
    return bool(indicator.data_updated_on and not indicator.title_changed_at and document.raw == indicator.metadata)


def is_current(indicator: Indicator, document: Document) -> bool:
    """Whether the figures that we have are of the day on which the source says it has updated them."""
    told = document.data_updated
    return bool(told and indicator.retrieved_at and told == indicator.data_updated_on)


class Turn:
    """One try at one item that has been claimed."""

    def __init__(self, item: SyncItem, client: Client, today: date) -> None:
        self.item, self.indicator = item, item.indicator
        self.client, self.today = client, today
        self._asked_before = client.requests

    def bring_up_to_date(self) -> None:
        document = self.client.indicator(self.indicator.sotkanet_id)
        note_silence(self.item.run, "")
        if not is_known(self.indicator, document):
            note_document(self.indicator, document, at=self.item.started_at)
        if self.indicator.title_changed_at:
            self.end(State.RETITLED, detail=document.title["fi"])
        elif is_current(self.indicator, document):
            self.end(State.UNCHANGED)
        else:
            self._fetch_figures(document)

    def _fetch_figures(self, document: Document) -> None:
        life, years = Life(self.item), years_to_ask(self.indicator, document, self.today)
        with life.file() as answer:
            self.client.download(self.indicator.sotkanet_id, years, document.sexes, answer)
            answer.seek(0)
            with transaction.atomic():
                written = self._write(life.watch(read_rows(answer)), years)
                noted = {"data_updated_on": document.data_updated, "retrieved_at": self.item.started_at}
                Indicator.objects.filter(pk=self.indicator.pk).update(**noted)
                if not self.end(State.FETCHED, **written._asdict()):
                    raise Lost

    def _write(self, rows: Iterable[DataRow], years: range) -> Written:
        had_some = self.indicator.observations.filter(vanished_on=None).exists()
        written = write_rows(self.indicator, rows, at=self.item.started_at, today=self.today, years=years)
        refuse_what_is_not_whole(self.item.run, written, had_some)
        return written

    def note_problem(self, error: SotkanetError, *, patient: bool) -> None:
        """Note it on the item and, where that may help, let it wait for another try."""
        told = {"problem": error.problem, "detail": error.detail}
        if patient and error.retry_helps and self.item.tries < MOST_TRIES:
            wait = max(WAITS[self.item.tries - 1], timedelta(seconds=error.retry_after or 0))
            told["not_before"] = timezone.now() + min(wait, LONGEST_WAIT)
            self.leave(State.WAITING, **told)
        else:
            self.end(State.FAILED, **told)
        note_silence(self.item.run, error.problem)

    def end(self, state: str, **values) -> bool:
        return self.leave(state, ended_at=timezone.now(), **({"problem": "", "detail": ""} | values))

    def leave(self, state: str, **values) -> bool:
        """Let go of the item; False where another has taken it meanwhile, and what was done is not to stand."""
        asked = self.client.requests - self._asked_before
        Life(self.item).end()
        values |= {"state": state}
        is_ours = bool(held(self.item).update(**values, requests=F("requests") + asked))
        if is_ours:
            note_on(self.item, values)
        return is_ours


def years_to_ask(indicator: Indicator, document: Document, today: date) -> range:
    """The years that the source tells of, and those that we have of it: what is gone is seen to be gone."""
    ours = indicator.observations.aggregate(first=Min("year"), last=Max("year"))
    last = max(filter(None, [document.end, ours["last"]]), default=today.year)
    first = min(filter(None, [document.start, ours["first"]]), default=last - USUAL_YEARS)
    return range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)


def refuse_what_is_not_whole(run: SyncRun, written: Written, had_some: bool) -> None:
    """Let the earlier figures stand where the answer would wipe them out, or where its areas may have new numbers."""
    if written.left_out and (not written.rows or run.regions_problem):
        detail = f"{written.left_out} rows of unknown areas or sexes, {written.rows} of known ones"
        raise SotkanetError(Problem.STRANGE, detail, retry_helps=False)
    if had_some and not written.rows:
        raise SotkanetError(Problem.EMPTY, "no rows", retry_helps=False)
