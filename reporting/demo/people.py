"""People of the demo and their accounts."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from groups.models import Person, RoleAssignment, User
from groups.permissions import ROLE_TABLE, Permission, Role
from reporting.demo.county import DemoCounty
from reporting.demo.records import save_all

DOMAIN = "@demo.example"


def load_people(county: DemoCounty, password: str) -> None:
    data = county.read("people")
    users = _load_users(data["accounts"], {each["key"]: each["name"] for each in data["people"]}, password)
    by_person = {each["person"]: users[each["email"]] for each in data["accounts"] if "person" in each}
    county.people = {each["key"]: _person(county, each, by_person.get(each["key"])) for each in data["people"]}
    save_all(list(county.people.values()))
    save_all([_role(county, each, users[each["email"]]) for each in data["accounts"] if "role" in each])
    county.coordinator = next(users[each["email"]] for each in data["accounts"] if each.get("role") == Role.COORDINATOR)


def _load_users(accounts: list[dict], names: dict[str, str], password: str) -> dict[str, User]:
    encoded = make_password(password)  # once: a good hash is slow, and the password is the same for all
    users = {
        each["email"]: User(
            email=each["email"],
            name=each.get("name") or names[each["person"]],
            password=encoded,
            is_staff=Permission.USE_ADMIN in ROLE_TABLE.get(each.get("role"), ()),
        )
        for each in accounts
    }
    save_all(list(users.values()))
    save_all([EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users.values()])
    return users


def _person(county: DemoCounty, entry: dict, user: User | None) -> Person:
    return Person(
        name=entry["name"],
        title=entry.get("title", ""),
        organisation=county.organisations[entry["organisation"]],
        email=entry.get("email", entry["key"] + DOMAIN),
        user=user,
    )


def _role(county: DemoCounty, entry: dict, user: User) -> RoleAssignment:
    return RoleAssignment(
        user=user,
        role=entry["role"],
        county=None if entry["role"] == Role.KEEPER else county.root,
        division=county.organisations[entry["division"]] if "division" in entry else None,
    )
