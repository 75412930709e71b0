"""Who gets what from "what if" and its scenarios: the former by who reads the calculation, the latter the county's staff."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import COORDINATOR_PAGE, ORGANISATION_PAGE, SIGNED_IN, STAFF, Rule, of

CALCULATION, SCENARIO = of("coefficient.calculation.pk"), of("coefficient.scenario.pk")
ANY_STAFF = STAFF | {"other_coordinator"}
NOTHING_CHANGED = Rule({"coordinator"}, STAFF - {"coordinator"}, answer=302)

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (Rule(STAFF, set()), {"indicators:what-if": CALCULATION, "indicators:scenario": SCENARIO}),
    (
        Rule(ANY_STAFF, SIGNED_IN - ANY_STAFF),
        {"indicators:scenario-list": of(), "indicators:scenarios-compare": of()},
    ),
    (NOTHING_CHANGED, {"indicators:scenario-create": CALCULATION}),
    (ORGANISATION_PAGE, {"indicators:scenario-delete": SCENARIO}),
    (
        COORDINATOR_PAGE,
        {"plans:measure-scenario-create": of("measure.pk"), "plans:measure-scenario-delete": of("scenario_link.pk")},
    ),
]
