"""The boards of a plan's indicators."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from groups.models import AgeGroup
from plans.models import FocusArea, IndicatorTarget, Phenomenon, PhenomenonIndicator
from plans.queries.boards import boards_of
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_indicator, make_region, make_series
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def plan():
    return make_bare_plan(make_county(region_code="04"))


def titles(plan, part) -> list[str]:
    (board,) = boards_of(plan, [part], user=ANYBODY)
    return [tile.indicator.title for tile in board.tiles]


def test_a_section_shows_what_its_goals_and_measures_follow_and_what_its_age_group_has(plan):
    age_group = AgeGroup.objects.create(county=plan.county, name_fi="Työikäiset")
    section, other = make_section(plan, age_group=age_group), make_section(plan, "lapset")
    goal = make_goal(section)
    IndicatorTarget.objects.create(goal=goal, indicator=make_indicator("B tavoitteesta"))
    IndicatorTarget.objects.create(measure=make_measure(goal), indicator=make_indicator("A toimenpiteestä"))
    adopt(make_indicator("C ikäryhmästä"), plan.county, age_group=age_group)
    adopt(make_indicator("Muu"), plan.county)
    IndicatorTarget.objects.create(goal=make_goal(other, "L1"), indicator=make_indicator("Lasten"))
    assert titles(plan, section) == ["A toimenpiteestä", "B tavoitteesta", "C ikäryhmästä"]
    assert titles(plan, other) == ["Lasten"]


def test_a_focus_area_shows_its_own_its_goals_and_its_phenomena(plan):
    area = FocusArea.objects.create(plan=plan, slug="elintavat", name_fi="Elintavat")
    goal, far = make_goal(make_section(plan)), make_goal(make_section(plan, "lapset"), "L1")
    area.goals.add(goal)
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi="Ilmiö")
    phenomenon.focus_areas.add(area)
    IndicatorTarget.objects.create(focus_area=area, indicator=make_indicator("A"))
    IndicatorTarget.objects.create(goal=goal, indicator=make_indicator("B"))
    IndicatorTarget.objects.create(measure=make_measure(goal), indicator=make_indicator("C"))
    PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=make_indicator("D"))
    IndicatorTarget.objects.create(goal=far, indicator=make_indicator("E"))
    assert titles(plan, area) == ["A", "B", "C", "D"]


def test_of_several_ties_the_one_with_a_target_is_shown(plan):
    section = make_section(plan)
    goal, indicator = make_goal(section), make_indicator()
    make_series(indicator, make_region("04"), {2021: 10, 2023: 8})
    IndicatorTarget.objects.create(measure=make_measure(goal), indicator=indicator)
    aimed = IndicatorTarget.objects.create(measure=make_measure(goal), indicator=indicator, target=5)
    (board,) = boards_of(plan, [section], user=ANYBODY)
    assert [tile.tie for tile in board.tiles] == [aimed]
    assert [point.value for point in board.tiles[0].own.points] == [10, 8]


def test_what_is_not_public_stays_away(client, plan):
    goal = make_goal(make_section(plan))
    IndicatorTarget.objects.create(goal=goal, indicator=make_indicator("Sisäinen", county=plan.county))
    IndicatorTarget.objects.create(goal=goal, indicator=make_indicator("Kansallinen"))
    page = client.get(reverse("plans:indicator-board", args=[plan.slug])).content.decode()
    assert "Kansallinen" in page
    assert "Sisäinen" not in page


def test_the_address_chooses_a_part_and_what_it_names_in_vain_is_told(client, plan):
    make_section(plan, "lapset")
    make_section(plan, "tyoikaiset")
    address = reverse("plans:indicator-board", args=[plan.slug])
    assert [each.part.slug for each in client.get(f"{address}?osio=lapset").context["boards"]] == ["lapset"]
    answer = client.get(f"{address}?osio=muu")
    assert [each.part.slug for each in answer.context["boards"]] == ["lapset", "tyoikaiset"]
    assert "muu" in answer.content.decode()


@pytest.mark.parametrize("many", [3, 30])
def test_a_board_asks_the_same_questions_whatever_its_size(client, django_assert_max_num_queries, plan, many):
    region, country = make_region("04"), make_region("358", "MAA")
    for number in range(many):
        goal, indicator = make_goal(make_section(plan, f"osio-{number}"), f"T{number}"), make_indicator(f"M{number}")
        make_series(indicator, region, {2021: 10, 2023: 8})
        make_series(indicator, country, {2021: 9, 2023: 9})
        IndicatorTarget.objects.create(goal=goal, indicator=indicator)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("plans:indicator-board", args=[plan.slug])).status_code == 200
