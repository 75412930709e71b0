"""Whose turn it is to write, who could write, and how the turns have changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from simple_history.utils import get_history_model_for_model

from groups.models import Meeting, Memo, Person, Seat, SecretaryTurn, WorkingGroup

WRITING = (Seat.SeatRole.SECRETARY, Seat.SeatRole.SECRETARY_POOL)
NAMED, MEMBER, DEPUTY = range(3)  # in this order they are offered


@dataclass
class Writer:
    """Somebody who can write for a group: named for it, from among the members or the pool, or a deputy of these."""

    person: Person
    rank: int
    terms: list[Seat]

    def sits_on(self, on: date) -> bool:
        left = self.person.left_on
        is_there = left is None or on < left
        return is_there and any(
            seat.starts_on <= on and (not seat.ends_on or on <= seat.ends_on) for seat in self.terms
        )

    @property
    def is_named(self) -> bool:
        return self.rank == NAMED

    @property
    def is_member(self) -> bool:
        return self.rank == MEMBER

    @property
    def is_deputy(self) -> bool:
        return self.rank == DEPUTY

    def is_deputy_of(self, person: Person | None) -> bool:
        return self.is_deputy and person is not None and any(seat.person_id == person.pk for seat in self.terms)


@dataclass(frozen=True)
class MeetingTurn:
    """A meeting of a group and who writes in it for the group, if anybody is chosen."""

    meeting: Meeting
    turn: SecretaryTurn | None

    @property
    def is_fixed(self) -> bool:
        """Whether who wrote is a fact already: the memo is approved, or there was no meeting."""
        memo = getattr(self.meeting, "memo", None)
        return self.meeting.is_cancelled or bool(memo and memo.is_approved)

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to be chosen."""
        return not (self.is_fixed or (self.turn and self.turn.person_id))


@dataclass(frozen=True)
class TurnChange:
    at: datetime
    meeting: Meeting
    before: Person | None
    after: Person | None
    by: object
    reason: str


def writers(group: WorkingGroup, first: date, last: date) -> list[Writer]:
    """Those whose seats are held on some day from ``first`` to ``last``, the likeliest first."""
    found: dict[int, Writer] = {}
    for rank, person, seat in sorted(_writing_seats(group, first, last), key=lambda each: each[0]):
        writer = found.setdefault(person.pk, Writer(person, rank, []))
        writer.terms.append(seat)
    return [writer for writer in found.values() if writer.person.left_on is None or first < writer.person.left_on]


def _writing_seats(group: WorkingGroup, first: date, last: date) -> list[tuple[int, Person, Seat]]:
    pool = group.secretary_pool_id or group.pk
    seats = Seat.objects.filter(Q(group=group, role__in=WRITING) | Q(group=pool)).exclude(role=Seat.SeatRole.EXPERT)
    in_term = seats.filter(starts_on__lte=last).filter(Q(ends_on=None) | Q(ends_on__gte=first))
    found = []
    for seat in in_term.select_related("person", "deputy").order_by("order", "pk"):
        named = seat.group_id == group.pk and seat.role in WRITING
        if seat.person:
            found.append((NAMED if named else MEMBER, seat.person, seat))
        if seat.deputy:
            found.append((DEPUTY, seat.deputy, seat))
    return found


def meetings_to_write(group: WorkingGroup, first: date, last: date) -> QuerySet[Meeting]:
    """The group's meetings of the days that are still to be held."""
    waiting = (Meeting.State.PLANNED, Meeting.State.CALLED)
    meetings = Meeting.objects.of_groups([group.pk]).filter(state__in=waiting)
    return meetings.between(first, last).order_by("starts_at", "pk")


def turns_of_group(group: WorkingGroup, first: date, last: date) -> list[MeetingTurn]:
    """Every meeting of the group on the days, cancelled ones too, with its turn."""
    meetings = Meeting.objects.of_groups([group.pk]).between(first, last)
    meetings = list(meetings.select_related("memo").order_by("starts_at", "pk"))
    turns = {turn.meeting_id: turn for turn in turns_in(group, meetings)}
    return [MeetingTurn(meeting, turns.get(meeting.pk)) for meeting in meetings]


def turns_in(group: WorkingGroup, meetings: Iterable[Meeting]) -> QuerySet[SecretaryTurn]:
    turns = SecretaryTurn.objects.filter(group=group, meeting__in=[meeting.pk for meeting in meetings])
    return turns.select_related("person", "instead_of", "meeting").order_by("meeting__starts_at", "pk")


def coming_meetings(group: WorkingGroup, on: date) -> list[MeetingTurn]:
    """The meetings from the day on that haven't been cancelled."""
    meetings = list(
        Meeting.objects.of_groups([group.pk]).standing().filter(starts_at__date__gte=on).order_by("starts_at", "pk")
    )
    turns = {turn.meeting_id: turn for turn in turns_in(group, meetings)}
    return [MeetingTurn(meeting, turns.get(meeting.pk)) for meeting in meetings]


def turns_of_person(person: Person, on: date) -> QuerySet[SecretaryTurn]:
    """The person's turns from the day on, in order."""
    turns = SecretaryTurn.objects.filter(person=person, meeting__starts_at__date__gte=on)
    standing = turns.exclude(meeting__state=Meeting.State.CANCELLED)
    return standing.select_related("meeting", "group", "instead_of").order_by("meeting__starts_at", "pk")


def last_writings(group: WorkingGroup) -> dict[int, datetime]:
    """When each one's latest turn in the group is, by the person's id."""
    turns = SecretaryTurn.objects.filter(group=group, person__isnull=False).order_by()
    return dict(turns.values_list("person").annotate(last=Max("meeting__starts_at")))


def has_approved_memo(meetings: Iterable[Meeting]) -> bool:
    return Memo.objects.filter(meeting__in=[meeting.pk for meeting in meetings], state=Memo.State.APPROVED).exists()


def turn_changes(group: WorkingGroup, meetings: Iterable[Meeting]) -> list[TurnChange]:
    """Who came in place of whom, as the history tells it; the newest first."""
    of_meetings = {meeting.pk: meeting for meeting in meetings}
    records = get_history_model_for_model(SecretaryTurn).objects.filter(group_id=group.pk, meeting_id__in=of_meetings)
    before: dict[int, object] = {}
    found = []
    for version in records.select_related("person", "history_user").order_by("history_date", "history_id"):
        old = before.get(version.meeting_id)
        if old is not None and old.person_id != version.person_id:
            found.append(_change(of_meetings[version.meeting_id], old, version))
        before[version.meeting_id] = version
    return found[::-1]


def _change(meeting: Meeting, old, new) -> TurnChange:
    reason = new.history_change_reason or new.reason
    return TurnChange(new.history_date, meeting, old.person, new.person, new.history_user, reason)
