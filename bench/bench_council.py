"""The council's workbook: queries, seconds, and how much slower than bare openpyxl on the same cells in the same styles."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from groups.permissions import Role
from groups.standing import CountyStaff
from hyte.lib.sheets import Column, Look, styled_cell
from plans.exports.council import council_report
from plans.exports.council.columns import change_columns, goal_columns, measure_columns
from plans.models import Plan
from plans.queries.picture import picture_of
from tests.factories.groups import give_role, make_user
from tests.factories.plans import make_plan

ON, SINCE = date(2025, 12, 1), date(2024, 6, 1)
SIZES, UPDATES, ROUNDS = (300, 3000), 20, 3
Cells = list[list[tuple[object, Look]]]


def run() -> Iterator[str]:
    for size in SIZES:
        plan = make_plan(goals=size // 3, measures=size, updates=UPDATES, slug=f"tyokirja-{size}")
        client = signed_in(plan)
        queries = len(queries_of(client, plan))
        sheets = cells_of(plan)
        ours, bare = [], []
        for _round in range(ROUNDS):  # by turns, so that both meet the same machine
            ours.append(seconds(lambda: download(client, plan)))  # noqa: B023 - called at once
            bare.append(seconds(lambda: write_bare(sheets)))  # noqa: B023
        count = sum(len(row) for rows in sheets for row in rows)
        yield (
            f"council's workbook, {size} measures: {queries} queries, {min(ours):.2f} s for {count} cells; "
            f"bare openpyxl {min(bare):.2f} s, ratio {min(ours) / min(bare):.2f}"
        )


def signed_in(plan: Plan) -> Client:
    user, client = make_user(), Client()
    give_role(user, Role.COORDINATOR, plan.county)
    client.force_login(user)
    return client


def download(client: Client, plan: Plan) -> None:
    url = reverse("plans:council-workbook", args=[plan.slug], query={"pvm": ON, "vertaa": SINCE})
    assert client.get(url).status_code == 200


def queries_of(client: Client, plan: Plan) -> list[dict]:
    with CaptureQueriesContext(connection) as queries:
        download(client, plan)
    return queries.captured_queries


def seconds(act) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def cells_of(plan: Plan) -> list[Cells]:
    """The values of the three lists, ready made, each with its look."""
    picture = picture_of(plan, ON, user=CountyStaff(plan.county_id), since=SINCE)
    report = council_report(picture, since=SINCE, made_by="", made_at=timezone.now())

    def told(columns: list[Column], items: list) -> Cells:
        return [[(column.value(item), column.look) for column in columns] for item in items]

    return [
        told(goal_columns(), report.goals),
        told(measure_columns(picture.rows), picture.rows),
        told(change_columns(SINCE, ON), report.changes),
    ]


def write_bare(sheets: list[Cells]) -> None:
    workbook = Workbook(write_only=True)
    for rows in sheets:
        worksheet = workbook.create_sheet()
        styles = {look: styled_cell(worksheet, look)._style for row in rows[:1] for _value, look in row}
        for row in rows:
            cells = []
            for value, look in row:
                cell = WriteOnlyCell(worksheet, value)
                cell._style = styles[look]
                cells.append(cell)
            worksheet.append(cells)
    workbook.save(BytesIO())
