"""Who gets what from the addresses of what the parties do: links open to whoever has them, the rest is the coordinator's."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import EVERYBODY, STAFF, Rule, of, posted

READ = Rule(STAFF, set())
RUN = Rule({"coordinator"}, STAFF - {"coordinator"})
ONE = of("negotiated.negotiation.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (Rule(EVERYBODY, set()), {"negotiations:personal-party": of("negotiated.token")}),
    (  # the material is a link: there is no file
        Rule(EVERYBODY, set(), answer=404),
        {"negotiations:personal-material": of("negotiated.token", "negotiated.material.pk")},
    ),
    (READ, {"negotiations:points": ONE, "negotiations:calendar-file": ONE}),
    (RUN, {"negotiations:point-group-edit": of("negotiated.group.pk")}),
    (posted(RUN), {"negotiations:invite": ONE, "negotiations:ask": ONE}),
]
