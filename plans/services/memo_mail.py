"""Mail about a memo: to the chairs, back to its writer, and to everybody in the meeting's groups."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import LinkPurpose, Memo, NoticeKind, Person, Seat, SentNotice, User
from groups.permissions import Role
from groups.services.invitations import LINK_LASTS
from groups.services.links import create_link
from groups.services.mail import queue_mail
from plans.queries.attendance import Place, places_of
from plans.queries.memo_content import thaw

CHAIRS = (Seat.SeatRole.CHAIR, Seat.SeatRole.VICE_CHAIR)


def tell_chairs(memo: Memo, *, by) -> list[SentNotice]:
    """The chairs are asked to approve; without one who can, the vice chairs, else the county's coordinators.

    Only an account approves: somebody without one would be led to a page that can't be opened.
    """
    places = places_of(memo.meeting)
    for role in CHAIRS:
        people = [place.person for place in places if any(seat.role == role for seat in place.seats)]
        if reached := _reached(person for person in people if person.user_id):
            return [_mail(memo, "memo_sent", person, by=by) for person in reached]
    return [_mail(memo, "memo_sent", user, by=by) for user in _coordinators(memo)]


def tell_returned(memo: Memo, *, by) -> list[SentNotice]:
    writer = memo.written_by
    return [_mail(memo, "memo_returned", writer, by=by)] if writer and writer.email else []


def tell_approved(memo: Memo, *, by, at: datetime) -> list[SentNotice]:
    """Everybody with a seat in the groups, the deputies who came, and the secretaries; not the approver."""
    places = places_of(memo.meeting)
    deputies = [place.deputy for place in places if _deputy_came(place)]
    turns = memo.meeting.secretary_turns.exclude(person=None).select_related("person")
    people = [*(place.person for place in places), *deputies, *(turn.person for turn in turns)]
    told = [person for person in _reached(people) if person.user_id != by.pk]
    return [_mail(memo, "memo_ready", person, by=by, path=_own_path(memo, person, by=by, at=at)) for person in told]


def _own_path(memo: Memo, person: Person, *, by, at: datetime) -> str:
    """Whoever has no account reads the memo by a personal link."""
    if person.user_id:
        return ""
    link = create_link(person, LinkPurpose.MEETING, valid_for=LINK_LASTS, at=at, by=by, meeting=memo.meeting)
    return f"{reverse('plans:personal-meeting', args=[link[1]])}?osa=muistio"


def _deputy_came(place: Place) -> bool:
    return place.mark == "deputy" and place.deputy is not None


def _reached(people: Iterable[Person]) -> list[Person]:
    """Those who have an address and haven't left, each address once."""
    return list({person.email.lower(): person for person in people if person.email and not person.left_on}.values())


def _coordinators(memo: Memo) -> list[User]:
    county = memo.meeting.county_id
    found = User.objects.filter(role_assignments__role=Role.COORDINATOR, role_assignments__county=county)
    return list(found.filter(is_active=True).distinct())


def _mail(memo: Memo, name: str, recipient: Person | User, *, by, path: str = "") -> SentNotice:
    """In the recipient's language; ``path`` leads to the memo where it isn't its own page."""
    path = path or reverse("plans:meeting-memo", args=[memo.meeting_id])
    with translation.override(recipient.language):
        context = {
            "memo": memo,
            "meeting": memo.meeting,
            "county": memo.meeting.county,
            "content": thaw(memo.content) if memo.is_approved else None,
            "address": settings.BASE_URL.rstrip("/") + path,
            "recipient": recipient,
            "by": by,
        }
        return queue_mail(
            recipient=recipient.email,
            subject=_subject(name) % {"meeting": memo.meeting},
            text=render_to_string(f"plans/mail/{name}.txt", context),
            html=render_to_string(f"plans/mail/{name}.html", context),
            kind=NoticeKind.MEMO,
            person=recipient if isinstance(recipient, Person) else None,
        )


def _subject(name: str) -> str:
    return {
        "memo_sent": _("A memo waits for your approval: %(meeting)s"),
        "memo_returned": _("The memo was returned to you: %(meeting)s"),
        "memo_ready": _("The memo is ready: %(meeting)s"),
    }[name]
