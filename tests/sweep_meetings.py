"""Who gets what from the addresses of meetings and of the calendar."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import GROUP_PAGE, SIGNED_IN, SIGNED_IN_PAGE, Rule, of, posted

MEETING, TOPIC = of("meeting.pk"), of("topic.pk")
MAKERS = {"coordinator", "other_coordinator", "chair", "secretary"}
MAKING_PAGE = Rule(MAKERS, SIGNED_IN - MAKERS)
RUNNING = {"coordinator", "chair", "secretary"}
RUNNING_PAGE = Rule(RUNNING, GROUP_PAGE.allowed - RUNNING)


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (SIGNED_IN_PAGE, {"groups:calendar": of()}),
    (MAKING_PAGE, {"groups:meeting-create": of(), "groups:series-create": of()}),
    (
        RUNNING_PAGE,
        {
            "groups:meeting-edit": MEETING,
            "groups:meeting-cancel": MEETING,
            "groups:topic-create": MEETING,
            "groups:topic-edit": TOPIC,
            "groups:topic-remove": TOPIC,
        },
    ),
    (posted(RUNNING_PAGE), {"groups:meeting-held": MEETING}),
]
