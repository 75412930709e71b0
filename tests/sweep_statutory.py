"""Who gets what from the page of what the law asks, and from the clock's calendar feed."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_clock import EVERY_KEEPER, EVERY_STAFF
from tests.sweep_rules import PUBLIC_PAGE, STAFF, Rule, of, posted

FOLLOWING = {"chair", "secretary"}  # whose accounts are tied to a person
WITHOUT_PERSON = (STAFF | {"other_coordinator"}) - FOLLOWING


def _line(world: World) -> list:
    return ["ngos"]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (EVERY_STAFF, {"reporting:statutory": of()}),
    (EVERY_KEEPER, {"reporting:statutory-note": _line}),
    (PUBLIC_PAGE, {"reporting:clock-feed": of("clock_token")}),
    (EVERY_STAFF, {"reporting:clock-feed-page": of()}),
    (Rule(FOLLOWING, WITHOUT_PERSON, "POST"), {"reporting:clock-feed-make": of()}),
    (posted(Rule({"secretary"}, set())), {"reporting:clock-feed-remove": of("clock_feed.pk")}),
]
