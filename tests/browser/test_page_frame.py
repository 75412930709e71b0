"""The frame of every page in a real browser: drafts, the way through the login, copying a table, accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from groups.models import User
from tests.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.hyte.form_pages"),
]

PASSWORD = "kevät-aurinko-2024"
TEXT = "Ryhmä aloitti Keravalla.\nToinen rivi."
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def chromium():
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's event loop runs in the thread of the database
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium, live_server):
    contexts = []

    def open_one(**options):
        context = chromium.new_context(base_url=live_server.url, locale="en-US", **options)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def user(open_context) -> User:
    user = User.objects.create_user("sihteeri@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def log_in(page, path: str = "/") -> None:
    page.goto(f"/accounts/login/?next={path}")
    send_login(page)


def send_login(page) -> None:
    page.fill("[name=login]", "sihteeri@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main .button")


def leave_draft(page) -> None:
    log_in(page, "/huomio/1/")
    page.fill("[name=text]", TEXT)
    page.goto("/")


def test_unsent_text_comes_back_and_can_be_discarded(open_context, user):
    page = open_context().new_page()
    leave_draft(page)
    page.goto("/huomio/1/")
    assert page.input_value("[name=text]") == TEXT
    page.click("[data-draft-discard]")
    assert page.input_value("[name=text]") == ""
    page.reload()
    assert page.input_value("[name=text]") == ""


def test_saved_text_does_not_come_back(open_context, user):
    page = open_context().new_page()
    leave_draft(page)
    page.goto("/huomio/1/")
    page.click("main .button >> text=Save")
    page.wait_for_url("**/")
    page.goto("/huomio/1/")
    assert page.input_value("[name=text]") == ""


def test_draft_stays_where_another_form_of_the_address_was_saved(open_context, user):
    page = open_context().new_page()
    leave_draft(page)
    page.evaluate("document.head.insertAdjacentHTML('beforeend', '<meta name=hyte-saved content=/huomio/1/>')")
    page.goto("/huomio/1/")
    assert page.input_value("[name=text]") == TEXT


def test_logging_out_clears_the_drafts(open_context, user):
    page = open_context().new_page()
    leave_draft(page)
    page.click("summary")
    page.click("[data-clears-drafts] button")
    log_in(page, "/huomio/1/")
    assert page.input_value("[name=text]") == ""


@pytest.mark.parametrize("scripts", [True, False])
def test_text_goes_through_an_expired_login(open_context, user, scripts):
    context = open_context(java_script_enabled=scripts)
    page = context.new_page()
    log_in(page, "/huomio/1/")
    context.clear_cookies(name="sessionid")
    page.fill("[name=text]", TEXT)
    page.click("main .button >> text=Save")
    send_login(page)
    assert page.url.split("?")[0].endswith("/huomio/1/")
    assert page.input_value("[name=text]") == TEXT


def test_table_is_copied_as_cells_and_as_a_table(open_context):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/taulukko/")
    page.click("[data-copy-table]")
    page.locator("[data-copy-note]").wait_for()
    read = """async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type) => (await item.getType(type)).text();
      return [await read("text/plain"), await read("text/html")];
    }"""
    cells, markup = page.evaluate(read)
    assert cells.splitlines() == ["Section\tMeasures", "Common & all\t6"]
    assert "<td>6</td>" in markup


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 320)])
def test_frame_is_accessible_and_fits(open_context, scheme, width):
    page = open_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    for path in ("/", "/accounts/login/", "/accounts/password/reset/", "/avoin/"):
        page.goto(path)
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
