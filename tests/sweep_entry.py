"""Who gets what from the addresses of entering a calculation."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ORGANISATION_PAGE, SIGNED_IN, Rule, of

KEEPERS = {"coordinator", "other_coordinator", "keeper"}


def with_depth(world: World) -> list:
    return [world.coefficient.rule_set.pk, "kertoimet"]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (Rule(KEEPERS, SIGNED_IN - KEEPERS), {"indicators:calculation-create": of()}),
    (ORGANISATION_PAGE, {"indicators:entry-figures": with_depth, "indicators:entry-template": with_depth}),
]
