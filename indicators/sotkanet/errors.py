"""What can go wrong with an answer, and whether asking again helps."""

import re

UNREACHABLE, TIMEOUT = "unreachable", "timeout"
REFUSED, NOT_FOUND, BUSY, BROKEN = "refused", "not_found", "busy", "broken"
REDIRECTED, CERTIFICATE = "redirected", "certificate"
NOT_JSON, CUT, TOO_BIG, STRANGE = "not_json", "cut", "too_big", "strange"

RETRY_HELPS = {UNREACHABLE, TIMEOUT, BUSY, BROKEN, NOT_JSON, CUT}  # HTML in the stead of JSON: a break for maintenance
AT_ONCE = {UNREACHABLE, TIMEOUT, BUSY, BROKEN, CUT}  # within seconds; the others change with hours, or with people
MOST_DETAIL = 300  # characters

TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class SotkanetError(Exception):
    """An answer that can't be used.

    ``problem`` is one of the words above, ``detail`` what the outside world said, ``retry_after`` the seconds that it asked
    to be left alone.
    """

    def __init__(self, problem: str, detail: str, *, retry_helps: bool, retry_after: float | None = None) -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail
        self.retry_helps = retry_helps
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.problem}: {self.detail}"


def error_of(problem: str, *said: object, retry_after: float | None = None) -> SotkanetError:
    """The error of a problem, with what was said on one line."""
    retry_helps = problem in RETRY_HELPS
    return SotkanetError(problem, one_line(*said), retry_helps=retry_helps, retry_after=retry_after)


def one_line(*said: object) -> str:
    """What was said as a short plain line: no markup, no signs that a database or a log can't take."""
    text = TAG.sub(" ", " ".join(str(each) for each in said if each not in (None, "")))
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:MOST_DETAIL]
