"""What people do: a secretary in a hurry, two people at once, a login that ends, a browser without scripts, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import listen, log_in
from tests.browser.walk import PLAN

pytestmark = pytest.mark.browser

MONITORING = f"{PLAN}seuranta/"
SECRETARY, COORDINATOR = "sihteeri.tyoikaiset", "koordinaattori"
ROWS = "tr[data-identifier]"


def row(page: Page, identifier: str):
    return page.locator(f"tr[data-identifier='{identifier}']")


def open_form(page: Page, identifier: str) -> str:
    """From monitoring to the form of the measure; return the address of the form."""
    page.goto(f"{MONITORING}?q={identifier}")
    row(page, identifier).get_by_role("link").first.click()
    page.locator("main a.button[href$='/tilanne/']").first.click()
    page.wait_for_url("**/tilanne/")
    return page.url


def write(page: Page, text: str, status: str = "in_progress") -> None:
    page.check(f"[name=status][value={status}]")
    page.fill("[name=public_text_fi]", text)


def save(page: Page) -> None:
    page.click("button[name=save]:not([aria-hidden])")


def wait_for_draft(page: Page) -> None:
    # Playwright's own waiting evaluates a text, which the policy forbids.
    for _try in range(50):
        if page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('hyte-draft:'))"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("no draft was kept")


def history(page: Page):
    return page.locator(".timeline > li")


def test_a_hurried_secretary(open_demo, complaints):
    page = listen(open_demo().new_page(), complaints)
    page.goto("/")
    page.locator("a[href*='/accounts/login/']").first.click()
    log_in(page, SECRETARY)
    open_form(page, "T2.1")
    write(page, "Pajat alkoivat Keravalla.", "completed")
    save(page)
    expect(history(page).first).to_contain_text("Pajat alkoivat Keravalla.")
    page.goto(MONITORING)
    expect(row(page, "T2.1")).to_contain_text("Pajat alkoivat Keravalla.")
    expect(row(page, "T2.1").locator(".status--completed")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_login_that_ends_before_saving_loses_nothing(open_demo, scripts):
    context = open_demo(COORDINATOR, java_script_enabled=scripts)
    page = context.new_page()
    open_form(page, "Y1.1" if scripts else "Y2.1")
    write(page, "Kirjoitettu ennen katkosta.", "partly_completed")
    page.click("form[data-draft] details.opens > summary")
    page.fill("[name=obstacles]", "Tilat puuttuvat.")
    context.clear_cookies(name="sessionid")
    save(page)
    page.fill("[name=login]", f"{COORDINATOR}@demo.example")
    page.fill("[name=password]", "kevat-aurinko-2024")
    page.click("main form .button")
    page.wait_for_url(re.compile("/tilanne/"))
    assert page.input_value("[name=public_text_fi]") == "Kirjoitettu ennen katkosta."
    assert page.input_value("[name=obstacles]") == "Tilat puuttuvat."
    assert page.is_checked("[name=status][value=partly_completed]")
    save(page)
    expect(history(page).first).to_contain_text("Kirjoitettu ennen katkosta.")


def test_of_two_people_at_once_the_second_decides_and_both_are_kept(open_demo):
    first, second = open_demo(SECRETARY).new_page(), open_demo(COORDINATOR).new_page()
    for page in (first, second):
        open_form(page, "T3.1")
    write(first, "Ensimmäinen ehti.")
    save(first)
    write(second, "Toinen kirjoitti samaan aikaan.")
    save(second)
    expect(second.locator("#conflict")).to_contain_text("Ensimmäinen ehti.")
    assert second.input_value("[name=public_text_fi]") == "Toinen kirjoitti samaan aikaan."
    save(second)
    expect(history(second).nth(0)).to_contain_text("Toinen kirjoitti samaan aikaan.")
    expect(history(second).nth(1)).to_contain_text("Ensimmäinen ehti.")


def test_a_draft_survives_a_closed_tab_and_goes_when_saved(open_demo):
    context = open_demo(SECRETARY)
    page = context.new_page()
    address = open_form(page, "T4.1")
    write(page, "Kesken jäänyt teksti.")
    wait_for_draft(page)
    page.close()
    page = context.new_page()
    page.goto(address)
    assert page.input_value("[name=public_text_fi]") == "Kesken jäänyt teksti."
    expect(page.locator("[data-draft-discard]")).to_be_visible()
    save(page)
    expect(history(page).first).to_contain_text("Kesken jäänyt teksti.")
    page.goto(address)
    expect(page.locator("[data-draft-discard]")).to_have_count(0)


def test_a_draft_leaves_what_a_colleague_has_reported_since(open_demo):
    page, colleague = open_demo(SECRETARY).new_page(), open_demo(COORDINATOR).new_page()
    address = open_form(page, "T4.2")
    page.fill("[name=next_step]", "Kesken jäänyt aikomus.")
    wait_for_draft(page)
    open_form(colleague, "T4.2")
    write(colleague, "Valmista tuli.", "completed")
    save(colleague)
    expect(history(colleague).first).to_contain_text("Valmista tuli.")
    page.goto(address)
    assert page.is_checked("[name=status][value=completed]")
    assert page.input_value("[name=next_step]") == "Kesken jäänyt aikomus."


def test_everything_works_without_scripts(open_demo):
    page = open_demo(SECRETARY, java_script_enabled=False).new_page()
    page.goto(MONITORING)
    page.select_option("#f-osio", "ikaantyneet")
    page.fill("#f-pvm", "2024-05-27")
    page.click("form.filters button")
    assert "osio=ikaantyneet" in page.url and "pvm=2024-05-27" in page.url
    expect(page.locator("#totals tr[data-section=ikaantyneet] [data-count=running]")).to_have_attribute(
        "data-value", "18"
    )
    expect(page.locator("tr[id^=m-]")).to_have_count(22)
    open_form(page, "T5.1")
    write(page, "Ilman skriptejä.")
    save(page)
    expect(history(page).first).to_contain_text("Ilman skriptejä.")


def test_a_filter_changes_the_address_and_the_table_in_place(open_demo, complaints):
    page = listen(open_demo(COORDINATOR).new_page(), complaints)
    page.goto(MONITORING)
    page.evaluate("window.sameDocument = true")
    page.select_option("#f-osio", "yhteiset")
    page.wait_for_url("**osio=yhteiset**")
    expect(page.locator("tr[id^=m-]")).to_have_count(6)
    assert page.evaluate("window.sameDocument") is True
    page.fill("#f-q", "ei mitään tällaista")
    page.press("#f-q", "Enter")
    expect(page.locator("tr[id^=m-]")).to_have_count(0)
    page.goto(page.url)
    expect(page.locator("tr[id^=m-]")).to_have_count(0)
    page.go_back()
    assert complaints == []


def test_the_totals_of_the_committee_are_copied_as_a_table(open_demo):
    page = open_demo(COORDINATOR, permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{MONITORING}?pvm=2024-05-27")
    page.click("[data-copy-table=totals]")
    page.locator("[data-copy-note]").wait_for()
    cells = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert {len(line) for line in cells} == {12}
    figures = [[int(cell) for cell in (line[1], line[2], line[3], line[-1])] for line in cells[1:]]
    assert figures == [[4, 6, 0, 6], [11, 25, 1, 24], [9, 20, 6, 14], [8, 22, 4, 18], [32, 73, 11, 62]]


@pytest.mark.parametrize("account", ["", COORDINATOR])
def test_the_language_is_switched_where_one_stands(open_demo, account):
    page = open_demo(account).new_page()
    address = f"{MONITORING}?osio=yhteiset"
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    for language in ("sv", "en", "fi"):
        page.click(f".languages button[value={language}]")
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.url.endswith(address)
        expect(page.locator(".languages [aria-current=true]")).to_have_attribute("lang", language)


FOCUS_IS_SEEN = """() => {
  const active = document.activeElement;
  if (active.type === "date" && !active.matches(":focus")) return ""; // the browser's own button in it has a ring of its own
  const box = active.getBoundingClientRect();
  const style = getComputedStyle(active);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return box.width > 0 && box.bottom > 0 && (outlined || style.boxShadow !== "none") ? "" : active.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_shows_where_it_is(open_demo, scheme):
    page = open_demo(COORDINATOR, color_scheme=scheme).new_page()
    page.goto(MONITORING)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    unseen = []
    for _stop in range(45):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(FOCUS_IS_SEEN))
    assert {each for each in unseen if each} == set()
    page.goto(MONITORING)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_monitoring_prints_whole_on_a4_landscape(open_demo):
    page = open_demo(COORDINATOR).new_page()
    page.goto(MONITORING)
    page.emulate_media(media="print")
    expect(page.locator("tr[id^=m-]:visible")).to_have_count(73)
    for hidden in (".site-nav", ".filters", ".skip-link", ".site-footer", ".actions"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    assert page.evaluate(
        "[...document.querySelectorAll('.table-scroll')].every((each) => getComputedStyle(each).overflowX === 'visible')"
    )
    paper = page.pdf(prefer_css_page_size=True)
    width, height = (float(side) for side in re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    assert (round(width), round(height)) == (842, 595)


def test_nothing_of_the_table_is_cut_off_on_paper(open_demo):
    page = open_demo(COORDINATOR, viewport={"width": 1032, "height": 700}).new_page()  # the width between A4's margins
    page.goto(MONITORING)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
