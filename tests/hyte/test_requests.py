"""What the first middlewares do to every request."""

import logging
from ipaddress import ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from hyte.lib.proxies import TrustedProxyMiddleware
from hyte.lib.request_id import RequestIdFilter, RequestIdMiddleware, current


def seen_by_view(middleware, **meta):
    seen = []

    def view(request):
        seen.append((request, current.get()))
        return HttpResponse()

    response = middleware(view)(RequestFactory().get("/", **meta))
    return *seen[0], response


def test_a_request_gets_an_id_that_the_answer_and_the_log_carry():
    request, logged, response = seen_by_view(RequestIdMiddleware)
    assert request.id == logged == response.headers["X-Request-ID"]
    assert len(request.id) == 32


def test_the_load_balancers_id_is_kept():
    request, _, response = seen_by_view(RequestIdMiddleware, HTTP_X_REQUEST_ID="balancer-0001")
    assert request.id == response.headers["X-Request-ID"] == "balancer-0001"


@pytest.mark.parametrize("forged", ["short", "x" * 65, "two\nlines-of-log", "<b>markup</b>"])
def test_an_id_that_could_forge_the_log_is_replaced(forged):
    request, _, _ = seen_by_view(RequestIdMiddleware, HTTP_X_REQUEST_ID=forged)
    assert request.id != forged


def test_an_error_is_logged_with_the_id_of_its_request(client, caplog):
    caplog.handler.addFilter(RequestIdFilter())
    client.get("/no-such-page/", headers={"X-Request-ID": "balancer-0002"})
    assert [record.request_id for record in caplog.records] == ["balancer-0002"]


def test_outside_requests_the_log_has_a_dash(client):
    client.get("/no-such-page/")
    record = logging.makeLogRecord({})
    assert RequestIdFilter().filter(record)
    assert record.request_id == "-"


@pytest.fixture
def _one_proxy(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]


@pytest.mark.usefixtures("_one_proxy")
def test_the_clients_address_comes_from_a_trusted_proxy():
    chain = "1.1.1.1, 203.0.113.7, 10.0.0.9"
    request, _, _ = seen_by_view(TrustedProxyMiddleware, REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR=chain)
    assert request.META["REMOTE_ADDR"] == "203.0.113.7"


@pytest.mark.usefixtures("_one_proxy")
def test_a_strangers_forwarded_headers_are_dropped():
    forged = {"HTTP_X_FORWARDED_FOR": "10.0.0.5", "HTTP_X_FORWARDED_PROTO": "https"}
    request, _, _ = seen_by_view(TrustedProxyMiddleware, REMOTE_ADDR="203.0.113.7", **forged)
    assert request.META["REMOTE_ADDR"] == "203.0.113.7"
    assert not forged.keys() & request.META.keys()
