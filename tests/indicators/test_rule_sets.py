"""The rules of the coefficient as rows."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.management import call_command

from indicators.coefficient import Basis, CannotCalculate, Inputs, Reason, Value, calculate, freeze, thaw
from indicators.models import RuleSet
from indicators.services.shipped_rules import ship_rule_sets

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped() -> dict[str, RuleSet]:
    return {each.shipped_as: each for each in RuleSet.objects.prefetch_related("groups__indicators")}


class TestWhatComesWithTheProduct:
    def test_every_database_has_it_and_it_belongs_to_nobody(self, shipped):
        assert set(shipped) == {"practice-2024", "county-2026", "municipal-2026", "older-13"}
        assert {each.county for each in shipped.values()} == {None}
        assert [each.is_complete for each in shipped.values()].count(False) == 2
        for each in shipped.values():
            each.full_clean()
            assert each.name_sv and each.name_en and each.note_sv and each.note_en

    def test_it_comes_once_and_keeps_what_was_made_of_it(self, shipped):
        shipped["county-2026"].status = RuleSet.Status.ARCHIVED
        shipped["county-2026"].save()
        ship_rule_sets()
        assert RuleSet.objects.count() == 4
        assert RuleSet.objects.get(shipped_as="county-2026").status == RuleSet.Status.ARCHIVED

    def test_one_that_is_gone_comes_back_by_migrating(self, shipped):
        shipped["older-13"].delete()
        call_command("migrate", verbosity=0)
        assert RuleSet.objects.filter(shipped_as="older-13").exists()

    def test_the_rules_of_2026(self, shipped):
        rules = shipped["county-2026"].rules()
        assert (rules.price, shipped["county-2026"].population_on) == (D("70.95"), date(2024, 12, 31))
        assert [(group.key, group.weight, len(rules.of_group(group.key))) for group in rules.groups] == [
            ("process", D("0.5"), 6),
            ("outcome", D("0.5"), 5),
        ]
        targets = {rule.key: rule.target for rule in rules.indicators if rule.target is not None}
        assert targets == {
            "mpr": 97,
            "injuries": 50,
            "hip-fractures": D("0.5"),
            "neet": 10,
            "social-assistance": 1,
            "disability-pension": D("0.6"),
        }
        assert {rule.basis for rule in rules.of_group("outcome")} == {Basis.RELATIVE_CHANGE}
        assert [rule.key for rule in rules.indicators if rule.correction != "none"] == ["mini-intervention"]

    def test_incomplete_rules_are_not_calculated_by(self, shipped):
        for name in ("older-13", "municipal-2026"):
            rules = shipped[name].rules()
            points = {area: {rule.key: D(50) for rule in rules.indicators} for area in "ab"}
            with pytest.raises(CannotCalculate) as refused:
                calculate(rules, Inputs({"a": 1, "b": 1}, points=points))
            assert Reason.WEIGHT_UNKNOWN in {each.reason for each in refused.value.problems}


def test_a_frozen_calculation_is_the_same_when_thawed(shipped):
    rules = shipped["county-2026"].rules()
    told = {rule.key: Value(D("12.5"), D(12), D(300), D(1200)) for rule in rules.indicators}
    other = told | {"mpr": Value(D(98)), "neet": Value(D(14), D(0)), "unemployed": Value()}
    result = calculate(rules, Inputs({"a": 1000, "b": 3000}, values={"a": told, "b": other}))
    assert thaw(freeze(result)) == result
