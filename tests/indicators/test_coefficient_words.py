"""What the coefficient's page tells beside its figures: settings, remarks, years, and a chart of very many areas."""

from decimal import Decimal as D

import pytest
from django.urls import reverse
from django.utils import translation

from indicators.coefficient import Inputs, Missing, Ties, Value
from indicators.models import Calculation, Region, RuleIndicator
from indicators.queries.coefficient_words import AT_EACH_END, differences_of
from indicators.queries.open_points import settled_points
from tests.factories.coefficient import make_calculation, make_regions, make_rule_set, rising_values

pytestmark = pytest.mark.django_db
CODES = ("04", "06", "21")


def page(client, calculation: Calculation, area: str = "04", name: str = "calculation"):
    return client.get(reverse(f"indicators:{name}", args=[calculation.pk]), {"alue": area})


class TestSettings:
    def unusual(self, **fields) -> list[str]:
        with translation.override("en"):
            return [each.text for each in settled_points(make_rule_set(**fields).rules()) if not each.is_usual]

    def test_those_with_their_default_arent_marked(self):
        assert self.unusual() == []

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"missing": Missing.LEFT_OUT}, "left out of the area's mean"),
            ({"ties": Ties.SAME_NO_SKIP}, "no place is skipped"),
            ({"digits": 8}, "rounded to 8 decimals"),
            ({"when_equal": 0}, "each gets 0 points"),
        ],
    )
    def test_the_others_are(self, fields, words):
        (told,) = self.unusual(**fields)
        assert words in told

    def test_it_is_said_on_the_page(self, client):
        with translation.override("en"):
            usual = make_calculation(make_rule_set(status="confirmed"))
            other = make_calculation(make_rule_set(status="confirmed", missing=Missing.LEFT_OUT))
        for name in ("calculation", "calculation-steps"):
            marks = [page(client, each, name=name).content.decode().count('class="chip"') for each in (usual, other)]
            assert marks == [0, 1]


class TestRemarks:
    def remarks(self, client, told: dict[str, Value], **fields) -> str | None:
        rule_set = make_rule_set(groups={"outcome": 1})
        RuleIndicator.objects.filter(group__rule_set=rule_set).update(**fields)
        make_regions(CODES)
        values = {code: {"outcome-1": told.get(code, Value(D(12), D(10)))} for code in CODES}
        people = dict.fromkeys(CODES, 1000)
        calculation = make_calculation(rule_set, inputs=Inputs(people, values=values))
        (group,) = page(client, calculation).context["groups"]
        return group.lines[0].remark

    def test_no_data(self, client):
        assert self.remarks(client, {"04": Value()}) == "missing"

    def test_no_change_from_nothing(self, client):
        assert self.remarks(client, {"04": Value(D(3), D(0))}, basis="relative_change") == "before_is_zero"

    def test_all_the_same(self, client):
        assert self.remarks(client, {}) == "all_equal"

    def test_nothing_to_remark(self, client):
        assert self.remarks(client, {"04": Value(D(3))}) is None


class TestPoints:
    @pytest.fixture
    def of_points(self) -> Calculation:
        make_regions(CODES)
        told = {"04": ("60", None), "06": ("100", "40"), "21": ("0", "50")}
        points = {
            code: {"process-1": D(one), "process-2": None if two is None else D(two)}
            for code, (one, two) in told.items()
        }
        return make_calculation(make_rule_set(), inputs=Inputs(dict.fromkeys(CODES, 1000), points=points))

    def test_each_indicator_has_its_points_place_and_worth(self, client, of_points):
        answer = page(client, of_points)
        (group,) = answer.context["groups"]
        first, second = group.lines
        assert (first.points, first.place, first.improved, first.to_best) == (60, 2, 61, None)
        assert (second.points, second.remark) == (0, "missing")
        assert answer.context["worths"]
        assert not answer.context["has_target_worths"]

    def test_the_steps_begin_with_the_points(self, client, of_points):
        with translation.override("fi"):
            parts = page(client, of_points, name="calculation-steps").context["parts"]
        assert [step.result for step in parts[0].steps] == ["60", "0"]
        assert parts[1].steps[0].sum == "(60 + 0) ÷ 2"


class TestYears:
    def test_two_real_years_are_drawn(self, client):
        first = make_calculation(make_rule_set(year=2026))
        assert not page(client, first).context["years"]
        make_calculation(make_rule_set(year=2027), is_demo=True)
        assert not page(client, first).context["years"]
        make_calculation(make_rule_set(year=2027))
        assert page(client, first).context["years"].count("<circle") == 2


def test_of_very_many_areas_the_ends_and_the_own_are_drawn(client):
    codes = ("04", *(str(100 + number) for number in range(39)))
    rule_set = make_rule_set(groups={"process": 1})
    inputs = rising_values(rule_set, codes)
    middle = codes[20]
    shown = page(client, make_calculation(rule_set, inputs=inputs), middle).context["shown"]
    bars = differences_of(shown).bars
    assert len(bars) == 2 * AT_EACH_END + 1
    assert [bar.is_own for bar in bars].index(True) == AT_EACH_END
    assert Region.objects.get(code=middle).title.startswith(bars[AT_EACH_END].name)


def test_of_very_many_figures_reaching_a_target_is_told_elsewhere(client, monkeypatch):
    monkeypatch.setattr("indicators.queries.sensitivity.MOST_AT_ONCE", 1)
    context = page(client, make_calculation(make_rule_set())).context
    assert not context["has_target_worths"]
    assert all(line.point and not line.better for line in context["worths"])


def test_whose_a_calculation_is_is_told_in_the_list(client, personas):
    make_calculation(make_rule_set(personas.county), personas.county)
    client.force_login(personas.reader)
    text = client.get(reverse("indicators:calculation-list")).content.decode()
    assert f'class="chip">{personas.county.name}' in text


class TestSources:
    def told(self, client, sources: dict) -> tuple[list, str]:
        rule_set = make_rule_set(groups={"process": 1})
        inputs = rising_values(rule_set)
        made = make_calculation(rule_set, inputs=inputs, sources=sources)
        context = page(client, made).context
        return context["sources"], context["groups"][0].lines[0].source

    def test_nothing_is_told_twice(self, client):
        assert self.told(client, {}) == ([], "")

    def test_areas_of_the_same_source_together(self, client):
        final = {"": {"source": "THL 2026", "state": "final"}}
        (one,), _line = self.told(client, {"06": final, "21": final})
        assert "THL 2026" in one.words
        assert (len(one.areas), one.is_all) == (2, False)

    def test_of_one_indicator(self, client):
        sources, line = self.told(client, {"04": {"process-1": {"source": "Sotkanet, 2024"}}})
        assert (sources, line) == ([], "Sotkanet, 2024")


class TestWhereItComesFrom:
    def test_a_correction_and_what_it_corrects_lead_to_each_other(self, client):
        first = make_calculation(make_rule_set(), name_fi="Ensimmäinen")
        second = make_calculation(first.rule_set, name_fi="Korjattu", copied_from=first)
        assert page(client, first).context["later"] == [second]
        assert page(client, second).context["earlier"] == first

    def test_a_countys_own_correction_isnt_told_to_others(self, client, personas):
        first = make_calculation(make_rule_set())
        make_calculation(first.rule_set, personas.county, name_fi="Salainen", copied_from=first)
        assert "Salainen" not in page(client, first).content.decode()

    def test_a_draft_that_has_changed_since_is_told(self, client):
        made = make_calculation(make_rule_set())
        assert not page(client, made).context["are_rules_changed"]
        RuleIndicator.objects.filter(group__rule_set=made.rule_set, key="process-1").update(target=D(97))
        assert page(client, made).context["are_rules_changed"]
