"""Fetched figures on their way into the database: many at a time, and only what changed is touched."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from indicators.models import Indicator, Region
from indicators.models.observation import FIGURE, Sex
from indicators.sotkanet import DataRow

OBSERVATIONS, STAGE = "indicators_observation", "fetched_figures"
SEXES = {sex: number for number, sex in enumerate(Sex.values)}
FIGURES = ("value", "cases")
NULL, BLOCK = r"\N", 2000  # for COPY: no value, and lines in a block

MAKE_STAGE = """
CREATE TEMPORARY TABLE fetched_figures (
    region_id bigint, year smallint, sex varchar(6), value decimal(15, 5), cases decimal(15, 5)
)
"""
KEEP_EARLIER = """
INSERT INTO indicators_correction (observation_id, value, cases, replaced_at)
SELECT old.id, old.value, old.cases, %s
FROM indicators_observation old
JOIN fetched_figures new ON new.region_id = old.region_id AND new.year = old.year AND new.sex = old.sex
WHERE old.indicator_id = %s AND (old.value, old.cases) {is_not} (new.value, new.cases)
"""
UPSERT = """
INSERT INTO indicators_observation AS old (indicator_id, region_id, year, sex, value, cases)
SELECT %s, region_id, year, sex, value, cases FROM fetched_figures WHERE true
ON CONFLICT (indicator_id, region_id, year, sex) DO UPDATE
SET value = excluded.value, cases = excluded.cases, vanished_on = NULL
WHERE old.vanished_on IS NOT NULL OR (old.value, old.cases) {is_not} (excluded.value, excluded.cases)
"""
MARK_VANISHED = """
UPDATE indicators_observation AS old SET vanished_on = %s
WHERE indicator_id = %s AND vanished_on IS NULL AND year BETWEEN %s AND %s
AND NOT EXISTS (
    SELECT 1 FROM fetched_figures new
    WHERE new.region_id = old.region_id AND new.year = old.year AND new.sex = old.sex
)
"""
IS_NOT = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}  # in both NULL is a value like others


class Written(NamedTuple):
    """How many rows of an answer are figures that we keep, and what became of ours by them.

    ``changed`` are those that the source has corrected or given back; ``left_out`` are rows of unknown areas, of unknown sexes,
    of another indicator, and the further ones of the same place.
    """

    rows: int = 0
    added: int = 0
    changed: int = 0
    vanished: int = 0
    left_out: int = 0


@transaction.atomic
def write_rows(indicator: Indicator, rows: Iterable[DataRow], *, at: datetime, today: date, years: range) -> Written:
    """Make our figures of ``years`` those of the answer, all or none; the rows are read once and never all in memory.

    A corrected figure leaves its earlier value behind; one that the answer lacks is marked as vanished, and is back when the
    source has it again. Whatever reading the rows raises goes on to the caller, and nothing has changed then.
    """
    Indicator.objects.select_for_update().get(pk=indicator.pk)  # one writer at a time
    sieve = Sieve(indicator)
    is_first = not indicator.observations.exists()
    with connection.cursor() as cursor:
        if is_first:
            pour(cursor, OBSERVATIONS, {"indicator_id": indicator.pk}, sieve.places(rows))
            return Written(rows=sieve.kept, added=sieve.kept, left_out=sieve.left_out)
        cursor.execute(MAKE_STAGE)
        pour(cursor, STAGE, {}, sieve.places(rows))
        written = _follow_stage(cursor, indicator, at, today, years)
        cursor.execute("DROP TABLE fetched_figures")
    return written._replace(rows=sieve.kept, left_out=sieve.left_out)


class Sieve:
    """Lets through the rows that can be figures of ours, each place once, and counts them."""

    def __init__(self, indicator: Indicator) -> None:
        self._number = indicator.sotkanet_id
        self._regions = dict(Region.objects.exclude(sotkanet_id=None).values_list("sotkanet_id", "pk"))
        self.kept = self.left_out = 0

    def places(self, rows: Iterable[DataRow]) -> Iterator[tuple]:
        """Region, year, sex, value, cases. A row that has neither value nor cases says that there is no figure."""
        seen = set()
        for number, told_region, year, sex, value, cases in rows:
            region, sex_number = self._regions.get(told_region), SEXES.get(sex)
            if region is None or sex_number is None or number != self._number:
                self.left_out += 1
                continue
            place = (region * 10_000 + year) * 10 + sex_number  # one number takes a third of a tuple's memory
            if place in seen:
                self.left_out += 1
            elif value is not None or cases is not None:
                seen.add(place)
                self.kept += 1
                yield region, year, sex, value, cases


def pour(cursor: CursorWrapper, table: str, constants: dict[str, int], places: Iterable[tuple]) -> None:
    """Write places into a table by the fastest way that the database has; ``constants`` stand on each row."""
    columns = ", ".join([*constants, "region_id", "year", "sex", *FIGURES])
    if connection.vendor == "postgresql":
        lines = _lines_of(places, "".join(f"{value}\t" for value in constants.values()))
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            while block := "".join(islice(lines, BLOCK)):
                copy.write(block)
        return
    same = tuple(constants.values())
    marks = ", ".join(["%s"] * (len(same) + 5))
    rows = ((*same, *place[:3], *map(_stored, place[3:])) for place in places)
    cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 -- names of ours


def _lines_of(places: Iterable[tuple], start: str) -> Iterator[str]:
    """As COPY reads them. No sign needs escaping: there are numbers and the words of the sexes."""
    line = f"{start}%s\t%s\t%s\t%s\t%s\n"
    for place in places:
        yield line % (place if None not in place else tuple(NULL if part is None else part for part in place))


def _stored(figure) -> str | None:
    return connection.ops.adapt_decimalfield_value(figure, FIGURE["max_digits"], FIGURE["decimal_places"])


def _follow_stage(cursor: CursorWrapper, indicator: Indicator, at: datetime, today: date, years: range) -> Written:
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE fetched_figures")
    is_not = IS_NOT[connection.vendor]
    before = indicator.observations.count()
    cursor.execute(KEEP_EARLIER.format(is_not=is_not), [connection.ops.adapt_datetimefield_value(at), indicator.pk])
    cursor.execute(UPSERT.format(is_not=is_not), [indicator.pk])
    touched, added = cursor.rowcount, indicator.observations.count() - before
    day = connection.ops.adapt_datefield_value(today)
    cursor.execute(MARK_VANISHED, [day, indicator.pk, years.start, years.stop - 1])
    return Written(added=added, changed=touched - added, vanished=cursor.rowcount)
