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


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#editor-state")).to_contain_text("Tallennettu", timeout=20_000)


def slow_frames(page: Page) -> None:
    """A busy machine: what the editor does on the next frame comes late."""
    page.add_init_script("window.requestAnimationFrame = (act) => window.setTimeout(() => act(performance.now()), 700)")


def test_a_chapter_is_written_saved_and_read(open_demo, complaints):
    page = listen(open_demo(COORDINATOR).new_page(), complaints)
    slow_frames(page)
    open_chapter(page, "Osallisuus")
    write(page, "Kuulimme asukkaita keväällä.")
    page.get_by_role("button", name="Väliotsikko", exact=True).first.click()
    page.keyboard.press("Enter")
    page.locator("[data-insert='[[lausunnot]]']").click()
    wait_until_saved(page)
    page.reload()
    expect(page.locator(".ProseMirror h3").first).to_have_text("Kuulimme asukkaita keväällä.")
    expect(page.locator(".ProseMirror").first).to_contain_text("[[lausunnot]]")
    page.get_by_role("link", name="Lue luonnos").click()
    expect(page.locator(".report-text")).to_contain_text("Kuulimme asukkaita keväällä.")
    assert complaints == []


def test_what_was_saved_by_itself_is_no_unsaved_draft(open_demo):
    page = open_demo(COORDINATOR).new_page()
    open_chapter(page, "HYTE-kerroin")
    write(page, "")  # what is stored is cleaner than what is written: without the empty line
    write(page, "Tämä tallentui itse.")
    wait_until_saved(page)
    page.reload()
    expect(page.locator(".ProseMirror").first).to_contain_text("Tämä tallentui itse.")
    expect(page.locator("[data-draft-discard]")).to_have_count(0)


def test_an_unsaved_draft_comes_back_and_goes_when_discarded(open_demo):
    page = open_demo(COORDINATOR).new_page()
    page.route("**/tallenna/", lambda route: route.abort())
    open_chapter(page, "Neuvottelut ja yhteistyö")
    write(page, "Tämä ei tallentunut.")
    expect(page.locator("#editor-state")).to_contain_text("ei onnistunut")
    page.reload()
    expect(page.locator(".ProseMirror").first).to_contain_text("Tämä ei tallentunut.")
    page.locator("[data-draft-discard]").click()
    expect(page.locator(".ProseMirror").first).not_to_contain_text("Tämä ei tallentunut.")
    page.reload()
    expect(page.locator(".ProseMirror").first).not_to_contain_text("Tämä ei tallentunut.")


def test_save_pressed_while_the_page_saves_itself_is_no_conflict(open_demo):
    page = open_demo(COORDINATOR).new_page()
    open_chapter(page, "Johtopäätökset ja ehdotukset")
    write(page, "Ensimmäinen lause.")
    wait_until_saved(page)
    answers = []  # the server has saved, but its answers don't come
    page.route("**/tallenna/", lambda route: answers.append((route, route.fetch())))
    page.keyboard.type(" Toinen lause.")
    expect(page.locator("#editor-state")).to_contain_text("Tallennetaan")
    page.keyboard.type(" Kolmas lause.")
    page.locator("#chapter-form .button:not(.button--quiet)").click()
    route, answer = answers[0]
    route.fulfill(response=answer)
    expect(page.locator(".message--success")).to_be_visible()
    expect(page.locator("#conflict")).to_have_count(0)
    expect(page.locator(".ProseMirror").first).to_contain_text("Ensimmäinen lause. Toinen lause. Kolmas lause.")


def test_the_second_writer_is_told_and_nothing_is_lost(open_demo):
    first, second = open_demo(COORDINATOR).new_page(), open_demo(SECRETARY).new_page()
    for page in (first, second):
        open_chapter(page, "Työikäiset")
    write(first, "Koordinaattorin lause.")
    wait_until_saved(first)
    write(second, "Sihteerin lause.")
    expect(second.locator("#editor-state")).to_contain_text("on tallentanut luvun tällä välin", timeout=20_000)
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
