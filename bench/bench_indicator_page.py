"""The page of an indicator among few observations and among many: queries, and the ratio of times; FULL=1 takes ten million."""

import os
from collections.abc import Iterator
from math import ceil
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.bench_monitoring import let_database_learn, seconds
from groups.permissions import Role
from indicators.models import Indicator, Observation
from tests.factories.groups import give_role, make_county, make_user
from tests.factories.indicators import make_indicator, make_region
from tests.factories.measured import make_compared

FEW, MANY = 100_000, 10_000_000 if os.environ.get("FULL") else 500_000
FIRST_YEAR, LAST_YEAR, AREAS = 1991, 2024, 330  # as many areas as Sotkanet has counties and municipalities
OF_INDICATOR = (LAST_YEAR - FIRST_YEAR + 1) * 3 * AREAS
MOST_QUERIES, MOST_RATIO, ROUNDS = 12, 1.3, 60

FILL = """
WITH RECURSIVE years(year) AS (SELECT %s UNION ALL SELECT year + 1 FROM years WHERE year < %s),
     sexes(sex) AS (VALUES ('total'), ('female'), ('male'))
INSERT INTO indicators_observation (indicator_id, region_id, year, sex, value, is_hidden)
SELECT i.id, r.id, year, sex, (i.id * 7 + r.id * 3 + year) %% 90 + 10, false
FROM indicators_indicator i CROSS JOIN indicators_region r CROSS JOIN years CROSS JOIN sexes
WHERE i.id = %s OR i.id > %s
ON CONFLICT DO NOTHING
"""


def run() -> Iterator[str]:
    county = make_county(region_code="04")
    indicator = make_compared(county).indicator
    for number in range(AREAS - 4):
        make_region(category="HYVINVOINTIALUE" if number < 20 else "KUNTA")
    client = reader_of(county)
    few = fill(FEW, indicator), time_of(client, indicator)
    many = fill(MANY, indicator), time_of(client, indicator)
    yield queries_line(client, indicator)
    yield ratio_line(*few, *many)
    yield plan_line(client, indicator)


def reader_of(county) -> Client:
    user, client = make_user(), Client()
    give_role(user, Role.READER, county)
    client.force_login(user)
    return client


def fill(wanted: int, first: Indicator) -> int:
    """Make indicators with figures of every area until there are as many observations; return how many there are."""
    newest = Indicator.objects.order_by("pk").last().pk
    for number in range(ceil((wanted - Observation.objects.count()) / OF_INDICATOR)):
        make_indicator(f"Mittari {newest + number}", source=first.source)
    with connection.cursor() as cursor:
        cursor.execute(FILL, [FIRST_YEAR, LAST_YEAR, first.pk, newest])
    let_database_learn()
    return Observation.objects.count()


def time_of(client: Client, indicator: Indicator) -> float:
    """Seconds of the page in the middle one of its rounds, the first ones left out."""
    address = indicator.get_absolute_url()
    times = [seconds(lambda: client.get(address)) for _round in range(ROUNDS)]
    return median(times[5:])


def captured(client: Client, indicator: Indicator) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(indicator.get_absolute_url()).status_code == 200
    return [query["sql"] for query in queries]


def queries_line(client: Client, indicator: Indicator) -> str:
    count = len(captured(client, indicator))
    return f"indicator page: {count} queries (at most {MOST_QUERIES}){'' if count <= MOST_QUERIES else ' TOO MANY'}"


def ratio_line(few: int, before: float, many: int, after: float) -> str:
    return (
        f"indicator page, {many} observations: {after * 1000:.1f} ms, with {few}: {before * 1000:.1f} ms, "
        f"ratio {after / before:.2f} (at most {MOST_RATIO})"
    )


def plan_line(client: Client, indicator: Indicator) -> str:
    asked = [sql for sql in captured(client, indicator) if "indicators_observation" in sql]
    explain, scan = {
        "postgresql": ("EXPLAIN ", "Seq Scan on indicators_observation"),
        "sqlite": ("EXPLAIN QUERY PLAN ", "SCAN indicators_observation"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        plans = []
        for sql in asked:
            cursor.execute(explain + sql)
            plans += [" ".join(map(str, row)) for row in cursor.fetchall()]
    read = sum(scan in line for line in plans)
    return f"indicator page: {len(asked)} queries of observations, {read} of them read the table from end to end (0)"
