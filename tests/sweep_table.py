"""Who gets what from every address: rules, and the addresses under each.

An address that stands in none fails tests/test_sweep.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.factories.groups import PERSONA_NAMES
from tests.factories.world import World

ANONYMOUS = "anonymous"
STAFF = {"coordinator", "lead", "chair", "secretary", "reader"}
INSIDE = STAFF | {"member", "contact"}
SIGNED_IN = set(PERSONA_NAMES)
EVERYBODY = SIGNED_IN | {ANONYMOUS}
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


PLAN, GOAL, MEASURE = of("plan.slug"), of("goal.pk"), of("measure.pk")
IMPORT = of("imported.pk")
SECTION, AREA, PHENOMENON, STEP = of("section.pk"), of("area.pk"), of("phenomenon.pk"), of("step.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        PUBLIC_PAGE,
        {
            "home": of(),
            "accessibility": of(),
            "health": of(),
            "plans:plan-list": of(),
            "indicators:indicator-list": of(),
            "indicators:indicator-detail": of("indicator.pk"),
            "plans:indicator-uses": of("indicator.pk"),
            "plans:personal-report": of("token"),
        },
    ),
    (
        READERS_PAGE,
        {
            "plans:plan-detail": PLAN,
            "plans:monitoring": PLAN,
            "plans:totals-picture": PLAN,
            "plans:focus-area-detail": of("plan.slug", "area.slug"),
            "plans:phenomenon-detail": of("plan.slug", "phenomenon.pk"),
            "plans:goal-detail": GOAL,
            "plans:measure-detail": MEASURE,
        },
    ),
    (SIGNED_IN_PAGE, {"plans:my-measures": of(), "groups:group-list": of()}),
    (GROUP_PAGE, {"groups:group-detail": of("personas.group.pk")}),
    (
        STAFF_PAGE,
        {
            "plans:snapshot-list": PLAN,
            "plans:snapshot-detail": of("snapshot.pk"),
            "plans:council-workbook": PLAN,
            "plans:workbook-export": PLAN,
            "plans:goal-wording": GOAL,
            "plans:measure-wording": MEASURE,
        },
    ),
    (
        COORDINATOR_PAGE,
        {
            "plans:plan-manage": PLAN,
            "plans:plan-edit": PLAN,
            "plans:plan-delete": PLAN,
            "plans:sub-plan-create": PLAN,
            "plans:plan-approve": PLAN,
            "plans:plan-publication": PLAN,
            "plans:plan-decisions": PLAN,
            "plans:plan-decision-create": PLAN,
            "plans:plan-decision-edit": of("plan.slug", "tie.pk"),
            "plans:plan-steps": PLAN,
            "plans:plan-step-create": PLAN,
            "plans:plan-step-edit": STEP,
            "plans:plan-step-delete": STEP,
            "plans:section-create": PLAN,
            "plans:section-edit": SECTION,
            "plans:section-delete": SECTION,
            "plans:goal-create": SECTION,
            "plans:focus-area-create": PLAN,
            "plans:focus-area-edit": AREA,
            "plans:focus-area-delete": AREA,
            "plans:phenomenon-create": PLAN,
            "plans:phenomenon-edit": PHENOMENON,
            "plans:phenomenon-delete": PHENOMENON,
            "plans:figure-create": PHENOMENON,
            "plans:figure-edit": of("figure.pk"),
            "plans:figure-delete": of("figure.pk"),
            "plans:goal-edit": GOAL,
            "plans:goal-delete": GOAL,
            "plans:goal-target-create": GOAL,
            "plans:goal-supersede": GOAL,
            "plans:goal-mend": GOAL,
            "plans:measure-create": GOAL,
            "plans:measure-edit": MEASURE,
            "plans:measure-delete": MEASURE,
            "plans:measure-end": MEASURE,
            "plans:measure-target-create": MEASURE,
            "plans:measure-supersede": MEASURE,
            "plans:measure-mend": MEASURE,
            "plans:target-edit": of("target.pk"),
            "plans:target-delete": of("target.pk"),
            "plans:responsibility-end": of("responsibility.pk"),
            "plans:plan-responsibilities": PLAN,
            "plans:snapshot-create": PLAN,
            "plans:proposal-list": PLAN,
            "plans:proposal-decide": of("proposal.pk"),
            "plans:promise-proposal-decide": of("promise_proposal.pk"),
        },
    ),
    (inside("coordinator", answer=302), {"plans:bulk-status": PLAN}),  # nothing selected: back to monitoring
    (
        posted(COORDINATOR_PAGE),
        {
            "plans:section-move": SECTION,
            "plans:focus-area-move": AREA,
            "plans:phenomenon-move": PHENOMENON,
            "plans:goal-move": GOAL,
            "plans:measure-move": MEASURE,
            "plans:plan-step-done": STEP,
            "plans:status-publish": MEASURE,
        },
    ),
    (ANY_COORDINATOR_PAGE, {"plans:plan-create": of()}),
    (ORGANISATION_PAGE, {"plans:organisation-move": of("personas.division.pk")}),
    (
        REPORTING_PAGE,
        {"plans:status-report": MEASURE, "plans:status-correct": of("update.pk"), "plans:propose": MEASURE},
    ),
    (LEADING_PAGE, {"plans:measure-responsibilities": MEASURE, "plans:workbook-home": PLAN}),
    (
        OWN_PAGE,
        {
            "plans:import-columns": IMPORT,
            "plans:import-questions": IMPORT,
            "plans:import-preview": IMPORT,
            "plans:import-discard": IMPORT,
            "plans:import-original": IMPORT,
            "plans:import-undo": of("applied.pk"),
            "plans:import-result": of("applied.pk"),
        },
    ),
    (Rule({"coordinator"}, set(), answer=302), {"plans:import-detail": IMPORT}),  # on to what must be looked at
    (posted(OWN_PAGE), {"plans:import-apply": IMPORT}),
    (posted(LEADING_PAGE), {"plans:send-link": MEASURE, "plans:revoke-link": of("link.pk")}),
    (posted(COMMENTING, 422), {"plans:comment-add": MEASURE}),
    (posted(PUBLIC_PAGE), {"set_language": of()}),
]
RULES = {name: (rule, arguments) for rule, addresses in TABLE for name, arguments in addresses.items()}

# Addresses of allauth: what a visitor and somebody signed in get. Nobody makes an account by oneself.
ALLAUTH = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_signup": (200, 302),
    "account_reauthenticate": (302, 200),
    "account_email": (302, 200),
    "account_email_verification_sent": (200, 200),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_confirm_login_code": (302, 302),
}
ALLAUTH_WITH_KEY = {
    "/accounts/confirm-email/avain/": (200, 200),
    "/accounts/password/reset/key/1-avain/": (200, 200),
}
