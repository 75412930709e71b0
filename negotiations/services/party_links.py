"""Personal links of those who speak for a party: one opens one negotiation for one person."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from groups.models import LinkPurpose
from groups.services.links import create_link, find_link
from negotiations.models import Representative
from negotiations.queries.party_visit import PartyVisit

LINK_LASTS = timedelta(days=60)  # after the negotiation: the memo is read and approved, too


def party_address(representative: Representative, *, at: datetime, by) -> str:
    """A new link of the person's own, as it stands in a mail; those of earlier mails go on working."""
    meeting = representative.party.negotiation.meeting
    lasts = max(meeting.ends_at - at, timedelta()) + LINK_LASTS
    _link, token = create_link(representative.person, LinkPurpose.PARTY, valid_for=lasts, at=at, by=by, meeting=meeting)
    return settings.BASE_URL.rstrip("/") + reverse("negotiations:personal-party", args=[token])


def find_party_link(token: str, *, at: datetime) -> PartyVisit | None:
    """None where the secret is unknown, altered, expired or revoked, or the person doesn't speak for the party any more."""
    link = find_link(token, LinkPurpose.PARTY, at=at)
    if link is None or (link.person.left_on and link.person.left_on <= at.date()):
        return None
    representatives = Representative.objects.filter(
        person=link.person_id, party__negotiation__meeting=link.meeting_id, party__withdrawn_on=None
    )
    related = ("person", "party__organisation")
    negotiation = ("party__negotiation__round__county", "party__negotiation__meeting", "party__negotiation__memo")
    representative = representatives.select_related(*related, *negotiation).first()
    return PartyVisit(link, representative) if representative else None
