"""No test here may touch the database: the pages are shown when it is gone."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import path


def raising(error):
    @login_not_required
    def view(request):
        raise error

    return view


@login_not_required
def form(request):
    return HttpResponse("sent")


handler400 = "hyte.errors.bad_request"
handler403 = "hyte.errors.permission_denied"
handler404 = "hyte.errors.not_found"
handler500 = "hyte.errors.server_error"
urlpatterns = [
    path("bad/", raising(SuspiciousOperation("bad"))),
    path("forbidden/", raising(PermissionDenied("internal reason"))),
    path("broken/", raising(ZeroDivisionError("internal reason"))),
    path("form/", form),
]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("address", "status"), [("/bad/", 400), ("/forbidden/", 403), ("/gone/", 404), ("/broken/", 500)]
)
def test_each_error_has_our_page_and_tells_no_reason(visitor, address, status):
    response = visitor.get(address)
    assert response.status_code == status
    assert 'class="site-header"' in response.text
    assert "internal reason" not in response.text


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Sivua ei löydy"), ("sv", "Sidan hittades inte"), ("en", "Page not found")]
)
def test_the_page_is_in_the_readers_language(visitor, language, title):
    visitor.cookies["django_language"] = language
    response = visitor.get("/gone/")
    assert f'<html lang="{language}">' in response.text
    assert f"<h1>{title}</h1>" in response.text
    assert response.headers["Content-Language"] == language


def test_a_fault_tells_the_code_that_stands_in_the_log(visitor):
    response = visitor.get("/broken/", headers={"X-Request-ID": "balancer-0001"})
    assert "balancer-0001" in response.text


def test_what_is_no_form_of_ours_and_has_no_token_gets_our_page(visitor):
    response = visitor.post("/form/?a=1", "{}", content_type="application/json")
    assert response.status_code == 403
    assert 'href="/form/?a=1"' in response.text


def test_an_unknown_host_gets_our_page_before_the_language_is_known(visitor):
    response = visitor.get("/form/", headers={"host": "evil.example", "accept-language": "sv"})
    assert response.status_code == 400
    assert '<html lang="sv">' in response.text


def test_maintenance_answers_503_with_our_page(visitor, settings):
    settings.MAINTENANCE = True
    response = visitor.get("/form/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "600"
    assert 'href="/form/"' in response.text


@pytest.mark.urls("hyte.urls")
def test_health_stays_during_maintenance(visitor, settings, db):
    settings.MAINTENANCE = True
    assert visitor.get("/health/").status_code == 200
