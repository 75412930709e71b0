"""What speaks against a meeting's time: somebody is elsewhere, it is a holiday, nobody writes, few come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    DateField,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Attendance, Meeting, Seat, SecretaryTurn
from hyte.lib.clock import comes_twice
from hyte.lib.holidays import holiday_name
from hyte.lib.templatetags.hyte import clock_span, clock_time

SOON = timedelta(days=7)
JULY = 7  # the month in which nobody meets
COMING = (Attendance.Answer.COMING, Attendance.Answer.DEPUTY)
AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


class ConflictKind(models.TextChoices):
    PERSON = "person", gettext_lazy("Somebody is in two meetings at once")
    EXPERT = "expert", gettext_lazy("A rotating expert is in two meetings at once")
    GROUP = "group", gettext_lazy("The group is in two meetings at once")
    HOLIDAY = "holiday", gettext_lazy("Public holiday")
    NO_SECRETARY = "no_secretary", gettext_lazy("No secretary")
    FEW_COMING = "few_coming", gettext_lazy("Few have said that they come")
    JULY = "july", gettext_lazy("July")
    PAST = "past", gettext_lazy("In the past")
    CLOCK = "clock", gettext_lazy("Summer time ends")


@dataclass(frozen=True)
class Conflict:
    """``text`` says it whole; ``other`` is the id of the other meeting, where there is one that the reader may see.

    ``key`` is the same as long as the same speaks against the meeting.
    """

    kind: ConflictKind
    text: str
    key: str
    other: int | None = None


@dataclass(frozen=True)
class Slot:
    """A meeting's place in time; ``key`` tells it from others, ``meeting`` is its id once it is saved."""

    key: object
    starts_at: datetime
    ends_at: datetime
    groups: frozenset[int]
    meeting: int | None = None
    title: str = ""
    state: str = Meeting.State.PLANNED
    coming: int = 0
    is_seen: bool = True

    @property
    def on(self) -> date:
        return timezone.localdate(self.starts_at)

    def overlaps(self, other: "Slot") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def is_other_than(self, other: "Slot") -> bool:
        return self.key != other.key and (self.meeting is None or self.meeting != other.meeting)


@dataclass
class People:
    """Who sits where, read once for all meetings in question: seats by group, writers by meeting and group."""

    seats: dict[int, list[tuple]] = field(default_factory=lambda: defaultdict(list))
    writers: dict[int, dict[int, tuple[int, str]]] = field(default_factory=lambda: defaultdict(dict))

    def seats_in(self, slot: Slot) -> Iterator[tuple]:
        """Role, person's id and name of the seats held on the day; those who only may become secretaries aren't there."""
        for group in slot.groups:
            for role, person, name, starts_on, ends_on in self.seats[group]:
                if starts_on <= slot.on and (ends_on is None or slot.on <= ends_on):
                    yield role, person, name

    def at(self, slot: Slot) -> dict[int, tuple[str, bool]]:
        """Name, and whether a rotating expert, by the person's id."""
        found = {person: (name, role == Seat.SeatRole.EXPERT) for role, person, name in self.seats_in(slot)}
        writers = {person: (name, False) for person, name in self.writers[slot.meeting].values()}
        return writers | found

    def writes(self, group: int, slot: Slot) -> bool:
        """Whether it is known who writes for the group: by turn, or by a permanent seat."""
        permanent = any(role == Seat.SeatRole.SECRETARY for role, *_rest in self.seats_in(_only(slot, group)))
        return permanent or group in self.writers[slot.meeting]


def conflicts_of(meetings: Iterable[Meeting], *, on: date, user) -> dict[int, list[Conflict]]:
    """What speaks against each of the meetings, by its id; two queries whatever the number, groups prefetched.

    Of a meeting that the user doesn't see only its existence is told.
    """
    slots = [slot_of(meeting) for meeting in meetings]
    others, people = _surroundings(slots, user)
    coming = {other.meeting: other.coming for other in others}
    return {
        slot.meeting: [
            *_overlaps(slot, others, people),
            *_holiday(slot),
            *_unready(slot, people, coming.get(slot.meeting, 0), on),
        ]
        for slot in slots
        if slot.state != Meeting.State.CANCELLED
    }


def conflicts_ahead(slots: list[Slot], *, on: date, user) -> dict[object, list[Conflict]]:
    """What would speak against meetings that are being planned, by their keys: also that they overlap each other."""
    others, people = _surroundings(slots, user)
    planned = {slot.meeting for slot in slots if slot.meeting}
    around = [*slots, *(other for other in others if other.meeting not in planned)]
    return {slot.key: [*_overlaps(slot, around, people), *_holiday(slot), *_odd_days(slot, on)] for slot in slots}


def slot_of(meeting: Meeting) -> Slot:
    groups = frozenset(group.pk for group in meeting.groups.all())
    return Slot(meeting.pk, meeting.starts_at, meeting.ends_at, groups, meeting.pk, meeting.title, meeting.state)


def _only(slot: Slot, group: int) -> Slot:
    return Slot(slot.key, slot.starts_at, slot.ends_at, frozenset([group]), slot.meeting)


def _surroundings(slots: list[Slot], user) -> tuple[list[Slot], People]:
    """All meetings during the time of the slots, and the people of both."""
    if not slots:
        return [], People()
    first, last = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    others = _read_slots(first, last, user)
    groups = frozenset().union(*(slot.groups for slot in (*slots, *others)))
    return others, _read_people(groups, [other.meeting for other in others], slots)


def _read_slots(first: datetime, last: datetime, user) -> list[Slot]:
    answers = Attendance.objects.filter(meeting=OuterRef("pk"), answer__in=COMING).order_by()
    seen = Q(pk__in=Meeting.objects.visible_to(user).values("pk"))
    rows = (
        Meeting.objects.standing()
        .filter(starts_at__lt=last, ends_at__gt=first)
        .annotate(
            coming=Subquery(answers.values("meeting").annotate(n=Count("pk")).values("n")),
            is_seen=ExpressionWrapper(seen, output_field=BooleanField()),
        )
        .values_list("pk", "starts_at", "ends_at", "title", "state", "coming", "is_seen", "groups")
    )
    groups, plain = defaultdict(set), {}
    for pk, starts_at, ends_at, title, state, coming, is_seen, group in rows:
        plain[pk] = (starts_at, ends_at, title, state, coming or 0, is_seen)
        groups[pk] |= {group} if group else set()
    return [
        Slot(pk, starts, ends, frozenset(groups[pk]), pk, title, state, coming, is_seen)
        for pk, (starts, ends, title, state, coming, is_seen) in plain.items()
    ]


def _read_people(groups: frozenset[int], meetings: list[int], slots: list[Slot]) -> People:
    """Seats and turns in one query."""
    people = People()
    for group, role, person, name, starts_on, ends_on, meeting in _seats(groups, slots).union(
        _turns(meetings), all=True
    ):
        if meeting:
            people.writers[meeting][group] = (person, name)
        else:
            people.seats[group].append((role, person, name, starts_on, ends_on))
    return people


def _seats(groups: frozenset[int], slots: list[Slot]) -> QuerySet:
    first, last = min(slot.on for slot in slots), max(slot.on for slot in slots)
    held = Seat.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first), group__in=groups, starts_on__lte=last)
    attending = held.exclude(person=None).exclude(role=Seat.SeatRole.SECRETARY_POOL).order_by()
    no_meeting = Value(None, output_field=BigIntegerField())
    return attending.values_list("group", "role", "person", "person__name", "starts_on", "ends_on", no_meeting)


def _turns(meetings: list[int]) -> QuerySet:
    turns = SecretaryTurn.objects.filter(meeting__in=meetings).exclude(person=None).order_by()
    no_day = Value(None, output_field=DateField())
    role = Value(Seat.SeatRole.SECRETARY.value)
    return turns.values_list("group", role, "person", "person__name", no_day, no_day, "meeting")


def _overlaps(slot: Slot, others: list[Slot], people: People) -> Iterator[Conflict]:
    at_once = [other for other in others if slot.overlaps(other) and slot.is_other_than(other)]
    mine = people.at(slot) if at_once else {}
    for other in at_once:
        if slot.groups & other.groups:
            text = _("The same group meets in %(meeting)s at %(time)s") % _told(other)
            yield Conflict(ConflictKind.GROUP, text, f"group:{other.key}", _link(other))
        elif both := _in_both(mine, people.at(other)):
            yield _people_twice(other, both)


def _in_both(mine: dict[int, tuple[str, bool]], theirs: dict[int, tuple[str, bool]]) -> dict[int, tuple[str, bool]]:
    """Who is in both, an expert where either of the seats is an expert's."""
    return {
        person: (name, is_expert or theirs[person][1]) for person, (name, is_expert) in mine.items() if person in theirs
    }


def _people_twice(other: Slot, both: dict[int, tuple[str, bool]]) -> Conflict:
    names = ", ".join(sorted(_named(name, is_expert) for name, is_expert in both.values()))
    kind = ConflictKind.EXPERT if any(is_expert for _name, is_expert in both.values()) else ConflictKind.PERSON
    text = _("Also in %(meeting)s at %(time)s: %(people)s") % (_told(other) | {"people": names})
    return Conflict(kind, text, f"people:{other.key}:{sorted(both)}", _link(other))


def _told(other: Slot) -> dict[str, str]:
    title = other.title if other.is_seen else _("a meeting of another county")
    return {"meeting": title, "time": clock_span(other.starts_at, other.ends_at)}


def _link(other: Slot) -> int | None:
    return other.meeting if other.is_seen else None


def _named(name: str, is_expert: bool) -> str:
    return _("%(name)s (rotating expert)") % {"name": name} if is_expert else name


def _holiday(slot: Slot) -> Iterator[Conflict]:
    name = holiday_name(slot.on, translation.get_language() or "fi")
    if name:
        yield Conflict(ConflictKind.HOLIDAY, _("Public holiday: %(name)s") % {"name": name}, f"holiday:{slot.on}")


def _unready(slot: Slot, people: People, coming: int, on: date) -> Iterator[Conflict]:
    """Of a meeting ahead: nobody writes, or it is near and under half have said that they come."""
    if slot.state not in AHEAD or slot.on < on:
        return
    if any(not people.writes(group, slot) for group in slot.groups):
        yield Conflict(ConflictKind.NO_SECRETARY, _("It isn't known yet who writes the memo"), "no_secretary")
    seats = sum(1 for _seat in people.seats_in(slot))
    if slot.state == Meeting.State.CALLED and slot.on - on < SOON and coming * 2 < seats:
        told = {"coming": coming, "seats": seats}
        yield Conflict(ConflictKind.FEW_COMING, _("Only %(coming)s of %(seats)s come so far") % told, "few_coming")


def _odd_days(slot: Slot, on: date) -> Iterator[Conflict]:
    if slot.on.month == JULY:
        yield Conflict(ConflictKind.JULY, _("In July most people are on holiday"), f"july:{slot.on}")
    if slot.on < on:
        yield Conflict(ConflictKind.PAST, _("The day is in the past"), f"past:{slot.on}")
    for moment in (slot.starts_at, slot.ends_at):
        if comes_twice(slot.on, timezone.localtime(moment).time()):
            told = {"time": clock_time(moment)}
            text = _("The clock shows %(time)s twice that day: the first one, still summer time, is meant") % told
            yield Conflict(ConflictKind.CLOCK, text, f"clock:{moment}")
