"""Fetching by real processes on the tests' own database: one is killed, two run at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from indicators.models import Indicator, SyncItem
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_synced_indicator
from tests.fake_sotkanet.world import region

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
NUMBERS = (127, 171)
AREAS, YEARS = 100, range(1985, 2025)
OF_INDICATOR = AREAS * len(YEARS)
PATIENCE = 60  # seconds


@pytest.fixture
def indicators(fake_sotkanet) -> list[Indicator]:
    """Two in use, each with four thousand figures to fetch."""
    county = make_county(region_code="04")
    fake_sotkanet.world.regions = [region(n, f"a{n}", "KUNTA", f"Alue {n}") for n in range(1, AREAS + 1)]
    found = []
    for number in NUMBERS:
        indicator = make_synced_indicator(f"Mittari {number}", sotkanet_id=number)
        adopt(indicator, county)
        fake_sotkanet.set_indicator(number, indicator.title_fi, start=YEARS.start, end=YEARS.stop - 1)
        fake_sotkanet.set_rows(
            number, [(area, year, "total", area + year / 10) for area in range(1, AREAS + 1) for year in YEARS]
        )
        found.append(indicator)
    return found


@pytest.fixture
def sync(fake_sotkanet) -> Iterator[Callable[[], subprocess.Popen]]:
    """Start ``sync_sotkanet`` as a process of its own; those that are left are ended."""
    started = []
    environment = os.environ | {
        "DATABASE_URL": address_of_database(),
        "DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "hyte.settings",
        "REDIS_URL": settings.CACHES["default"]["LOCATION"] if settings.REDIS_URL else "",
        "SOTKANET_URL": fake_sotkanet.url,
    }

    def start() -> subprocess.Popen:
        command = [sys.executable, "manage.py", "sync_sotkanet"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def address_of_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    where = "{USER}:{PASSWORD}@{HOST}:{PORT}".format(**database)
    return f"postgres://{where}/{database['NAME']}"


def wait_until(happens: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def finish(process: subprocess.Popen) -> str:
    said, _nothing = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def kill(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)
    cache.clear()  # its signs of life grow old at once


def counts(indicators: list[Indicator]) -> list[int]:
    return [each.observations.count() for each in indicators]


def test_a_process_killed_while_an_answer_comes_leaves_nothing_half(indicators, sync, fake_sotkanet):
    fake_sotkanet.fail("/json", trickle=0.01, times=1, only={"indicator": 171})
    process = sync()
    wait_until(lambda: any(asked.params[0] == ("indicator", "171") for asked in fake_sotkanet.asked("/json")))
    kill(process)
    assert counts(indicators) == [OF_INDICATOR, 0]
    assert SyncItem.objects.get(indicator=indicators[1]).state == "running"
    said = finish(sync())
    assert counts(indicators) == [OF_INDICATOR, OF_INDICATOR]
    assert "gone on with" in said and f"171 Mittari 171: fetched {OF_INDICATOR} rows" in said
    assert "Mittari 127" not in said  # what was done isn't done again


def test_a_process_killed_while_it_writes_leaves_all_or_nothing(indicators, sync, fake_sotkanet):
    process = sync()
    wait_until(lambda: fake_sotkanet.asked("/json"))
    time.sleep(0.1)
    kill(process)
    assert set(counts(indicators)) <= {0, OF_INDICATOR}
    finish(sync())
    assert counts(indicators) == [OF_INDICATOR, OF_INDICATOR]


def test_two_processes_at_once_share_the_work(indicators, sync, fake_sotkanet):
    first, second = sync(), sync()
    finish(first)
    finish(second)
    assert counts(indicators) == [OF_INDICATOR, OF_INDICATOR]
    assert len(fake_sotkanet.asked("/json")) == len(NUMBERS)
    assert not SyncItem.objects.exclude(state__in=("fetched", "unchanged")).exists()
