"""One name for everything that a request writes to the log."""

import logging
import re
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}")  # anything else could forge lines in the log

current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Take the id that a load balancer gave, else make one; answer with it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request.id = given if ACCEPTED.fullmatch(given) else uuid4().hex
        token = current.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        response.headers[HEADER] = request.id
        return response


class RequestIdFilter(logging.Filter):
    """Give every line of the log the id of its request, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        return True
