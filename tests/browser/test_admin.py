"""The admin site in a real browser: nothing is refused by the content security policy, light or dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from groups.models import Organisation
from tests.factories.groups import PASSWORD, make_group, make_personas, make_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = "name_fi,kind,parent\nYksikkö,unit,Esimerkin hyvinvointialue\n"


@pytest.fixture
def page(chrome) -> Iterator[Page]:
    page = chrome.new_page(locale="en-US", color_scheme="dark")
    yield page
    page.close()


@pytest.fixture
def complaints(page) -> list[str]:
    """What the browser's console said."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    return said


def test_pages_keep_to_the_policy(page, complaints, live_server) -> None:
    personas = make_personas()
    make_seat(make_group(personas.county), None)
    personas.coordinator.emailaddress_set.create(email=personas.coordinator.email, verified=True, primary=True)
    log_in(page, live_server.url, personas.coordinator.email)
    table = f"{live_server.url}/admin/groups/organisation/"
    for path in ("", "add/", f"{personas.division.pk}/change/", f"{personas.division.pk}/delete/", "export/"):
        page.goto(table + path, wait_until="networkidle")
    change_division(page, f"{table}{personas.division.pk}/")
    for path in (
        f"workinggroup/{personas.group.pk}/change/",
        f"person/{personas.contact.person.pk}/erase/",
        "decision/",
        "user/",
    ):
        page.goto(f"{live_server.url}/admin/groups/{path}", wait_until="networkidle")
    bring_in_a_row(page, table)
    assert complaints == []


def violations(page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{page.url} {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:3]]


def test_pages_are_accessible(page, live_server) -> None:
    personas = make_personas()
    make_seat(personas.group, None)
    personas.coordinator.emailaddress_set.create(email=personas.coordinator.email, verified=True, primary=True)
    log_in(page, live_server.url, personas.coordinator.email)
    wrong = []
    for path in (f"workinggroup/{personas.group.pk}/change/", "organisation/import/", "organisation/export/"):
        page.goto(f"{live_server.url}/admin/groups/{path}", wait_until="networkidle")
        wrong += violations(page)
    assert not wrong, "\n".join(wrong)


def test_an_empty_box_says_what_is_chosen_in_it_and_a_full_one_what_was(page, live_server) -> None:
    personas = make_personas()
    make_seat(personas.group, None)
    personas.coordinator.emailaddress_set.create(email=personas.coordinator.email, verified=True, primary=True)
    log_in(page, live_server.url, personas.coordinator.email)
    page.goto(f"{live_server.url}/admin/groups/workinggroup/{personas.group.pk}/change/", wait_until="networkidle")
    empty = page.locator("#seats-group .dynamic-seats").last
    box = empty.locator(".field-person .select2-selection__rendered")
    assert box.get_attribute("aria-label") == "Henkilö"
    box.click()
    page.click(".select2-results__option >> text=yhteyshenkilö")
    assert (box.get_attribute("aria-label"), box.get_attribute("title")) == (None, "yhteyshenkilö")
    page.click("#seats-group .add-row a")
    added = page.locator("#seats-group .dynamic-seats").last.locator(".field-deputy .select2-selection__rendered")
    assert added.get_attribute("aria-label") == "Varajäsen"


def log_in(page, site: str, email: str) -> None:
    page.goto(f"{site}/accounts/login/?next=/admin/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")


def change_division(page, address: str) -> None:
    page.goto(f"{address}change/")
    page.fill("#id_short_name", "Terveys")
    page.click("[name=_continue]")
    page.goto(f"{address}history/", wait_until="networkidle")
    assert page.locator("table.history ins").first.inner_text() == "Terveys"


def bring_in_a_row(page, table: str) -> None:
    page.goto(f"{table}import/")
    page.set_input_files("#id_import_file", {"name": "rivit.csv", "mimeType": "text/csv", "buffer": ROWS.encode()})
    page.select_option("#id_format", label="csv")
    page.click("input.default")
    assert page.locator("table.sheet-rows ins").first.inner_text()
    page.click("[name=confirm]")
    page.wait_for_url(table)
    assert Organisation.objects.filter(name_fi="Yksikkö").exists()
