"""The rules of the coefficient in the browser: copied from last year's, changed, compared, confirmed for good."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators.models import RuleGroup, RuleIndicator, RuleSet, Triage
from indicators.services.rule_sets import remove_rule_group, save_rule_indicator, save_rule_set
from tests.factories.coefficient import make_calculation, make_rule_set
from tests.factories.groups import Personas

pytestmark = pytest.mark.django_db


def address(name: str, pk: int | None = None) -> str:
    return reverse(f"indicators:{name}", args=[pk] if pk else [])


@pytest.fixture
def national() -> RuleSet:
    return RuleSet.objects.get(shipped_as="county-2026")


@pytest.fixture
def draft(personas) -> RuleSet:
    return make_rule_set(personas.county, groups={"process": 2, "outcome": 1})


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


class TestCopying:
    def test_last_years_rules_become_a_draft_of_the_county(self, coordinator, personas, national):
        sent = {"year": "2027", "name_fi": "Oma 2027"}
        answer = coordinator.post(address("rule-set-copy", national.pk), sent)
        copy = RuleSet.objects.get(name_fi="Oma 2027")
        assert answer.url == copy.get_absolute_url()
        assert (copy.year, copy.county, copy.status, copy.copied_from) == (2027, personas.county, "draft", national)
        assert copy.shipped_as is None
        assert copy.rules() == national.rules()
        assert RuleIndicator.objects.filter(group__rule_set=copy).count() == 11
        assert copy.history.get().history_user == personas.coordinator

    def test_the_keepers_copy_is_everybodys(self, client, personas, national):
        client.force_login(personas.keeper)
        client.post(address("rule-set-copy", national.pk), {"year": "2027", "name_fi": "Kaikkien 2027"})
        assert RuleSet.objects.get(name_fi="Kaikkien 2027").county is None

    def test_a_copy_can_be_made_of_incomplete_rules(self, coordinator):
        older = RuleSet.objects.get(shipped_as="older-13")
        coordinator.post(address("rule-set-copy", older.pk), {"year": "2025", "name_fi": "Täydennettävä"})
        assert RuleIndicator.objects.filter(group__rule_set__name_fi="Täydennettävä").count() == 13


class TestChanging:
    def test_settings(self, coordinator, draft):
        page = coordinator.get(address("rule-set-edit", draft.pk))
        sent = page.context["form"].initial | {"price": "75,5", "pot": "", "missing": "left_out", "digits": "8"}
        answer = coordinator.post(address("rule-set-edit", draft.pk), clean(sent))
        draft.refresh_from_db()
        assert answer.status_code == 302
        assert (draft.price, draft.missing, draft.digits) == (D("75.5"), "left_out", 8)

    def test_a_price_and_a_pot_at_once_are_refused_beside_the_field(self, coordinator, draft):
        page = coordinator.get(address("rule-set-edit", draft.pk))
        sent = page.context["form"].initial | {"pot": "1000000"}
        answer = coordinator.post(address("rule-set-edit", draft.pk), clean(sent))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["pot"]

    def test_a_group_and_an_indicator_get_keys_of_their_names(self, coordinator, draft):
        coordinator.post(address("rule-group-create", draft.pk), {"name_fi": "Uusi ryhmä", "weight": "0.5"})
        group = RuleGroup.objects.get(rule_set=draft, key="uusi-ryhma")
        assert group.order == 2
        sent = {"name_fi": "Äitiysneuvola", "direction": "higher", "basis": "level", "at_target": "clip"}
        sent |= {"correction": "none", "before_is_zero": "missing", "decimals": "1", "most": "100"}
        answer = coordinator.post(address("rule-indicator-create", group.pk), sent)
        assert answer.status_code == 302, answer.context["form"].errors
        assert group.indicators.get().key == "aitiysneuvola"

    def test_the_same_key_twice_in_a_set_is_refused(self, draft, personas):
        group = draft.groups.get(key="outcome")
        same = RuleIndicator(group=group, key="process-1", name_fi="Sama", basis="level", most=100)
        with pytest.raises(ValidationError, match="key"):
            save_rule_indicator(same, by=personas.coordinator)

    def test_an_indicator_that_a_county_has_judged_stays(self, coordinator, draft, personas):
        indicator = draft.groups.first().indicators.first()
        triage = Triage.objects.create(county=personas.county, indicator=indicator, action="wide")
        coordinator.post(address("rule-indicator-remove", indicator.pk))
        assert RuleIndicator.objects.filter(pk=indicator.pk).exists()
        triage.delete()
        coordinator.post(address("rule-indicator-remove", indicator.pk))
        assert not RuleIndicator.objects.filter(pk=indicator.pk).exists()

    def test_a_colleagues_newer_save_is_told(self, coordinator, draft, personas):
        page = coordinator.get(address("rule-set-edit", draft.pk))
        seen = clean(page.context["form"].initial)
        draft.price = D("80")
        save_rule_set(draft, by=personas.coordinator)
        answer = coordinator.post(address("rule-set-edit", draft.pk), seen | {"price": "90"})
        assert answer.status_code == 409
        draft.refresh_from_db()
        assert draft.price == 80


class TestConfirming:
    def test_confirmed_rules_never_change(self, coordinator, draft, personas):
        coordinator.post(address("rule-set-confirm", draft.pk))
        draft.refresh_from_db()
        assert (draft.status, draft.confirmed_by) == ("confirmed", personas.coordinator)
        group = draft.groups.first()
        for name, pk in (("rule-set-edit", draft.pk), ("rule-group-edit", group.pk), ("rule-set-delete", draft.pk)):
            answer = coordinator.post(address(name, pk), {"name_fi": "Toinen"}, follow=True)
            assert "Vahvistetut" in answer.content.decode() or "Confirmed" in answer.content.decode()
        for act in (lambda: save_rule_set(draft, by=None), lambda: remove_rule_group(group, by=None)):
            with pytest.raises(ValidationError):
                act()

    @pytest.mark.parametrize("lack", [{"is_complete": False}, {"price": None}])
    def test_what_lacks_something_stays_a_draft(self, coordinator, draft, lack):
        RuleSet.objects.filter(pk=draft.pk).update(**lack)
        page = coordinator.get(address("rule-set-confirm", draft.pk))
        assert len(page.context["lacks"]) == 1
        coordinator.post(address("rule-set-confirm", draft.pk))
        draft.refresh_from_db()
        assert draft.status == "draft"

    def test_unknown_weights_and_scales_are_named(self, coordinator, draft):
        RuleGroup.objects.filter(rule_set=draft, key="outcome").update(weight=None)
        RuleIndicator.objects.filter(group__rule_set=draft, key="process-1").update(basis="")
        lacks = " ".join(coordinator.get(address("rule-set", draft.pk)).context["lacks"])
        assert "outcome" in lacks
        assert "process-1" in lacks

    def test_what_was_calculated_by_isnt_deleted(self, coordinator, draft, personas):
        make_calculation(draft, personas.county)
        coordinator.post(address("rule-set-delete", draft.pk))
        assert RuleSet.objects.filter(pk=draft.pk).exists()

    def test_an_unused_draft_goes(self, coordinator, draft):
        coordinator.post(address("rule-set-delete", draft.pk))
        assert not RuleSet.objects.filter(pk=draft.pk).exists()


class TestComparing:
    def test_only_what_differs(self, client, national):
        older = RuleSet.objects.get(shipped_as="older-13")
        answer = client.get(address("rule-sets-compare"), {"a": older.pk, "b": national.pk})
        parts = {part.title: part for part in answer.context["parts"]}
        assert parts["Koulukuraattoriresurssi"].only == 0
        year = next(line for line in parts[answer.context["parts"][0].title].lines if line.values == ("2024", "2026"))
        assert year.differs

    def test_the_same_set_twice_differs_in_nothing(self, client, national):
        answer = client.get(address("rule-sets-compare"), {"a": national.pk, "b": national.pk})
        assert answer.context["same"] == len(answer.context["parts"])

    @pytest.mark.parametrize("asked", [{"a": "x", "b": "1"}, {"a": "999999"}, {}])
    def test_what_isnt_there_is_told(self, client, asked):
        answer = client.get(address("rule-sets-compare"), asked)
        assert answer.status_code == 200
        assert "parts" not in answer.context
        assert bool(answer.context["form"].errors) == bool(asked)

    def test_another_countys_draft_cant_be_compared(self, client, personas: Personas, draft, national):
        client.force_login(personas.other_coordinator)
        answer = client.get(address("rule-sets-compare"), {"a": draft.pk, "b": national.pk})
        assert "parts" not in answer.context
        assert "Laskentasäännöt</option>" not in answer.content.decode()


def clean(initial: dict) -> dict:
    """What a browser would send of the values."""
    return {name: "" if value is None else value for name, value in initial.items() if value is not False}
