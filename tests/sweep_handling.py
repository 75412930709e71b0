"""Who gets what from the addresses of a plan's handling: whoever reads the plan reads it, the coordinator keeps it."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import COORDINATOR_PAGE, READERS_PAGE, Rule, of

PLAN, EFFECT, MATERIAL = of("plan.slug"), of("plan.slug", "effect.pk"), of("plan.slug", "material.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (READERS_PAGE, {"plans:handling": PLAN}),
    (Rule(set(), set()), {"plans:decision-material-file": MATERIAL}),  # the material is a link: there is no file
    (
        COORDINATOR_PAGE,
        {
            "plans:effect-create": PLAN,
            "plans:effect-edit": EFFECT,
            "plans:effect-delete": EFFECT,
            "plans:decision-material-create": of("plan.slug", "tie.pk"),
            "plans:decision-material-edit": MATERIAL,
            "plans:decision-material-delete": MATERIAL,
        },
    ),
]
