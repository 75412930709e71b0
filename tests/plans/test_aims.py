"""Indicators of goals, measures, focus areas and phenomena with what their figures tell."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from indicators.queries.trend import Hint
from plans.models import FocusArea, IndicatorTarget, Phenomenon, PhenomenonIndicator
from plans.queries.aims import aims_of
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_indicator, make_region, make_series
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_bare_plan(make_county(region_code="04"))


@pytest.fixture
def goal(plan):
    return make_goal(make_section(plan))


def own_figures(indicator, county, values: dict[int, object]) -> None:
    region = make_region(county.region_code)
    make_series(indicator, region, values)
    make_series(indicator, make_region("05"), dict.fromkeys(values, 99))


def test_a_goal_shows_the_countys_own_figure_beside_its_target(client, goal, plan):
    indicator = make_indicator("Yksinäisyys")
    own_figures(indicator, plan.county, {2021: "10.5", 2023: "8.2"})
    IndicatorTarget.objects.create(
        goal=goal, indicator=indicator, baseline=11, baseline_year=2020, target=8, target_year=2025
    )
    page = client.get(goal.get_absolute_url()).content.decode()
    assert "8,2 <small>(2023)</small>" in page
    assert "trend--towards" in page
    assert "99" not in page


def test_the_direction_is_the_ties_own_or_the_countys(plan, goal):
    indicator = make_indicator()
    own_figures(indicator, plan.county, {2021: 10, 2023: 12})
    adopt(indicator, plan.county, direction="up")
    adopt(indicator, make_county(), direction="down")
    tie = IndicatorTarget.objects.create(goal=goal, indicator=indicator)
    (aim,) = aims_of(goal.indicator_targets, plan.county, user=plan_reader())
    assert (aim.direction, aim.trend.hint) == ("up", Hint.TOWARDS)
    tie.direction = "down"
    tie.save()
    (aim,) = aims_of(goal.indicator_targets, plan.county, user=plan_reader())
    assert (aim.direction, aim.trend.hint) == ("down", Hint.AWAY)


def plan_reader() -> AnonymousUser:
    return AnonymousUser()


def test_a_countys_own_indicator_is_shown_to_the_public_only_when_it_is_public(client, plan, goal):
    hidden = make_indicator("Sisäinen mittari", county=plan.county)
    shown = make_indicator("Julkinen mittari", county=plan.county, is_public=True)
    for indicator in (hidden, shown):
        IndicatorTarget.objects.create(goal=goal, indicator=indicator)
    for address in (goal.get_absolute_url(), f"{plan.get_absolute_url()}?nakyma=mittarit"):
        page = client.get(address).content.decode()
        assert "Julkinen mittari" in page
        assert "Sisäinen mittari" not in page


def test_a_focus_area_and_a_phenomenon_show_theirs(client, plan):
    area = FocusArea.objects.create(plan=plan, slug="elintavat", name_fi="Elintavat")
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi="Ilmiö")
    one, other = make_indicator("Liikunta"), make_indicator("Tupakointi")
    IndicatorTarget.objects.create(focus_area=area, indicator=one, target=40)
    PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=other, target=5, figure_fi="12 %, 2021")
    page = client.get(reverse("plans:focus-area-detail", args=[plan.slug, area.slug])).content.decode()
    assert "Liikunta" in page
    page = client.get(reverse("plans:phenomenon-detail", args=[plan.slug, phenomenon.pk])).content.decode()
    assert "Tupakointi" in page
    assert "12 %, 2021" in page


def test_a_measure_shows_no_figures_of_another_countys_area(client, plan, goal):
    indicator = make_indicator()
    make_series(indicator, make_region("05"), {2023: 77})
    measure = make_measure(goal)
    IndicatorTarget.objects.create(measure=measure, indicator=indicator)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "(2023)" not in page
    assert "trend--no_data" in page


def test_a_county_without_a_code_still_has_its_pages(client, goal):
    plan = make_bare_plan(make_county("Toinen"), "toinen")
    goal = make_goal(make_section(plan))
    IndicatorTarget.objects.create(goal=goal, indicator=make_indicator())
    assert client.get(goal.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("many", [3, 30])
def test_many_indicators_ask_as_many_questions(django_assert_num_queries, plan, goal, many):
    region = make_region("04")
    for number in range(many):
        indicator = make_indicator(f"Mittari {number}")
        make_series(indicator, region, {2021: 1, 2023: 2})
        IndicatorTarget.objects.create(goal=goal, indicator=indicator)
    with django_assert_num_queries(4):
        assert len(aims_of(goal.indicator_targets, plan.county, user=plan_reader())) == many
