"""Who gets what from the page of what the law asks: staff reads their own county's, the coordinator writes."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_clock import EVERY_KEEPER, EVERY_STAFF
from tests.sweep_rules import Rule, of


def _line(world: World) -> list:
    return ["ngos"]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (EVERY_STAFF, {"reporting:statutory": of()}),
    (EVERY_KEEPER, {"reporting:statutory-note": _line}),
]
