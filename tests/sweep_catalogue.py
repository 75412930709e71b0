"""Who gets what from the addresses of indicators: catalogue."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ANY_COORDINATOR_PAGE, SIGNED_IN, Rule, of

IN_A_COUNTY = SIGNED_IN - {"keeper", "unrelated", "contact"}

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        ANY_COORDINATOR_PAGE,
        {
            "indicators:catalogue": of(),
            "indicators:catalogue-entry": of("measured.entry.sotkanet_id"),
            "indicators:adoption-edit": of("indicator.pk"),
            "indicators:omission": of("measured.line.pk"),
            "indicators:comparison-areas": of(),
        },
    ),
    (
        Rule(IN_A_COUNTY, set()),
        {"indicators:indicator-lists": of(), "indicators:indicator-list-detail": of("measured.line.list.slug")},
    ),
]
