"""The picture of the totals for a slide, and the same as a figure of the page."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from hyte.lib import pixels
from plans.charts import STATUS_COLOURS, render_png, render_totals_figure, render_totals_svg, totals_chart
from plans.models import Plan, Section, Status
from plans.queries.picture import Totals
from tests.factories.groups import Personas
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update

SVG = "{http://www.w3.org/2000/svg}"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def address(plan: Plan, **query) -> str:
    return reverse("plans:totals-picture", args=[plan.slug], query=query)


def section(name: str, goals: int = 1, **statuses: int) -> Totals:
    totals = Totals(Section(name_fi=name), goals)
    totals.statuses.update(statuses)
    return totals


def drawn(*totals: Totals, caption: str = "Suunnitelma") -> ElementTree.Element:
    with translation.override("en"):
        return ElementTree.fromstring(render_totals_svg(totals_chart(list(totals), caption)))


def words_of(svg: ElementTree.Element) -> list[str]:
    return [element.text for element in svg.iter(f"{SVG}text")]


def test_picture_tells_sections_statuses_and_counts():
    common, children = (
        section("Yhteiset", 4, starting=2, in_progress=4),
        section("Lapset", 11, not_started=1, in_progress=24),
    )
    words = words_of(drawn(common, children))
    assert "Measures running: 30 of 31" in words
    assert {"Yhteiset", "Lapset", "4 goals, 6 measures", "In progress 28", "Not yet started 1", "Starting 2"} <= set(
        words
    )


def test_picture_speaks_to_a_screen_reader():
    svg = drawn(section("Yhteiset", in_progress=4), caption="Suunnitelma")
    assert (svg.get("role"), svg.find(f"{SVG}title").text) == ("img", "Measures running: 4 of 4")
    assert svg.find(f"{SVG}desc").text == "Suunnitelma. Yhteiset: 4 measures, In progress 4."


def test_every_part_has_its_icon_or_number():
    svg = drawn(section("Kaikki", **{status.value: 3 for status in Status}))
    icons = [use.get("href") for use in svg.iter(f"{SVG}use")]
    assert {f"#{status.value}" for status in Status} == set(icons)
    assert {symbol.get("id") for symbol in svg.iter(f"{SVG}symbol")} == {status.value for status in Status}


def test_part_too_narrow_for_its_number_has_it_above():
    svg = drawn(section("Suuri", in_progress=200, merged=1))
    number = next(element for element in svg.iter(f"{SVG}text") if element.text == "1")
    bar = next(
        element for element in svg.iter(f"{SVG}rect") if element.get("fill") == STATUS_COLOURS[Status.MERGED].fill
    )
    assert float(number.get("y")) < float(bar.get("y"))


def test_lengths_are_in_proportion():
    svg = drawn(section("A", in_progress=10), section("B", in_progress=5))
    fill = STATUS_COLOURS[Status.IN_PROGRESS].fill
    whole, half, _legend = [float(rect.get("width")) for rect in svg.iter(f"{SVG}rect") if rect.get("fill") == fill]
    assert whole == pytest.approx(2 * half, abs=3)


@pytest.mark.parametrize("totals", [[], [section("Tyhjä", goals=0)]])
def test_nothing_to_count_still_makes_a_picture(totals: list[Totals]):
    assert render_png(render_totals_svg(totals_chart(totals, ""))).startswith(PNG_HEAD)


def test_markup_and_control_characters_in_names_are_harmless():
    words = words_of(drawn(section("<b>&\x0b", in_progress=1), caption="</svg>"))
    assert {"<b>&", "</svg>"} <= set(words)
    assert "<b>" not in render_totals_figure(totals_chart([section("<b>", in_progress=1)], "</svg>"))


def test_colours_are_those_of_the_style_sheet(settings):
    sheet = (settings.BASE_DIR / "static/css/hyte.css").read_text()
    light = re.findall(r"\.bar--(\w+),[^{]*\{ --fill: (#\w+); --on: (#\w+); --tone: (#\w+);", sheet)[: len(Status)]
    assert {name: tuple(colours) for name, *colours in light} == {
        status.value: tuple(c) for status, c in STATUS_COLOURS.items()
    }


def test_figure_of_the_page_has_no_inline_style():
    figure = render_totals_figure(totals_chart([section("Yhteiset", in_progress=4, merged=1)], "Suunnitelma"))
    assert "style=" not in figure and "<style" not in figure
    assert figure.count('class="bar bar--in_progress"') == 2  # the bar and the legend


@pytest.fixture
def counted(personas: Personas) -> Plan:
    plan = make_bare_plan(personas.county)
    goal = make_goal(make_section(plan))
    make_update(make_measure(goal), date(2024, 3, 1), Status.STARTING)
    make_update(make_measure(goal), date(2024, 6, 1), Status.COMPLETED, published=False)
    return plan


def test_anybody_may_take_the_picture_of_a_public_plan(counted: Plan, client):
    client.cookies["django_language"] = "en"
    response = client.get(address(counted, pvm="2024-07-01"))
    assert response.headers["Content-Type"] == "image/svg+xml"
    words = words_of(ElementTree.fromstring(response.content))
    assert {"Not yet started 1", "Starting 1"} <= set(words)  # the unpublished one is as if it weren't
    assert any("1\N{NO-BREAK SPACE}Jul" in word for word in words)


def test_staff_sees_its_own_totals_in_the_picture(counted: Plan, personas: Personas, client):
    client.force_login(personas.reader)
    client.cookies["django_language"] = "en"
    words = words_of(ElementTree.fromstring(client.get(address(counted, pvm="2024-07-01", tila="completed")).content))
    assert "Completed 1" in words and "Starting 1" not in words
    assert any("Status: Completed" in word for word in words)


def test_png_is_1600_pixels_wide(counted: Plan, client):
    response = client.get(address(counted, muoto="png"))
    assert response.content.startswith(PNG_HEAD)
    assert int.from_bytes(response.content[16:20]) == 1600
    assert "attachment" in response.headers["Content-Disposition"]


def test_without_a_font_the_reader_is_told(counted: Plan, client, monkeypatch):
    monkeypatch.setattr(pixels, "has_font", lambda: False)
    client.cookies["django_language"] = "en"
    response = client.get(address(counted, muoto="png"), follow=True)
    assert "no font" in response.content.decode()


@pytest.mark.parametrize("asked", ["zzz", "PNG", "<b>", "x" * 500])
def test_an_unknown_format_is_told_on_the_page_of_the_same_choices(counted: Plan, client, asked):
    response = client.get(address(counted, muoto=asked, tila="completed"), follow=True)
    assert response.status_code == 200 and response.redirect_chain[0][0].endswith("/seuranta/?tila=completed")
    assert "message--warning" in response.text and "<b>" not in response.text


def test_the_plain_address_and_svg_are_the_same_picture(counted: Plan, client):
    pictures = {client.get(address(counted, **asked)).content for asked in ({}, {"muoto": "svg"}, {"muoto": ""})}
    assert len(pictures) == 1


def test_internal_plan_sends_a_stranger_to_login(personas: Personas, client):
    plan = make_bare_plan(personas.county, slug="sisainen", public=False)
    assert client.get(address(plan)).status_code == 302
    client.force_login(personas.other_coordinator)
    assert client.get(address(plan)).status_code == 404
