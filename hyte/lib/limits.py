"""Limits on how often something may be tried."""

import time

from django.core.cache import cache


def count_try(name: str, key: object, *, window: int) -> int:
    """Count one more try of ``key`` in the running window (seconds); return how many there have been."""
    entry = _entry(name, key, window)
    cache.add(entry, 0, timeout=2 * window)
    try:
        return cache.incr(entry)
    except ValueError:  # the cache has dropped it in between
        return 1


def tries(name: str, key: object, *, window: int) -> int:
    return cache.get(_entry(name, key, window), 0)


def _entry(name: str, key: object, window: int) -> str:
    return f"tries:{name}:{key}:{int(time.time()) // window}"
