"""What an account may do, worked out once for a request.

The models' ``visible_to`` needs it, so it stands below them and finds the seats through the app registry.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.db.models import BigIntegerField, Q, Value

from groups.permissions import ROLE_TABLE, Permission, Role, Scope
from hyte.lib.clock import today

TURN_LASTS = timedelta(days=90)  # after the meeting: the memo has to be finished and approved


@dataclass(frozen=True)
class Reach:
    """Where a permission holds: ids of counties, divisions and groups, and whether on one's own measures."""

    counties: frozenset[int] = frozenset()
    divisions: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    own: bool = False
    nation: bool = False


@dataclass
class Standing:
    """The roles of one account: ids of counties, divisions and groups by role."""

    counties: dict[Role, set[int]] = field(default_factory=dict)
    divisions: set[int] = field(default_factory=set)
    seats: dict[Role, set[int]] = field(default_factory=dict)
    authenticated: bool = False
    keeper: bool = False

    @property
    def staff_counties(self) -> frozenset[int]:
        """Counties in which the account reads internal pages as staff."""
        return self.reach(Permission.VIEW_INTERNAL).counties

    @property
    def all_counties(self) -> frozenset[int]:
        """Counties in which the account has any role or seat."""
        return frozenset().union(*self.counties.values())

    @property
    def groups(self) -> frozenset[int]:
        return frozenset().union(*self.seats.values())

    def acts_in(self, county_id: int) -> bool:
        """Whether the account has any role or seat in the county."""
        return county_id in self.all_counties

    def reach(self, permission: Permission) -> Reach:
        """Where the account has the permission, from all of its roles together."""
        counties, divisions, groups = set(), set(), set()
        own = nation = False
        for role, table in ROLE_TABLE.items():
            match table.get(permission):
                case Scope.COUNTY:
                    counties |= self.counties.get(role, set())
                case Scope.DIVISION:
                    divisions |= self.divisions
                case Scope.GROUP:
                    groups |= self.seats.get(role, set())
                case Scope.OWN:
                    own = self.authenticated
                case Scope.NATION:
                    nation = self.keeper
        return Reach(frozenset(counties), frozenset(divisions), frozenset(groups), own, nation)


class CountyStaff:
    """Stands for the staff of a county where no account is at hand: what somebody runs on the server.

    It isn't signed in and holds nothing of its own: no seat, no measure.
    """

    is_authenticated = is_active = True

    def __init__(self, county_id: int, role: Role = Role.READER) -> None:
        self._standing = Standing(counties={role: {county_id}})


class SeatedReader:
    """Stands for somebody who reads by a personal link what members of the groups read, and nothing that is the account's."""

    is_authenticated = is_active = True

    def __init__(self, groups: Iterable) -> None:
        members = {group.pk for group in groups}
        counties = {group.county_id for group in groups}
        self._standing = Standing(counties={Role.MEMBER: counties}, seats={Role.MEMBER: members})


def standing_of(user) -> Standing:
    """Return the account's standing today; one query, kept on the user object for the request."""
    if not user.is_authenticated or not user.is_active:
        return Standing()
    if not hasattr(user, "_standing"):
        user._standing = _read_standing(user)
    return user._standing


def _read_standing(user) -> Standing:
    standing = Standing(authenticated=True)
    seat_model, turn_model = apps.get_model("groups", "Seat"), apps.get_model("groups", "SecretaryTurn")
    nothing = Value(None, output_field=BigIntegerField())
    roles = user.role_assignments.order_by().values_list("role", "county_id", "division_id", nothing)
    seats = seat_model.objects.held_on(today()).filter(Q(person__user=user) | Q(deputy__user=user))
    held = seats.order_by().values_list("role", "group__county_id", nothing, "group_id")
    turns = turn_model.objects.filter(person__user=user, meeting__ends_at__date__gte=today() - TURN_LASTS).order_by()
    written = turns.values_list(Value(seat_model.SeatRole.SECRETARY), "group__county_id", nothing, "group_id")
    for role, county_id, division_id, group_id in roles.union(held, written):
        if group_id:
            _add_seat(standing, seat_model.GRANTS[role], county_id, group_id)
        else:
            _add_role(standing, Role(role), county_id, division_id)
    return standing


def _add_seat(standing: Standing, role: Role, county_id: int, group_id: int) -> None:
    standing.seats.setdefault(role, set()).add(group_id)
    standing.counties.setdefault(role, set()).add(county_id)


def _add_role(standing: Standing, role: Role, county_id: int | None, division_id: int | None) -> None:
    if role is Role.KEEPER:
        standing.keeper = True
        return
    standing.counties.setdefault(role, set()).add(county_id)
    if division_id:
        standing.divisions.add(division_id)
