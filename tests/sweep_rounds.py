"""Who gets what from the addresses of update rounds and of what one follows."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import COORDINATOR_PAGE, GROUP_PAGE, SIGNED_IN_PAGE, STAFF_PAGE, Rule, of, posted

PLAN, ROUND = of("plan.slug"), of("update_round.pk")


def following(*path: str) -> Callable[[World], list]:
    """The kind of thing and its id."""

    def arguments(world: World) -> list:
        return [path[0], *of(*path[1:])(world)]

    return arguments


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        STAFF_PAGE,
        {
            "plans:update-round-list": PLAN,
            "plans:update-round": ROUND,
            "plans:update-round-compare": of("update_round.pk", "closed_round.pk"),
        },
    ),
    (
        COORDINATOR_PAGE,
        {
            "plans:update-round-create": PLAN,
            "plans:update-round-edit": ROUND,
            "plans:update-round-remind": ROUND,
            "plans:update-round-close": ROUND,
            "plans:update-round-delete": ROUND,
        },
    ),
    (SIGNED_IN_PAGE, {"plans:followed": of()}),
    (posted(GROUP_PAGE), {"plans:follow": following("group", "personas.group.pk")}),
]
