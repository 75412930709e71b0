"""Nothing typed is lost: real requests through the whole stack, with the CSRF checks on."""

import re
from html import unescape

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from groups.models import User
from hyte.lib import forms_again

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.hyte.form_pages")]

PASSWORD = "kevät-aurinko-2024"
TEXT = "Ryhmä aloitti <b>Keravalla</b> & jatkuu.\nToinen rivi: ääkköset."
NOTE = "/huomio/1/"


@pytest.fixture
def user() -> User:
    user = User.objects.create_user("sihteeri@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def browser() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.cookies.load({"django_language": "en"})
    return client


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def text_of(response) -> str:
    found = re.search(r'<textarea name="text"[^>]*>\n?(.*?)</textarea>', response.content.decode(), re.S)
    return unescape(found[1]) if found else ""


def post(browser: Client, path: str, data: dict, **headers):
    browser.get("/accounts/login/")
    token = browser.cookies["csrftoken"].value
    return browser.post(path, data | {"csrfmiddlewaretoken": token}, headers=headers)


def log_in(browser: Client, page, password: str = PASSWORD, **changes):
    page = page.content.decode()
    data = {name: hidden(page, name) for name in ("csrfmiddlewaretoken", "next", "carried")}
    data |= {"login": "sihteeri@example.org", "password": password} | changes
    return browser.post("/accounts/login/", {name: value for name, value in data.items() if value})


def test_text_typed_before_the_login_expired_opens_in_the_form(browser, user):
    login_page = post(browser, NOTE, {"text": TEXT, "themes": ["a", "c"]})
    assert "no-cache" in login_page["Cache-Control"]
    form_page = browser.get(log_in(browser, login_page)["Location"])
    assert form_page.wsgi_request.path == NOTE
    assert text_of(form_page) == TEXT
    assert re.findall(r'<option value="(\w)" selected', form_page.content.decode()) == ["a", "c"]
    assert "Your text was kept" in form_page.content.decode()


def test_text_survives_a_wrong_password(browser, user):
    again = log_in(browser, post(browser, NOTE, {"text": TEXT}), password="wrong")
    assert again.status_code == 200
    assert text_of(browser.get(log_in(browser, again)["Location"])) == TEXT


def test_text_is_still_there_after_a_reload_and_gone_after_saving(browser, user):
    address = log_in(browser, post(browser, NOTE, {"text": TEXT}))["Location"]
    browser.get(address)
    page = browser.get(address)
    assert text_of(page) == TEXT
    token = hidden(page.content.decode(), "csrfmiddlewaretoken")
    saved = browser.post(NOTE, {"text": TEXT, "csrfmiddlewaretoken": token})
    assert f'<meta name="hyte-saved" content="{NOTE}">' in browser.get(saved["Location"]).content.decode()
    assert "hyte-saved" not in browser.get("/").content.decode()
    assert text_of(browser.get(address)) == ""


def test_text_opens_only_on_its_own_page(browser, user):
    address = log_in(browser, post(browser, NOTE, {"text": TEXT}))["Location"]
    assert text_of(browser.get(address.replace(NOTE, "/huomio/2/"))) == ""


def test_form_that_posts_elsewhere_opens_where_it_was_shown(browser, user):
    page = post(browser, "/kommentti/", {"text": TEXT}, referer="http://testserver/huomio/1/?osio=a")
    address = log_in(browser, page)["Location"]
    assert address.startswith("/huomio/1/?osio=a&kept=")
    assert text_of(browser.get(address)) == TEXT


@pytest.mark.parametrize("referer", ["https://evil.example/huomio/1/", "//evil.example/", "javascript:alert(1)"])
def test_foreign_page_is_never_the_target(browser, user, referer):
    address = log_in(browser, post(browser, NOTE, {"text": TEXT}, referer=referer))["Location"]
    assert address.startswith(f"{NOTE}?kept=")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_changed_target_of_the_login_is_refused(browser, user, target):
    assert log_in(browser, post(browser, NOTE, {"text": TEXT}), next=target)["Location"] == "/"


@pytest.mark.parametrize("altered", ["x", "x:y:z", ":::", "ä"])
def test_altered_text_is_not_kept_and_the_reader_is_told(browser, user, altered):
    page = post(browser, NOTE, {"text": TEXT})
    address = log_in(browser, page, carried=hidden(page.content.decode(), "carried")[:-1] + altered)["Location"]
    form_page = browser.get(address)
    assert text_of(form_page) == ""
    assert "could not be kept" in form_page.content.decode()


def test_text_signed_for_another_purpose_is_not_kept(browser, user):
    page = post(browser, NOTE, {"text": TEXT})
    foreign = signing.dumps({"key": "k", "page": NOTE, "body": "text=x", "at": 0}, salt="another", compress=True)
    assert text_of(browser.get(log_in(browser, page, carried=foreign)["Location"])) == ""


def test_text_is_kept_for_an_hour(browser, user, monkeypatch):
    page = post(browser, NOTE, {"text": TEXT})
    monkeypatch.setattr(forms_again, "MAX_AGE", -1)
    form_page = browser.get(log_in(browser, page)["Location"])
    assert text_of(form_page) == ""
    assert "could not be kept" in form_page.content.decode()


def test_text_in_the_session_is_read_for_an_hour(browser, user, monkeypatch):
    address = log_in(browser, post(browser, NOTE, {"text": TEXT}))["Location"]
    monkeypatch.setattr(forms_again, "MAX_AGE", -1)
    assert text_of(browser.get(address)) == ""


def test_too_long_text_goes_to_the_login_page_with_a_warning(browser, user):
    response = post(browser, NOTE, {"text": "a" * (forms_again.MAX_SIZE + 1)})
    assert response.status_code == 302
    assert "too long to be kept" in browser.get(response["Location"]).content.decode()


def test_post_without_text_is_sent_to_the_login_page(browser, user):
    response = post(browser, NOTE, {"text": "  "})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/huomio/1/")


def test_passwords_are_never_carried(browser, user):
    response = post(browser, "/accounts/password/change/", {"oldpassword": "a", "password1": "b", "text": "c"})
    assert response.status_code == 302


def test_page_that_is_only_read_is_sent_to_the_login_page(browser):
    response = browser.get("/huomio/1/?osio=a")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/huomio/1/%3Fosio%3Da")


def test_htmx_is_told_to_go_to_the_login_page(browser):
    current = {"hx-request": "true", "hx-current-url": "http://testserver/huomio/1/?osio=a"}
    response = post(browser, "/kommentti/", {"text": TEXT}, **current)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/accounts/login/?next=%2Fhuomio%2F1%2F%3Fosio%3Da")


def test_stale_csrf_token_opens_the_same_form_filled(browser, user):
    browser.force_login(user)
    response = browser.post(NOTE, {"text": TEXT, "csrfmiddlewaretoken": "stale"})
    assert response["Location"].startswith(f"{NOTE}?kept=")
    assert text_of(browser.get(response["Location"])) == TEXT


def test_stale_csrf_token_without_login_goes_through_the_login_page(browser, user):
    page = browser.post(NOTE, {"text": TEXT, "csrfmiddlewaretoken": "stale"})
    assert text_of(browser.get(log_in(browser, page)["Location"])) == TEXT


def test_stale_csrf_token_on_a_public_form_opens_it_filled(browser):
    response = browser.post("/avoin/", {"text": TEXT})
    assert text_of(browser.get(response["Location"])) == TEXT


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_form_of_another_site_is_refused_and_not_kept(browser, user, origin):
    browser.force_login(user)
    response = browser.post(NOTE, {"text": TEXT}, headers={"origin": origin})
    assert response.status_code == 403
    assert forms_again.KEPT_FORMS not in browser.session


def test_session_holds_only_the_latest_texts(browser, user):
    browser.force_login(user)
    for number in range(forms_again.MOST_KEPT + 2):
        last = browser.post(f"/huomio/{number}/", {"text": TEXT})
    assert len(browser.session[forms_again.KEPT_FORMS]) == forms_again.MOST_KEPT
    assert text_of(browser.get(last["Location"])) == TEXT


def test_login_page_says_whom_to_ask(browser):
    assert "HYTE coordinator of your county" in browser.get("/accounts/login/").content.decode()


def test_carried_field_is_dated(browser, user):
    page = post(browser, NOTE, {"text": TEXT})
    carried = signing.loads(hidden(page.content.decode(), "carried"), salt=forms_again.SALT)
    assert abs(carried["at"] - timezone.now().timestamp()) < 60
