"""Signs of life of long work: they tell work that goes on from work that a killed worker has left."""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Model
from django.utils import timezone

from hyte.lib.jobs import FORGOTTEN_AFTER, KEPT_FOR

SHOWN_EVERY = 5  # seconds
IN_MEMORY = 2_000_000  # bytes of an answer; a bigger one goes to the disk
T = TypeVar("T")


class Life:
    """The signs of one row. They stand in the cache: nobody sees the writes of an unfinished transaction."""

    def __init__(self, row: Model) -> None:
        self._key = f"life:{row._meta.label_lower}:{row.pk}"
        self._shown = float("-inf")

    def show(self) -> None:
        now = time.monotonic()
        if now - self._shown >= SHOWN_EVERY:
            cache.set(self._key, timezone.now(), timeout=KEPT_FOR)
            self._shown = now

    def end(self) -> None:
        cache.delete(self._key)

    def is_seen(self, at: datetime) -> bool:
        """Whether there was a sign lately. One far in the future is none: the clock has jumped since."""
        seen = cache.get(self._key)
        return seen is not None and abs(at - seen) < FORGOTTEN_AFTER

    def sleep(self, seconds: float) -> None:
        """Sleep as long as was asked, and show life all the while."""
        until = time.monotonic() + seconds
        self.show()
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, SHOWN_EVERY))
            self.show()

    def watch(self, rows: Iterable[T]) -> Iterator[T]:
        for row in rows:
            self.show()
            yield row

    def file(self) -> "Answer":
        return Answer(self)


class Answer(SpooledTemporaryFile):
    """Where an answer is kept while it comes in; each piece of it is a sign of life."""

    def __init__(self, life: Life) -> None:
        super().__init__(max_size=IN_MEMORY)
        self._life = life

    def write(self, data: bytes) -> int:
        self._life.show()
        return super().write(data)
