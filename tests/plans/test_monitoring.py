"""The live table: its totals, its day, what changed between two days."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from plans.models import Status
from plans.queries.picture import COLUMNS
from tests.factories.pages import read_changes, read_identifiers, read_totals
from tests.factories.plans import (
    HELSINKI,
    make_bare_plan,
    make_goal,
    make_measure,
    make_plan,
    make_section,
    make_update,
)
from tests.factories.status import TODAY


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def page(client, plan, personas):
    """The page as the coordinator sees it, opened with a query."""
    client.force_login(personas.coordinator)
    return lambda **query: client.get(reverse("plans:monitoring", args=[plan.slug]), query)


def warnings_in(response) -> int:
    return response.text.count('class="message message--warning"')


# Totals


def test_totals_of_every_section_add_up_with_every_status(page, plan, measure, sibling):
    for number, status in enumerate(Status.values):
        target = {"merged_into": sibling} if status == "merged" else {}
        new = make_measure(measure.goal, f"T1.{number + 10}")
        make_update(new, status=status, reason="Syy" if status == "discontinued" else "", **target)
    totals = read_totals(page().text)
    assert set(totals) == {"tyoikaiset", "lapset", "all"}
    for cells in totals.values():
        assert sum(cells[status] for status in COLUMNS) == cells["measures"]
        assert cells["running"] == cells["starting"] + cells["in_progress"]
    for column, whole in totals["all"].items():
        assert whole == totals["tyoikaiset"][column] + totals["lapset"][column]
    assert (
        totals["all"] | {"goals": 2, "measures": 11, "merged": 1, "discontinued": 1, "not_started": 3} == totals["all"]
    )


def test_a_goal_without_measures_is_counted(page, measure):
    make_goal(measure.goal.section, "T2")
    assert read_totals(page().text)["tyoikaiset"]["goals"] == 2


def test_sub_plans_do_not_count_in_the_totals(page, plan, personas):
    child = make_bare_plan(personas.county, slug="osasuunnitelma", parent=plan)
    make_measure(make_goal(make_section(child)))
    assert read_totals(page().text)["all"]["measures"] == 2


# The day


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2024-02-29", "not_started"),
        ("2024-03-01", "in_progress"),
        ("2024-05-31", "in_progress"),
        ("2024-06-01", "completed"),
        ("", "completed"),
    ],
)
def test_the_day_shows_the_newest_update_at_or_before_it(page, on, status):
    totals = read_totals(page(pvm=on).text)
    assert totals["tyoikaiset"][status] == 1


def test_of_two_updates_of_a_day_the_later_written_counts(page, measure):
    for hour, status in ((15, "not_completed"), (9, "starting")):
        make_update(measure, TODAY, status, recorded_at=datetime(2025, 1, 31, hour, tzinfo=HELSINKI))
    assert read_totals(page().text)["tyoikaiset"]["not_completed"] == 1


def test_a_corrected_update_does_not_count(page, measure):
    wrong = measure.updates.get(status="completed")
    make_update(measure, date(2024, 5, 5), "partly_completed", replaces=wrong)
    totals = read_totals(page().text)["tyoikaiset"]
    assert (totals["completed"], totals["partly_completed"]) == (0, 1)


def test_only_measures_in_force_on_the_day_are_shown(page, measure):
    make_measure(measure.goal, "T1.8", in_force_from=date(2024, 8, 1))
    make_measure(measure.goal, "T1.9", in_force_until=date(2024, 7, 31))
    assert read_identifiers(page(pvm="2024-07-31").text) == ["T1.1", "T1.9", "L1.1"]
    assert read_identifiers(page(pvm="2024-08-01").text) == ["T1.1", "T1.8", "L1.1"]


@pytest.mark.parametrize("name", ["pvm", "vertaa", "paivittamatta"])
@pytest.mark.parametrize("text", ["eilen", "2024-02-30", "27.5.2024", "0", "\x00", "9" * 5000, "<script>"])
def test_what_is_no_date_is_told_and_left_out(page, name, text):
    response = page(**{name: text})
    assert (response.status_code, warnings_in(response)) == (200, 1)
    assert read_identifiers(response.text) == ["T1.1", "L1.1"]
    assert "<script>" not in response.text


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "2022-12-31", "2031-01-01"])
def test_days_far_away_are_days(page, on):
    assert page(pvm=on).status_code == 200


# What changed between two days


def test_changes_between_two_days(page, measure, sibling):
    make_update(sibling, date(2024, 4, 1), "starting")
    make_measure(measure.goal, "T1.5", in_force_from=date(2024, 5, 1))
    response = page(vertaa="2024-04-15", pvm="2024-06-30")
    assert read_changes(response.text) == ["T1.1", "T1.5"]
    change = response.context["changes"][0].change
    assert (change.earlier_status, change.row.status, change.status_changed) == ("in_progress", "completed", True)
    assert response.context["changes"][1].change.is_new


def test_a_new_text_without_a_new_status_is_a_change_that_comes_last(page, plan, measure):
    other = plan.measures.get(identifier="L1.1")
    make_update(other, date(2024, 2, 1), "starting")
    make_update(measure, date(2024, 8, 1), "completed", public_text_fi="Vielä jotain")
    make_update(other, date(2024, 8, 1), "in_progress")
    assert read_changes(page(vertaa="2024-07-01").text) == ["L1.1", "T1.1"]


def test_changes_follow_the_filters(page, measure):
    assert read_changes(page(vertaa="2024-04-15", osio="lapset").text) == []


@pytest.mark.parametrize("since", ["2025-01-31", "2025-06-01"])
def test_a_comparison_with_the_same_or_a_later_day_is_told_and_left_out(page, since):
    response = page(vertaa=since)
    assert warnings_in(response) == 1 and 'id="changes-title"' not in response.text


# Pages


def test_up_to_three_hundred_measures_stand_on_one_page(page, client, personas):
    make_plan(goals=3, measures=300, updates=0, county=personas.county, slug="suuri")
    client.force_login(personas.reader)
    response = client.get(reverse("plans:monitoring", args=["suuri"]))
    assert len(read_identifiers(response.text)) == 300 and 'href="?kaikki=1"' not in response.text


def test_beyond_three_hundred_there_are_pages_and_a_way_to_see_all(client, personas):
    make_plan(goals=3, measures=301, updates=0, county=personas.county, slug="suuri")
    client.force_login(personas.reader)
    open_page = lambda **query: client.get(reverse("plans:monitoring", args=["suuri"]), query)  # noqa: E731
    first, last, everything = open_page(), open_page(sivu=4), open_page(kaikki=1)
    assert [len(read_identifiers(each.text)) for each in (first, last, everything)] == [100, 1, 301]
    assert read_totals(first.text)["all"]["measures"] == 301
    assert 'href="?kaikki=1"' in first.text and 'href="?kaikki=1"' not in everything.text
    assert len(read_identifiers(open_page(sivu="x").text)) == 100
    assert len(read_identifiers(open_page(sivu=99).text)) == 1
    assert [warnings_in(open_page(sivu=number)) for number in ("x", 99, 4)] == [1, 1, 0]


def test_htmx_gets_the_part_and_others_the_page(client, plan, personas):
    client.force_login(personas.coordinator)
    url = reverse("plans:monitoring", args=[plan.slug])
    part, whole = client.get(url, headers={"HX-Request": "true"}), client.get(url)
    assert part.text.lstrip().startswith('<div id="monitoring">') and "<html" not in part.text
    assert "<html" in whole.text and '<div id="monitoring">' in whole.text


def test_an_empty_plan_teaches(client, personas):
    make_bare_plan(personas.county, slug="tyhja")
    response = client.get(reverse("plans:monitoring", args=["tyhja"]))
    assert response.status_code == 200 and 'class="empty"' in response.text


def test_a_measure_counts_as_late_and_as_stale_only_while_it_goes_on(page, plan, measure):
    other = plan.measures.get(identifier="L1.1")
    for each in (measure, other):
        each.end_year = 2024
        each.save()
    lines = {line.identifier: (line.is_late, line.is_stale) for line in page().context["lines"]}
    assert lines == {"T1.1": (False, False), "L1.1": (True, True)}
