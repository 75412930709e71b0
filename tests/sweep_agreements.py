"""Who gets what from the pages of agreements and of what the law asks."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ORGANISATION_PAGE, PUBLIC_PAGE, READERS_PAGE, STAFF, Rule, of

AGREEMENT = of("negotiated.agreement.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (PUBLIC_PAGE, {"negotiations:agreement-list": of(), "negotiations:agreement-workbook": of()}),
    (READERS_PAGE, {"negotiations:of-measure": of("measure.pk")}),
    (Rule(STAFF, set()), {"negotiations:agreement-detail": AGREEMENT}),
    (Rule(STAFF | {"other_coordinator"}, set()), {"negotiations:statutory-check": of()}),  # of one's own county
    (
        ORGANISATION_PAGE,
        {
            "negotiations:agreement-create": of("negotiated.negotiation.pk"),
            "negotiations:agreement-edit": AGREEMENT,
            "negotiations:agreement-note": AGREEMENT,
            "negotiations:agreement-remove": AGREEMENT,
        },
    ),
    (
        Rule({"coordinator"}, STAFF - {"coordinator"}, answer=409),  # it proposes no measure
        {"negotiations:agreement-into-plan": AGREEMENT},
    ),
    (
        Rule({"coordinator"}, (STAFF | {"member"}) - {"coordinator"}),
        {"negotiations:standing-parties": of("personas.county.pk")},
    ),
]
