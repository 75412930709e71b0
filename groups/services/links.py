"""Personal links: made, found and revoked."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from groups.models import LinkPurpose, Meeting, Person, PersonalLink, WorkingGroup

TOKEN_BYTES = 32


def create_link(
    person: Person,
    purpose: LinkPurpose,
    *,
    valid_for: timedelta,
    at: datetime,
    by,
    group: WorkingGroup | None = None,
    meeting: Meeting | None = None,
) -> tuple[PersonalLink, str]:
    """Make a link; return it with the secret, which is told only here.

    ``group`` is for the calendar of a group, ``meeting`` for everything that one does about one meeting.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PersonalLink.objects.create(
        token_hash=hash_token(token),
        purpose=purpose,
        person=person,
        group=group,
        meeting=meeting,
        created_by=by,
        expires_at=at + valid_for,
    )
    return link, token


def find_link(token: str, purpose: LinkPurpose, *, at: datetime) -> PersonalLink | None:
    """Return the usable link of the secret; None where it is unknown, altered, expired or revoked."""
    links = PersonalLink.objects.usable(at).select_related("person__user")
    return links.filter(token_hash=hash_token(token), purpose=purpose).first()


def note_use(link: PersonalLink, *, at: datetime) -> None:
    PersonalLink.objects.filter(pk=link.pk).update(last_used_at=at)


def revoke_links(links, *, at: datetime) -> int:
    """Revoke what is still in use; return how many."""
    return links.filter(revoked_at=None).update(revoked_at=at)


def hash_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()
