"""Who was expected in a meeting, and who was there."""

from dataclasses import dataclass, field

from groups.models import Attendance, Meeting, Person, Seat

SUGGESTED = {
    Attendance.Answer.COMING: Attendance.Attended.PRESENT,
    Attendance.Answer.NOT_COMING: Attendance.Attended.ABSENT,
    Attendance.Answer.DEPUTY: Attendance.Attended.DEPUTY,
}


@dataclass
class Place:
    """One person with the seats that the person holds in the meeting's groups; marked once, whatever their number."""

    person: Person
    seats: list[Seat] = field(default_factory=list)
    records: list[Attendance] = field(default_factory=list)

    @property
    def key(self) -> int:
        """The first seat's id."""
        return self.seats[0].pk

    @property
    def mark(self) -> str:
        """What the secretary has marked; "" where nothing yet."""
        return next((record.attended for record in self.records if record.attended), "")

    @property
    def answer(self) -> str:
        return next((record.answer for record in self.records if record.answer), "")

    @property
    def answer_label(self) -> str:
        return Attendance.Answer(self.answer).label if self.answer else ""

    @property
    def suggested(self) -> str:
        """What the answer to the invitation promises."""
        wanted = SUGGESTED.get(self.answer, "")
        return "" if wanted == Attendance.Attended.DEPUTY and not self.deputy else wanted

    @property
    def deputy(self) -> Person | None:
        """The one named in the answer, else the seat's own."""
        named = [record.deputy for record in self.records] + [seat.deputy for seat in self.seats]
        return next((person for person in named if person and person != self.person), None)


def places_of(meeting: Meeting) -> list[Place]:
    """Everybody with a seat in the meeting's groups on its day, chairs first; a deputy holds a vacant seat. Two queries."""
    groups = [group.pk for group in meeting.groups.all()]
    seats = Seat.objects.filter(group__in=groups).held_on(meeting.on)
    records = {record.seat_id: record for record in meeting.attendance.select_related("deputy")}
    places: dict[int, Place] = {}
    for seat in sorted(seats.select_related("person", "deputy", "represents", "group"), key=_rank):
        holder = seat.person or seat.deputy
        if holder:
            place = places.setdefault(holder.pk, Place(holder))
            place.seats.append(seat)
            place.records += [records[seat.pk]] if seat.pk in records else []
    return list(places.values())


def _rank(seat: Seat) -> tuple:
    return (seat.group.order, seat.group_id, Seat.SeatRole.values.index(seat.role), seat.order, seat.pk)
