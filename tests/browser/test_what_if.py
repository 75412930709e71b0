"""What if in the browser: a slider moves the result, its number and the address; buttons and bad figures answer in place."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
INDICATOR = "lifestyle-counselling"


@pytest.fixture
def what_if(open_demo, run_in_demo):
    """The invented example from the side of the demo's county, with nothing changed."""
    lines = "from reporting.demo.coefficient import example_calculation; print(example_calculation().pk)"
    page = open_demo("koordinaattori").new_page()
    page.goto(f"/hyte-kerroin/laskelmat/{run_in_demo(lines)}/mita-jos/?alue=04")
    return page


def test_a_slider_by_keys(what_if):
    gain, slider = what_if.locator(".what-if__gain strong"), what_if.locator(f"#lever-{INDICATOR} [type=range]")
    before = gain.inner_text()
    slider.focus()
    for _press in range(5):
        what_if.keyboard.press("ArrowRight")
    expect(gain).not_to_have_text(before)
    assert what_if.input_value(f"[name=arvo-{INDICATOR}]") == "12"  # 11.5 and five steps of 0.1
    expect(what_if.locator(f"#points-{INDICATOR}")).to_contain_text("→")
    expect(what_if.locator("#announcer")).to_contain_text("€")
    expect(what_if).to_have_url(re.compile(rf"arvo-{INDICATOR}=12(&|$)"))
    assert what_if.evaluate("document.activeElement.type") == "range"


def test_a_number_moves_the_slider_and_a_bad_one_is_told_beside_it(what_if):
    field, slider = what_if.locator("[name=arvo-mpr]"), what_if.locator("#lever-mpr [type=range]")
    field.fill("96,5")
    expect(slider).to_have_value("96.5")
    expect(what_if.locator("#points-mpr")).to_contain_text("→")
    field.fill("197")
    expect(what_if.locator("#lever-mpr .field__error")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("97")
    expect(what_if.locator("#lever-mpr .field__error")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_buttons_keep_the_place_and_a_reload_shows_the_same(what_if):
    what_if.click("#target-mpr")
    expect(what_if.locator("[name=arvo-mpr]")).to_have_value("97")
    assert what_if.evaluate("document.activeElement.id") == "target-mpr"
    gain = what_if.locator(".what-if__gain strong").inner_text()
    what_if.reload()
    expect(what_if.locator(".what-if__gain strong")).to_have_text(gain)
    what_if.click("#reset-mpr")
    expect(what_if.locator("[name=arvo-mpr]")).not_to_have_value("97")
    what_if.click("#sensitivity a.button >> nth=0")
    expect(what_if.locator(".what-if__gain strong")).not_to_have_text("0\u00a0€")


def test_without_script_a_button_calculates(open_demo, what_if):
    browser = what_if.context.browser
    context = browser.new_context(java_script_enabled=False, storage_state=what_if.context.storage_state())
    page = context.new_page()
    page.goto(what_if.url)
    expect(page.locator("[type=range]").first).to_be_hidden()
    page.fill(f"[name=arvo-{INDICATOR}]", "30,5")
    page.click("button[value=laske]")
    assert page.url.endswith(f"?alue=04&arvo-{INDICATOR}=30.5")
    assert page.locator(".what-if__gain strong").inner_text().startswith("+")
    context.close()
