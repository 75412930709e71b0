"""Who belongs to a meeting: the holders of its groups' seats that day and whoever writes in it."""

from django.db.models import Q, QuerySet

from groups.models import Meeting, Person, Seat, SecretaryTurn


def people_of(meeting: Meeting) -> QuerySet[Person]:
    """Each once; those who only may become secretaries come when it is their turn."""
    held = Seat.objects.held_on(meeting.on).filter(group__meetings=meeting).exclude(role=Seat.SeatRole.SECRETARY_POOL)
    turns = SecretaryTurn.objects.filter(meeting=meeting)
    return Person.objects.filter(Q(pk__in=held.values("person")) | Q(pk__in=turns.values("person")))
