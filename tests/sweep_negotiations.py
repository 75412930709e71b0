"""Who gets what from the addresses of negotiations: staff reads, the coordinator runs, the public sees what was published."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import EVERYBODY, SIGNED_IN, STAFF, Rule, of, posted

READ = Rule(STAFF, set())
RUN = Rule({"coordinator"}, STAFF - {"coordinator"})
RUNNERS = {"coordinator", "other_coordinator"}
START = Rule(RUNNERS, SIGNED_IN - RUNNERS)
LED_ON = Rule(STAFF, set(), answer=302)

ROUND, ONE, MEETING = (
    of("negotiated.round.pk"),
    of("negotiated.negotiation.pk"),
    of("negotiated.negotiation.meeting.pk"),
)
HIGHLIGHT, PARTY = of("negotiated.highlight.pk"), of("negotiated.party.pk")
PERSON, MATERIAL = of("negotiated.representative.pk"), of("negotiated.material.pk")
TOPIC = of("negotiated.negotiation.pk", "negotiated.discussion.topic")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (Rule(EVERYBODY, set()), {"negotiations:negotiation-list": of()}),
    (LED_ON, {"negotiations:of-meeting": MEETING}),
    (
        READ,
        {
            "negotiations:round-detail": ROUND,
            "negotiations:highlights": ROUND,
            "negotiations:negotiation-detail": ONE,
            "negotiations:parties": ONE,
            "negotiations:discussions": ONE,
            "negotiations:memo": ONE,
            "negotiations:memo-word": ONE,
            "negotiations:memo-pdf": ONE,
        },
    ),
    (Rule(set(), set()), {"negotiations:material-file": MATERIAL}),  # the material is a link: there is no file
    (START, {"negotiations:round-create": of()}),
    (
        RUN,
        {
            "negotiations:round-edit": ROUND,
            "negotiations:round-remove": ROUND,
            "negotiations:negotiation-create": ROUND,
            "negotiations:highlight-create": ROUND,
            "negotiations:highlights-copy": ROUND,
            "negotiations:highlight-edit": HIGHLIGHT,
            "negotiations:highlight-remove": HIGHLIGHT,
            "negotiations:negotiation-edit": ONE,
            "negotiations:negotiation-cancel": ONE,
            "negotiations:party-add": ONE,
            "negotiations:party-take-away": PARTY,
            "negotiations:representative-add": PARTY,
            "negotiations:representative-edit": PERSON,
            "negotiations:representative-remove": PERSON,
            "negotiations:discussion-edit": TOPIC,
            "negotiations:presence": ONE,
            "negotiations:material-add": ONE,
            "negotiations:memo-summary": ONE,
            "negotiations:memo-send": ONE,
            "negotiations:memo-close": ONE,
        },
    ),
    (
        posted(RUN),
        {
            "negotiations:negotiation-held": ONE,
            "negotiations:negotiation-publish": ONE,
            "negotiations:memo-remind": ONE,
            "negotiations:memo-take-back": ONE,
            "negotiations:material-remove": MATERIAL,
        },
    ),
]
