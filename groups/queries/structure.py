"""The structure of a county's HYTE work, from its organisations, groups and seats."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from groups.models import Organisation, Seat, WorkingGroup
from groups.standing import standing_of

Kind, GroupKind = Organisation.Kind, WorkingGroup.Kind
OTHERS = (Kind.HUS, Kind.NGO, Kind.PARISH, Kind.COMPANY)


@dataclass
class Division:
    organisation: Organisation
    boards: list[Organisation] = field(default_factory=list)
    leads: list[Seat] = field(default_factory=list)  # its seats in the divisions' group


@dataclass
class Municipality:
    organisation: Organisation
    bodies: list[Organisation] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """A step of the way to a decision; ``beside`` are heard at it."""

    name: str  # which step: "team", "age_groups" and so on
    groups: list[WorkingGroup]
    bodies: list[Organisation]
    beside: list[Organisation]

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.bodies)


@dataclass(frozen=True)
class Structure:
    county: Organisation
    divisions: list[Division]
    units: list[Organisation]
    municipalities: list[Municipality]
    others: list[Organisation]
    organisations: dict[str, list[Organisation]]
    groups: dict[str, list[WorkingGroup]]
    path: list[Step]
    links_organisations: bool  # whether the reader may open the pages of all of them

    @property
    def common_boards(self) -> list[Organisation]:
        """Management boards of the whole county, not of one division."""
        return _common_boards(self.county, self.organisations)

    @property
    def is_empty(self) -> bool:
        return not (self.divisions or any(self.groups.values()))


def structure_of(county: Organisation, user, on: date) -> Structure:
    """Groups that the reader doesn't see are left out. A constant number of queries."""
    organisations = _by_kind(county, on)
    groups = _groups(county, user, on)
    return Structure(
        county=county,
        divisions=_divisions(county, organisations, groups, on),
        units=[unit for unit in organisations[Kind.UNIT] if unit.parent_id == county.pk],
        municipalities=_municipalities(organisations),
        others=[each for kind in OTHERS for each in organisations[kind]],
        organisations=dict(organisations) | {Kind.ADVISORY_BODY: _own_bodies(organisations)},
        groups=dict(groups),
        path=_path(county, organisations, groups),
        links_organisations=county.pk in standing_of(user).staff_counties,
    )


def _by_kind(county: Organisation, on: date) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = defaultdict(list)
    for each in Organisation.objects.of_county(county).active(on).order_by("order", "pk"):
        found[each.kind].append(each)
    return found


def _groups(county: Organisation, user, on: date) -> dict[str, list[WorkingGroup]]:
    held = Q(seats__starts_on__lte=on) & (Q(seats__ends_on=None) | Q(seats__ends_on__gte=on))
    of_county = WorkingGroup.objects.visible_to(user).filter(
        Q(county=county) | Q(pk__in=county.shared_working_groups.order_by().values("pk"))
    )
    counted = of_county.annotate(
        seat_count=Count("seats", filter=held), vacant_count=Count("seats", filter=held & Q(seats__person=None))
    )
    found: dict[str, list[WorkingGroup]] = defaultdict(list)
    for group in counted.select_related("age_group").order_by("order", "name_fi", "pk"):
        found[group.kind].append(group)
    return found


def _divisions(county: Organisation, organisations: dict, groups: dict, on: date) -> list[Division]:
    divisions = {each.pk: Division(each) for each in organisations[Kind.DIVISION]}
    for board in organisations[Kind.MANAGEMENT_BOARD]:
        if board.parent_id in divisions:
            divisions[board.parent_id].boards.append(board)
    own = Seat.objects.held_on(on).filter(group__in=[group.pk for group in groups[GroupKind.DIVISIONS]])
    leads = own.filter(represents__in=divisions).exclude(role=Seat.SeatRole.SECRETARY_POOL)
    for seat in leads.select_related("person").order_by("order", "pk"):
        divisions[seat.represents_id].leads.append(seat)
    return list(divisions.values())


def _municipalities(organisations: dict) -> list[Municipality]:
    found = {each.pk: Municipality(each) for each in organisations[Kind.MUNICIPALITY]}
    for body in organisations[Kind.ADVISORY_BODY]:
        if body.parent_id in found:
            found[body.parent_id].bodies.append(body)
    return list(found.values())


def _own_bodies(organisations: dict) -> list[Organisation]:
    """Advisory bodies of the county itself."""
    municipal = {each.pk for each in organisations[Kind.MUNICIPALITY]}
    return [body for body in organisations[Kind.ADVISORY_BODY] if body.parent_id not in municipal]


def _path(county: Organisation, organisations: dict, groups: dict) -> list[Step]:
    """From the preparation to the council; a step that the county doesn't have is left out."""
    boards = _common_boards(county, organisations) or organisations[Kind.MANAGEMENT_BOARD]
    steps = [
        Step("team", groups[GroupKind.TEAM], [], []),
        Step("age_groups", groups[GroupKind.AGE_GROUP], [], []),
        Step("steering", groups[GroupKind.STEERING], [], []),
        Step("board", [], boards, []),
        Step("committee", [], organisations[Kind.COMMITTEE], _own_bodies(organisations)),
        Step("county_board", [], organisations[Kind.COUNTY_BOARD], []),
        Step("county_council", [], organisations[Kind.COUNTY_COUNCIL], []),
    ]
    return [step for step in steps if not step.is_empty]


def _common_boards(county: Organisation, organisations: dict) -> list[Organisation]:
    return [board for board in organisations.get(Kind.MANAGEMENT_BOARD, ()) if board.parent_id == county.pk]
