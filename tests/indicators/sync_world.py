"""A Sotkanet of the tests as runs meet it: what it tells, how it fails, what it was asked."""

import socket
from collections.abc import Mapping
from datetime import date

from django.core.cache import cache
from django.utils import timezone

from hyte.lib.jobs import FORGOTTEN_AFTER
from indicators.imports.asking import open_client
from indicators.imports.sync import begin_run, start_run
from indicators.models import Indicator, SyncItem, SyncRun
from indicators.tasks import sync_every_night
from tests.fake_sotkanet import FakeSotkanet
from tests.fake_sotkanet.world import COUNTRY, THL, texts
from tests.fake_sotkanet.world import COUNTY as VAKE

Figures = Mapping[tuple[int, int], str]  # of (area, year)
OWNER = (THL["id"], THL["title"]["fi"])

TODAY = date(2026, 3, 2)
FIGURES = {(COUNTRY, 2023): "1.1", (COUNTRY, 2024): "2.2", (VAKE, 2024): "3.3"}

__all__ = [
    "COUNTRY",
    "FIGURES",
    "TODAY",
    "VAKE",
    "SotkanetWorld",
    "begun_run",
    "figures_of",
    "later",
    "run_tonight",
    "states_of",
]


class SotkanetWorld:
    """``questions`` are the addresses that were asked for since ``forget_questions``."""

    def __init__(self, fake: FakeSotkanet, settings) -> None:
        self.fake, self._settings = fake, settings
        self.fail = fake.fail

    @property
    def questions(self) -> list[str]:
        return [asked.path for asked in self.fake.requests]

    def forget_questions(self) -> None:
        self.fake.requests.clear()

    def tell(
        self,
        number: int,
        *,
        title: str = "",
        updated: str | None = "2026-01-15",
        figures: Figures | None = None,
        owner: tuple[int, str] = OWNER,
    ) -> None:
        """Tell of an indicator and its figures; without ``figures`` those stay that were told before."""
        organization = {"id": owner[0], "title": texts(owner[1])}
        self.fake.set_indicator(number, title or f"Mittari {number}", updated=updated, organization=organization)
        if figures is not None:
            rows = [(area, year, "total", float(value)) for (area, year), value in figures.items()]
            self.fake.set_rows(number, rows)

    def fall_silent(self) -> None:
        """Nobody listens at the address any more."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._settings.SOTKANET_URL = f"http://127.0.0.1:{free.getsockname()[1]}/rest/1.1"

    def mend(self) -> None:
        self.fake.faults.clear()
        self._settings.SOTKANET_URL = self.fake.url


def figures_of(indicator: Indicator) -> dict[tuple[int, int], str]:
    """What stands in our tables and hasn't vanished."""
    current = indicator.observations.filter(vanished_on=None).select_related("region")
    return {(each.region.sotkanet_id, each.year): f"{each.value.normalize():f}" for each in current}


def states_of(run: SyncRun) -> dict[int, str]:
    return dict(run.items.values_list("indicator__sotkanet_id", "state"))


def run_tonight() -> SyncRun:
    sync_every_night()
    return SyncRun.objects.first()


def begun_run() -> SyncRun:
    """A run whose areas are in and whose items wait."""
    run = start_run(SyncRun.Reason.NIGHT, by=None, at=timezone.now())
    with open_client(run) as client:
        begin_run(run, client, at=timezone.now(), today=TODAY)
    return run


def later() -> None:
    """Let the signs of life grow old, and waiting items' time come."""
    cache.clear()
    SyncItem.objects.filter(state="waiting").update(not_before=None)
    SyncRun.objects.update(job_queued_at=timezone.now() - FORGOTTEN_AFTER)
