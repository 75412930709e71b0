"""Charts: where things stand, and what is drawn and said."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts import Kind, LineFigure, Series, SmallFigure, line_chart, line_picture, small_chart
from indicators.charts.labels import labels_of
from indicators.charts.scale import Scale, decimals_of, spread, stretches, ticks_of, usual_step, year_ticks
from indicators.queries.series import Point

SVG = "{http://www.w3.org/2000/svg}"
pytestmark = pytest.mark.usefixtures("in_english")


def points(values: dict[int, object]) -> tuple[Point, ...]:
    return tuple(
        Point(year, None if value is None else Decimal(str(value)), None, False) for year, value in values.items()
    )


def series(name: str, values: dict[int, object], kind: Kind = Kind.OTHER) -> Series:
    return Series(name, points(values), kind)


OWN = series("Vantaa ja Kerava", {2021: "1.5", 2022: "1.5", 2023: "1.4", 2024: "1.4"}, Kind.OWN)
COUNTRY = series("Koko maa", {2021: "1.1", 2022: "1.2", 2023: "1.2", 2024: "1.3"}, Kind.COUNTRY)


def figure(*lines: Series, **fields) -> LineFigure:
    said = {"key": "k", "title": "Has fallen", "decimals": 1, "subtitle": "%, Vantaa ja Kerava", "good": "Fall is good"}
    return LineFigure(series=lines or (OWN, COUNTRY), **said | fields)


def words_of(drawing: str) -> list[str]:
    root = ElementTree.fromstring(drawing)
    return [each.text for each in root.iter() if each.tag.removeprefix(SVG) == "text"]


def elements(drawing: str, name: str, of_class: str = "") -> list[ElementTree.Element]:
    found = (each for each in ElementTree.fromstring(drawing).iter() if each.tag.removeprefix(SVG) == name)
    return [each for each in found if of_class in each.get("class", "").split() or not of_class]


def test_runs_of_years_join_and_a_missing_year_is_a_gap():
    line = points({2018: 1, 2019: 2, 2020: None, 2021: 3, 2022: 0})
    runs = stretches(line, [2018, 2019, 2020, 2021, 2022])
    assert [[point.year for point in run] for run in runs] == [[2018, 2019], [2021, 2022]]


def test_what_is_measured_every_second_year_joins():
    years = [2020, 2022, 2024]
    assert usual_step(years) == 2
    assert len(stretches(points(dict.fromkeys(years, 1)), years)) == 1


def test_a_line_passes_no_year_that_was_measured_of_others():
    runs = stretches(points({2017: 1, 2019: 2, 2021: 3}), [2017, 2018, 2019, 2021, 2023, 2025])
    assert [[point.year for point in run] for run in runs] == [[2017], [2019, 2021]]


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [([1.2, 1.4], 1.2, 1.4), ([0, 0], 0, 1), ([5], 4.4, 5.6), ([-3, 4], -4, 4), ([270_000, 674_500], 0, 800_000)],
)
def test_ticks_are_round_and_hold_the_figures(values, first, last):
    ticks = ticks_of(values)
    assert (round(ticks[0], 6), round(ticks[-1], 6)) == (first, last)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)), min_size=1, max_size=20))
def test_ticks_always_hold_all_figures(values):
    ticks = ticks_of(values)
    slack = (ticks[1] - ticks[0]) * 1e-6
    assert ticks[0] - slack <= min(values) and max(values) <= ticks[-1] + slack
    assert 2 <= len(ticks) <= 12


def test_decimals_of_ticks_tell_them_apart():
    assert [decimals_of(ticks) for ticks in ([0, 0.25], [0, 0.5], [0, 10])] == [2, 1, 0]


def test_the_last_year_is_always_named_and_names_have_room():
    assert year_ticks([2020, 2022, 2024], 500, 44) == [2020, 2022, 2024]
    assert year_ticks([2024], 300, 44) == [2024]
    assert year_ticks(range(1990, 2025), 230, 44) == [1994, 2004, 2014, 2024]


@given(
    st.lists(st.tuples(st.floats(0, 300), st.sampled_from([18.0, 33.0, 48.0])), min_size=1, max_size=8),
)
def test_labels_never_overlap_nor_leave_the_drawing(labels):
    wanted, heights = [place for place, _ in labels], [height for _, height in labels]
    places = spread(wanted, heights, 0, 400)
    edges = sorted((place - height / 2, place + height / 2) for place, height in zip(places, heights, strict=True))
    assert edges[0][0] >= -1e-6 and edges[-1][1] <= 400 + 1e-6
    assert all(after[0] >= before[1] - 1e-6 for before, after in pairwise(edges))


def test_labels_stay_where_they_want_to_be_when_there_is_room():
    assert spread([20, 100], [16, 16], 0, 200) == [20, 100]


def test_a_scale_of_one_value_puts_it_in_the_middle():
    assert Scale(2024, 2024, 0, 100)(2024) == 50


def test_the_page_says_the_finding_the_unit_and_the_good_direction():
    drawn = ElementTree.fromstring(line_chart(figure()))
    caption = drawn.find("figcaption")
    assert (caption.text, caption.find("span").text) == (
        "Has fallen",
        "%, Vantaa ja Kerava · Fall is good · The scale starts from 1.1.",
    )


def test_a_scale_that_starts_above_zero_is_told():
    high = figure(series("A", {2023: 97, 2024: 98}, Kind.OWN))
    assert "The scale starts from 97.0." in line_chart(high)
    low = figure(series("A", {2023: 1, 2024: 98}, Kind.OWN))
    assert "The scale starts" not in line_chart(low)


def test_there_is_a_drawing_for_screens_and_one_for_phones_each_with_its_words():
    drawings = ElementTree.fromstring(line_chart(figure())).findall("svg")
    assert [each.get("class") for each in drawings] == ["line-chart__wide", "line-chart__narrow"]
    for each in drawings:
        ids = each.get("aria-labelledby").split()
        assert [each.find("title").get("id"), each.find("desc").get("id")] == ids
        assert each.find("desc").text == (
            "Vantaa ja Kerava: 2021: 1.5; 2022: 1.5; 2023: 1.4; 2024: 1.4. Koko maa: 1.3 in 2024."
        )
    assert len({name for each in drawings for name in each.get("aria-labelledby").split()}) == 4


def test_lines_are_named_at_their_ends_with_the_last_figure_and_the_year_of_ones_own():
    stale = series("Naapuri", {2021: 1, 2022: "1.1"})
    labels = labels_of(figure(OWN, stale, COUNTRY), 400, [(0, 0)] * 3)
    assert [" ".join(each.lines) for each in labels] == [
        "Vantaa ja Kerava 1.4\N{NO-BREAK SPACE}(2024)",
        "Naapuri 1.1\N{NO-BREAK SPACE}(2022)",
        "Koko maa 1.3",
    ]


def test_own_is_strong_others_grey_and_the_country_dashed():
    other = series("Naapuri", {2021: 1, 2022: 1, 2023: 1, 2024: 1})
    paths = elements(line_picture(figure(OWN, other, COUNTRY)), "path", "line")
    assert [(each.get("class"), each.get("stroke-dasharray")) for each in paths] == [
        ("line line--other", None),
        ("line line--country", "5 4"),
        ("line", None),
    ]


def test_a_gap_breaks_the_drawn_line_and_is_never_zero():
    gap = series("Oma", {2020: 5, 2021: 6, 2022: None, 2023: 7, 2024: 8}, Kind.OWN)
    picture = line_picture(figure(gap))
    assert len(elements(picture, "path", "line")) == 2
    assert len(elements(picture, "circle")) == 4


def test_the_reform_is_a_thin_line_with_a_word_only_where_the_years_pass_it():
    broken = line_picture(figure(break_year=2023, break_word="Reform 2023"))
    assert len(elements(broken, "line", "break")) == 1
    assert "Reform 2023" in words_of(broken)
    later = series("Oma", {2023: 1, 2024: 2}, Kind.OWN)
    assert elements(line_picture(figure(later, break_year=2023, break_word="Reform")), "line", "break") == []


def test_a_target_is_a_line_with_its_word_and_year():
    picture = line_picture(figure(target=Decimal("1.0"), target_year=2026))
    assert len(elements(picture, "line", "target")) == 1
    assert "Target 1\N{NO-BREAK SPACE}(2026)" in words_of(picture)


def test_a_picture_carries_its_source_and_its_own_colours():
    picture = line_picture(figure(source="Lähde & muut. Viitattu 1.2.2025."))
    assert "Lähde & muut. Viitattu 1.2.2025." in words_of(picture)
    assert all(each.get("stroke") for each in elements(picture, "path"))


def test_drawings_have_no_styles_of_their_own():
    assert not any(mark in line_chart(figure()) for mark in ("style=", "<style", "<script"))


def test_foreign_words_are_escaped():
    evil = series("<script>alert(1)</script>", {2023: 1, 2024: 2}, Kind.OWN)
    assert "<script" not in line_chart(figure(evil, title='"><script>'))


def test_nothing_is_drawn_of_no_figures_and_a_picture_says_why():
    empty = series("Oma", {2024: None}, Kind.OWN)
    assert line_chart(figure(empty)) == ""
    assert small_chart(SmallFigure("k", "T", (empty,))) == ""
    assert "There are no figures yet." in words_of(line_picture(figure(empty, empty_words="There are no figures yet.")))


def test_thirty_areas_are_all_named_on_lines_of_their_own():
    many = [series(f"Alueen numero {n} pitkä nimi", {2023: n, 2024: n * 2}) for n in range(29)]
    labels = labels_of(figure(OWN, *many), 190, [(0, 0)] * 30)
    assert [len(each.lines) for each in labels] == [1] * 30
    assert labels[1].whole == "Alueen numero 0 pitkä nimi 0.0"


def test_a_small_change_looks_small_in_a_small_chart():
    flat = series("Oma", {2023: 99, 2024: 100}, Kind.OWN)
    heights = [float(dot.get("cy")) for dot in elements(small_chart(SmallFigure("k", "T", (flat,))), "circle")]
    assert 0 < heights[0] - heights[1] < 5


def test_a_small_chart_tells_its_last_figures_and_its_years():
    drawn = small_chart(SmallFigure("k1", "Ahdistus", (OWN, COUNTRY), target=Decimal("1.0")))
    svg = ElementTree.fromstring(drawn).find("svg")
    assert (svg.get("viewBox"), svg.find("title").text) == ("0 0 240 120", "Ahdistus")
    assert words_of(drawn) == ["1.4", "1.3", "2021", "2024"]
