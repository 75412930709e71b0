"""The questions of Sotkanet's interface 1.1: one at a time, with pauses, again where that may help."""

import json
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Self, TypeVar

import httpx

from indicators.sotkanet import errors
from indicators.sotkanet.errors import SotkanetError, error_of
from indicators.sotkanet.records import Document, RegionRow, ShortIndicator, document_of, region_of, short_of
from indicators.sotkanet.rows import elements_of, refuse_constant
from indicators.sotkanet.transport import error_from, open_http, refuse_unfit

ALL_SEXES = ("male", "female", "total")
IN_MEMORY = 4_000_000  # bytes of an answer; the rest goes to the disk
MOST_OF_DOCUMENT = 20_000_000  # bytes; the whole catalogue has 2.5 million
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds between tries
LONGEST_PATIENCE = 60.0  # seconds; whoever asks to be left alone for longer is asked again another time
T = TypeVar("T")
Questions = list[tuple[str, str | int]]


@dataclass
class Received:
    """What is known of an answer when it has gone past."""

    size: int = 0
    head: bytes = b""
    last: bytes = b""

    def note(self, piece: bytes) -> None:
        self.size += len(piece)
        if len(self.head) < 300:
            self.head = (self.head + piece[:300]).lstrip()
        self.last = piece.rstrip()[-1:] or self.last

    @property
    def is_empty_list(self) -> bool:
        return b"".join(self.head.split()) == b"[]" and self.size < 300

    def refuse_unless(self, opens: bytes, closes: bytes) -> None:
        """A page in the stead of JSON, or a part of it, doesn't wait until somebody tries to read it."""
        if self.head and not self.head.startswith(opens):
            raise error_of(errors.NOT_JSON, self.head.decode("utf-8", "replace"))
        if self.last != closes:
            raise error_of(errors.CUT, f"the answer ended after {self.size} bytes")


class Client:
    """Asks Sotkanet; use it as a context manager. ``requests`` counts the questions that have gone out.

    Every method raises SotkanetError. Times are in seconds and by a clock that never jumps. ``timeout`` is the longest silence,
    ``longest`` the longest that one answer may take altogether.
    """

    def __init__(
        self,
        base_url: str,
        *,
        contact: str = "",
        pause: float = 0.5,
        timeout: float = 60.0,
        longest: float = 900.0,
        most_bytes: int = 500_000_000,
        tries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._http = open_http(contact, timeout)
        self._pause, self._longest, self._most_bytes, self._tries = pause, longest, most_bytes, tries
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._free_at = clock()
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._http.close()

    def regions(self) -> list[RegionRow]:
        return self._list("/regions", region_of)

    def indicators(self) -> list[ShortIndicator]:
        """The catalogue of all indicators in its short form."""
        return self._list("/indicators", short_of)

    def indicator(self, number: int) -> Document:
        with SpooledTemporaryFile(IN_MEMORY) as file:
            self._ask(f"/indicators/{number}", [], file, b"{}", most=MOST_OF_DOCUMENT)
            file.seek(0)
            try:
                return document_of(json.load(file, parse_constant=refuse_constant), number)
            except (ValueError, RecursionError) as error:
                raise error_of(errors.NOT_JSON, error) from error

    def download(self, number: int, years: Iterable[int], sexes: Iterable[str], into: BinaryIO) -> None:
        """Write the figures of an indicator into a file as they come, of all areas; read them with ``read_rows``.

        Of some indicators Sotkanet gives nothing where only the total is asked for: then all three are.
        """
        years, sexes = list(years), tuple(sexes) or ("total",)
        if not years:
            raise error_of(errors.STRANGE, "no years to ask for")
        received = self._rows(number, years, sexes, into)
        if received.is_empty_list and not set(ALL_SEXES) <= set(sexes):
            into.seek(-received.size, 1)
            into.truncate()
            self._rows(number, years, ALL_SEXES, into)

    def _rows(self, number: int, years: list[int], sexes: tuple[str, ...], into: BinaryIO) -> Received:
        """Both years and genders must be there, and each year by itself: a list with commas is refused."""
        params = [("indicator", number), *(("genders", sex) for sex in sexes), *(("years", year) for year in years)]
        return self._ask("/json", params, into, b"[]", most=self._most_bytes)

    def _list(self, path: str, record_of: Callable[[object], T | None]) -> list[T]:
        with SpooledTemporaryFile(IN_MEMORY) as file:
            self._ask(path, [], file, b"[]", most=MOST_OF_DOCUMENT)
            file.seek(0)
            return [record for raw in elements_of(file) if (record := record_of(raw))]

    def _ask(self, path: str, params: Questions, into: BinaryIO, brackets: bytes, *, most: int) -> Received:
        """Ask until the answer is in the file or asking again doesn't help."""
        start, tried = into.tell(), 0
        while True:
            try:
                return self._try(path, params, into, brackets, min(most, self._most_bytes))
            except SotkanetError as error:
                tried += 1
                wait = self._wait_after(error, tried)
                if wait is None:
                    raise
                into.seek(start)
                into.truncate()
                self._sleep(wait)

    def _wait_after(self, error: SotkanetError, tried: int) -> float | None:
        """How long to wait before the next try; None where this was the last."""
        rest = error.retry_after or 0.0
        if (
            tried >= self._tries
            or error.problem not in errors.AT_ONCE
            or not error.retry_helps
            or rest > LONGEST_PATIENCE
        ):
            return None
        backed_off = min(FIRST_WAIT * 2 ** (tried - 1), LONGEST_WAIT)
        return max(rest, backed_off * (0.5 + self._chance() / 2))

    def _try(self, path: str, params: Questions, into: BinaryIO, brackets: bytes, most: int) -> Received:
        self._wait_for_turn()
        self.requests += 1
        received, was_answered = Received(), False
        until = self._clock() + self._longest
        try:
            with self._http.stream("GET", self._base_url + path, params=params) as response:
                refuse_unfit(response)
                was_answered = True
                self._keep(response, into, received, most, until)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise error_from(error, was_answered=was_answered) from error
        finally:
            self._free_at = self._clock() + self._pause
        received.refuse_unless(brackets[:1], brackets[1:])
        return received

    def _keep(self, response: httpx.Response, into: BinaryIO, received: Received, most: int, until: float) -> None:
        told = response.headers.get("content-length", "")
        if told.isdecimal() and int(told[:18]) > most:
            raise error_of(errors.TOO_BIG, f"{told[:18]} bytes, {most} at most")
        for piece in response.iter_bytes():
            received.note(piece)
            if received.size > most:
                raise error_of(errors.TOO_BIG, f"more than {most} bytes")
            if self._clock() > until:
                raise error_of(errors.TIMEOUT, f"not whole after {self._longest:.0f} s")
            into.write(piece)

    def _wait_for_turn(self) -> None:
        wait = self._free_at - self._clock()
        if wait > 0:
            self._sleep(min(wait, self._pause))
