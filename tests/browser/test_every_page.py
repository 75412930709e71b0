"""Every page that links lead to: accessible, fitting a phone, without complaints of the browser, and light."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import listen
from tests.browser.walk import walk

pytestmark = pytest.mark.browser

READERS = ["", "koordinaattori", "yhteyshenkilo"]
MOST_BYTES = 60_000
WITH_CHARTS = {"plans:monitoring"}
ALSO = ("target-size", "label-content-name-mismatch", "td-has-header", "p-as-heading", "css-orientation-lock")
EVERY_RULE = {"rules": {name: {"enabled": True} for name in ALSO}, "resultTypes": ["violations"]}
RULES_OF_LOOKS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]},
    "resultTypes": ["violations"],
}
WIDTH = "document.documentElement.scrollWidth"


def violations(page, options: dict) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
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


@pytest.mark.parametrize("account", READERS)
def test_every_page_is_accessible_and_fits(open_demo, site, complaints, account):
    page = listen(open_demo(account, viewport={"width": 1280, "height": 800}).new_page(), complaints)
    wrong = []
    for kind, address in walk(page, site).items():
        page.goto(address)
        wrong += [f"{kind} {address}: {each}" for each in look_at(page)]
    assert not wrong, "\n".join(wrong)
    assert complaints == []


def weigh(open_demo, account: str, address: str) -> dict[str, int]:
    """Bytes of each file that a first visit brings, headers counted, as gzip makes them."""
    context = open_demo(account, extra_http_headers={"Accept-Encoding": "gzip"})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    addresses, bytes_of = {}, {}
    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda event: bytes_of.update({addresses[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    context.close()
    return bytes_of


@pytest.mark.parametrize("account", READERS)
def test_a_first_visit_is_light(open_demo, site, account, record_property):
    pages = walk(open_demo(account).new_page(), site)
    weights = {kind: sum(weigh(open_demo, account, address).values()) for kind, address in pages.items()}
    record_property("heaviest", sorted(weights.items(), key=lambda pair: -pair[1])[:5])
    heavy = {kind: weight for kind, weight in weights.items() if weight > MOST_BYTES and kind not in WITH_CHARTS}
    assert heavy == {}
