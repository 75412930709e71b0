"""Secret addresses of the annual clock's calendar: made anew, and removed."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from groups.models import LinkPurpose, Organisation, Person, PersonalLink
from groups.services.feeds import VALID_FOR
from groups.services.links import create_link, hash_token, revoke_links
from reporting.models import ClockFeed


@transaction.atomic
def make_clock_feed(person: Person, county: Organisation, *, at: datetime, by) -> str:
    """Make the address of the county's clock for the person; an earlier one stops working.

    Returns the address on the site, which is told only here.
    """
    revoke_links(PersonalLink.objects.filter(person=person, clock_feed__county=county), at=at)
    link, token = create_link(person, LinkPurpose.CLOCK, valid_for=VALID_FOR, at=at, by=by)
    ClockFeed.objects.create(link=link, county=county)
    return reverse("reporting:clock-feed", args=[token])


@transaction.atomic
def remove_clock_feed(feed: ClockFeed, *, at: datetime) -> None:
    revoke_links(PersonalLink.objects.filter(pk=feed.link_id), at=at)


def find_clock_feed(token: str) -> ClockFeed | None:
    """The feed of the secret, whether it still works or not; None where there never was one."""
    feeds = ClockFeed.objects.filter(link__purpose=LinkPurpose.CLOCK)
    return feeds.select_related("link__person__user", "county").filter(link__token_hash=hash_token(token)).first()
