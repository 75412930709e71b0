"""Builders of the annual clock; each makes exactly what its name says."""

from groups.models import Organisation
from reporting.models import ClockEvent, CouncilTerm


def make_clock_event(county: Organisation, name: str = "Tiedonkeruu", **fields) -> ClockEvent:
    """An event of September 2024 unless told."""
    return ClockEvent.objects.create(county=county, name_fi=name, **({"year": 2024, "month": 9} | fields))


def make_term(county: Organisation, first: int = 2022, last: int = 2025) -> CouncilTerm:
    return CouncilTerm.objects.create(county=county, first_year=first, last_year=last)
