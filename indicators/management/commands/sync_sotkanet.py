"""Fetch from Sotkanet here and now, without the worker."""

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from hyte.lib.clock import today
from indicators.imports.asking import open_client
from indicators.imports.sync import start_run, work_through
from indicators.management.progress import Progress
from indicators.models import Indicator, SyncItem, SyncRun
from indicators.models.sync import Problem

INDICATOR = "its number in Sotkanet; may be given several times. Without it, all that a county has adopted"


class Command(BaseCommand):
    help = "Fetches areas, catalogue and figures from Sotkanet; exit code 1 where something failed."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--indicator", metavar="ID", type=int, action="append", default=[], help=INDICATOR)

    @no_translations
    def handle(self, *, indicator: list[int], **options) -> None:
        chosen = self._find(indicator) if indicator else None
        now = timezone.now()
        run = start_run(SyncRun.Reason.COMMAND, by=None, indicators=chosen, at=now)
        if run.job_queued_at != now:
            self.stdout.write("A run that was begun before is gone on with.")
        self._work(run)
        self._report(run)

    def _find(self, numbers: list[int]) -> list[Indicator]:
        found = Indicator.objects.in_bulk(numbers, field_name="sotkanet_id")
        if unknown := [str(number) for number in dict.fromkeys(numbers) if number not in found]:
            raise CommandError(
                f"No county has adopted indicator {', '.join(unknown)} yet, so nothing was fetched. "
                "Adopt it from the catalogue (/mittarit/luettelo/) first."
            )
        return list(found.values())

    def _work(self, run: SyncRun) -> None:
        left = run.items.filter(state__in=(SyncItem.State.WAITING, SyncItem.State.RUNNING)).count()
        progress = Progress(self.stdout, left)
        try:
            with open_client(run) as client:
                work_through(run, client, today=today(), note=progress.note)
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted. The next run goes on from here.") from error
        finally:
            progress.end()

    def _report(self, run: SyncRun) -> None:
        run.refresh_from_db()
        counts = {state: run.items.filter(state=state).count() for state in SyncItem.State}
        told = ", ".join(f"{count} {state.label.lower()}" for state, count in counts.items() if count)
        self.stdout.write(f"Areas: {outcome(run, 'regions')}. Catalogue: {outcome(run, 'catalogue')}.")
        self.stdout.write(f"Indicators: {told or 'none adopted yet'}.")
        if run.job_error:
            self.stdout.write(f"Sotkanet said: {run.job_error}")
        if counts[SyncItem.State.FAILED] or run.regions_problem or run.catalogue_problem:
            raise CommandError("Something failed; the earlier figures stand.")


def outcome(run: SyncRun, part: str) -> str:
    problem = getattr(run, f"{part}_problem")
    return f"FAILED: {Problem(problem).label}" if problem else f"{getattr(run, f'{part}_changed')} changed"
