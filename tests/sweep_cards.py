"""Who gets what from the municipality cards and the municipalities' documents: everybody reads, coordinators keep."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ANY_COORDINATOR_PAGE, PUBLIC_PAGE, SIGNED_IN, Rule, of

KEEP = Rule({"coordinator"}, SIGNED_IN - {"coordinator"})  # that there is such a document is no secret
DOCUMENT = of("negotiated.document.pk")


def card(_world: World) -> list:
    return ["neuvottelukaupunki"]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        PUBLIC_PAGE,
        {
            "reporting:municipality-cards": of(),
            "reporting:municipality-card": card,
            "reporting:municipality-card-pdf": card,
        },
    ),
    (ANY_COORDINATOR_PAGE, {"negotiations:document-list": of(), "negotiations:document-create": of()}),
    (KEEP, {"negotiations:document-edit": DOCUMENT, "negotiations:document-remove": DOCUMENT}),
    (Rule(set(), set()), {"negotiations:document-file": DOCUMENT}),  # it was delivered without a file
]
