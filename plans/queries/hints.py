"""Computed hints beside the status; they never overwrite it."""

from datetime import date, timedelta

from plans.models.status import ENDED
from plans.queries.picture import Row

STALE_AFTER = timedelta(days=120)


def is_late(row: Row, on: date) -> bool:
    """Whether the years of a measure have passed without it having ended."""
    measure = row.measure
    return bool(not measure.continuous and measure.end_year and measure.end_year < on.year and row.status not in ENDED)


def is_stale(row: Row, on: date) -> bool:
    """Whether nobody has said anything of a measure that goes on for four months."""
    if row.status in ENDED:
        return False
    return row.update is None or on - row.update.on > STALE_AFTER
