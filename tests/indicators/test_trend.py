"""Which way an indicator has gone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.queries.series import Point
from indicators.queries.trend import Hint, trend_of

FIGURES = st.decimals(min_value=0, max_value=1000, places=1)


def points(**values: str | None) -> list[Point]:
    """``y2021="7.4"``: the figure of a year."""
    return [
        Point(int(year[1:]), None if value is None else Decimal(value), None, False) for year, value in values.items()
    ]


def hint_of(*, decimals: int = 1, figures: dict[str, str | None], **told) -> Hint | None:
    return trend_of(points(**figures), decimals=decimals, **told).hint


@pytest.mark.parametrize(
    ("last", "hint"), [("17", Hint.TOWARDS), ("21", Hint.AWAY), ("20", Hint.UNCHANGED), ("20.04", Hint.UNCHANGED)]
)
def test_the_baseline_and_the_target_tell_the_good_way(last, hint):
    told = {"baseline": Decimal(20), "baseline_year": 2021, "target": Decimal(15), "direction": "up"}
    assert hint_of(figures={"y2021": "19", "y2023": last}, **told) is hint


def test_without_a_target_the_direction_tells_the_good_way():
    figures = {"y2021": "20", "y2023": "22"}
    assert hint_of(figures=figures, direction="up") is Hint.TOWARDS
    assert hint_of(figures=figures, direction="down") is Hint.AWAY
    assert hint_of(figures=figures) is None


def test_without_a_baseline_the_figure_before_is_the_start():
    trend = trend_of(points(y2019="30", y2021="20", y2022=None, y2023="22"), decimals=1, direction="up")
    assert (trend.start.year, trend.last.year, trend.change) == (2021, 2023, Decimal(2))


@pytest.mark.parametrize("figures", [{}, {"y2023": None}, {"y2021": "20"}, {"y2020": "20", "y2021": "21"}])
def test_a_figure_that_is_no_newer_than_the_baseline_tells_nothing(figures):
    told = {"baseline": Decimal(20), "baseline_year": 2021, "target": Decimal(15)}
    trend = trend_of(points(**figures), decimals=1, **told)
    assert (trend.hint, trend.is_reached) == (Hint.NO_DATA, False)


def test_one_figure_alone_has_no_trend():
    assert hint_of(figures={"y2023": "20"}, direction="up") is Hint.NO_DATA


@pytest.mark.parametrize(("last", "reached"), [("15", True), ("14", True), ("15.1", False)])
def test_a_target_is_reached_at_the_target(last, reached):
    told = {"baseline": Decimal(20), "baseline_year": 2021, "target": Decimal(15)}
    assert trend_of(points(y2023=last), decimals=1, **told).is_reached is reached


@given(start=FIGURES, last=FIGURES, target=FIGURES)
def test_towards_is_never_also_away(start, last, target):
    """Turned round (every figure below zero) the same picture says the same."""
    told = {"baseline_year": 2020, "decimals": 1}
    one = trend_of([Point(2023, last, None, False)], baseline=start, target=target, **told)
    other = trend_of([Point(2023, -last, None, False)], baseline=-start, target=-target, **told)
    assert (one.hint, one.is_reached) == (other.hint, other.is_reached)
    if target != start and last != start:
        assert one.hint is (Hint.TOWARDS if (last > start) == (target > start) else Hint.AWAY)
