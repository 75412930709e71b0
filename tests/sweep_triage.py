"""Who gets what from the pages of what a county does about the coefficient's indicators: staff reads, the coordinator judges."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import STAFF, Rule, of

# Everybody who is staff somewhere has a list of one's own county; of a county's own rules only its staff hears.
EVERY_STAFF = Rule(STAFF | {"other_coordinator"}, set())
OWN_STAFF = Rule(STAFF, set())
JUDGES = Rule({"coordinator"}, STAFF - {"coordinator"})
INDICATOR = of("coefficient.indicator.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (EVERY_STAFF, {"plans:triage-list": of()}),
    (OWN_STAFF, {"plans:triage": INDICATOR}),
    (
        JUDGES,
        {"plans:triage-edit": INDICATOR, "plans:triage-note": INDICATOR, "plans:triage-remove": INDICATOR},
    ),
]
