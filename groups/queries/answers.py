"""What has been answered to the invitation to a meeting."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet, prefetch_related_objects

from groups.models import Attendance, Meeting, Person, Seat, SecretaryTurn, SentNotice
from groups.queries.invitees import Hindrance, hindrance_of, seats_of, told_items


@dataclass(frozen=True)
class AnswerRow:
    """One seat. ``person`` is its holder, of a vacant seat its deputy; None where nobody can answer for it."""

    seat: Seat
    person: Person | None
    record: Attendance | None = None
    notice: SentNotice | None = None  # the newest mail about the meeting to the person
    hindrance: Hindrance | None = None  # why no mail can go

    @property
    def answer(self) -> str:
        return self.record.answer if self.record else ""

    @property
    def answer_label(self) -> str:
        return self.record.get_answer_display() if self.record else ""

    @property
    def deputy(self) -> Person | None:
        """Who comes in the holder's place."""
        return self.record.deputy if self.record and self.answer == Attendance.Answer.DEPUTY else None

    @property
    def attended(self) -> str:
        return self.record.attended if self.record else ""


@dataclass
class Answers:
    """Every seat of the meeting's groups with its answer; the counts are of people, each once whatever their seats."""

    rows: list[AnswerRow] = field(default_factory=list)
    coming: int = 0
    not_coming: int = 0
    deputy: int = 0
    silent: int = 0
    vacant: int = 0  # of seats
    uninvited: int = 0  # people whom mail reaches and who haven't been invited

    @property
    def has_many_groups(self) -> bool:
        return len({row.seat.group_id for row in self.rows}) > 1

    @property
    def was_sent(self) -> bool:
        """Whether any invitation has been made."""
        return any(row.notice for row in self.rows)


@dataclass
class OwnAnswer:
    """What somebody may answer for oneself."""

    person: Person
    seats: list[Seat]
    answer: str
    deputy: Person | None
    is_open: bool
    deputies: QuerySet[Person]


def answers_of(meeting: Meeting, *, with_mail: bool = True) -> Answers:
    """Three queries and the meeting's groups; ``with_mail`` tells what was sent, too: two without it.

    The turns are fetched onto the meeting.
    """
    turns = SecretaryTurn.objects.select_related("group", "person", "instead_of")
    prefetch_related_objects([meeting], Prefetch("secretary_turns", turns))
    notices = {item.notice.person_id: item.notice for item in told_items(meeting)} if with_mail else {}
    answers = Answers([_row(meeting, seat, notices) for seat in _seats_with_records(meeting)])
    by_person = {row.person.pk: row for row in answers.rows if row.person}
    counts = Counter(row.answer or "silent" for row in by_person.values())
    for answer in ("coming", "not_coming", "deputy", "silent"):
        setattr(answers, answer, counts[answer])
    answers.vacant = sum(row.person is None for row in answers.rows)
    answers.uninvited = len(_uninvited(meeting, answers.rows, notices))
    return answers


def _uninvited(meeting: Meeting, rows: list[AnswerRow], notices: dict[int, SentNotice]) -> set[Person]:
    people = ({row.person for row in rows} | {turn.person for turn in meeting.secretary_turns.all()}) - {None}
    return {person for person in people if person.pk not in notices and hindrance_of(person, meeting) is None}


def _seats_with_records(meeting: Meeting) -> QuerySet[Seat]:
    """A seat that hasn't answered gets no ``record`` at all."""
    record = FilteredRelation("attendance", condition=Q(attendance__meeting=meeting))
    return seats_of(meeting).annotate(record=record).select_related("record__deputy")


def _row(meeting: Meeting, seat: Seat, notices: dict) -> AnswerRow:
    person = seat.person or seat.deputy
    hindrance = hindrance_of(person, meeting) if person else Hindrance.VACANT
    notice = notices.get(person.pk) if person else None
    return AnswerRow(seat, person, getattr(seat, "record", None), notice, hindrance)


def seats_to_answer(meeting: Meeting, person: Person) -> list[Seat]:
    """The person's own seats in the meeting, vacant ones whose deputy the person is, and those that holders have passed on."""
    passed = meeting.attendance.filter(deputy=person, answer=Attendance.Answer.DEPUTY)
    own = Q(person=person) | Q(person=None, deputy=person) | Q(pk__in=passed.values("seat"))
    return list(seats_of(meeting).filter(own))


def is_open_for_answers(meeting: Meeting, on: date) -> bool:
    """Until the meeting's day is over, unless it was cancelled or has been marked held."""
    return meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED) and on <= meeting.on


def own_answer(meeting: Meeting, person: Person | None, on: date) -> OwnAnswer | None:
    """For the form; None where the person has nothing to answer for."""
    seats = seats_to_answer(meeting, person) if person else []
    if not seats:
        return None
    record = meeting.attendance.filter(seat__in=seats).exclude(answer="").select_related("deputy").first()
    return _own(meeting, person, seats, record, on)


def own_answer_among(answers: Answers, meeting: Meeting, user, on: date) -> OwnAnswer | None:
    """The same from answers that have been read already: no query before the deputies are listed."""
    own = [(person, row) for row in answers.rows for person in _who_answers(row) if person.user_id == user.pk]
    if not own:
        return None
    record = next((row.record for _person, row in own if row.answer), None)
    return _own(meeting, own[0][0], [row.seat for _person, row in own], record, on)


def _who_answers(row: AnswerRow) -> list[Person]:
    """Who may answer for the seat: the holder, of a vacant one the deputy, and whoever was asked to come instead."""
    return [person for person in (row.person, row.deputy) if person]


def _own(meeting: Meeting, person: Person, seats: list[Seat], record: Attendance | None, on: date) -> OwnAnswer:
    answer, deputy = (record.answer, record.deputy) if record else ("", None)
    if deputy == person:  # somebody else's seat, which the person is asked to fill
        answer, deputy = Attendance.Answer.COMING.value, None
    return OwnAnswer(
        person, seats, answer, deputy, is_open_for_answers(meeting, on), deputies_to_choose(seats, person, on)
    )


def deputies_to_choose(seats: list[Seat], person: Person, on: date) -> QuerySet[Person]:
    """The seats' named deputies, and colleagues of the person and of what the seats represent; nobody who has left."""
    organisations = {seat.represents_id for seat in seats} | {person.organisation_id}
    named = {seat.deputy_id for seat in seats}
    found = Person.objects.filter(Q(pk__in=named - {None}) | Q(organisation__in=organisations - {None}))
    return found.filter(Q(left_on=None) | Q(left_on__gt=on)).exclude(pk=person.pk)
