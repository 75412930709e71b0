"""Who gets what from going through a meeting's measures."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import GROUP_PAGE, Rule, of

RUNNING = {"coordinator", "chair", "secretary"}

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (GROUP_PAGE, {"plans:meeting-round": of("meeting.pk")}),
    (Rule(RUNNING, GROUP_PAGE.allowed - RUNNING), {"plans:round-answer": of("meeting.pk", "measure.pk")}),
]
