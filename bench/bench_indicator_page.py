"""The page of an indicator: queries, and its time among many observations against the same figures among few.

The ratio is of PostgreSQL; FULL=1 takes ten million observations.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.bench_monitoring import compare, let_database_learn
from groups.permissions import Role
from indicators.models import Indicator, Observation
from tests.factories.groups import give_role, make_county, make_user
from tests.factories.indicators import make_indicator, make_region
from tests.factories.measured import make_compared

FEW, MANY = 100_000, 10_000_000 if os.environ.get("FULL") else 500_000
FIRST_YEAR, LAST_YEAR, AREAS = 1991, 2024, 330  # as many areas as Sotkanet has counties and municipalities
OF_INDICATOR = (LAST_YEAR - FIRST_YEAR + 1) * 3 * AREAS
MOST_QUERIES, MOST_RATIO = 12, 1.3

FILL = """
WITH RECURSIVE years(year) AS (SELECT %s UNION ALL SELECT year + 1 FROM years WHERE year < %s),
     sexes(sex) AS (VALUES ('total'), ('female'), ('male'))
INSERT INTO indicators_observation (indicator_id, region_id, year, sex, value, is_hidden)
SELECT i.id, r.id, year, sex, (i.id * 7 + r.id * 3 + year) %% 90 + 10, false
FROM indicators_indicator i CROSS JOIN indicators_region r CROSS JOIN years CROSS JOIN sexes
WHERE i.id >= %s AND i.id <= %s
ORDER BY i.id, r.id, year, sex
ON CONFLICT DO NOTHING
"""
BESIDE = """
CREATE SCHEMA few;
CREATE TABLE few.indicators_observation (LIKE public.indicators_observation INCLUDING ALL);
INSERT INTO few.indicators_observation SELECT * FROM public.indicators_observation;
ANALYZE few.indicators_observation;
"""


def run() -> Iterator[str]:
    county = make_county(region_code="04")
    indicator = make_compared(county).indicator
    for number in range(AREAS - 4):
        make_region(category="HYVINVOINTIALUE" if number < 20 else "KUNTA")
    client = reader_of(county)
    if connection.vendor == "postgresql":
        yield ratio_line(client, indicator)
    else:
        fill(FEW, indicator)
    yield queries_line(client, indicator)
    yield plan_line(client, indicator)


def reader_of(county) -> Client:
    user, client = make_user(), Client()
    give_role(user, Role.READER, county)
    client.force_login(user)
    return client


def fill(wanted: int, first: Indicator) -> None:
    """Make indicators with figures of every area until there are as many observations; ``first`` gets its own, too."""
    start = first.pk
    if Observation.objects.count() > OF_INDICATOR:
        start = Indicator.objects.order_by("pk").last().pk + 1
    for number in range(ceil((wanted - Observation.objects.count()) / OF_INDICATOR)):
        make_indicator(f"Mittari {start + number}", source=first.source)
    last = Indicator.objects.order_by("pk").last().pk
    with connection.cursor() as cursor:
        for pk in range(start, last + 1):
            cursor.execute(FILL, [FIRST_YEAR, LAST_YEAR, pk, pk])
    let_database_learn()


def ratio_line(client: Client, indicator: Indicator) -> str:
    """The few stand in a table of the same name in another schema, so that the two can take turns."""
    fill(FEW, indicator)
    few = Observation.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(BESIDE)
    fill(MANY, indicator)
    address = indicator.get_absolute_url()

    def among_few() -> None:
        with looking_at("few, public"):
            client.get(address)

    def among_many() -> None:
        with looking_at("public"):
            client.get(address)

    among_few()
    among_many()
    after, before, ratio = compare(among_many, among_few)
    return (
        f"indicator page, {Observation.objects.count()} observations: {after * 1000:.1f} ms, with {few}: "
        f"{before * 1000:.1f} ms, ratio {ratio:.2f} (at most {MOST_RATIO})"
    )


@contextmanager
def looking_at(schemas: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path TO {schemas}")
        yield
        cursor.execute("SET search_path TO public")


def captured(client: Client, indicator: Indicator) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(indicator.get_absolute_url()).status_code == 200
    return [query["sql"] for query in queries]


def queries_line(client: Client, indicator: Indicator) -> str:
    count = len(captured(client, indicator))
    return f"indicator page: {count} queries (at most {MOST_QUERIES}){'' if count <= MOST_QUERIES else ' TOO MANY'}"


def plan_line(client: Client, indicator: Indicator) -> str:
    asked = [sql for sql in captured(client, indicator) if "indicators_observation" in sql]
    explain, scan = {
        "postgresql": ("EXPLAIN ", "Seq Scan on indicators_observation"),
        "sqlite": ("EXPLAIN QUERY PLAN ", "SCAN indicators_observation"),
    }[connection.vendor]
    plans = []
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(explain + sql)
            plans += [" ".join(map(str, row)) for row in cursor.fetchall()]
    read = sum(scan in line for line in plans)
    return f"indicator page: {len(asked)} queries of observations, {read} of them read the table from end to end (0)"
