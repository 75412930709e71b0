"""Which figures are hidden: few cases, and what gives them away by subtraction."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.queries.hiding import Cell, hidden_places, is_small

COUNTY, CITY, TOWN = 1, 2, 3
SEXES = ("total", "female", "male")
TWO_AREAS = {COUNTY: [{CITY, TOWN}]}


def cells(numbers: dict[tuple[int, str], object], year: int = 2023) -> dict[Cell, Decimal]:
    return {Cell(area, year, sex): Decimal(str(number)) for (area, sex), number in numbers.items()}


def table(*parts: tuple[int, int]) -> dict[Cell, Decimal]:
    """A county of areas with (women, men), all told: each area, the county, everyone and both sexes."""
    numbers: dict[tuple[int, str], int] = {}
    for area, (women, men) in enumerate([(sum(w for w, _ in parts), sum(m for _, m in parts)), *parts], start=COUNTY):
        numbers |= {(area, "total"): women + men, (area, "female"): women, (area, "male"): men}
    return cells(numbers)


def divided(figures: dict[Cell, Decimal]) -> dict[int, list[set[int]]]:
    return {COUNTY: [{cell.region_id for cell in figures} - {COUNTY}]}


def sums_of(figures: dict[Cell, Decimal]) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every sum of a county of two areas or more, said again in the plainest way: whole and parts."""
    areas = sorted({cell.region_id for cell in figures} | {COUNTY, CITY, TOWN})
    for year in {cell.year for cell in figures}:
        for area in areas:
            yield Cell(area, year, "total"), [Cell(area, year, "female"), Cell(area, year, "male")]
        for sex in SEXES:
            yield Cell(COUNTY, year, sex), [Cell(area, year, sex) for area in areas if area != COUNTY]


def determined(figures: dict[Cell, Decimal], hidden: set[Cell]) -> dict[Cell, Fraction]:
    """What a reader finds by solving the sums as equations, of all that isn't shown."""
    shown = {cell: Fraction(number) for cell, number in figures.items() if cell not in hidden}
    unknown = sorted({cell for whole, parts in sums_of(figures) for cell in (whole, *parts)} - shown.keys())
    rows = []
    for whole, parts in sums_of(figures):
        row = [Fraction(0)] * (len(unknown) + 1)
        for cell, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if cell in shown:
                row[-1] -= sign * shown[cell]
            else:
                row[unknown.index(cell)] += sign
        rows.append(row)
    return {unknown[place]: number for place, number in _solved(rows, len(unknown))}


def _solved(rows: list[list[Fraction]], width: int) -> Iterator[tuple[int, Fraction]]:
    """Gauss and Jordan: a row with one unknown left tells it."""
    done = 0
    for column in range(width):
        pivot = next((place for place in range(done, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [each / rows[done][column] for each in rows[done]]
        for place, row in enumerate(rows):
            if place != done and row[column]:
                rows[place] = [each - row[column] * own for each, own in zip(row, rows[done], strict=True)]
        done += 1
    for row in rows[:done]:
        left = [place for place in range(width) if row[place]]
        if len(left) == 1:
            yield left[0], row[-1]


few = st.integers(min_value=0, max_value=9)
many = st.integers(min_value=0, max_value=400)
pair = st.tuples(few | many, few | many)
two_areas = st.lists(pair, min_size=2, max_size=2)
areas = st.lists(pair, min_size=2, max_size=6)


@pytest.mark.parametrize(("number", "is_hidden"), [(0, False), (1, True), (4, True), ("4.5", True), (5, False)])
def test_one_to_four_cases_are_hidden(number, is_hidden):
    figures = cells({(CITY, "total"): number})
    assert hidden_places(figures, {}) == (set(figures) if is_hidden else set())


def test_the_other_sex_is_hidden_too():
    figures = table((3, 40))
    assert hidden_places({cell: figures[cell] for cell in figures if cell.region_id == CITY}, {}) == {
        Cell(CITY, 2023, "female"),
        Cell(CITY, 2023, "male"),
    }


def test_the_other_of_two_areas_is_hidden_too():
    figures = cells({(COUNTY, "total"): 43, (CITY, "total"): 40, (TOWN, "total"): 3})
    assert hidden_places(figures, TWO_AREAS) == {Cell(CITY, 2023, "total"), Cell(TOWN, 2023, "total")}


def test_of_several_areas_the_smallest_is_hidden_too():
    figures = cells({(1, "total"): 103, (2, "total"): 60, (3, "total"): 3, (4, "total"): 40, (5, "total"): 0})
    assert hidden_places(figures, divided(figures)) == {Cell(3, 2023, "total"), Cell(4, 2023, "total")}


def test_few_cases_together_are_few_cases():
    """Two areas with one case each: the rest of the county would tell that there are two."""
    figures = cells({(1, "total"): 102, (2, "total"): 60, (3, "total"): 1, (4, "total"): 40, (5, "total"): 1})
    assert hidden_places(figures, divided(figures)) == {Cell(area, 2023, "total") for area in (3, 4, 5)}


def test_with_nothing_beside_it_the_whole_is_hidden():
    figures = cells({(COUNTY, "total"): 50, (TOWN, "total"): 3})
    assert hidden_places(figures, TWO_AREAS) == set(figures)


def test_areas_whose_sum_is_not_told_give_nothing_away():
    figures = cells({(CITY, "total"): 40, (TOWN, "total"): 3})
    assert hidden_places(figures, TWO_AREAS) == {Cell(TOWN, 2023, "total")}


def test_a_sum_that_the_sexes_tell_counts_as_told():
    """Everyone in the county isn't told, but women and men are: subtracting the city leaves the town."""
    numbers = {(COUNTY, "female"): 20, (COUNTY, "male"): 23, (CITY, "total"): 40, (TOWN, "total"): 3}
    figures = cells(numbers)
    assert Cell(TOWN, 2023, "total") in hidden_places(figures, TWO_AREAS)
    assert Cell(TOWN, 2023, "total") not in determined(figures, hidden_places(figures, TWO_AREAS))


def test_a_missing_figure_that_follows_from_others_is_guarded():
    """Two women among ten: not told, yet ten less eight men."""
    figures = cells({(CITY, "total"): 10, (CITY, "male"): 8})
    hidden = hidden_places(figures, {})
    assert hidden == {Cell(CITY, 2023, "male")}


def test_years_and_kinds_of_areas_are_sums_of_their_own():
    figures = cells({(1, "total"): 100, (2, "total"): 3, (3, "total"): 97, (4, "total"): 50, (5, "total"): 50})
    other_year = {cell._replace(year=2022): Decimal(50) for cell in figures}
    hidden = hidden_places(figures | other_year, {1: [{2, 3}, {4, 5}]})
    assert hidden == {Cell(2, 2023, "total"), Cell(3, 2023, "total")}


@pytest.mark.parametrize("ways", [[{COUNTY}, {CITY, TOWN}], [{CITY, TOWN}, {COUNTY}]])
@pytest.mark.parametrize("country", [0, 9])
def test_an_area_above_that_is_not_told_hides_nothing_more(ways, country):
    figures = cells({(COUNTY, "total"): 43, (CITY, "total"): 40, (TOWN, "total"): 3})
    hidden = {Cell(CITY, 2023, "total"), Cell(TOWN, 2023, "total")}
    assert hidden_places(figures, {country: ways} | TWO_AREAS) == hidden
    assert hidden_places(figures, TWO_AREAS | {country: ways}) == hidden


@given(areas)
def test_no_few_cases_are_shown(parts):
    figures = table(*parts)
    hidden = hidden_places(figures, divided(figures))
    assert not [cell for cell in figures.keys() - hidden if is_small(figures[cell])]


@given(areas)
def test_no_sum_has_just_one_hidden_term(parts):
    figures = table(*parts)
    hidden = hidden_places(figures, divided(figures))
    assert not [whole for whole, terms in sums_of(figures) if len({whole, *terms} & hidden) == 1]


@given(areas)
def test_nothing_is_hidden_without_need(parts):
    figures = table(*parts)
    if not any(map(is_small, figures.values())):
        assert hidden_places(figures, divided(figures)) == set()


@given(areas)
def test_zero_stays(parts):
    figures = table(*parts)
    hidden = hidden_places(figures, divided(figures))
    assert not [cell for cell in hidden if figures[cell] == 0]


@given(areas)
def test_what_is_hidden_depends_on_the_figures_alone(parts):
    figures = table(*parts)
    hidden = hidden_places(figures, divided(figures))
    again = dict(sorted(figures.items(), reverse=True))
    assert hidden_places(again, divided(again)) == hidden


@settings(max_examples=300)
@given(two_areas)
def test_solving_the_sums_of_two_areas_finds_no_few_cases(parts):
    figures = table(*parts)
    found = determined(figures, hidden_places(figures, TWO_AREAS))
    assert not {cell: number for cell, number in found.items() if is_small(figures[cell])}


@pytest.mark.parametrize("women", range(6))
def test_every_small_table_of_two_areas_keeps_its_secrets(women):
    for men, others, rest in product((0, 1, 4, 5, 30), repeat=3):
        figures = table((women, men), (others, rest))
        found = determined(figures, hidden_places(figures, TWO_AREAS))
        assert not {cell: number for cell, number in found.items() if is_small(number)}


@settings(max_examples=300)
@given(two_areas, st.sets(st.integers(min_value=0, max_value=8), max_size=5))
def test_figures_that_are_left_out_keep_the_secrets_of_the_others(parts, left_out):
    whole = table(*parts)
    figures = {cell: number for place, (cell, number) in enumerate(whole.items()) if place not in left_out}
    found = determined(figures, hidden_places(figures, TWO_AREAS))
    assert not {cell: number for cell, number in found.items() if is_small(whole[cell])}


@settings(max_examples=100)
@given(areas)
def test_solving_the_sums_of_more_areas_finds_no_few_cases(parts):
    figures = table(*parts)
    found = determined(figures, hidden_places(figures, divided(figures)))
    assert not {cell: number for cell, number in found.items() if is_small(figures[cell])}
