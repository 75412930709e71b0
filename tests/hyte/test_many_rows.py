"""Many rows by one statement."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hyte.lib.many_rows import insert_rows
from plans.models import Snapshot, SnapshotRow
from tests.factories.plans import make_bare_plan

pytestmark = pytest.mark.django_db


def test_all_rows_by_one_statement_with_every_value():
    snapshot = Snapshot.objects.create(plan=make_bare_plan(), on=date(2024, 1, 1), name_fi="Kuva")
    rows = [
        SnapshotRow(
            snapshot=snapshot,
            position=number,
            section_slug="osio",
            section_name_fi="Ä%s",
            goal_identifier="T1",
            goal_wording_fi="Tavoite",
            updated_on=date(2024, 1, number % 28 + 1),
        )
        for number in range(500)
    ]
    with CaptureQueriesContext(connection) as asked:
        insert_rows(rows)
    assert len(asked) == 1
    kept = list(SnapshotRow.objects.order_by("position"))
    assert len(kept) == 500
    assert (kept[5].section_name_fi, kept[5].updated_on, kept[5].measure_id) == ("Ä%s", date(2024, 1, 6), None)


def test_nothing_is_inserted_of_nothing():
    with CaptureQueriesContext(connection) as asked:
        insert_rows([])
    assert len(asked) == 0
