"""Builders of organisations, people and accounts; each makes exactly what its name says."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from groups.models import Decision, Organisation, Person, RoleAssignment, Seat, User, WorkingGroup
from groups.permissions import Role

PASSWORD = "Koivu-ja-tahti-42"
TERM_START = date(2023, 1, 1)
_numbers = count(1)


def make_organisation(
    name: str = "", kind: str = "division", parent: Organisation | None = None, **fields
) -> Organisation:
    return Organisation.objects.create(
        name_fi=name or f"Organisaatio {next(_numbers)}", kind=kind, parent=parent, **fields
    )


def make_county(name: str = "Esimerkin hyvinvointialue", languages: str = "fi,sv", **fields) -> Organisation:
    return make_organisation(name, kind="county", languages=languages, **fields)


def make_user(email: str = "", **fields) -> User:
    return User.objects.create_user(email or f"tili{next(_numbers)}@example.org", PASSWORD, **fields)


def make_person(name: str = "", user: User | None = None, organisation: Organisation | None = None, **fields) -> Person:
    return Person.objects.create(
        name=name or f"Henkilö {next(_numbers)}", user=user, organisation=organisation, **fields
    )


def make_group(county: Organisation, name: str = "", kind: str = "age_group", **fields) -> WorkingGroup:
    return WorkingGroup.objects.create(county=county, name_fi=name or f"Ryhmä {next(_numbers)}", kind=kind, **fields)


def make_seat(group: WorkingGroup, person: Person | None, role: str = "member", **fields) -> Seat:
    return Seat.objects.create(group=group, person=person, role=role, **({"starts_on": TERM_START} | fields))


def give_role(
    user: User, role: Role, county: Organisation | None = None, division: Organisation | None = None
) -> RoleAssignment:
    return RoleAssignment.objects.create(user=user, role=role, county=county, division=division)


def make_decision(
    county: Organisation, body: Organisation | None = None, on: date = date(2023, 12, 12), **fields
) -> Decision:
    body = body or make_organisation("Aluevaltuusto", kind="county_council", parent=county)
    return Decision.objects.create(county=county, body=body, on=on, **({"title_fi": "Päätös"} | fields))


@dataclass
class Personas:
    """One account of each kind around one county; ``group`` looks after the first section."""

    county: Organisation
    division: Organisation
    group: WorkingGroup
    coordinator: User
    lead: User
    chair: User
    secretary: User
    contact: User
    member: User
    reader: User
    keeper: User
    unrelated: User
    other_coordinator: User
    other_county: Organisation

    def all(self) -> dict[str, User]:
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def make_personas() -> Personas:
    county, other = make_county(), make_county("Toinen hyvinvointialue", languages="fi")
    division = make_organisation("Terveydenhuollon palvelut", parent=county)
    group = make_group(county, "Työikäisten ryhmä")
    users = {
        name: make_user(f"{name}@example.org", name=name, is_staff=name in KEEPING_NAMES) for name in PERSONA_NAMES
    }
    give_role(users["coordinator"], Role.COORDINATOR, county)
    give_role(users["other_coordinator"], Role.COORDINATOR, other)
    give_role(users["lead"], Role.DIVISION_LEAD, county, division)
    give_role(users["reader"], Role.READER, county)
    give_role(users["keeper"], Role.KEEPER)
    for name, role in (("chair", "chair"), ("secretary", "secretary_pool"), ("member", "member")):
        make_seat(group, make_person(f"{name} henkilö", users[name], division), role)
    make_person("yhteyshenkilö", users["contact"], division, email="yhteys@example.org")
    return Personas(county=county, other_county=other, division=division, group=group, **users)


KEEPING_NAMES = ("coordinator", "other_coordinator", "keeper")
PERSONA_NAMES = (
    "coordinator",
    "lead",
    "chair",
    "secretary",
    "contact",
    "member",
    "reader",
    "keeper",
    "unrelated",
    "other_coordinator",
)
