"""Figures from an answer's bytes to committed rows, against bare COPY and django-import-export; a sync that finds nothing new.

FULL=1 takes a million rows and a hundred indicators.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import tablib
from django.conf import settings
from django.db import connection
from django.utils import timezone
from import_export.resources import ModelResource

from bench.bench_monitoring import compare
from groups.models import Organisation
from indicators.imports.observations import write_rows
from indicators.imports.sync import start_run, work_through
from indicators.models import Correction, Indicator, Observation, Region, SyncRun
from indicators.sotkanet import Client, read_rows
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_indicator, make_source
from tests.fake_sotkanet import FakeSotkanet
from tests.fake_sotkanet.world import World, region

IS_FULL = bool(os.environ.get("FULL"))
ROWS, INDICATORS = (1_000_000, 100) if IS_FULL else (150_000, 12)
FIRST_YEAR, LAST_YEAR, AREAS, SEXES = 1991, 2024, 330, ("male", "female", "total")
MANY_AREAS = ROWS // ((LAST_YEAR - FIRST_YEAR + 1) * len(SEXES)) + 1
OF_INDICATOR = 20 * AREAS * len(SEXES)  # twenty years of all municipalities, counties and the country
ONE_BY_ONE = 1000
AT, TODAY = datetime(2025, 1, 31, 3, tzinfo=UTC), date(2025, 1, 31)
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
BLOCK = 5000
COLUMNS = "(indicator_id, region_id, year, sex, value, cases)"
MAKE_BARE = """
CREATE TABLE IF NOT EXISTS bare_figures (LIKE indicators_observation INCLUDING DEFAULTS INCLUDING IDENTITY,
UNIQUE (indicator_id, region_id, year, sex))
"""
LEAST_OF_COPY, LEAST_OF_IMPORT_EXPORT, MOST_MEGABYTES, MOST_OF_FIRST = 0.5, 30, 300, 0.05


def run() -> Iterator[str]:
    numbers = make_regions(MANY_AREAS)
    indicator = make_indicator("Mittari 127", sotkanet_id=127)
    with TemporaryFile() as answer:
        write_answer(answer, indicator.sotkanet_id, ROWS, MANY_AREAS)
        if connection.vendor == "postgresql":
            yield copy_line(indicator, answer, numbers)
        yield import_export_line(indicator, answer, numbers)
        yield memory_line(indicator, answer)
    forget_figures()
    yield sync_line(make_county(region_code="04"))


def make_regions(count: int) -> dict[int, int]:
    """Areas by the number that Sotkanet gives them."""
    regions = [Region(category="KUNTA", code=f"b{n}", title_fi=f"Alue {n}", sotkanet_id=n) for n in range(1, count + 1)]
    return {region.sotkanet_id: region.pk for region in Region.objects.bulk_create(regions, batch_size=500)}


def write_answer(file: BinaryIO, number: int, count: int, areas: int = AREAS) -> None:
    """An answer of so many rows as Sotkanet writes it, year by year backwards."""
    file.write(b"[")
    for row in range(count):
        place, sex = divmod(row, len(SEXES))
        year, area = divmod(place, areas)
        where = f'"region":{area + 1},"year":{LAST_YEAR - year},"gender":"{SEXES[sex]}"'
        figures = f'"value":{row % 97}.{row % 10},"absValue":{row % 5003}'
        file.write(f'{"," if row else ""}{{"indicator":{number},{where},{figures}}}'.encode())
    file.write(b"]")


def load(indicator: Indicator, answer: BinaryIO) -> int:
    answer.seek(0)
    return write_rows(indicator, read_rows(answer), at=AT, today=TODAY, years=YEARS).rows


def forget_figures() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE indicators_correction, indicators_observation")
        else:
            Correction.objects.all().delete()
            Observation.objects.all().delete()


def copy_line(indicator: Indicator, answer: BinaryIO, numbers: dict[int, int]) -> str:
    blocks = lines_of(indicator, answer, numbers)
    with connection.cursor() as cursor:
        cursor.execute(MAKE_BARE)

    def ours() -> None:
        forget_figures()
        assert load(indicator, answer) == ROWS

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE bare_figures")
            with cursor.copy(f"COPY bare_figures {COLUMNS} FROM STDIN") as copy:
                for block in blocks:
                    copy.write(block)

    after, before, ratio = compare(ours, bare)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bare_figures")
    return (
        f"figures, {ROWS} rows from bytes to committed: {ROWS / after:.0f} rows/s, bare COPY {ROWS / before:.0f} rows/s, "
        f"{1 / ratio:.0%} of it (at least {LEAST_OF_COPY:.0%})"
    )


def lines_of(indicator: Indicator, answer: BinaryIO, numbers: dict[int, int]) -> list[bytes]:
    """The same rows as COPY takes them, ready beforehand."""
    answer.seek(0)
    lines = [
        f"{indicator.pk}\t{numbers[row.region]}\t{row.year}\t{row.sex}\t{row.value}\t{row.abs_value}\n"
        for row in read_rows(answer)
    ]
    return ["".join(lines[start : start + BLOCK]).encode() for start in range(0, len(lines), BLOCK)]


class ObservationResource(ModelResource):
    class Meta:
        model = Observation
        fields = ("indicator", "region", "year", "sex", "value", "cases")
        import_id_fields = ("indicator", "region", "year", "sex")


def import_export_line(indicator: Indicator, answer: BinaryIO, numbers: dict[int, int]) -> str:
    answer.seek(0)
    rows = tablib.Dataset(headers=ObservationResource.Meta.fields)
    for row, _number in zip(read_rows(answer), range(ONE_BY_ONE), strict=False):
        rows.append([indicator.pk, numbers[row.region], row.year, row.sex, row.value, row.abs_value])
    ours = theirs = 0.0
    for _round in range(3):
        forget_figures()
        ours = max(ours, ROWS / seconds(lambda: load(indicator, answer)))
        forget_figures()
        theirs = max(theirs, ONE_BY_ONE / seconds(lambda: ObservationResource().import_data(rows, raise_errors=True)))
    return (
        f"figures: {ours:.0f} rows/s, django-import-export {theirs:.0f} rows/s, {ours / theirs:.0f} times as many "
        f"(at least {LEAST_OF_IMPORT_EXPORT})"
    )


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def memory_line(indicator: Indicator, answer: BinaryIO) -> str:
    """The highest mark of the whole process while it loads; the kernel lets it be set back."""
    forget_figures()
    reset, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    if not reset.exists():
        return "figures: memory is measured on Linux only"
    reset.write_text("5")
    load(indicator, answer)
    mark = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return f"figures, {ROWS} rows: {int(mark.split()[1]) // 1024} MB at most (a million under {MOST_MEGABYTES})"


class Watched(Client):
    """Knows how long it has waited for answers: what passed while this thread did nothing."""

    waited = 0.0

    def indicator(self, number: int):
        with self._watching():
            return super().indicator(number)

    def download(self, *args) -> None:
        with self._watching():
            super().download(*args)

    def _watching(self) -> "Watch":
        return Watch(self)


class Watch:
    def __init__(self, client: Watched) -> None:
        self._client = client

    def __enter__(self) -> None:
        self._wall, self._worked = time.perf_counter(), time.thread_time()

    def __exit__(self, *details: object) -> None:
        passed, worked = time.perf_counter() - self._wall, time.thread_time() - self._worked
        self._client.waited += passed - worked


def sync_line(county: Organisation) -> str:
    """Sync once, then again when nothing has moved: questions, and the time in the database and in reading answers."""
    areas = [region(number, f"b{number}", "KUNTA", f"Alue {number}") for number in range(1, AREAS + 1)]
    with FakeSotkanet() as fake:
        fake.reset(World(regions=areas))
        settings.SOTKANET_URL = fake.url
        source = make_source("THL", sotkanet_id=2)
        for number in range(1000, 1000 + INDICATORS):
            adopt(make_indicator(f"Mittari {number}", sotkanet_id=number, source=source), county)
            fake.set_indicator(number, f"Mittari {number}", start=LAST_YEAR - 19)
            with TemporaryFile() as answer:
                write_answer(answer, number, OF_INDICATOR)
                answer.seek(0)
                fake.fail("/json", body=answer.read(), only={"indicator": number})
        first, _asked = sync(fake)
        again, asked = sync(fake)
    data, documents = asked.count("/json"), sum(path.startswith("/indicators/") for path in asked)
    return (
        f"sync of {INDICATORS} indicators with {OF_INDICATOR} rows each, waiting left out: {first:.2f} s; when nothing has moved "
        f"{again:.3f} s, {again / first:.1%} of it (under {MOST_OF_FIRST:.0%}), {data} questions for figures (0), "
        f"{documents} for documents ({INDICATORS})"
    )


def sync(fake: FakeSotkanet) -> tuple[float, list[str]]:
    """Seconds of a whole run without the waiting, and what was asked."""
    fake.requests.clear()
    run = start_run(SyncRun.Reason.COMMAND, by=None, at=timezone.now())
    with Watched(settings.SOTKANET_URL, sleep=lambda _seconds: None) as client:
        start = time.perf_counter()
        work_through(run, client, today=TODAY, note=lambda _item: None)
        passed = time.perf_counter() - start
    run.refresh_from_db()
    assert run.job_state == "done" and not run.items.filter(state="failed").exists()
    return passed - client.waited, [asked.path for asked in fake.requests]
