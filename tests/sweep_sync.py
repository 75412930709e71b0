"""Who gets what from the addresses of fetching from Sotkanet."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import SIGNED_IN, Rule, of, posted

KEEPERS = {"coordinator", "other_coordinator", "keeper"}
KEEPING_PAGE = Rule(KEEPERS, SIGNED_IN - KEEPERS)
KEEPERS_RUN = Rule(KEEPERS, set())  # to others no run exists
INDICATOR = of("measured.item.indicator.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (KEEPING_PAGE, {"indicators:sync-runs": of(), "indicators:indicator-title": INDICATOR}),
    (KEEPERS_RUN, {"indicators:sync-run": of("measured.run.pk")}),
    (posted(KEEPING_PAGE), {"indicators:sync-start": of()}),
]
