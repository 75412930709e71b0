"""The frame of every page in a real browser: drafts, the way through the login, copying a table, accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from groups.models import User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.hyte.form_pages"),
]

PASSWORD = "kevät-aurinko-2024"
TEXT = "Ryhmä aloitti Keravalla.\nToinen rivi."


@pytest.fixture
def open_context(chrome, live_server):
    contexts = []

    def open_one(**options):
        context = chrome.new_context(base_url=live_server.url, locale="en-US", **options)
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


MONDAY = "/tilanne/?status=planned&on=2025-01-13"
WEDNESDAY = "/tilanne/?status=completed&on=2025-01-15"


def come_back(page, address: str) -> None:
    page.goto("/")
    page.goto(address)


def status(page) -> str:
    return page.input_value("[name=status]:checked")


def test_untouched_fields_take_what_the_page_offers_now(open_context):
    page = open_context().new_page()
    page.goto(MONDAY)
    page.fill("[name=text]", TEXT)
    come_back(page, WEDNESDAY)
    assert page.input_value("[name=text]") == TEXT
    assert (status(page), page.input_value("[name=on]")) == ("completed", "2025-01-15")
    assert page.locator("[data-draft-aside]").is_hidden()


def test_changed_choices_never_go_over_what_the_page_offers_now(open_context):
    page = open_context().new_page()
    page.goto(MONDAY)
    page.check("[name=status][value=running]")
    page.click("details:has([name=on]) summary")
    page.fill("[name=on]", "2025-01-10")
    come_back(page, WEDNESDAY)
    assert (status(page), page.input_value("[name=on]")) == ("completed", "2025-01-15")
    assert page.locator("[data-draft-aside] blockquote").all_inner_texts() == ["Running", "10.1.2025"]


def test_text_over_a_newer_text_is_shown_until_discarded(open_context):
    page = open_context().new_page()
    page.goto(f"{MONDAY}&text=Alku")
    page.fill("[name=text]", TEXT)
    come_back(page, f"{WEDNESDAY}&text=Valmis")
    page.click("details:has([name=on]) summary")
    page.fill("[name=obstacles]", "Tilat")
    come_back(page, f"{WEDNESDAY}&text=Valmis")
    assert page.input_value("[name=text]") == "Valmis"
    assert page.input_value("[name=obstacles]") == "Tilat"
    assert page.locator("[data-draft-aside] blockquote").all_inner_texts() == [TEXT]
    page.click("[data-draft-discard]")
    come_back(page, f"{WEDNESDAY}&text=Valmis")
    assert page.locator("[data-draft-discard]").count() == 0


def test_brought_back_fields_are_in_sight(open_context):
    page = open_context().new_page()
    page.goto(MONDAY)
    page.check("[name=status][value=discontinued]")
    page.click("details:has([name=on]) summary")
    page.fill("[name=obstacles]", "Tilat")
    come_back(page, MONDAY)
    assert status(page) == "discontinued"
    assert page.locator("[name=reason]").is_visible()
    assert page.locator("[name=obstacles]").is_visible()


def test_refused_form_stays_as_typed_and_comes_back_later(open_context):
    page = open_context().new_page()
    page.goto(MONDAY)
    page.check("[name=status][value=running]")
    page.fill("[name=text]", TEXT * 2)
    page.click("main .button >> text=Save")
    page.locator("[name=text][aria-invalid=true]").wait_for()
    assert (status(page), page.input_value("[name=text]")) == ("running", TEXT * 2)
    assert page.locator("[data-draft-discard]").count() == 0
    page.fill("[name=text]", TEXT)
    come_back(page, MONDAY)
    assert (status(page), page.input_value("[name=text]")) == ("running", TEXT)


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
