"""Who comes before whom."""

from decimal import Decimal

import pytest

from indicators.models import Region
from indicators.queries.ranks import common_year, ranking_of
from indicators.queries.series import Line, Point

A, B, C = (Region(pk=pk, category="HYVINVOINTIALUE", code=str(pk), title_fi=name) for pk, name in enumerate("ABC", 1))
COUNTRY, TOWN = Region(pk=9, category="MAA", title_fi="Maa"), Region(pk=8, category="KUNTA", title_fi="Kaupunki")


def line(region: Region, values: dict[int, object]) -> Line:
    points = (
        Point(year, None if value is None else Decimal(str(value)), None, False) for year, value in values.items()
    )
    return Line(1, region, "total", tuple(points))


def ranked(lines: list[Line], own: Line | None, *, falling: bool = False) -> list[tuple[str, int | None]]:
    ranking = ranking_of(lines, own, falling_is_good=falling, decimals=1)
    return [(row.region.title, row.place) for row in ranking.rows]


def test_the_greatest_is_first_unless_a_fall_is_good():
    lines = [line(A, {2024: 1}), line(B, {2024: 3}), line(C, {2024: 2})]
    assert ranked(lines, lines[0]) == [("B", 1), ("C", 2), ("A", 3)]
    assert ranked(lines, lines[0], falling=True) == [("A", 1), ("C", 2), ("B", 3)]


def test_what_looks_the_same_shares_a_place():
    lines = [line(A, {2024: "1.04"}), line(B, {2024: "0.96"}), line(C, {2024: "0.9"})]
    assert ranked(lines, lines[0]) == [("A", 1), ("B", 1), ("C", 3)]


def test_the_country_and_other_kinds_of_areas_have_no_place():
    lines = [line(A, {2024: 1}), line(COUNTRY, {2024: 2}), line(TOWN, {2024: 3}), line(B, {2024: 4})]
    assert ranked(lines, lines[0]) == [("B", 1), ("Kaupunki", None), ("Maa", None), ("A", 2)]


def test_without_own_figures_all_but_the_country_are_ranked():
    lines = [line(TOWN, {2024: 3}), line(COUNTRY, {2024: 9})]
    assert ranked(lines, None) == [("Maa", None), ("Kaupunki", 1)]


@pytest.mark.parametrize(
    ("own", "other", "year"),
    [
        ({2022: 1, 2023: 1, 2024: 1}, {2022: 1, 2023: 1}, 2023),
        ({2022: 1, 2024: None}, {2022: 1, 2024: 2}, 2022),
        ({2024: 1}, {2019: 1}, 2024),  # none in common: one's own newest
        ({2016: 1, 2024: 1}, {2016: 1}, 2024),  # in common too long ago
        ({}, {2020: 1}, 2020),
    ],
)
def test_the_year_is_the_newest_that_all_have(own, other, year):
    mine, lines = line(A, own), [line(A, own), line(B, other)]
    assert common_year([each for each in lines if each.last], mine) == year


def test_who_lacks_the_year_is_told():
    lines = [line(A, {2024: 1}), line(B, {2019: 1})]
    ranking = ranking_of(lines, lines[0], falling_is_good=False, decimals=1)
    assert (ranking.year, ranking.without, ranking.own.place, ranking.count) == (2024, [B], 1, 1)


def test_no_figures_give_no_year():
    assert ranking_of([line(A, {2024: None})], line(A, {2024: None}), falling_is_good=False, decimals=1).year is None
