"""The chart of an indicator: light at first, interactive on demand, under the content security policy."""

import pytest

from tests.browser.conftest import listen
from tests.browser.test_every_page import Visits

pytestmark = pytest.mark.browser

MOST_BYTES = 80_000
FIND = "from indicators.models import Indicator; print(Indicator.objects.get(sotkanet_id=3563).get_absolute_url())"
BUTTON, LIVE, DRAWN = "[data-chart-button]", "[data-chart-live]", ".line-chart__wide"


@pytest.fixture(scope="module")
def address(run_in_demo, site) -> str:
    return run_in_demo(FIND)


def test_the_first_view_is_light_and_has_no_plotly(open_demo, address, record_property):
    headers = {"Accept-Encoding": "gzip"}
    page = open_demo(viewport={"width": 1280, "height": 800}, extra_http_headers=headers).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    weight = Visits(page).weigh(address)
    record_property("bytes", weight)
    assert weight < MOST_BYTES
    assert [url for url in asked if "plotly" in url] == []
    assert page.locator(DRAWN).is_visible()


def test_the_chart_becomes_interactive_and_plain_again(open_demo, address, complaints):
    page = listen(open_demo(viewport={"width": 1280, "height": 800}).new_page(), complaints)
    page.goto(address)
    page.click(BUTTON)
    page.wait_for_selector(f"{LIVE} .main-svg")
    page.wait_for_selector(f"{BUTTON}[aria-pressed=true]")
    assert page.locator(f"{LIVE} .scatterlayer .trace").count() >= 5
    assert page.locator(DRAWN).bounding_box()["width"] <= 1
    page.click(BUTTON)
    assert page.locator(DRAWN).bounding_box()["width"] > 500
    assert not page.locator(LIVE).is_visible()
    # Plotly tries an inline style that the policy refuses, and goes on without it.
    assert [each for each in complaints if "inline style" not in each] == []
    assert len(complaints) <= 9


def test_figures_that_dont_come_leave_the_plain_chart(open_demo, address):
    page = open_demo(viewport={"width": 1280, "height": 800}).new_page()
    page.route("**/luvut.json*", lambda route: route.abort())
    page.goto(address)
    page.click(BUTTON)
    page.wait_for_selector(f"{BUTTON}:enabled")
    assert page.locator(DRAWN).is_visible()
    assert page.locator("[data-chart-told]").inner_text() == page.get_attribute("[data-chart]", "data-failed")


def test_without_a_script_nothing_is_missing(open_demo, address):
    page = open_demo(java_script_enabled=False).new_page()
    page.goto(address)
    assert page.locator(DRAWN).is_visible()
    assert not page.locator(BUTTON).is_visible()
    page.locator("#numbers summary").click()
    assert page.locator("#numbers tbody tr").count() >= 5


def test_a_phone_gets_a_drawing_of_its_own(open_demo, address):
    page = open_demo(viewport={"width": 390, "height": 800}).new_page()
    page.goto(address)
    assert page.locator(".line-chart__narrow").is_visible() and not page.locator(DRAWN).is_visible()
    letters = page.evaluate("document.querySelector('.line-chart__narrow text').getBoundingClientRect().height")
    assert letters >= 12
