"""What stands in a calendar feed: asked anew each time, so that who has left or lost a seat gets nothing."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from groups.models import Attendance, LinkPurpose, Meeting, Person, PersonalLink, Seat, SecretaryTurn, WorkingGroup
from groups.queries.events import event_of
from groups.standing import TURN_LASTS, standing_of
from hyte.lib.ics import CalendarEvent

KEPT = timedelta(days=400)  # past meetings: last year's can be looked up in the calendar


def is_welcome(link: PersonalLink, on: date) -> bool:
    """Whether the person is still there and sees the group of the link."""
    person = link.person
    if person.left_on and person.left_on <= on:
        return False
    if person.user and not person.user.is_active:
        return False
    return link.group is None or groups_open_to(person, on).filter(pk=link.group_id).exists()


def groups_open_to(person: Person, on: date) -> QuerySet[WorkingGroup]:
    """Groups whose calendar the person may have: those that the account sees; without an account those of the seats."""
    if person.user:
        return WorkingGroup.objects.visible_to(person.user)
    seats = Seat.objects.held_on(on).filter(Q(person=person) | Q(deputy=person))
    return WorkingGroup.objects.filter(pk__in=seats.values("group"))


def events_of(link: PersonalLink, on: date) -> list[CalendarEvent]:
    """The feed's events in the active language; at most five queries at any number of meetings."""
    meetings = _of_group(link) if link.group_id else _of_person(link.person, on)
    meetings = meetings.filter(starts_at__date__gte=on - KEPT).select_related("county").order_by("starts_at", "pk")
    turns = set(SecretaryTurn.objects.filter(person=link.person).values_list("meeting", flat=True))
    found = meetings.prefetch_related("groups", "topics")
    return [event_of(meeting, writes=meeting.pk in turns) for meeting in found]


def _of_group(link: PersonalLink) -> QuerySet[Meeting]:
    return Meeting.objects.of_groups([link.group_id])


def _of_person(person: Person, on: date) -> QuerySet[Meeting]:
    """By seats that are still held, turns, deputising, and those of the bodies of the counties where the account acts."""
    seats = Seat.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on)).exclude(role=Seat.SeatRole.SECRETARY_POOL)
    seats = seats.filter(Q(person=person) | Q(person=None, deputy=person))
    turns = SecretaryTurn.objects.filter(person=person, meeting__ends_at__date__gte=on - TURN_LASTS)
    sent = Attendance.objects.filter(deputy=person, answer=Attendance.Answer.DEPUTY)
    counties = standing_of(person.user).all_counties if person.user else frozenset()
    return Meeting.objects.filter(
        Exists(_during(seats))
        | Q(pk__in=turns.values("meeting"))
        | Q(pk__in=sent.values("meeting"))
        | Q(body__isnull=False, county__in=counties)
    )


def _during(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Of the seats those of the meeting's groups whose term has the meeting's day."""
    in_meeting = seats.filter(group__meetings=OuterRef("pk"), starts_on__lte=OuterRef("starts_at__date"))
    return in_meeting.filter(Q(ends_on=None) | Q(ends_on__gte=OuterRef("starts_at__date")))


def calendar_links(person: Person) -> QuerySet[PersonalLink]:
    """The person's links in use: the own calendar first, then the groups'."""
    links = PersonalLink.objects.filter(person=person, purpose=LinkPurpose.CALENDAR, revoked_at=None)
    return links.select_related("group").order_by(F("group__order").asc(nulls_first=True), "group", "pk")
