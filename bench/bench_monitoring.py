"""Monitoring: queries at two sizes, seconds against rendering the same template alone, a past day against today."""

from collections.abc import Callable, Iterator
from datetime import date
from statistics import median
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.permissions import Role
from plans.models import Plan
from plans.views.monitoring import TEMPLATE, monitoring_context, read_monitoring
from tests.factories.groups import give_role, make_user
from tests.factories.plans import make_plan

TODAY, MIDDLE = date(2025, 9, 30), date(2024, 11, 15)  # twenty updates, a month apart from January 2024
SIZES, TIMED, UPDATES = (73, 730), 300, 20
ROUNDS = 30


def run() -> Iterator[str]:
    settings.HYTE_TODAY = TODAY
    yield queries_line([make_plan_of(size) for size in SIZES])
    plan = make_plan_of(TIMED)
    let_database_learn()
    client = signed_in(plan)
    yield rendering_line(plan, client)
    yield past_line(plan, client)


def make_plan_of(size: int) -> Plan:
    return make_plan(goals=size // 3, measures=size, updates=UPDATES, slug=f"seuranta-{size}")


def let_database_learn() -> None:
    """PostgreSQL gathers statistics of new rows in its own time, and chooses other plans when it has them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def signed_in(plan: Plan) -> Client:
    user, client = make_user(), Client()
    give_role(user, Role.COORDINATOR, plan.county)
    client.force_login(user)
    return client


def address(plan: Plan, **query) -> str:
    return reverse("plans:monitoring", args=[plan.slug], query=query)


def queries_line(plans: list[Plan]) -> str:
    counts = [count_queries(plan) for plan in plans]
    sizes = " and ".join(str(size) for size in SIZES)
    found = " and ".join(str(count) for count in counts)
    verdict = (
        "the same, at most 15" if len(set(counts)) == 1 and max(counts) <= 15 else "MUST be the same and at most 15"
    )
    return f"monitoring, {sizes} measures of {UPDATES} updates: {found} queries ({verdict})"


def count_queries(plan: Plan) -> int:
    client = signed_in(plan)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(plan)).status_code == 200
    return len(queries)


def rendering_line(plan: Plan, client: Client) -> str:
    request = client.get(address(plan)).wsgi_request
    context = monitoring_context(request, read_monitoring(plan, request.GET, request.user, today=TODAY))
    assert isinstance(context["lines"], list), "what is made while the template runs is not ready"
    page, template, ratio = compare(lambda: client.get(address(plan)), lambda: render(request, TEMPLATE, context))
    return (
        f"monitoring, {TIMED} measures: {page * 1000:.0f} ms the page, {template * 1000:.0f} ms its template from ready "
        f"objects, ratio {ratio:.2f} (at most 2.0; under 98 ms)"
    )


def past_line(plan: Plan, client: Client) -> str:
    past, now, ratio = compare(lambda: client.get(address(plan, pvm=MIDDLE)), lambda: client.get(address(plan)))
    return (
        f"monitoring, {TIMED} measures: {past * 1000:.0f} ms a day in the middle, {now * 1000:.0f} ms today, "
        f"ratio {ratio:.2f} (at most 1.5)"
    )


def compare(act: Callable[[], object], other: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds of each in its quickest round, and how they stand to each other in the middle one.

    The two take turns, so that a machine that is busy now and then is so for both.
    """
    rounds = [(seconds(act), seconds(other)) for _round in range(ROUNDS)]
    return min(one for one, _two in rounds), min(two for _one, two in rounds), median(one / two for one, two in rounds)


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
