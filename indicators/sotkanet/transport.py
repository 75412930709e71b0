"""HTTP as Sotkanet needs it, and what its failures mean."""

import re
import ssl
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache

import httpx

from indicators.sotkanet import errors
from indicators.sotkanet.errors import SotkanetError, error_of

AGENT = "hyte/1.0 (indicators of wellbeing services counties{contact})"
LONGEST_REST = 3600.0  # seconds; however long it asks to be left alone
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")  # never through the proxy of the network
PROBLEM_OF_STATUS = {404: errors.NOT_FOUND, 410: errors.NOT_FOUND, 408: errors.TIMEOUT, 429: errors.BUSY}


def open_http(contact: str, timeout: float) -> httpx.Client:
    """Sotkanet refuses callers without a name, and those with the default names of libraries."""
    return httpx.Client(
        headers={"User-Agent": user_agent(contact)},
        timeout=timeout,
        follow_redirects=False,
        verify=trusted(),
        mounts={f"all://{host}": None for host in LOOPBACK},
    )


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes longer than many a question."""
    return httpx.create_ssl_context()


def user_agent(contact: str) -> str:
    plain = re.sub(r"[^!-'*-~]+", " ", contact).strip()  # visible ASCII, no brackets: anything else breaks the header
    return AGENT.format(contact=f"; contact: {plain}" if plain else "")


def refuse_unfit(response: httpx.Response) -> None:
    """Raise SotkanetError unless the answer is one that can hold what was asked for."""
    status = response.status_code
    if status == 200:
        return
    if response.is_redirect or 300 <= status < 400:
        raise error_of(errors.REDIRECTED, status, response.headers.get("location", ""))
    raise error_of(_problem_of(status), status, _beginning_of(response), retry_after=rest_of(response.headers))


def _problem_of(status: int) -> str:
    if status in PROBLEM_OF_STATUS:
        return PROBLEM_OF_STATUS[status]
    if status >= 500:
        return errors.BROKEN
    return errors.REFUSED if status >= 400 else errors.NOT_JSON


def _beginning_of(response: httpx.Response) -> str:
    """What it says, as far as the first piece of it goes; no failure of its own."""
    try:
        return next(response.iter_bytes(2000), b"").decode("utf-8", "replace")
    except httpx.HTTPError:
        return ""


def rest_of(headers: httpx.Headers) -> float | None:
    """How many seconds it asks to be left alone. A moment is counted from its own clock: ours may be wrong."""
    asked = headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return min(float(asked[:9]), LONGEST_REST)
    until, now = _moment(asked), _moment(headers.get("date", ""))
    return min(max((until - now).total_seconds(), 0.0), LONGEST_REST) if until and now else None


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).replace(tzinfo=None)  # both in GMT, as HTTP has it
    except (TypeError, ValueError, OverflowError):
        return None


def error_from(error: Exception, *, was_answered: bool) -> SotkanetError:
    """What a failure of HTTP means; ``was_answered`` tells that an answer had begun."""
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, httpx.TimeoutException):
        return error_of(errors.TIMEOUT, said)
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return SotkanetError(errors.UNREACHABLE, errors.one_line(said), retry_helps=False)
    if _is_of_certificate(error):
        return error_of(errors.CERTIFICATE, error)
    return error_of(errors.CUT if was_answered else errors.UNREACHABLE, said)


def _is_of_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
