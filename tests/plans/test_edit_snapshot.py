"""Frozen pictures: taken by the coordinator, told by their own rows, never moved by later changes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from plans.models import Snapshot
from plans.queries.frozen import frozen_picture
from plans.queries.picture import picture_of
from plans.services.snapshot import take_snapshot
from plans.services.wording import supersede_wording
from tests.factories.editing import TODAY
from tests.factories.groups import make_decision
from tests.factories.plans import make_goal, make_plan, make_update

DAY = date(2024, 5, 27)


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def snapshot(plan, measure, personas) -> Snapshot:
    make_goal(measure.goal.section, "T2")
    return take_snapshot(plan, DAY, name_fi="Lautakunta 27.5.2024", by=personas.coordinator)


def create_url(plan) -> str:
    return reverse("plans:snapshot-create", args=[plan.slug])


def figures(picture) -> list[tuple]:
    return [(each.section.name_fi, each.goals, each.measures, each.running) for each in picture.totals]


def test_a_snapshot_is_taken_and_listed(client, plan, personas):
    decision = make_decision(personas.county, on=DAY, outcome="noted")
    client.post(create_url(plan), {"name_fi": "Lautakunta 27.5.2024", "on": "2024-05-27", "decision": decision.pk})
    snapshot = plan.snapshots.get()
    assert (snapshot.on, snapshot.taken_by, snapshot.decision) == (DAY, personas.coordinator, decision)
    page = client.get(reverse("plans:snapshot-list", args=[plan.slug])).text
    assert "Lautakunta 27.5.2024" in page and reverse("plans:snapshot-detail", args=[snapshot.pk]) in page


def test_its_totals_equal_the_picture_of_the_day(snapshot, plan, personas):
    frozen = frozen_picture(snapshot)
    assert figures(frozen) == figures(picture_of(plan, DAY, user=personas.coordinator))
    assert (frozen.total.goals, frozen.total.measures, frozen.total.running) == (3, 2, 1)


def test_later_changes_do_not_reach_it(client, snapshot, plan, measure, personas):
    before = figures(frozen_picture(snapshot))
    make_update(measure, date(2024, 5, 20), "discontinued", reason="Syy")
    wording = {"wording_fi": "Muutettu", "wording_sv": "", "wording_en": ""}
    supersede_wording(measure, wording, decision=plan.approval, by=personas.coordinator)
    plan.sections.update(name_fi="Uusi nimi")
    assert figures(frozen_picture(snapshot)) == before
    page = client.get(reverse("plans:snapshot-detail", args=[snapshot.pk])).text
    assert "Toimenpide T1.1" in page and "Muutettu" not in page and "Sisäinen huomio" not in page


def test_the_page_takes_the_same_queries_at_any_size(client, personas, django_assert_max_num_queries):
    for slug, measures in (("pieni", 3), ("suuri", 30)):
        plan = make_plan(3, measures, county=personas.county, slug=slug)
        snapshot = take_snapshot(plan, DAY, name_fi="Kuva", by=personas.coordinator)
        with django_assert_max_num_queries(9):
            assert client.get(reverse("plans:snapshot-detail", args=[snapshot.pk])).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "2025-02-01"}, "on"),
        ({"on": "2022-12-31"}, "on"),
        ({"on": "x"}, "on"),
        ({"name_fi": ""}, "name_fi"),
        ({"name_fi": "Lautakunta 27.5.2024"}, "name_fi"),
        ({"name_fi": "x" * 301}, "name_fi"),
        ({"decision": "0"}, "decision"),
    ],
)
def test_a_snapshot_that_does_not_hold_is_not_taken(client, snapshot, plan, changes, field):
    response = client.post(create_url(plan), {"name_fi": "Toinen", "on": "2024-05-27"} | changes)
    assert list(response.context["form"].errors) == [field]
    assert plan.snapshots.get() == snapshot


def test_another_countys_decision_is_refused(client, plan, personas):
    foreign = make_decision(personas.other_county)
    response = client.post(create_url(plan), {"name_fi": "Kuva", "on": "2024-05-27", "decision": foreign.pk})
    assert list(response.context["form"].errors) == ["decision"]


@pytest.mark.parametrize(
    ("persona", "status"), [("reader", 200), ("secretary", 200), ("contact", 403), ("unrelated", 404)]
)
def test_who_reads_a_snapshot(client, snapshot, personas, persona, status):
    client.force_login(getattr(personas, persona))
    assert client.get(reverse("plans:snapshot-detail", args=[snapshot.pk])).status_code == status


def test_the_database_keeps_a_name_and_a_position_once(snapshot):
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.create(plan=snapshot.plan, on=DAY, name_fi=snapshot.name_fi)
    row = snapshot.rows.first()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
