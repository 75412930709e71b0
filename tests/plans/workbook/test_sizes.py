"""A thousand rows ask the database hardly more than ten do: fewer than 60 questions beside the bulk inserts."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import User
from plans.imports.journal import Journal
from plans.imports.outcomes import Outcome
from plans.imports.undoing.whole import undo
from plans.models import Plan
from tests.factories.plans import make_plan
from tests.plans.workbook.previews import SOURCE, TODAY, added, apply, changed, update_of

pytestmark = pytest.mark.django_db


def questions(captured: CaptureQueriesContext) -> int:
    asked = (query["sql"] for query in captured)
    return sum(not sql.startswith(("INSERT", "SAVEPOINT", "RELEASE")) for sql in asked)


def rows_of(plan: Plan, organisation: int, size: int) -> list[Outcome]:
    """Every measure changed in every part, and as many new ones."""
    measures = list(plan.measures.order_by("pk"))
    values = {"resources": "Rahaa", "years": "2024", "partners": str(organisation)}
    old = [changed(each, row, update=update_of(), **values) for row, each in enumerate(measures, start=2)]
    goal = str(plan.measures.first().goal_id)
    return old + [added(goal, row, update=update_of(), main=str(organisation)) for row in range(size + 2, 2 * size + 2)]


@pytest.mark.parametrize("size", [10, 500])
def test_questions_dont_grow_with_the_rows(personas, size):
    coordinator: User = personas.coordinator
    plan = make_plan(2, size, county=personas.county, approved=False)
    rows = rows_of(plan, personas.division.pk, size)
    with CaptureQueriesContext(connection) as applying:
        journal = apply(plan, *rows, by=coordinator)
    assert plan.measures.count() == 2 * size
    assert questions(applying) < 25
    with CaptureQueriesContext(connection) as undoing, transaction.atomic():
        undo(
            plan,
            Journal.from_json(journal.to_json()),
            by=coordinator,
            at=timezone.now(),
            today=TODAY,
            source=SOURCE,
        )
    assert plan.measures.count() == size
    assert questions(undoing) < 90
