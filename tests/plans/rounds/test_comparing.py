"""Two rounds side by side."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import UpdateRound
from plans.services.rounds import close_round
from tests.factories.meetings import make_round
from tests.factories.plans import make_bare_plan, make_measure, make_update
from tests.factories.rounds import shown_identifiers


@pytest.fixture
def later(client, update_round, measure, sibling, personas, settings) -> UpdateRound:
    """The autumn's round is closed; in the next, open one T1.1 is completed, T1.2 gone, T1.3 new, L1.1 as before."""
    client.force_login(personas.coordinator)
    make_update(measure, date(2024, 9, 5), public_text_fi="Syksyllä")
    close_round(update_round, on=date(2024, 9, 12), at=timezone.now(), by=personas.coordinator)
    settings.HYTE_TODAY = date(2025, 1, 31)
    make_update(measure, date(2025, 1, 10), "completed", public_text_fi="Talvella")
    sibling.in_force_until = date(2024, 12, 31)
    sibling.save()
    make_measure(measure.goal, "T1.3", in_force_from=date(2025, 1, 1))
    return make_round(measure.plan, "Talven kierros", opened_on=date(2025, 1, 2), deadline=date(2025, 1, 31))


def compare_url(one, other) -> str:
    return reverse("plans:update-round-compare", args=[one.pk, other.pk])


def test_totals_stand_side_by_side(client, update_round, later):
    comparison = client.get(compare_url(update_round, later)).context["comparison"]
    section = next(each for each in comparison.sections if each.section.slug == "tyoikaiset")
    statuses = {str(status): (cell.before, cell.after) for status, cell in section.statuses}
    assert (section.measures.before, section.measures.after) == (2, 2)
    assert (section.running.before, section.running.after) == (1, 0)
    assert statuses["completed"] == (0, 1) and statuses["not_started"] == (1, 1)
    assert (comparison.total.measures.before, comparison.total.measures.after) == (3, 3)


def test_each_measure_before_and_after_with_new_and_gone_ones(client, update_round, later):
    comparison = client.get(compare_url(update_round, later)).context["comparison"]
    told = {pair.row.identifier: (pair.is_new, pair.is_gone, pair.is_changed) for pair in comparison.pairs}
    assert told == {
        "T1.1": (False, False, True),
        "T1.3": (True, False, True),
        "T1.2": (False, True, True),
        "L1.1": (False, False, False),
    }
    assert (comparison.status_changes, comparison.new, comparison.gone) == (1, 1, 1)


def test_texts_of_both_are_shown(client, update_round, later):
    page = client.get(compare_url(update_round, later)).text
    assert "Syksyllä" in page and "Talvella" in page
    assert page.index("Syksyllä") < page.index("Talvella")


def test_only_the_changed_ones(client, update_round, later):
    address = compare_url(update_round, later)
    assert shown_identifiers(client.get(address).text) == ["T1.1", "T1.3", "T1.2", "L1.1"]
    assert shown_identifiers(client.get(f"{address}?muuttuneet=1").text) == ["T1.1", "T1.3", "T1.2"]
    assert client.get(f"{address}?muuttuneet=x").status_code == 200


def test_a_changed_text_alone_is_a_change(client, update_round, later, plan):
    make_update(plan.measures.get(identifier="L1.1"), date(2025, 1, 5), "not_started", progress="not_assessed")
    pairs = client.get(compare_url(update_round, later)).context["comparison"].changed
    assert "L1.1" in [pair.row.identifier for pair in pairs]


def test_the_earlier_round_comes_first_whichever_is_named_first(client, update_round, later):
    one = client.get(compare_url(update_round, later)).context["rounds"]
    assert client.get(compare_url(later, update_round)).context["rounds"] == one == [update_round, later]


def test_two_closed_rounds_are_compared_as_they_were(client, update_round, later, personas, measure):
    close_round(later, on=date(2025, 1, 31), at=timezone.now(), by=personas.coordinator)
    before = shown_identifiers(client.get(compare_url(update_round, later)).text)
    make_measure(measure.goal, "T1.9")
    assert shown_identifiers(client.get(compare_url(update_round, later)).text) == before


def test_a_section_that_was_in_one_of_them_only(client, update_round, later, plan):
    later.sections.set(plan.sections.filter(slug="tyoikaiset"))
    comparison = client.get(compare_url(update_round, later)).context["comparison"]
    children = next(each for each in comparison.sections if each.section.slug == "lapset")
    assert (children.measures.before, children.measures.after) == (1, None)


def test_a_round_is_not_compared_with_itself_or_another_plans(client, update_round, later, personas):
    assert client.get(compare_url(later, later)).url == later.get_absolute_url()
    foreign = make_round(make_bare_plan(personas.county, "toinen"))
    assert client.get(compare_url(later, foreign)).status_code == 404
