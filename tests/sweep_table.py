"""Who gets what from every address: rules, and the addresses under each.

An address that stands in none fails tests/test_sweep.py. The areas with many addresses have a module of their own.
"""

from collections.abc import Callable

from tests import (
    sweep_agenda,
    sweep_agreements,
    sweep_boards,
    sweep_cards,
    sweep_catalogue,
    sweep_coefficient,
    sweep_entry,
    sweep_feeds,
    sweep_figures,
    sweep_groups,
    sweep_indicators,
    sweep_meeting_round,
    sweep_meetings,
    sweep_memo,
    sweep_negotiations,
    sweep_parties,
    sweep_rounds,
    sweep_rule_sets,
    sweep_sync,
    sweep_triage,
    sweep_what_if,
)
from tests.factories.world import World
from tests.sweep_rules import (
    ANY_COORDINATOR_PAGE,
    COMMENTING,
    COORDINATOR_PAGE,
    EVERYBODY,
    LEADING_PAGE,
    ORGANISATION_PAGE,
    OWN_PAGE,
    PUBLIC_PAGE,
    READERS_PAGE,
    REPORTING_PAGE,
    SIGNED_IN_PAGE,
    STAFF_PAGE,
    Rule,
    inside,
    of,
    posted,
)

PLAN, GOAL, MEASURE = of("plan.slug"), of("goal.pk"), of("measure.pk")
IMPORT = of("imported.pk")
SECTION, AREA, PHENOMENON, STEP = of("section.pk"), of("area.pk"), of("phenomenon.pk"), of("step.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        PUBLIC_PAGE,
        {
            "home": of(),
            "accessibility": of(),
            "privacy": of(),
            "health": of(),
            "plans:plan-list": of(),
            "indicators:indicator-list": of(),
            "indicators:indicator-detail": of("indicator.pk"),
            "plans:indicator-uses": of("indicator.pk"),
            "plans:personal-report": of("token"),
        },
    ),
    (Rule(EVERYBODY, set(), answer=404), {"groups:settings-by-link": of("token")}),  # a link for another purpose
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
    (SIGNED_IN_PAGE, {"plans:my-measures": of(), "groups:my-settings": of()}),
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
AREAS = [
    sweep_agenda,
    sweep_agreements,
    sweep_boards,
    sweep_cards,
    sweep_catalogue,
    sweep_coefficient,
    sweep_entry,
    sweep_feeds,
    sweep_figures,
    sweep_groups,
    sweep_indicators,
    sweep_meeting_round,
    sweep_meetings,
    sweep_memo,
    sweep_negotiations,
    sweep_parties,
    sweep_rounds,
    sweep_rule_sets,
    sweep_sync,
    sweep_triage,
    sweep_what_if,
]
TABLE += [row for area in AREAS for row in area.TABLE]
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
