"""Builders of the annual clock; each makes exactly what its name says."""

from django.utils import timezone

from groups.models import Organisation, Person
from reporting.models import ClockEvent, CouncilTerm
from reporting.services.feeds import make_clock_feed


def make_clock_event(county: Organisation, name: str = "Tiedonkeruu", **fields) -> ClockEvent:
    """An event of September 2024 unless told."""
    return ClockEvent.objects.create(county=county, name_fi=name, **({"year": 2024, "month": 9} | fields))


def make_term(county: Organisation, first: int = 2022, last: int = 2025) -> CouncilTerm:
    return CouncilTerm.objects.create(county=county, first_year=first, last_year=last)


def make_clock_address(person: Person, county: Organisation) -> str:
    """The address of the county's clock for the person's calendar programme."""
    return make_clock_feed(person, county, at=timezone.now(), by=None)
