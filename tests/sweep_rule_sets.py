"""Who gets what from the addresses of the coefficient's rules: those of all are public, a county's own are its staff's."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_rules import ORGANISATION_PAGE, PUBLIC_PAGE, STAFF, Rule, of

OWN = of("coefficient.rule_set.pk")
GROUP, INDICATOR = of("coefficient.group.pk"), of("coefficient.indicator.pk")
STAFFS_PAGE = Rule(STAFF, set())


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (PUBLIC_PAGE, {"indicators:rule-set-list": of(), "indicators:rule-sets-compare": of()}),
    (STAFFS_PAGE, {"indicators:rule-set": OWN}),
    (
        ORGANISATION_PAGE,
        {
            "indicators:rule-set-copy": OWN,
            "indicators:rule-set-edit": OWN,
            "indicators:rule-set-confirm": OWN,
            "indicators:rule-set-archive": OWN,
            "indicators:rule-set-delete": OWN,
            "indicators:rule-group-create": OWN,
            "indicators:rule-group-edit": GROUP,
            "indicators:rule-group-remove": GROUP,
            "indicators:rule-indicator-create": GROUP,
            "indicators:rule-indicator-edit": INDICATOR,
            "indicators:rule-indicator-remove": INDICATOR,
        },
    ),
]
