"""A grid of figures is written by keys, and a block of a spreadsheet is pasted into it."""

import pytest

pytestmark = pytest.mark.browser
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
NAME = "document.activeElement.getAttribute('name')"


@pytest.fixture
def grid(open_demo, run_in_demo):
    """The grid of an own indicator of the demo, for a year without figures."""
    lines = "from indicators.models import Indicator; print(Indicator.objects.exclude(county=None).first().pk)"
    page = open_demo("koordinaattori").new_page()
    page.goto(f"/mittarit/{run_in_demo(lines)}/luvut/?vuodet=2010&sukupuolet=on")
    return page


def test_enter_and_arrows_go_up_and_down(grid):
    names = grid.locator("input.figure").evaluate_all("inputs => inputs.map(each => each.name)")
    grid.locator("input.figure").first.focus()
    grid.keyboard.press("Enter")
    assert grid.evaluate(NAME) == names[3]
    grid.keyboard.press("ArrowUp")
    assert grid.evaluate(NAME) == names[0]
    grid.keyboard.press("ArrowUp")
    assert grid.evaluate(NAME) == names[0]


def test_a_block_is_pasted_from_the_place_on_and_saved(grid):
    grid.locator("input.figure").nth(1).focus()
    grid.evaluate(PASTE, "120\t80,5\r\n60\t40\r\n")
    grid.click("form[data-figures] .actions .button:not(.button--quiet)")
    grid.wait_for_selector(".message--success")
    values = grid.locator("input.figure").evaluate_all("inputs => inputs.slice(0, 6).map(each => each.value)")
    assert values == ["", "120", "80,5", "", "60", "40"]
