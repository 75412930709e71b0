"""Who gets what from the addresses of the annual clock: staff reads their own county's, the coordinator keeps it."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import STAFF, Rule, of

EVERY_STAFF = Rule(STAFF | {"other_coordinator"}, set())
EVERY_KEEPER = Rule({"coordinator", "other_coordinator"}, STAFF - {"coordinator"})
KEEP = Rule({"coordinator"}, STAFF - {"coordinator"})
EVENT = of("clock_event.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (EVERY_STAFF, {"reporting:annual-clock": of(), "reporting:clock-calendar": of()}),
    (
        EVERY_KEEPER,
        {"reporting:clock-event-create": of(), "reporting:clock-copy": of(), "reporting:clock-term": of()},
    ),
    (KEEP, {"reporting:clock-event-edit": EVENT, "reporting:clock-event-remove": EVENT}),
]
