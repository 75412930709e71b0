"""Writing a chapter in the browser: as it will look, saved by itself, with live parts; two writers; without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import listen

pytestmark = pytest.mark.browser

COORDINATOR, SECRETARY = "koordinaattori", "sihteeri.tyoikaiset"


def open_chapter(page: Page, title: str) -> None:
    page.goto("/raportit/")
    page.get_by_role("link", name="Hyvinvointiraportti 2024").click()
    page.locator("#chapter-list").get_by_role("link", name=title, exact=True).last.click()
    expect(page.locator(".ProseMirror").first).to_be_visible()


def write(page: Page, text: str) -> None:
    page.locator(".ProseMirror").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def test_a_chapter_is_written_saved_and_read(open_demo, complaints):
    page = listen(open_demo(COORDINATOR).new_page(), complaints)
    open_chapter(page, "Osallisuus")
    write(page, "Kuulimme asukkaita keväällä.")
    page.get_by_role("button", name="Väliotsikko", exact=True).first.click()
    page.keyboard.press("Enter")
    page.locator("[data-insert='[[lausunnot]]']").click()
    expect(page.locator("#editor-state")).to_contain_text("Tallennettu")
    page.reload()
    expect(page.locator(".ProseMirror h3").first).to_have_text("Kuulimme asukkaita keväällä.")
    expect(page.locator(".ProseMirror").first).to_contain_text("[[lausunnot]]")
    page.get_by_role("link", name="Lue luonnos").click()
    expect(page.locator(".report-text")).to_contain_text("Kuulimme asukkaita keväällä.")
    assert complaints == []


def test_the_second_writer_is_told_and_nothing_is_lost(open_demo):
    first, second = open_demo(COORDINATOR).new_page(), open_demo(SECRETARY).new_page()
    for page in (first, second):
        open_chapter(page, "Työikäiset")
    write(first, "Koordinaattorin lause.")
    expect(first.locator("#editor-state")).to_contain_text("Tallennettu")
    write(second, "Sihteerin lause.")
    expect(second.locator("#editor-state")).to_contain_text("on tallentanut luvun tällä välin")
    second.locator("#chapter-form .button:not(.button--quiet)").click()
    expect(second.locator("#conflict")).to_be_visible()
    expect(second.locator(".ProseMirror").first).to_contain_text("Sihteerin lause.")
    expect(second.locator("#conflict")).to_contain_text("Koordinaattorin lause.")


def test_without_scripts_the_text_is_written_in_its_area(open_demo):
    page = open_demo(COORDINATOR, java_script_enabled=False).new_page()
    page.goto("/raportit/")
    page.get_by_role("link", name="Hyvinvointiraportti 2024").click()
    page.locator("#chapter-list").get_by_role("link", name="Johdanto", exact=True).click()
    page.locator("[name=body_sv]").fill("Ett stycke.\n\nEtt annat.")
    page.locator("#chapter-form .button:not(.button--quiet)").click()
    expect(page.locator("[name=body_sv]")).to_have_value("<p>Ett stycke.</p><p>Ett annat.</p>")
