"""Who gets what from the addresses of indicators: pages, pictures, files and conclusions."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import Rule

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = []
