"""The figures of indicators as lines: what every page reads."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.models import Correction, Sex
from indicators.queries.series import Point, lines_of, measured_regions, remarks_of
from tests.factories.groups import make_county
from tests.factories.indicators import make_indicator, make_observation, make_region, make_series

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 5, 2, 9, tzinfo=UTC)


def point(year: int, value=None, *, cases=None, hidden: bool = False) -> Point:
    return Point(year, None if value is None else Decimal(value), cases, hidden)


def test_lines_come_in_the_order_of_areas_and_sexes_with_ascending_years():
    indicator, first, second = make_indicator(), make_region(title="Ö"), make_region(title="A")
    make_series(indicator, second, {2023: 2, 2021: 1})
    make_series(indicator, first, {2022: "3.5"})
    make_series(indicator, first, {2022: 4}, sex="female")
    lines = lines_of([indicator], [first, second], sexes=Sex.values)[indicator.pk]
    assert [(line.region, line.sex, line.points) for line in lines] == [
        (first, "total", (point(2022, "3.5"),)),
        (first, "female", (point(2022, 4),)),
        (second, "total", (point(2021, 1), point(2023, 2))),
    ]


def test_a_missing_figure_stays_none_and_isnt_the_last():
    indicator, region = make_indicator(), make_region()
    make_series(indicator, region, {2021: 5})
    make_observation(indicator, region, 2022, None, cases=7)
    [line] = lines_of([indicator], [region])[indicator.pk]
    assert line.points == (point(2021, 5), point(2022, cases=7))
    assert line.last == point(2021, 5)


def test_a_hidden_figure_carries_no_numbers():
    indicator, region = make_indicator(), make_region()
    make_observation(indicator, region, 2022, 3, cases=3, is_hidden=True)
    [line] = lines_of([indicator], [region])[indicator.pk]
    assert line.points == (point(2022, hidden=True),)
    assert line.last is None


def test_what_the_source_no_longer_has_is_left_out():
    indicator, region = make_indicator(), make_region()
    make_observation(indicator, region, 2022, 3, vanished_on=date(2024, 5, 1))
    assert lines_of([indicator], [region]) == {}


def test_lines_of_many_indicators_take_one_query(django_assert_num_queries):
    region, indicators = make_region(), [make_indicator() for _ in range(5)]
    for indicator in indicators:
        make_series(indicator, region, {2021: 1, 2022: 2})
    with django_assert_num_queries(1):
        assert set(lines_of(indicators, [region])) == {indicator.pk for indicator in indicators}


def test_corrections_and_losses_are_told_and_other_figures_not():
    indicator, region = make_indicator(), make_region()
    make_series(indicator, region, {2020: 1})
    corrected = make_observation(indicator, region, 2021, 5)
    Correction.objects.create(observation=corrected, value=4, replaced_at=NOON)
    make_observation(indicator, region, 2022, 9, vanished_on=date(2024, 5, 1))
    told = remarks_of(indicator, [region])
    assert [(each.year, each.on, each.is_vanished, each.earlier) for each in told] == [
        (2022, date(2024, 5, 1), True, None),
        (2021, date(2024, 5, 2), False, Decimal(4)),
    ]


def test_an_earlier_figure_of_a_countys_own_is_not_told_and_nothing_of_hidden_ones():
    """Three cases that were hidden stay so when the figure grows to seven."""
    own, region = make_indicator(county=make_county()), make_region()
    grown = make_observation(own, region, 2021, 7, cases=7)
    hidden = make_observation(own, region, 2022, 2, cases=2, is_hidden=True)
    for each in (grown, hidden):
        Correction.objects.create(observation=each, value=3, cases=3, replaced_at=NOON)
    assert [(each.year, each.earlier) for each in remarks_of(own, [region])] == [(2021, None)]


def test_areas_with_the_most_figures_are_found():
    indicator, few, many = make_indicator(), make_region(title="B"), make_region(title="A")
    make_series(indicator, few, {2020: 1})
    make_series(indicator, many, {2020: 1, 2021: 2})
    make_series(make_indicator(), make_region(), {2020: 1, 2021: 2, 2022: 3})
    assert measured_regions(indicator, 1) == [many]
    assert measured_regions(indicator, 8) == [many, few]
