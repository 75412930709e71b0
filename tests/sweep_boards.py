"""Who gets what from the addresses of a plan's indicators."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import COORDINATOR_PAGE, READERS_PAGE, Rule, of

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (READERS_PAGE, {"plans:indicator-board": of("plan.slug")}),
    (COORDINATOR_PAGE, {"plans:focus-area-target-create": of("area.pk")}),
]
