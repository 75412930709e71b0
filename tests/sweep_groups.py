"""Who gets what from the addresses of groups and seats."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import GROUP_PAGE, SIGNED_IN_PAGE, Rule, of

GROUP = of("personas.group.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (SIGNED_IN_PAGE, {"groups:group-list": of()}),
    (GROUP_PAGE, {"groups:group-detail": GROUP, "groups:meeting-detail": of("meeting.pk")}),
]
