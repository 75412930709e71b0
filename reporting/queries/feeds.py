"""Who follows the annual clock in a calendar, and whether still may."""

from datetime import date

from django.db.models import QuerySet

from groups.models import Organisation, Person
from groups.standing import standing_of
from reporting.models import ClockFeed
from reporting.queries.clock import Clock, clock_of


def clock_feeds_of(person: Person | None) -> QuerySet[ClockFeed]:
    """The person's feeds that haven't been removed or renewed; expired ones are among them."""
    return ClockFeed.objects.filter(link__person=person, link__revoked_at=None).select_related("link__person", "county")


def may_follow(feed: ClockFeed, on: date) -> bool:
    """Whether the person is still there and their account is still the county's staff."""
    person = feed.link.person
    if person.user is None or (person.left_on and person.left_on <= on):
        return False
    return feed.county_id in standing_of(person.user).staff_counties


def followed_clocks(county: Organisation, on: date, user) -> list[Clock]:
    """Last year's, so that it can be looked up, this year's and the next one's."""
    return [clock_of(county, year, user) for year in range(on.year - 1, on.year + 2)]
