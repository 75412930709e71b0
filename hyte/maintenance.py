"""The page that is shown while the site is being updated."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hyte.errors import show_error

RETRY_AFTER = "600"  # seconds


class MaintenanceMiddleware:
    """Answer 503 with our page to everybody while ``MAINTENANCE`` is on; the health page stays for the load balancer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE or request.path == settings.HEALTH_PATH:
            return self.get_response(request)
        response = show_error(request, "maintenance", 503)
        response.headers["Retry-After"] = RETRY_AFTER
        return response
