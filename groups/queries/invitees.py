"""Whom a meeting concerns by name, and whom mail doesn't reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from groups.models import Attendance, Meeting, NoticeItem, Person, Seat, WorkingGroup
from groups.models.group import SeatQuerySet


@dataclass
class Invitee:
    """One person with everything that makes the meeting the person's own; gets one mail, whatever their number."""

    person: Person
    seats: list[Seat] = field(default_factory=list)
    writes_for: list[WorkingGroup] = field(default_factory=list)
    instead_of: list[Person] = field(default_factory=list)

    @property
    def is_deputy_only(self) -> bool:
        return bool(self.instead_of) and not self.seats and not self.writes_for


class Hindrance(TextChoices):
    VACANT = "vacant", _("The seat is vacant")
    NO_EMAIL = "no_email", _("No e-mail address")
    LEFT = "left", _("Has left")


@dataclass(frozen=True)
class Unreached:
    hindrance: Hindrance
    person: Person | None = None
    seat: Seat | None = None

    def __str__(self) -> str:
        name = self.person or f"{self.seat.get_role_display()}, {self.seat.represents or self.seat.group}"
        return f"{name} ({self.hindrance.label})"


@dataclass
class Invitees:
    people: list[Invitee] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)


def meeting_key(meeting: Meeting) -> str:
    """Names the meeting among the things that mails have told."""
    return f"meeting:{meeting.pk}"


def invitees_of(meeting: Meeting) -> Invitees:
    """Holders of the groups' seats on the meeting's day, deputies of vacant ones, deputies that somebody sends, secretaries.

    Three queries and the meeting's groups.
    """
    found, vacant = _gather(meeting)
    invitees = Invitees(unreached=[Unreached(Hindrance.VACANT, seat=seat) for seat in vacant])
    for invitee in found:
        hindrance = hindrance_of(invitee.person, meeting)
        if hindrance:
            invitees.unreached.append(Unreached(hindrance, person=invitee.person))
        else:
            invitees.people.append(invitee)
    return invitees


def hindrance_of(person: Person, meeting: Meeting) -> Hindrance | None:
    if person.left_on and person.left_on <= meeting.on:
        return Hindrance.LEFT
    return None if person.email else Hindrance.NO_EMAIL


def told_items(meeting: Meeting) -> Iterable[NoticeItem]:
    """What has been mailed to whom of the meeting: the newest mail of each address."""
    return NoticeItem.objects.filter(key=meeting_key(meeting)).select_related("notice__person").order_by("pk")


def seats_of(meeting: Meeting) -> SeatQuerySet:
    """The seats of the meeting's groups on its day, by group; of secretaries by turns those whose turn it is."""
    groups = [group.pk for group in meeting.groups.all()]
    turn = meeting.secretary_turns.filter(group=OuterRef("group"), person=OuterRef("person"))
    seats = Seat.objects.filter(group__in=groups).held_on(meeting.on)
    seats = seats.filter(~Q(role=Seat.SeatRole.SECRETARY_POOL) | Exists(turn))
    seats = seats.select_related("person", "deputy", "represents", "group")
    return seats.order_by("group__order", "group", "order", "pk")


def _gather(meeting: Meeting) -> tuple[list[Invitee], list[Seat]]:
    people: dict[int, Invitee] = {}
    vacant = []
    for seat in seats_of(meeting):
        holder = seat.person or seat.deputy
        if holder:
            people.setdefault(holder.pk, Invitee(holder)).seats.append(seat)
        else:
            vacant.append(seat)
    for turn in meeting.secretary_turns.exclude(person=None).select_related("person", "group"):
        people.setdefault(turn.person_id, Invitee(turn.person)).writes_for.append(turn.group)
    sent = meeting.attendance.filter(answer=Attendance.Answer.DEPUTY).exclude(deputy=None)
    for record in sent.select_related("deputy", "seat__person"):
        invitee = people.setdefault(record.deputy_id, Invitee(record.deputy))
        if record.seat.person and record.seat.person not in invitee.instead_of:
            invitee.instead_of.append(record.seat.person)
    return list(people.values()), vacant
