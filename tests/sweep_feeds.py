"""Who gets what from calendar feeds, invitations and answers."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import GROUP_PAGE, PUBLIC_PAGE, SIGNED_IN, SIGNED_IN_PAGE, Rule, of, posted

MEETING, LINK = of("meeting.pk"), of("feed_link.pk")
WITH_PERSON = {"chair", "secretary", "member", "contact"}
SEATED = {"chair", "secretary", "member"}
RUNNING = {"coordinator", "chair", "secretary"}
OWN_LINK = Rule({"member"}, set(), "POST")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (PUBLIC_PAGE, {"groups:calendar-feed": of("feed_token")}),
    (SIGNED_IN_PAGE, {"groups:feeds": of()}),
    (Rule(WITH_PERSON, SIGNED_IN - WITH_PERSON, "POST"), {"groups:feed-make": of()}),
    (OWN_LINK, {"groups:feed-renew": LINK}),
    (posted(OWN_LINK), {"groups:feed-remove": LINK}),
    (GROUP_PAGE, {"groups:meeting-ics": MEETING}),
    (posted(Rule(RUNNING, GROUP_PAGE.allowed - RUNNING)), {"groups:meeting-call": MEETING}),
    (posted(Rule(SEATED, GROUP_PAGE.allowed - SEATED)), {"groups:meeting-answer": MEETING}),
]
