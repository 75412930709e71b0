"""Who gets what from the addresses of indicators: figures."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ANY_COORDINATOR_PAGE, COORDINATOR_PAGE, STAFF, Rule, of, posted

OWN_INDICATOR_PAGE = Rule({"coordinator"}, STAFF - {"coordinator"})  # to all others the indicator doesn't exist
FILE_PAGE = Rule({"coordinator"}, set())  # only those who keep the county's figures know of its files

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        ANY_COORDINATOR_PAGE,
        {
            "indicators:own-indicator-create": of(),
            "indicators:figures-files": of(),
            "indicators:figures-file-create": of(),
            "indicators:figures-template": of(),
        },
    ),
    (
        FILE_PAGE,
        {
            "indicators:figures-file": of("measured.file.pk"),
            "indicators:figures-file-columns": of("measured.file.pk"),
            "indicators:figures-file-discard": of("measured.file.pk"),
            "indicators:figures-file-undo": of("measured.applied_file.pk"),
        },
    ),
    (posted(FILE_PAGE), {"indicators:figures-file-apply": of("measured.file.pk")}),
    (COORDINATOR_PAGE, {"plans:own-quantity-create": of("measure.pk")}),
    (
        OWN_INDICATOR_PAGE,
        {
            "indicators:own-indicator-edit": of("measured.own.pk"),
            "indicators:own-figures": of("measured.own.pk"),
        },
    ),
]
