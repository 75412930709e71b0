"""Who gets what from the addresses of consultations: what is out for everyone is public, statements one by one are not."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import (
    COORDINATOR_PAGE,
    EVERYBODY,
    INSIDE,
    PUBLIC_PAGE,
    READERS_PAGE,
    STAFF,
    STAFF_PAGE,
    Rule,
    of,
    posted,
)

OPEN, TOLD = of("consulted.open.pk"), of("consulted.told.pk")
QUESTION = of("consulted.open.pk", "consulted.question.pk")
STATEMENT = of("consulted.statement.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (PUBLIC_PAGE, {"plans:consultation-list": of()}),
    (Rule(EVERYBODY, set()), {"plans:personal-statement": of("consulted.token")}),
    (
        READERS_PAGE,
        {
            "plans:consultation-detail": OPEN,
            "plans:statement-give": OPEN,
            "plans:statement-receipt": of("consulted.open.pk", "consulted.statement.receipt"),
            "plans:consultation-summary": TOLD,
            "plans:consultation-summary-word": TOLD,
            "plans:consultation-summary-pdf": TOLD,
        },
    ),
    (STAFF_PAGE, {"plans:statement-detail": STATEMENT}),
    (  # it has no attachment
        Rule(STAFF, INSIDE - STAFF, answer=404),
        {"plans:statement-file": of("consulted.statement.pk", "consulted.question.pk")},
    ),
    (
        COORDINATOR_PAGE,
        {
            "plans:consultation-create": of("plan.slug"),
            "plans:consultation-edit": OPEN,
            "plans:consultation-remove": OPEN,
            "plans:consultation-question-create": OPEN,
            "plans:consultation-question-edit": QUESTION,
            "plans:consultation-invitee-add": OPEN,
            "plans:statement-record": OPEN,
            "plans:statement-remove": STATEMENT,
        },
    ),
    (
        posted(COORDINATOR_PAGE),
        {
            "plans:consultation-open": OPEN,
            "plans:consultation-question-move": QUESTION,
            "plans:consultation-question-remove": QUESTION,
            "plans:consultation-invitee-remove": of("consulted.open.pk", "consulted.invitee.pk"),
            "plans:consultation-invite": OPEN,
            "plans:consultation-remind": OPEN,
            "plans:consultation-summary-publish": TOLD,
        },
    ),
]
