"""One name for everything that a request writes to the log."""

import logging
import re
from contextvars import ContextVar
from uuid import uuid4

from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}")  # anything else could forge lines in the log

NO_REQUEST = "-"

current: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


class RequestIdMiddleware:
    """Take the id that a load balancer gave, else make one; answer with it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request.id = given if ACCEPTED.fullmatch(given) else uuid4().hex
        current.set(request.id)
        response = self.get_response(request)
        response.headers[HEADER] = request.id
        return response


@receiver(request_finished)
def forget_request(**kwargs) -> None:
    """Only now: Django logs an answer of 400 or more after all middlewares are done."""
    current.set(NO_REQUEST)


class RequestIdFilter(logging.Filter):
    """Give every line of the log the id of its request, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        return True
