"""Who gets what from the coefficient's pages: what all share is public, a county's own calculation is its staff's."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import PUBLIC_PAGE, STAFF, Rule, of

CALCULATION = of("coefficient.calculation.pk")


def picture(world: World) -> list:
    return [world.coefficient.calculation.pk, "svg"]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (PUBLIC_PAGE, {"indicators:coefficient": of(), "indicators:calculation-list": of()}),
    (
        Rule(STAFF, set()),
        {
            "indicators:calculation": CALCULATION,
            "indicators:calculation-steps": CALCULATION,
            "indicators:calculation-picture": picture,
            "indicators:calculation-workbook": CALCULATION,
        },
    ),
]
