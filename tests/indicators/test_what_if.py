"""What if: other figures of the own area by address, by sliders and by buttons; bad ones are told and left out."""

from decimal import Decimal as D
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from indicators import coefficient as engine
from indicators.coefficient import Inputs, Value
from tests.factories.coefficient import OTHER_CODES, OWN_CODE, make_calculation, make_regions, make_rule_set

pytestmark = pytest.mark.django_db
RESULT = {"headers": {"HX-Request": "true", "HX-Target": "what-if-result"}}


@pytest.fixture
def county(personas):
    personas.county.region_code = OWN_CODE
    personas.county.save()
    return personas.county


@pytest.fixture
def calculation(county):
    """Two levels of 0–100 %; the own area is lowest in both: 11 and 12, then 16 and 17, 21 and 22."""
    make_regions()
    values = {
        code: {f"process-{number}": Value(D(5 + 5 * place + number)) for number in (1, 2)}
        for place, code in enumerate((OWN_CODE, *OTHER_CODES), start=1)
    }
    people = {OWN_CODE: 100_000, "06": 200_000, "21": 300_000}
    return make_calculation(make_rule_set(), inputs=Inputs(people, values=values))


def address(calculation, **told) -> str:
    return reverse("indicators:what-if", args=[calculation.pk], query={"alue": OWN_CODE} | told)


def answer(client, calculation, **told):
    page = client.get(address(calculation, **told))
    assert page.status_code == 200
    return page.context["answer"]


def told_by(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


class TestResult:
    def test_nothing_changed(self, client, calculation):
        own = answer(client, calculation).own
        assert (own.euros, own.places) == (0, 0)

    @pytest.mark.parametrize("text", ["17.5", "17,5", " 17,50 "])
    def test_as_the_engine_says(self, client, calculation, text):
        found = answer(client, calculation, **{"arvo-process-1": text})
        expected = engine.what_if(calculation.thawed(), OWN_CODE, {"process-1": D("17.5")})
        assert found.after == expected
        assert found.before == calculation.thawed()
        assert sum(each.euros for each in found.areas) == pytest.approx(0, abs=D("0.000001"))
        assert found.own.euros > 0
        assert [each.region.code for each in found.losing] == ["06"]  # now the last of the first indicator
        assert [each.region.code for each in found.gaining] == ["21"]  # the best still, and the mean is lower

    def test_what_it_is_now_changes_nothing(self, client, calculation):
        assert client.get(address(calculation, **{"arvo-process-1": "11"})).context["asked"].figures == {}

    def test_an_estimate_and_invented_data_say_so(self, client, county):
        invented = make_calculation(make_rule_set(), is_demo=True)
        page = client.get(address(invented))
        assert page.context["open_points"]
        assert "message--warning" in page.content.decode()

    def test_a_slider_gets_the_result_alone(self, client, calculation):
        page = client.get(address(calculation, **{"arvo-process-1": "30"}), **RESULT)
        text = page.content.decode()
        assert "<html" not in text
        assert 'id="points-process-1" hx-swap-oob="true"' in text
        assert "worths" not in page.context
        assert told_by(page["HX-Replace-Url"]) == {"alue": OWN_CODE, "arvo-process-1": "30"}

    def test_another_area_can_be_looked_from(self, client, calculation):
        page = client.get(address(calculation, alue="06"))
        assert page.context["shown"].own.code == "06"

    @pytest.mark.parametrize("code", ["99", "x\x00", ""])
    def test_an_unknown_area_is_asked_for(self, client, calculation, code, county):
        county.region_code = ""
        county.save()
        page = client.get(address(calculation, alue=code))
        assert page.status_code == 200
        assert "what_if_area.html" in page.templates[0].name

    def test_only_who_reads_the_calculation(self, client, personas, county):
        own = make_calculation(make_rule_set(county), county)
        assert client.get(address(own)).status_code == 302
        client.force_login(personas.other_coordinator)
        assert client.get(address(own)).status_code == 404
        client.force_login(personas.reader)
        page = client.get(address(own, **{"arvo-process-1": "12"}))
        assert page.status_code == 200
        assert 'value="tallenna"' not in page.content.decode()


class TestBadFigures:
    @pytest.mark.parametrize("text", ["abc", "1 234.5,6", "-1", "100,1", "1e5", "NaN", "9" * 41, "\x00", "∞"])
    def test_told_beside_the_field_and_left_out(self, client, calculation, text):
        page = client.get(address(calculation, **{"arvo-process-1": text, "arvo-process-2": "50"}))
        assert page.status_code == 200
        assert list(page.context["form"].errors) == ["arvo-process-1"]
        assert page.context["asked"].figures == {"arvo-process-2": D(50)}
        assert 'aria-invalid="true"' in page.content.decode()

    def test_an_unknown_name_and_an_empty_figure_are_nothing(self, client, calculation):
        page = client.get(address(calculation, **{"arvo-muu": "3", "arvo-process-1": ""}))
        assert (page.context["form"].errors, page.context["asked"].figures) == ({}, {})

    def test_what_cant_be_calculated_leaves_all_as_it_was(self, client, county):
        make_regions()
        inputs = Inputs({OWN_CODE: 1, "06": 1}, coefficients={OWN_CODE: D(1), "06": D(0)})
        calculation = make_calculation(make_rule_set(), inputs=inputs)
        page = client.get(address(calculation, kerroin="0"))
        assert page.context["problems"]
        assert page.context["answer"].own.euros == 0


class TestButtons:
    def press(self, client, calculation, act, **told):
        answer = client.get(address(calculation, tee=act, **told))
        assert answer.status_code == 302
        return told_by(answer.url)

    def test_calculate_makes_a_short_address(self, client, calculation):
        told = self.press(client, calculation, "laske", **{"arvo-process-1": "11", "arvo-process-2": "30,5"})
        assert told == {"alue": OWN_CODE, "arvo-process-2": "30.5"}

    def test_a_bad_figure_stays_to_be_corrected(self, client, calculation):
        told = self.press(client, calculation, "laske", **{"arvo-process-1": "abc"})
        assert told["arvo-process-1"] == "abc"

    def test_as_good_as_in_one_and_in_all(self, client, calculation):
        told = self.press(client, calculation, "kuin:process-1", kuin="06")
        assert told == {"alue": OWN_CODE, "arvo-process-1": "16", "kuin": "06"}
        told = self.press(client, calculation, "kuin", kuin="21")  # the best, which is offered unasked
        assert told == {"alue": OWN_CODE, "arvo-process-1": "21", "arvo-process-2": "22"}

    def test_in_all_only_where_the_other_is_better(self, client, calculation):
        told = self.press(client, calculation, "kuin", kuin="06", **{"arvo-process-1": "30"})
        assert (told["arvo-process-1"], told["arvo-process-2"]) == ("30", "17")
        assert self.press(client, calculation, "kuin", alue="21", kuin="06") == {"alue": "21"}

    def test_reset_of_one_and_of_all(self, client, calculation):
        figures = {"arvo-process-1": "30", "arvo-process-2": "40"}
        assert set(self.press(client, calculation, "palauta:process-1", **figures)) == {"alue", "arvo-process-2"}
        assert set(self.press(client, calculation, "palauta", **figures)) == {"alue"}

    def test_target(self, client, county):
        rule_set = make_rule_set()
        rule_set.groups.get().indicators.filter(key="process-1").update(target=D("18.5"))
        calculation = make_calculation(rule_set)
        assert self.press(client, calculation, "tavoite:process-1")["arvo-process-1"] == "18.5"

    @pytest.mark.parametrize("act", ["tavoite:process-1", "kuin:process-1", "muu", "kuin:muu", ":::", ""])
    def test_what_cant_be_done_is_told_and_changes_nothing(self, client, calculation, act):
        told = self.press(client, calculation, act, **{"arvo-process-1": "30", "kuin": "x"})
        assert told["arvo-process-1"] == "30"

    def test_without_changes_nothing_is_saved(self, client, calculation):
        assert self.press(client, calculation, "tallenna") == {"alue": OWN_CODE}


class TestSensitivity:
    def test_ranked_with_the_address_that_applies(self, client, calculation):
        page = client.get(address(calculation))
        worths = page.context["worths"]
        gains = [each["worth"].better.euros for each in worths]
        assert gains == sorted(gains, reverse=True)
        first = worths[0]
        own = client.get(first["address"]).context["answer"].own
        assert own.euros == pytest.approx(first["worth"].better.euros, abs=D("0.01"))

    def test_of_many_areas_it_comes_after_the_page(self, client, calculation, monkeypatch):
        monkeypatch.setattr("indicators.queries.sensitivity.MOST_AT_ONCE", 1)
        page = client.get(address(calculation))
        assert page.context["worths"] == []
        assert 'hx-trigger="load, input' in page.content.decode()
        later = {"headers": {"HX-Request": "true", "HX-Target": "sensitivity"}}
        assert client.get(address(calculation), **later).context["worths"]
        assert client.get(address(calculation, herkkyys="1")).context["worths"]

    def test_counted_from_the_changed_figures(self, client, calculation):
        page = client.get(address(calculation, **{"arvo-process-1": "50"}))
        worth = next(each["worth"] for each in page.context["worths"] if each["worth"].key == "process-1")
        assert worth.improved == D("50.5")


class TestOtherDepths:
    def test_points(self, client, county):
        make_regions()
        points = {OWN_CODE: {"process-1": D(20), "process-2": D(40)}, "06": {"process-1": D(80), "process-2": D(50)}}
        calculation = make_calculation(make_rule_set(), inputs=Inputs({OWN_CODE: 100, "06": 200}, points=points))
        page = client.get(address(calculation, **{"pisteet-process-1": "60"}))
        assert page.context["answer"].own.after.points["process-1"] == 60
        assert page.context["worths"][0]["worth"].better is None
        answer = client.get(address(calculation, tee="kuin:process-1"))
        assert answer.status_code == 302

    def test_coefficients(self, client, county):
        make_regions()
        inputs = Inputs({OWN_CODE: 100, "06": 200}, coefficients={OWN_CODE: D("0.9"), "06": D("1.1")})
        calculation = make_calculation(make_rule_set(groups={}), inputs=inputs)
        page = client.get(address(calculation, kerroin="1,2"))
        assert page.context["answer"].own.after.rank == 1
        assert page.context["worths"] == []

    def test_a_correction(self, client, county):
        rule_set = make_rule_set(groups={"process": 1})
        rule_set.groups.get().indicators.update(correction="ratio_below_one")
        make_regions()
        values = {
            OWN_CODE: {"process-1": Value(D(40), recorded=D(300), expected=D(1200))},
            "06": {"process-1": Value(D(20), recorded=D(100), expected=D(100))},
        }
        calculation = make_calculation(rule_set, inputs=Inputs({OWN_CODE: 100, "06": 200}, values=values))
        page = client.get(address(calculation, **{"kirjattu-process-1": "1200"}))
        assert page.context["answer"].after.indicators["process-1"].areas[OWN_CODE].corrected == 40
        page = client.get(address(calculation, **{"odotettu-process-1": "0"}))
        assert page.context["problems"]
