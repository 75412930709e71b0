"""Who sits where: a group's seats now and before, a person's places, who represents an organisation."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from simple_history.utils import get_history_model_for_model

from groups.models import Counterpart, Organisation, Person, RoleAssignment, Seat, SecretaryTurn, WorkingGroup
from groups.queries.turns import turns_of_person
from groups.standing import standing_of

ROLE_ORDER = [value for value, _word in Seat.SeatRole.choices]


@dataclass(frozen=True)
class SeatRow:
    seat: Seat
    elsewhere: list[WorkingGroup] = field(default_factory=list)  # where else a rotating expert goes


@dataclass(frozen=True)
class Roster:
    """The seats of a group on a day."""

    rows: list[SeatRow]
    coming: int  # seats whose term hasn't begun

    @property
    def vacant(self) -> int:
        return sum(row.seat.person_id is None for row in self.rows)


@dataclass
class Place:
    """What one seat is: a role, and whom it represents; the holders follow one another, the newest first."""

    role: str
    represents: Organisation | None
    holders: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class SeatChange:
    """Somebody was changed in a seat while its term went on."""

    at: object
    seat: Seat
    before: Person | None
    after: Person | None
    is_deputy: bool
    by: object
    reason: str


@dataclass
class Timed:
    """Seats by when they are held."""

    now: list[Seat] = field(default_factory=list)
    coming: list[Seat] = field(default_factory=list)
    past: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class PersonPlaces:
    own: Timed
    as_deputy: Timed
    turns: list[SecretaryTurn]
    counterparts: list[Counterpart]
    roles: list[RoleAssignment]


@dataclass(frozen=True)
class Represented:
    organisation: Organisation
    seats: list[Seat]


def roster(group: WorkingGroup, user, on: date) -> Roster:
    seats = group.seats.select_related("person", "represents", "deputy").order_by("order", "pk")
    held = list(seats.held_on(on))
    elsewhere = _other_groups(group, held, user, on)
    rows = [SeatRow(seat, elsewhere[seat.person_id] if seat.person_id else []) for seat in held]
    return Roster(rows, group.seats.filter(starts_on__gt=on).count())


def _other_groups(group: WorkingGroup, seats: list[Seat], user, on: date) -> dict[int, list[WorkingGroup]]:
    experts = [seat.person_id for seat in seats if seat.role == Seat.SeatRole.EXPERT and seat.person_id]
    seen = Seat.objects.filter(group__in=WorkingGroup.objects.visible_to(user).order_by().values("pk"))
    others = seen.held_on(on).filter(person__in=experts, role=Seat.SeatRole.EXPERT).exclude(group=group)
    found: dict[int, list[WorkingGroup]] = defaultdict(list)
    for seat in others.select_related("group").order_by("group__order", "group"):
        if seat.group not in found[seat.person_id]:
            found[seat.person_id].append(seat.group)
    return found


def places_of_group(group: WorkingGroup) -> list[Place]:
    """Every seat that the group has had, by role and by what it represents."""
    places: dict[tuple, Place] = {}
    for seat in group.seats.select_related("person", "represents", "deputy").order_by("order", "-starts_on", "pk"):
        key = (seat.role, seat.represents_id)
        places.setdefault(key, Place(seat.role, seat.represents)).holders.append(seat)
    for place in places.values():
        place.holders.sort(key=lambda seat: seat.starts_on, reverse=True)
    return sorted(places.values(), key=lambda place: ROLE_ORDER.index(place.role))


def seat_changes(group: WorkingGroup) -> list[SeatChange]:
    """Changes of the person or the deputy within a term, as the history of the seats tells them; the newest first."""
    records = get_history_model_for_model(Seat).objects.filter(group_id=group.pk)
    versions = records.select_related("person", "deputy", "represents", "history_user")
    before: dict[int, object] = {}
    found = []
    for version in versions.order_by("history_date", "history_id"):
        if version.id in before:
            found += _changes_between(before[version.id], version)
        before[version.id] = version
    return found[::-1]


def _changes_between(old, new) -> list[SeatChange]:
    return [
        SeatChange(
            at=new.history_date,
            seat=new,
            before=getattr(old, name),
            after=getattr(new, name),
            is_deputy=name == "deputy",
            by=new.history_user,
            reason=new.history_change_reason or "",
        )
        for name in ("person", "deputy")
        if getattr(old, f"{name}_id") != getattr(new, f"{name}_id")
    ]


def people_seen_by(user) -> QuerySet[Person]:
    """Oneself, the people of the counties where one is staff, those who sit or write in the groups that one sees, and
    the counterparts of the counties where one acts.
    """
    standing = standing_of(user)
    groups = WorkingGroup.objects.visible_to(user).order_by().values("pk")
    seats = Seat.objects.filter(group__in=groups).order_by()
    turns = SecretaryTurn.objects.filter(group__in=groups, person__isnull=False).order_by()
    places = Counterpart.objects.filter(county__in=standing.all_counties, person__isnull=False).order_by()
    return Person.objects.filter(
        Q(user=user)
        | Q(organisation__in=_organisations_of(standing.staff_counties))
        | Q(pk__in=seats.filter(person__isnull=False).values("person"))
        | Q(pk__in=seats.filter(deputy__isnull=False).values("deputy"))
        | Q(pk__in=turns.values("person"))
        | Q(pk__in=places.values("person"))
    )


def organisations_seen_by(user) -> QuerySet[Organisation]:
    """Those of the counties where one is staff, those that counties share, and what the seats that one sees represent."""
    counties = standing_of(user).staff_counties
    seats = Seat.objects.filter(group__in=WorkingGroup.objects.visible_to(user).order_by().values("pk"))
    found = Q(pk__in=seats.order_by().filter(represents__isnull=False).values("represents"))
    if counties:
        found |= Q(pk__in=_organisations_of(counties)) | (Q(county=None) & ~Q(kind=Organisation.Kind.COUNTY))
    return Organisation.objects.filter(found)


def _organisations_of(counties) -> QuerySet:
    return Organisation.objects.filter(Q(pk__in=counties) | Q(county__in=counties)).order_by().values("pk")


def places_of_person(person: Person, user, on: date) -> PersonPlaces:
    """All that the person holds, as far as the reader sees it."""
    seen = WorkingGroup.objects.visible_to(user).order_by().values("pk")
    seats = Seat.objects.filter(Q(person=person) | Q(deputy=person), group__in=seen)
    seats = list(
        seats.select_related("group__county", "represents", "person", "deputy").order_by("-starts_on", "group")
    )
    standing = standing_of(user)
    counterparts = person.counterpart_places.filter(county__in=standing.all_counties)
    roles = RoleAssignment.objects.filter(user__person=person, county__in=standing.staff_counties)
    return PersonPlaces(
        own=_timed([seat for seat in seats if seat.person_id == person.pk], on),
        as_deputy=_timed([seat for seat in seats if seat.deputy_id == person.pk], on),
        turns=list(turns_of_person(person, on).filter(group__in=seen)),
        counterparts=list(counterparts.select_related("organisation", "county")),
        roles=list(roles.select_related("county", "division")),
    )


def _timed(seats: list[Seat], on: date) -> Timed:
    timed = Timed()
    for seat in seats:
        if seat.starts_on > on:
            timed.coming.append(seat)
        elif seat.ends_on and seat.ends_on < on:
            timed.past.append(seat)
        else:
            timed.now.append(seat)
    return timed


def represented(organisation: Organisation, user, on: date) -> list[Represented]:
    """Who represents the organisation and those below it in the groups that the reader sees, each with its seats.

    Of a county: all its organisations, and the shared ones that sit in its groups.
    """
    seen = WorkingGroup.objects.visible_to(user).order_by().values("pk")
    seats = Seat.objects.held_on(on).filter(group__in=seen).filter(_of(organisation))
    rows = seats.select_related("represents", "group", "person", "deputy")
    found: dict[int, Represented] = {}
    for seat in rows.order_by("represents__order", "represents__name_fi", "group__order", "group", "order", "pk"):
        found.setdefault(seat.represents_id, Represented(seat.represents, [])).seats.append(seat)
    if organisation.pk in found:
        return [found.pop(organisation.pk), *found.values()]
    return list(found.values())


def _of(organisation: Organisation) -> Q:
    if organisation.kind == Organisation.Kind.COUNTY:
        shared = Q(represents__county=None, group__county=organisation)
        return Q(represents=organisation) | Q(represents__county=organisation) | (shared & Q(represents__isnull=False))
    return Q(represents=organisation) | Q(represents__parent=organisation)
