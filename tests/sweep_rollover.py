"""Who gets what from the addresses of the next plan: the county's staff reads, the coordinator prepares."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import COORDINATOR_PAGE, STAFF_PAGE, Rule, of, posted

PLAN, GOAL = of("plan.slug"), of("plan.slug", "goal.pk")
ADDITION = of("plan.slug", "addition.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (STAFF_PAGE, {"plans:rollover": PLAN}),
    (
        COORDINATOR_PAGE,
        {
            "plans:rollover-facts": PLAN,
            "plans:rollover-carry-out": PLAN,
            "plans:rollover-goal": GOAL,
            "plans:rollover-new-measure": GOAL,
            "plans:rollover-new-goal": of("plan.slug", "section.pk"),
            "plans:rollover-new-edit": ADDITION,
            "plans:rollover-new-delete": ADDITION,
        },
    ),
    (posted(COORDINATOR_PAGE), {"plans:rollover-rest": PLAN}),
]
