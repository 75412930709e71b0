"""Secret addresses of calendar feeds: made, renewed and removed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from groups.models import LinkPurpose, Person, PersonalLink, WorkingGroup
from groups.queries.feeds import calendar_links
from groups.services.links import create_link, hash_token, revoke_links

VALID_FOR = timedelta(days=730)
USE_NOTED = timedelta(hours=1)  # calendars ask often: not every time is worth a write


@transaction.atomic
def make_feed(person: Person, group: WorkingGroup | None, *, at: datetime, by) -> str:
    """Make the address of the person's own calendar or of a group's; an earlier one stops working.

    Returns the address on the site, which is told only here.
    """
    revoke_links(calendar_links(person).filter(group=group), at=at)
    _link, token = create_link(person, LinkPurpose.CALENDAR, valid_for=VALID_FOR, at=at, by=by, group=group)
    return reverse("groups:calendar-feed", args=[token])


@transaction.atomic
def remove_feed(link: PersonalLink, *, at: datetime) -> None:
    revoke_links(PersonalLink.objects.filter(pk=link.pk), at=at)


def find_feed(token: str) -> PersonalLink | None:
    """The link of the secret, whether it still works or not; None where there never was one."""
    links = PersonalLink.objects.filter(purpose=LinkPurpose.CALENDAR).select_related("person__user", "group")
    return links.filter(token_hash=hash_token(token)).first()


def is_in_use(link: PersonalLink, at: datetime) -> bool:
    return link.revoked_at is None and link.expires_at > at


def note_feed_use(link: PersonalLink, *, at: datetime) -> None:
    if link.last_used_at is None or at - link.last_used_at > USE_NOTED:
        PersonalLink.objects.filter(pk=link.pk).update(last_used_at=at)
