"""The reading pack of a meeting: everything that a member reads beforehand. Built once, shown as a page and as a PDF."""

from dataclasses import dataclass, field
from datetime import date

from groups.models import Meeting, Memo, Person, Seat, SecretaryTurn
from groups.queries.invitees import seats_of
from plans.queries.agenda import Agenda, agenda_of
from plans.queries.agenda_proposal import language_of
from plans.queries.meetings import meetings_around


@dataclass
class Participant:
    """One person with the seats that the person holds in the meeting's groups, the same seat of several groups once."""

    person: Person
    seats: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class Pack:
    """``language`` is the one in which the groups write: of the titles and texts of the agenda."""

    meeting: Meeting
    language: str
    agenda: Agenda
    participants: list[Participant]
    turns: list[SecretaryTurn]
    before: Meeting | None
    after: Meeting | None

    @property
    def earlier_memo(self) -> Memo | None:
        """The memo of the last meeting, if it has been approved."""
        memo = memo_in_sight(self.before) if self.before else None
        return memo if memo and memo.is_approved else None


def pack_of(meeting: Meeting, reader, on: date) -> Pack:
    """The pack as ``reader`` sees it: never internal notes, and of other groups' measures what has been published."""
    before, after = meetings_around(meeting)
    turns = meeting.secretary_turns.exclude(person=None).select_related("person", "group")
    return Pack(
        meeting=meeting,
        language=language_of(meeting),
        agenda=agenda_of(meeting, reader, on),
        participants=_participants(meeting),
        turns=list(turns),
        before=before,
        after=after,
    )


def memo_in_sight(meeting: Meeting) -> Memo | None:
    """The meeting's memo, read with it by ``select_related("memo")``; None where nobody has begun it."""
    return getattr(meeting, "memo", None)


def _participants(meeting: Meeting) -> list[Participant]:
    """Holders of the seats, of vacant ones the deputies."""
    found: dict[int, Participant] = {}
    for seat in seats_of(meeting):
        person = seat.person or seat.deputy
        if person:
            seats = found.setdefault(person.pk, Participant(person)).seats
            if all((each.role, each.represents_id) != (seat.role, seat.represents_id) for each in seats):
                seats.append(seat)
    return list(found.values())
