"""Every page that links lead to: accessible, fitting a phone, without complaints of the browser, and light."""

import json
from pathlib import Path
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import listen

pytestmark = pytest.mark.browser

PARTS = {"": 2, "koordinaattori": 6, "yhteyshenkilo": 2}  # an account's pages by parts, for processes side by side
READERS = [(account, part) for account, parts in PARTS.items() for part in range(parts)]
MOST_BYTES = 60_000
QUIET = 4  # times that nothing is under way, looked at 25 ms apart
PATIENCE = 400  # times at most
WITH_CHARTS = {"plans:monitoring", "reporting:report-detail", "reporting:report-preview", "reporting:version"}
WITH_EDITOR = {"reporting:chapter"}  # its script comes after the page, which can be read and written without it
ALSO = ("target-size", "label-content-name-mismatch", "td-has-header", "p-as-heading", "css-orientation-lock")
EVERY_RULE = {"rules": {name: {"enabled": True} for name in ALSO}, "resultTypes": ["violations"]}
RULES_OF_LOOKS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]},
    "resultTypes": ["violations"],
}
WIDTH = "document.documentElement.scrollWidth"


def violations(page, options: dict) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(options)}).then((results) => results.violations)")
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:3]]


def too_wide(page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    found = page.evaluate(WIDTH)
    return [f"{found} px wide on a screen of {width} px"] if found > width else []


def look_at(page) -> list[str]:
    """Everything that is wrong with the page that is open: light, dark, on a phone."""
    wrong = violations(page, EVERY_RULE)
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {each}" for each in violations(page, RULES_OF_LOOKS)]
    wrong += too_wide(page, 320) + too_wide(page, 390)
    page.emulate_media(color_scheme="light")
    wrong += [f"390 px: {each}" for each in violations(page, RULES_OF_LOOKS)]
    page.set_viewport_size({"width": 1280, "height": 800})
    return wrong


class Visits:
    """Pages opened one after another, each as at a first visit."""

    def __init__(self, page):
        self.page = page
        self.bytes, self.underway = 0, set()
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", lambda event: self.underway.add(event["requestId"]))
        self.session.on("Network.loadingFailed", lambda event: self.underway.discard(event["requestId"]))
        self.session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict) -> None:
        self.underway.discard(event["requestId"])
        self.bytes += int(event["encodedDataLength"])

    def weigh(self, address: str) -> int:
        """Open the page; return the bytes of all its files, headers counted, as gzip makes them."""
        self.session.send("Network.clearBrowserCache")
        self.bytes = 0
        self.page.goto(address, wait_until="commit")
        self.underway.clear()  # What the page before had asked for ends without a word.
        self.page.wait_for_load_state()
        quiet = 0
        for _look in range(PATIENCE):
            self.page.wait_for_timeout(25)
            quiet = 0 if self.underway else quiet + 1
            if quiet == QUIET:
                return self.bytes
        raise AssertionError(f"{address} does not come to rest")


@pytest.mark.parametrize(("account", "part"), READERS)
def test_every_page_is_accessible_fits_and_is_light(open_demo, pages_of, complaints, record_property, account, part):
    headers = {"Accept-Encoding": "gzip"}
    context = open_demo(account, viewport={"width": 1280, "height": 800}, extra_http_headers=headers)
    visits, wrong, weights = Visits(listen(context.new_page(), complaints)), [], {}
    for kind, address in pages_of(account).items():
        if crc32(kind.encode()) % PARTS[account] == part:
            weights[kind] = visits.weigh(address)
            wrong += [f"{kind} {address}: {each}" for each in look_at(visits.page)]
    record_property("heaviest", sorted(weights.items(), key=lambda pair: -pair[1])[:5])
    heavy = {
        kind: weight
        for kind, weight in weights.items()
        if weight > MOST_BYTES and kind not in WITH_CHARTS | WITH_EDITOR
    }
    assert weights and not wrong, "\n".join(wrong)
    assert heavy == {}
    assert complaints == []


OVERFLOWING = (
    "[...document.querySelectorAll('.table-scroll')].filter((each) => each.scrollWidth > each.clientWidth).length"
)


@pytest.mark.parametrize("width", [320, 390])
def test_the_totals_of_the_front_page_fit_a_phone(open_demo, width):
    page = open_demo(viewport={"width": width, "height": 800}).new_page()
    page.goto("/")
    assert page.locator("td[data-label]").count() > 20 and page.evaluate(OVERFLOWING) == 0


PARTS_OF_MADE = 3
UNLINKED = Path(__file__).with_name("unlinked.py")
NOT_THERE = ["/t/tuntematon/", "/ei-ole/"]


@pytest.fixture(scope="session")
def made(run_in_demo, site) -> list[str]:
    """Addresses that no link of a fresh demo leads to."""
    return [
        *run_in_demo(UNLINKED.read_text()).split(),
        "/suunnitelmat/luonnos/",
        "/suunnitelmat/luonnos/seuranta/",
        "/suunnitelmat/luonnos/hallinta/",
        "/suunnitelmat/luonnos/hyvaksynta/",
        "/suunnitelmat/luonnos/poista/",
        "/suunnitelmat/vake-2023-2025/seuranta/?vertaa=2024-05-27&pvm=eilen&osio=tuntematon&ilman=mittaria",
        "/suunnitelmat/vake-2023-2025/seuranta/?q=ei-mitaan",
        *NOT_THERE,
    ]


@pytest.mark.parametrize("part", range(PARTS_OF_MADE))
def test_pages_that_no_link_leads_to_are_accessible_and_fit(open_demo, made, part):
    page = open_demo("koordinaattori", viewport={"width": 1280, "height": 800}).new_page()
    wrong = []
    for address in made[part::PARTS_OF_MADE]:
        assert page.goto(address).status == (404 if address in NOT_THERE else 200), address
        wrong += [f"{address}: {each}" for each in look_at(page)]
    assert not wrong, "\n".join(wrong)


def test_refusals_are_accessible_and_fit(open_demo):
    """Forms with errors, a conflict of two, and a page that isn't one's own."""
    page = open_demo("sihteeri.lapset", viewport={"width": 1280, "height": 800}).new_page()
    wrong = []
    for address, act in REFUSALS.items():
        page.goto(address)
        act(page)
        wrong += [f"{address}: {each}" for each in look_at(page)]
    assert not wrong, "\n".join(wrong)


def send_nonsense(page) -> None:
    page.goto("/suunnitelmat/vake-2023-2025/seuranta/?osio=lapset-ja-nuoret")
    page.locator("tr[data-identifier] a").first.click()
    page.locator("main a.button[href$='/tilanne/']").first.click()
    page.check("[name=status][value=merged]")
    page.fill("[name=public_text_fi]", "a" * 6000)
    page.click("button[name=save]:not([aria-hidden])")
    page.locator(".error-summary").wait_for()


def fail_to_log_in(page) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("[name=login]", "kuka@demo.example")
    page.fill("[name=password]", "väärin")
    page.click("main form .button")
    page.locator(".error-summary").wait_for()


REFUSALS = {
    "/suunnitelmat/vake-2023-2025/hallinta/": lambda page: None,
    "/omat/": send_nonsense,
    "/": fail_to_log_in,
}
