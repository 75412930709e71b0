"""What a proxy tells of the client is believed from our own proxies only."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")


def is_trusted(address: str) -> bool:
    try:
        client = ip_address(address.strip())
    except ValueError:
        return False
    return any(client in network for network in settings.TRUSTED_PROXIES)


class TrustedProxyMiddleware:
    """Set the client's address from the headers of a trusted proxy; drop the headers of anybody else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_trusted(request.META.get("REMOTE_ADDR", "")):
            set_client_address(request)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)


def set_client_address(request: HttpRequest) -> None:
    """Take the nearest address that is not a proxy of ours; the ones farther off could be the client's own invention."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    outside = [address for address in chain if not is_trusted(address)]
    if outside:
        request.META["REMOTE_ADDR"] = outside[-1]
