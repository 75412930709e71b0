"""Going through a meeting's measures: by keyboard alone, two at once, without a connection, over an expired login."""

import json
import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import listen, log_in

pytestmark = pytest.mark.browser

SECRETARY, COORDINATOR = "sihteeri.ikaantyneet", "koordinaattori"
OTHER_SECRETARY, OTHERS = "sihteeri.tyoikaiset", "Työikäisten"
STATUSES = {"1": "not_started", "2": "starting", "3": "in_progress", "4": "completed", "5": "partly_completed"}
PROGRESSES = {"q": "as_planned", "w": "delayed", "e": "stalled", "r": "not_assessed"}
MEASURES = 22
CONTINUE = 20_000  # milliseconds: the page looks every few seconds whether the connection is back


@pytest.fixture
def round_of(run_in_demo) -> Callable[[str], str]:
    """The address of the round of a group on a day, by default of the older people's."""

    def find(day: str, title: str = "Ikääntyneiden") -> str:
        pk = run_in_demo(f"""
from groups.models import Meeting
print(Meeting.objects.get(starts_at__date="{day}", title__startswith="{title}").pk)""")
        return f"/kokoukset/{pk}/kierros/"

    return find


@pytest.fixture
def answers_in(run_in_demo) -> Callable[[str], list[dict]]:
    """What the database has of a round, in the order in which it was saved."""

    def read(address: str) -> list[dict]:
        meeting = address.split("/")[2]
        return json.loads(
            run_in_demo(f"""
import json
from plans.models import StatusUpdate
names = ("measure__identifier", "status", "progress", "public_text_fi", "published_at", "by__email")
print(json.dumps(list(StatusUpdate.objects.filter(meeting={meeting}).order_by("pk").values(*names)), default=str))""")
        )

    return read


def begin(page: Page, address: str) -> None:
    """Open the round and its first measure by keyboard."""
    page.goto(address)
    page.keyboard.press("j")
    expect(form(page)).to_be_visible()


def form(page: Page):
    return page.locator("[data-round-form]")


def here(page: Page) -> str:
    return form(page).get_attribute("data-identifier")


def go_on(page: Page, key: str) -> None:
    """Press a key that leaves the measure, and wait for another one or for the end."""
    left = here(page)
    page.keyboard.press(key)
    expect(page.locator(f"[data-identifier='{left}']")).to_have_count(0)


def write(page: Page, text: str) -> None:
    """Replace the text by keyboard."""
    page.keyboard.press("t")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def sign(page: Page, name: str):
    return page.locator(f"[data-sign={name}]")


def texts(found: list[dict], identifier: str) -> list[str]:
    return [each["public_text_fi"] for each in found if each["measure__identifier"] == identifier]


def test_the_measures_of_older_people_are_answered_by_keyboard_alone(open_demo, round_of, answers_in, complaints):
    address = round_of("2025-03-17")
    page = listen(open_demo(SECRETARY).new_page(), complaints)
    begin(page, address)
    expected = []
    for number in range(MEASURES):
        status, progress = list(STATUSES)[number % 5], list(PROGRESSES)[number % 4]
        identifier, text = here(page), f"Kierros 12345 qwer tsj {number}"
        page.keyboard.press(status)
        page.keyboard.press(progress)
        write(page, text)
        if number % 2:
            page.keyboard.press("Escape")
        go_on(page, "s" if number % 2 else "Control+Enter")
        expected.append([identifier, STATUSES[status], PROGRESSES[progress], text, None, f"{SECRETARY}@demo.example"])
    expect(page.locator("[data-round-count]")).to_contain_text(f"{MEASURES}")
    expect(page.locator("#round-list li[data-answer='']")).to_have_count(0)
    assert [list(each.values()) for each in answers_in(address)] == expected
    assert complaints == []


def test_no_change_is_one_key_and_the_keys_go_back_and_forth(open_demo, round_of, answers_in):
    address = round_of("2025-04-14")
    page = open_demo(SECRETARY).new_page()
    begin(page, address)
    first = here(page)
    told = page.locator(".round__told blockquote").first.inner_text()
    go_on(page, "0")
    second = here(page)
    go_on(page, "j")
    go_on(page, "k")
    assert here(page) == second
    go_on(page, "k")
    assert here(page) == first
    expect(page.locator(".round__told--here")).to_contain_text(told)
    page.go_back()
    expect(page.locator(f"[data-identifier='{second}']")).to_be_visible()
    assert texts(answers_in(address), first) == [told]


def switch(page: Page, state: str) -> None:
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("[data-round-switch] button:visible").click()
    expect(page.locator("#round")).to_have_attribute("data-shortcuts", state)


def test_single_keys_are_switched_off_for_the_account(open_demo, round_of):
    page = open_demo("sihteeri.lapset").new_page()
    page.goto(round_of("2025-05-19", "Lasten"))
    switch(page, "off")
    page.reload()
    page.keyboard.press("j")
    page.locator("a.button[data-round-go]").click()
    expect(form(page)).to_be_visible()
    before = page.locator("[name=status]:checked").get_attribute("value")
    key, after = ("1", "not_started") if before != "not_started" else ("2", "starting")
    page.keyboard.press(key)
    expect(page.locator(f"[name=status][value={before}]")).to_be_checked()
    switch(page, "on")
    page.keyboard.press(key)
    expect(page.locator(f"[name=status][value={after}]")).to_be_checked()


def find_late(pages: dict[str, Page]) -> str:
    """The text of the one who was told that somebody else was faster."""
    for _try in range(100):
        for text, page in pages.items():
            if page.locator("#conflict").count():
                return text
            page.wait_for_timeout(100)
    raise AssertionError("nobody was told of the other")


def test_of_two_secretaries_at_once_both_texts_are_kept(open_demo, round_of, answers_in):
    address = round_of("2025-05-12")
    pages = {"Sihteerin teksti": open_demo(SECRETARY).new_page(), "Toisen teksti": open_demo(COORDINATOR).new_page()}
    for text, page in pages.items():
        begin(page, address)
        write(page, text)
    measures, started = {here(page) for page in pages.values()}, time.monotonic()
    for page in pages.values():
        page.keyboard.press("Control+Enter")
    assert time.monotonic() - started < 1
    [measure], late = measures, find_late(pages)
    page, [early] = pages[late], pages.keys() - {late}
    expect(page.locator("#conflict")).to_contain_text(early)
    assert page.input_value("[name=public_text_fi]") == late
    assert texts(answers_in(address), measure) == [early]
    page.keyboard.press("s")
    expect(page.locator("#conflict")).to_have_count(0)
    assert texts(answers_in(address), measure) == [early, late]


def test_a_colleagues_answer_appears_while_the_page_is_open(open_demo, round_of):
    address = round_of("2025-05-12")
    page, colleague = open_demo(SECRETARY).new_page(), open_demo(COORDINATOR).new_page()
    begin(page, address)
    go_on(page, "j")
    colleague.goto(page.url)
    measure = here(page)
    colleague.keyboard.press("5")
    go_on(colleague, "s")
    row = page.locator("#round-list li", has_text=re.compile(rf"^{re.escape(measure)}\b"))
    expect(row.locator(".status--partly_completed")).to_be_visible(timeout=CONTINUE)
    expect(sign(page, "news")).to_be_visible()
    page.locator("[data-round-again]").click()
    expect(page.locator("[name=status][value=partly_completed]")).to_be_checked()


def give_three(page: Page, word: str) -> list[str]:
    """Answer three measures; each is told to wait."""
    given = []
    for number in range(3):
        given.append(here(page))
        page.keyboard.press("3")
        write(page, f"{word} {number}")
        go_on(page, "Control+Enter")
        expect(sign(page, "waiting")).to_contain_text(given[-1])
    return given


def test_a_lost_connection_loses_nothing_and_doubles_nothing(open_demo, round_of, answers_in):
    address = round_of("2025-03-10", OTHERS)
    context = open_demo(OTHER_SECRETARY)
    page = context.new_page()
    begin(page, address)
    page.wait_for_load_state("networkidle")
    before = len(answers_in(address))
    context.set_offline(True)
    given = give_three(page, "Katkoksen aikana")
    expect(sign(page, "offline")).to_be_visible()
    assert len(answers_in(address)) == before
    context.set_offline(False)
    expect(sign(page, "waiting")).to_be_hidden(timeout=CONTINUE)
    expect(sign(page, "offline")).to_be_hidden()
    after = answers_in(address)[before:]
    assert [each["measure__identifier"] for each in after] == given
    assert [each["public_text_fi"] for each in after] == [f"Katkoksen aikana {number}" for number in range(3)]


def test_answers_wait_over_a_closed_tab(open_demo, round_of, answers_in):
    address = round_of("2025-04-07", OTHERS)
    context = open_demo(OTHER_SECRETARY)
    page = context.new_page()
    begin(page, address)
    page.wait_for_load_state("networkidle")
    before = len(answers_in(address))
    context.set_offline(True)
    given = give_three(page, "Suljetussa välilehdessä")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(sign(page, "waiting")).to_be_hidden(timeout=CONTINUE)
    page.wait_for_load_state("networkidle")
    assert [each["measure__identifier"] for each in answers_in(address)[before:]] == given


def test_an_answer_whose_receipt_was_lost_is_sent_again_but_saved_once(open_demo, round_of, answers_in):
    address = round_of("2025-05-12", OTHERS)
    page = open_demo(OTHER_SECRETARY).new_page()
    begin(page, address)
    page.wait_for_load_state("networkidle")
    before, measure = len(answers_in(address)), here(page)
    posts = []

    def lose(route) -> None:
        if route.request.method == "POST" and not posts:
            posts.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/kierros/**", lose)
    write(page, "Tuli perille, mutta kuittaus katosi")
    page.keyboard.press("Control+Enter")
    expect(sign(page, "waiting")).to_be_hidden(timeout=CONTINUE)
    expect(page.locator(f"[data-identifier='{measure}']")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert posts == [200]
    assert texts(answers_in(address)[before:], measure) == ["Tuli perille, mutta kuittaus katosi"]


def log_out_elsewhere(context: BrowserContext) -> None:
    context.clear_cookies(name="sessionid")


def test_an_expired_login_keeps_the_answer_until_one_has_logged_in_again(open_demo, round_of, answers_in, logins):
    address = round_of("2025-05-12")
    context = open_demo(SECRETARY)
    page = context.new_page()
    begin(page, address)
    go_on(page, "j")
    go_on(page, "j")
    page.wait_for_load_state("networkidle")
    measure = here(page)
    log_out_elsewhere(context)
    write(page, "Kirjautumisen umpeuduttua")
    page.keyboard.press("Control+Enter")
    expect(sign(page, "login")).to_be_visible()
    expect(sign(page, "waiting")).to_contain_text(measure)
    with context.expect_page() as opened:
        sign(page, "login").get_by_role("link").click()
    log_in(opened.value, SECRETARY)
    page.bring_to_front()
    expect(sign(page, "waiting")).to_be_hidden(timeout=CONTINUE)
    expect(sign(page, "login")).to_be_hidden()
    assert texts(answers_in(address), measure) == ["Kirjautumisen umpeuduttua"]


def kept_after_logging_out(page: Page, answer: Callable) -> list[str]:
    """What the browser still keeps when the form of logging out is sent and the question is answered so."""
    page.once("dialog", answer)
    page.evaluate(
        "document.querySelector('[data-clears-drafts]').dispatchEvent(new Event('submit', {bubbles: true, cancelable: true}))"
    )
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('hyte-draft:'))")


def test_logging_out_leaves_no_waiting_answers_in_the_browser(open_demo, round_of):
    context = open_demo()
    page = context.new_page()
    page.goto("/accounts/login/")
    log_in(page, SECRETARY)
    begin(page, round_of("2025-05-12"))
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    write(page, "Jäi lähtemättä")
    page.keyboard.press("Control+Enter")
    expect(sign(page, "waiting")).to_be_visible()
    assert kept_after_logging_out(page, lambda dialog: dialog.dismiss()) != []
    assert kept_after_logging_out(page, lambda dialog: dialog.accept()) == []


def test_the_round_goes_without_scripts(open_demo, round_of, answers_in):
    address = round_of("2025-05-12")
    page = open_demo(COORDINATOR, java_script_enabled=False).new_page()
    page.goto(f"{address}?nayta=vastaamatta")
    page.locator("a.button[data-round-go]").click()
    measure = here(page)
    page.check("[name=status][value=partly_completed]")
    page.fill("[name=public_text_fi]", "Ilman skriptejä")
    page.locator("[name=save][data-key]").click()
    assert here(page) != measure
    assert "nayta=vastaamatta" in page.url
    assert texts(answers_in(address), measure) == ["Ilman skriptejä"]
