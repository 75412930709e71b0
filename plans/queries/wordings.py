"""How a wording has changed: superseded by decisions, and typing errors mended with a reason."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from plans.models import Goal, Measure, WordingVersion

FIELDS = ("wording_fi", "wording_sv", "wording_en")


@dataclass(frozen=True)
class Mended:
    """A mended typing error; ``before`` and ``after`` are pairs of the languages that changed."""

    at: datetime
    by: object
    reason: str
    changes: list[tuple[str, str]]


@dataclass(frozen=True)
class WordingHistory:
    superseded: list[WordingVersion]
    mended: list[Mended]


def wording_history(record: Goal | Measure) -> WordingHistory:
    superseded = list(record.earlier_wordings.select_related("superseded_by__body"))
    rows = list(record.history.select_related("history_user").order_by("history_date", "history_id"))
    earlier = {tuple(getattr(version, field) for field in FIELDS) for version in superseded}
    mended = [
        Mended(new.history_date, new.history_user, new.history_change_reason, _changes(old, new))
        for old, new in pairwise(rows)
        if new.history_change_reason and _changes(old, new) and _wording(old) not in earlier
    ]
    return WordingHistory(superseded, mended[::-1])


def _wording(row) -> tuple[str, ...]:
    return tuple(getattr(row, field) for field in FIELDS)


def _changes(old, new) -> list[tuple[str, str]]:
    return [(before, after) for before, after in zip(_wording(old), _wording(new), strict=True) if before != after]
