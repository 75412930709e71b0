"""Who gets what from every address: the kinds of rules."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.factories.groups import PERSONA_NAMES
from tests.factories.world import World

ANONYMOUS = "anonymous"
STAFF = {"coordinator", "lead", "chair", "secretary", "reader"}
INSIDE = STAFF | {"member", "contact"}
SIGNED_IN = set(PERSONA_NAMES)
EVERYBODY = SIGNED_IN | {ANONYMOUS}
# Open to whoever has the secret: what has an unknown one isn't found, and nobody is asked to log in.
SECRET_ADDRESSES = {
    "plans:personal-report",
    "plans:personal-statement",
    "negotiations:personal-material",
    "negotiations:personal-party",
    "plans:personal-meeting",
    "groups:calendar-feed",
    "reporting:clock-feed",
    "groups:settings-by-link",
}
LOGIN, FORBIDDEN, NOT_FOUND, WRONG_METHOD = 302, 403, 404, 405


@dataclass(frozen=True)
class Rule:
    """Who is let in, and who hears that the page isn't theirs; anonymous goes to the login, to others it doesn't exist."""

    allowed: set[str]
    forbidden: set[str]
    method: str = "GET"
    answer: int = 200  # what the allowed get

    def expected(self, persona: str) -> int:
        if persona in self.allowed:
            return self.answer
        if persona == ANONYMOUS:
            return LOGIN
        return FORBIDDEN if persona in self.forbidden else NOT_FOUND


def inside(*allowed: str, **fields) -> Rule:
    """For some of those who read the plan's internal side; the others of them get 403."""
    return Rule(set(allowed), INSIDE - set(allowed), **fields)


def posted(rule: Rule, answer: int = 302) -> Rule:
    """For an address that only takes posts: what the allowed get for an empty one."""
    return Rule(rule.allowed, rule.forbidden, "POST", answer)


PUBLIC_PAGE = Rule(EVERYBODY, set())
READERS_PAGE = inside(*INSIDE)  # what a public page becomes when the plan is internal
SIGNED_IN_PAGE = Rule(SIGNED_IN, set())
GROUP_PAGE = Rule(STAFF | {"member"}, set())
STAFF_PAGE = inside(*STAFF)
COORDINATOR_PAGE = inside("coordinator")
ANY_COORDINATOR_PAGE = Rule({"coordinator", "other_coordinator"}, SIGNED_IN - {"coordinator", "other_coordinator"})
ORGANISATION_PAGE = Rule({"coordinator"}, STAFF - {"coordinator"})
REPORTING_PAGE = inside("coordinator", "lead", "chair", "secretary", "contact")
LEADING_PAGE = inside("coordinator", "lead", "chair", "secretary")
OWN_PAGE = Rule({"coordinator"}, set())  # to colleagues who coordinate nothing it doesn't exist
COMMENTING = inside("coordinator", "lead", "chair", "secretary", "contact", "member")


def of(*path: str) -> Callable[[World], list]:
    """The arguments of an address: attributes of the world's records, ``plan.slug`` and the like."""

    def arguments(world: World) -> list:
        found = []
        for name in path:
            value = world
            for part in name.split("."):
                value = getattr(value, part)
            found.append(value)
        return found

    return arguments
