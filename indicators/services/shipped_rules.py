"""The rule sets that come with the product: every database has them, and what its keepers have made of them stays."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from indicators.models import RuleGroup, RuleIndicator, RuleSet

FOLDER = Path(__file__).resolve().parents[1] / "rules"
LANGUAGES = ("fi", "sv", "en")


def ship_after_migrating(*, apps=None, **_signal) -> None:
    """For the signal that Django sends when it has migrated a database, or emptied it: then without ``apps``."""
    if apps is None or "ruleset" in apps.all_models["indicators"]:  # else it was migrated back to before there were any
        ship_rule_sets()


@transaction.atomic
def ship_rule_sets() -> None:
    """Make those that aren't there. One that is there stays as it is, also where a later version ships it otherwise."""
    known = set(RuleSet.objects.exclude(shipped_as=None).values_list("shipped_as", flat=True))
    for file in sorted(FOLDER.glob("*.toml")):
        if file.stem not in known:
            _make(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))


def _make(shipped_as: str, told: dict[str, Any]) -> None:
    groups = told.pop("groups", [])
    rule_set = RuleSet(shipped_as=shipped_as, **told)
    _save(rule_set)
    for place, each in enumerate(groups):
        indicators = each.pop("indicators", [])
        group = RuleGroup(rule_set=rule_set, order=place, **each)
        _save(group)
        for order, indicator in enumerate(indicators):
            _save(RuleIndicator(group=group, order=order, **_fields(indicator)))


def _fields(indicator: dict[str, Any]) -> dict[str, Any]:
    """The scale of an indicator is its level where nothing else is told; a unit may be the same in all languages."""
    unit = indicator.pop("unit", "")
    units = {f"unit_{code}": unit for code in LANGUAGES} if unit else {}
    return {"basis": "level"} | units | indicator


def _save(record: RuleSet | RuleGroup | RuleIndicator) -> None:
    record._change_reason = "came with the product"
    record.clean_fields(exclude=["shipped_as"])  # also makes Decimals of what the file writes as text
    record.save()
