"""Canonical values of a measure and of what people write in cells."""

from plans.models import Measure


def canonical_years(measure: Measure) -> str:
    """ "2023-2025", "2024-", "-2025", "2024", "continuous" or "continuous 2024-"; "" where nothing is given."""
    start, end = measure.start_year, measure.end_year
    years = str(start or "") if start == end else f"{start or ''}-{end or ''}"
    return " ".join(filter(None, ("continuous" if measure.continuous else "", years)))
