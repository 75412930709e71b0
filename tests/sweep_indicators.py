"""Who gets what from the addresses of indicators: pages, pictures, files and conclusions."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import PUBLIC_PAGE, STAFF, Rule, of

INDICATOR = of("indicator.pk")
CONCLUDERS = {"coordinator", "chair", "secretary"}


def picture(world: World) -> list:
    return [world.indicator.pk, "svg"]


def table(world: World) -> list:
    return [world.indicator.pk, "csv"]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        PUBLIC_PAGE,
        {
            "indicators:indicator-picture": picture,
            "indicators:indicator-download": table,
            "indicators:indicator-data": INDICATOR,
        },
    ),
    # Each for the county where one acts; who acts in none is told nothing.
    (
        Rule(CONCLUDERS | {"other_coordinator"}, (STAFF | {"member"}) - CONCLUDERS),
        {"indicators:conclusion-create": INDICATOR},
    ),
    (Rule(CONCLUDERS, STAFF - CONCLUDERS), {"indicators:conclusion-edit": of("measured.conclusion.pk")}),
]
