"""Who gets what from the addresses of indicators: figures."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ANY_COORDINATOR_PAGE, COORDINATOR_PAGE, STAFF, Rule, of

OWN_INDICATOR_PAGE = Rule({"coordinator"}, STAFF - {"coordinator"})  # to all others the indicator doesn't exist

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (ANY_COORDINATOR_PAGE, {"indicators:own-indicator-create": of()}),
    (COORDINATOR_PAGE, {"plans:own-quantity-create": of("measure.pk")}),
    (
        OWN_INDICATOR_PAGE,
        {
            "indicators:own-indicator-edit": of("measured.own.pk"),
            "indicators:own-figures": of("measured.own.pk"),
        },
    ),
]
