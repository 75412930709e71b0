"""The coefficient's page from one area's side: its result, all areas, what is published, what each indicator is worth."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.urls import reverse
from django.utils import translation

from indicators.coefficient import Inputs, Value, worth_of_point, worth_of_target
from indicators.models import Calculation, PublishedResult, RuleIndicator
from indicators.queries.coefficient_words import published_in_words
from tests.factories.coefficient import make_calculation, make_regions, make_rule_set, rising_values

pytestmark = pytest.mark.django_db
CODES = ("04", "06", "21")


@pytest.fixture
def practice() -> Calculation:
    make_regions(CODES)
    rule_set = make_rule_set(groups={}, price=D("42"), name_fi="Harjoitus")
    coefficients = {"04": D("0.5"), "06": D("1.5"), "21": D("1")}
    people = {"04": 100_000, "06": 100_000, "21": 200_000}
    return make_calculation(rule_set, inputs=Inputs(people, coefficients=coefficients), name_fi="Harjoituslaskelma")


def values() -> Calculation:
    rule_set = make_rule_set(groups={"process": 2, "outcome": 1})
    change = {"basis": "relative_change", "direction": "lower", "target": D(10)}
    RuleIndicator.objects.filter(group__rule_set=rule_set, key="outcome-1").update(**change)
    RuleIndicator.objects.filter(group__rule_set=rule_set, key="process-1").update(target=D(97))
    make_regions(CODES)
    told = {
        "process-1": (95, 98, 92),
        "process-2": (20, 50, None),
        "outcome-1": ((14, "12.6"), (12, 12), ("9.5", "9.9")),
    }
    inputs = {code: {} for code in CODES}
    for key, figures in told.items():
        for code, figure in zip(CODES, figures, strict=True):
            parts = figure if isinstance(figure, tuple) else (figure,)
            inputs[code][key] = Value(*(None if part is None else D(str(part)) for part in parts))
    people = dict(zip(CODES, (200_000, 100_000, 300_000), strict=True))
    return make_calculation(rule_set, inputs=Inputs(people, values=inputs), name_fi="Arvoista")


def page(client, calculation: Calculation, area: str = "04", name: str = "calculation"):
    return client.get(reverse(f"indicators:{name}", args=[calculation.pk]), {"alue": area})


class TestTheResult:
    def test_the_own_area_is_told_with_its_euros(self, client, practice):
        answer = page(client, practice)
        own = answer.context["shown"].own_result
        assert (own.rank, own.euros, own.difference, own.per_resident) == (3, D("2100000"), D("-2100000"), D("-21"))
        text = answer.content.decode()
        for told in ("2\xa0100\xa0000\xa0€", "−2\xa0100\xa0000\xa0€", "−21,00\xa0€", "0,5000"):
            assert told in text

    def test_the_own_row_is_marked_for_those_who_dont_see(self, client, practice):
        text = page(client, practice, "06").content.decode()
        assert text.count('class="own" aria-current="true"') == 1

    def test_the_differences_sum_to_nothing(self, client, practice):
        total = page(client, practice).context["total"]
        assert (total["population"], total["difference"]) == (400_000, 0)
        assert total["euros"] == total["flat"] == 42 * 400_000

    def test_from_a_countys_side_its_own_area_is_shown(self, client, personas, practice):
        personas.county.region_code = "21"
        personas.county.save()
        client.force_login(personas.reader)
        answer = client.get(reverse("indicators:coefficient"))
        assert answer.context["shown"].own.code == "21"

    def test_an_unknown_area_is_told_and_the_page_stays(self, client, practice):
        answer = page(client, practice, "ei-ole")
        assert answer.status_code == 200
        assert [each.level_tag for each in answer.context["messages"]] == ["warning"]


class TestWhichCalculation:
    def test_a_real_one_comes_before_an_invented_one(self, client, practice):
        later = make_rule_set(year=2030, groups={})
        coefficients = dict.fromkeys(CODES, D(1))
        inputs = Inputs(dict.fromkeys(CODES, 100), coefficients=coefficients)
        invented = make_calculation(later, inputs=inputs, is_demo=True)
        answer = client.get(reverse("indicators:coefficient"))
        assert answer.context["calculation"] == practice
        chosen = client.get(reverse("indicators:coefficient"), {"laskelma": invented.pk})
        assert chosen.context["calculation"] == invented
        assert "Invented" in chosen.content.decode() or "Keksittyä" in chosen.content.decode()

    @pytest.mark.parametrize("asked", ["0", "x", "999999999999999999999"])
    def test_one_that_isnt_there_is_told(self, client, practice, asked):
        answer = client.get(reverse("indicators:coefficient"), {"laskelma": asked})
        assert answer.context["calculation"] == practice
        assert [each.level_tag for each in answer.context["messages"]] == ["warning"]

    def test_another_countys_calculation_is_nowhere(self, client, personas, practice):
        secret = make_calculation(make_rule_set(personas.county), personas.county, name_fi="Salainen laskelma")
        client.force_login(personas.other_coordinator)
        for name in ("coefficient", "calculation-list"):
            assert "Salainen" not in client.get(reverse(f"indicators:{name}")).content.decode()
        assert page(client, secret).status_code == 404
        client.force_login(personas.reader)
        assert "Salainen" in client.get(reverse("indicators:calculation-list")).content.decode()

    def test_an_empty_database_helps(self, client, personas):
        client.force_login(personas.coordinator)
        text = client.get(reverse("indicators:coefficient")).content.decode()
        assert reverse("indicators:calculation-create") in text
        client.force_login(personas.reader)
        assert (
            reverse("indicators:calculation-create")
            not in client.get(reverse("indicators:coefficient")).content.decode()
        )


class TestPublished:
    def publish(self, calculation: Calculation, code: str, **told) -> None:
        region = calculation.areas.get(region__code=code).region
        values = {"published_on": date(2024, 5, 27), "source": "THL"} | told
        PublishedResult.objects.create(rule_set=calculation.rule_set, region=region, **values)

    def compared(self, client, calculation) -> dict:
        rows = page(client, calculation).context["rows"]
        return {row.region.code: row.compared for row in rows if row.compared}

    def test_how_far_it_is_from_what_is_calculated(self, client, practice):
        self.publish(practice, "04", euros=2_100_000, difference=-2_100_001)
        self.publish(practice, "06", euros=6_300_000)
        found = self.compared(client, practice)
        assert (found["04"].euros_apart, found["04"].difference_apart) == (0, -1)
        assert (found["06"].euros_apart, found["06"].difference_apart) == (0, None)

    def test_rounding_and_more_than_rounding_are_told_apart(self, client, practice):
        self.publish(practice, "04", euros=2_100_000, difference=-2_100_001)
        with translation.override("en"):
            told = published_in_words(list(self.compared(client, practice).values()))
            assert "to the euro" in told[0]
            assert "rounded" in told[1]
            self.publish(practice, "06", euros=6_300_500)
            assert "500 €" in published_in_words(list(self.compared(client, practice).values()))[0]

    def test_a_countys_own_note_of_it_is_its_own(self, client, personas, practice):
        self.publish(practice, "04", euros=1, county=personas.county)
        assert not self.compared(client, practice)
        client.force_login(personas.reader)
        assert set(self.compared(client, practice)) == {"04"}


class TestTheIndicators:
    def lines(self, client, area="04") -> dict:
        groups = page(client, values(), area).context["groups"]
        return {line.key: line for group in groups for line in group.lines}

    def test_value_points_place_and_distances(self, client):
        line = self.lines(client)["process-1"]
        assert (line.points, line.place, line.figure) == (D(60), 2, 95)
        assert (line.to_best, line.to_target) == (2, 2)
        assert line.to_mean == 95 - D(97 + 95 + 92) / 3

    def test_a_change_is_told_in_per_cent_and_at_the_target_nothing_is_left(self, client):
        line = self.lines(client)["outcome-1"]
        assert round(line.figure, 4) == D("11.1111")
        assert round(line.to_best, 4) == D("15.1515")
        assert line.to_mean < 0
        reached = self.lines(client, "21")["outcome-1"]
        assert (reached.to_target, reached.points) == (0, 100)

    def test_no_data_is_said_and_has_no_distance(self, client):
        line = self.lines(client, "21")["process-2"]
        assert (line.points, line.figure, line.to_best, line.to_mean) == (0, None, None, None)

    def test_worths_are_the_engines(self, client):
        calculation = values()
        shown = page(client, calculation)
        result = calculation.thawed()
        points = {gain.rule.key: gain.euros for gain in worth_of_point(result, "04")}
        targets = {gain.rule.key: gain.euros for gain in worth_of_target(result, "04")}
        lines = [line for group in shown.context["groups"] for line in group.lines]
        assert {line.key: line.point.euros for line in lines if line.point} == points
        assert {line.key: line.target.euros for line in lines if line.target} == targets
        ranked = [line.better.euros for line in shown.context["worths"]]
        assert ranked == sorted(ranked, reverse=True)
        assert len(ranked) == 3

    def test_ready_coefficients_have_none(self, client, practice):
        context = page(client, practice).context
        assert (context["groups"], context["worths"]) == ([], [])


class TestTheSteps:
    def test_every_step_to_the_euro(self, client):
        with translation.override("fi"):
            parts = page(client, values(), "04", "calculation-steps").context["parts"]
        sums = {step.sum: step.result for part in parts for step in part.steps}
        assert sums["100 × (95,0 − 92,0) ÷ (97,0 − 92,0)"] == "60"
        assert sums["(14,0 − 12,6) ÷ 12,6"] == "11,1111\xa0%"
        assert any(key.startswith("70,95 × 200\xa0000 × ") for key in sums)

    def test_an_area_at_the_target_needs_no_scaling(self, client):
        parts = page(client, values(), "06", "calculation-steps").context["parts"]
        part = next(part for part in parts if part.title == "process-1")
        assert [step.result for step in part.steps] == ["98,0\xa0%", "100,0"]

    def test_ready_coefficients_begin_where_they_begin(self, client, practice):
        parts = page(client, practice, "04", "calculation-steps").context["parts"]
        assert len(parts) == 2
        assert "0,5" in parts[0].steps[0].result

    def test_without_an_area_one_is_asked_for(self, client, practice):
        answer = page(client, practice, "", "calculation-steps")
        assert "parts" not in answer.context


class TestDevelopment:
    def test_the_area_in_every_calculation(self, client, practice):
        other = make_calculation(make_rule_set(year=2027))
        lines = page(client, practice).context["development"]
        assert [each.calculation for each in lines] == [other, practice]
        assert lines[1].difference == D("-2100000")


class TestThePicture:
    @pytest.mark.parametrize(("form", "kind"), [("svg", "image/svg+xml"), ("png", "image/png")])
    def test_it_goes_to_a_slide(self, client, practice, form, kind):
        answer = client.get(reverse("indicators:calculation-picture", args=[practice.pk, form]), {"alue": "04"})
        assert answer.headers["Content-Type"] == kind
        assert len(answer.content) > 1000

    def test_it_says_where_it_comes_from(self, client, practice):
        answer = client.get(reverse("indicators:calculation-picture", args=[practice.pk, "svg"]))
        assert "THL" in answer.content.decode()

    def test_other_forms_arent_there(self, client, personas, practice):
        client.force_login(personas.reader)
        assert client.get(reverse("indicators:calculation-picture", args=[practice.pk, "gif"])).status_code == 404


def test_a_rising_calculation_gives_places_in_order(client):
    rule_set = make_rule_set()
    calculation = make_calculation(rule_set, inputs=rising_values(rule_set))
    rows = page(client, calculation).context["rows"]
    assert [row.region.code for row in rows] == ["21", "06", "04"]
