"""Personal links to a meeting: what the secret of an invitation opens."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from groups.models import Attendance, LinkPurpose, Meeting, Person, PersonalLink, Seat, WorkingGroup
from groups.services.links import find_link
from groups.standing import SeatedReader


@dataclass(frozen=True)
class MeetingVisit:
    """Somebody who has opened a meeting by the own link; ``groups`` are those for which the person is there."""

    link: PersonalLink
    meeting: Meeting
    groups: list[WorkingGroup]

    @property
    def person(self) -> Person:
        return self.link.person

    @property
    def reader(self) -> SeatedReader:
        return SeatedReader(self.groups)


def find_meeting_link(token: str, *, at: datetime) -> MeetingVisit | None:
    """None where the secret is unknown, altered, expired or revoked, and where the person has left or isn't asked any more."""
    link = find_link(token, LinkPurpose.MEETING, at=at)
    if link is None or has_left(link.person, at.date()):
        return None
    meetings = Meeting.objects.select_related("county", "body", "memo").prefetch_related("groups")
    meeting = meetings.get(pk=link.meeting_id)
    asked_for = _groups_of(link.person, meeting)
    groups = [group for group in meeting.groups.all() if group.pk in asked_for]
    return MeetingVisit(link, meeting, groups) if groups else None


def has_left(person: Person, on: date) -> bool:
    return bool(person.left_on and person.left_on <= on)


def _groups_of(person: Person, meeting: Meeting) -> set[int]:
    """Groups of the meeting in which the person has a seat or deputises on its day, writes, or comes in somebody's place."""
    groups = [group.pk for group in meeting.groups.all()]
    seats = Seat.objects.filter(group__in=groups).held_on(meeting.on).order_by()
    seated = seats.filter(Q(person=person) | Q(deputy=person)).values_list("group")
    turns = meeting.secretary_turns.filter(person=person).order_by().values_list("group")
    sent = (
        meeting.attendance.filter(deputy=person, answer=Attendance.Answer.DEPUTY).order_by().values_list("seat__group")
    )
    return {pk for (pk,) in seated.union(turns, sent)}
