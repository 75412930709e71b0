"""Figures are marked as hidden where they are kept."""

from datetime import date

import pytest

from indicators.imports.regions import refresh_regions
from indicators.models import Observation
from indicators.services.hiding import hide_small_numbers
from indicators.sotkanet import RegionRow
from tests.factories.groups import make_county
from tests.factories.indicators import make_indicator, make_observation, make_region, make_synced_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def areas():
    county, country = make_region("04", title="Hyvinvointialue"), make_region("358", "MAA", "Koko maa")
    city, town = make_region("092", "KUNTA", "Kaupunki"), make_region("245", "KUNTA", "Taajama")
    county.parents.add(country)
    for each in (city, town):
        each.parents.add(county, country)
    return county, city, town


@pytest.fixture
def own():
    return make_indicator("Tapaukset", county=make_county(), counts_cases=True)


def hidden(indicator) -> list[str]:
    rows = Observation.objects.filter(indicator=indicator, is_hidden=True).order_by("region__code", "year", "sex")
    return [f"{row.region.code} {row.year} {row.sex}" for row in rows.select_related("region")]


def test_the_other_area_of_two_goes_along(own, areas):
    county, city, town = areas
    for region, value in ((county, 43), (city, 40), (town, 3)):
        make_observation(own, region, 2023, value)
        make_observation(own, region, 2022, value + 10)
    hide_small_numbers(own)
    assert hidden(own) == ["092 2023 total", "245 2023 total"]


def test_hiding_again_changes_nothing(own, areas, django_assert_num_queries):
    for region, value in zip(areas, (43, 40, 3), strict=True):
        make_observation(own, region, 2023, value)
    hide_small_numbers(own)
    before = hidden(own)
    with django_assert_num_queries(4):  # two of them open and close the transaction
        hide_small_numbers(own)
    assert hidden(own) == before


def test_what_needs_no_hiding_any_more_is_shown(own, areas):
    make_observation(own, areas[0], 2023, 50, is_hidden=True)
    hide_small_numbers(own)
    assert hidden(own) == []


def test_a_percentage_is_no_number_of_cases(areas):
    share = make_indicator("Osuus", county=make_county())
    make_observation(share, areas[0], 2022, "2.5")
    make_observation(share, areas[0], 2023, "2.5", cases=3)
    make_observation(share, areas[0], 2024, "2.5", cases=30)
    hide_small_numbers(share)
    assert hidden(share) == ["04 2023 total"]


def test_of_two_numbers_either_hides_the_figure(own, areas):
    make_observation(own, areas[0], 2023, 50, cases=3)
    make_observation(own, areas[0], 2024, 3, cases=50)
    hide_small_numbers(own)
    assert hidden(own) == ["04 2023 total", "04 2024 total"]


def test_what_sotkanet_publishes_is_not_ours_to_hide(areas):
    shared = make_synced_indicator(counts_cases=True)
    make_observation(shared, areas[0], 2023, 3)
    hide_small_numbers(shared)
    assert hidden(shared) == []


def test_areas_that_come_to_belong_together_are_looked_at_again(own):
    for code, category, value in (("04", "HYVINVOINTIALUE", 43), ("092", "KUNTA", 40), ("245", "KUNTA", 3)):
        make_observation(own, make_region(code, category), 2023, value)
    hide_small_numbers(own)
    assert hidden(own) == ["245 2023 total"]
    told = (("HYVINVOINTIALUE", "04", ()), ("KUNTA", "092", (1,)), ("KUNTA", "245", (1,)))
    rows = [RegionRow(number, *keys, {"fi": keys[1]}, above) for number, (*keys, above) in enumerate(told, start=1)]
    refresh_regions(rows, today=date(2024, 5, 2))
    assert hidden(own) == ["092 2023 total", "245 2023 total"]
