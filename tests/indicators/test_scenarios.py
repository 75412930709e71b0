"""Scenarios: saved with their result, read by the county's staff, compared, deleted with a word of what they are linked to."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators import coefficient as engine
from indicators.coefficient import Inputs
from indicators.models import Region, Scenario
from indicators.services.scenarios import save_scenario
from plans.models import MeasureScenario
from tests.factories.coefficient import OWN_CODE, make_calculation, make_regions, make_rule_set
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db
CHANGED = {"alue": OWN_CODE, "arvo-process-1": "17.5"}


@pytest.fixture
def county(personas):
    personas.county.region_code = OWN_CODE
    personas.county.save()
    return personas.county


@pytest.fixture
def calculation(county):
    return make_calculation(make_rule_set())


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


def page(name: str, pk: int | None = None, **query) -> str:
    return reverse(f"indicators:{name}", args=[pk] if pk else [], query=query or None)


def save(client, calculation, name="Parempi", **query):
    told = {"name": name, "note": "Miksi"}
    return client.post(page("scenario-create", calculation.pk, **(query or CHANGED)), told)


class TestSaving:
    def test_with_the_result(self, coordinator, personas, calculation):
        answer = save(coordinator, calculation)
        scenario = Scenario.objects.get()
        assert answer.url == scenario.get_absolute_url()
        after = engine.what_if(calculation.thawed(), OWN_CODE, {"process-1": D("17.5")}).areas[OWN_CODE]
        before = calculation.thawed().areas[OWN_CODE]
        assert (scenario.changes, scenario.county, scenario.by) == (
            {"process-1": {"now": "17.5"}},
            personas.county,
            personas.coordinator,
        )
        assert scenario.region.code == OWN_CODE
        assert scenario.rank == after.rank
        assert scenario.euros == round(after.euros, 2)
        assert scenario.gain == round(after.euros - before.euros, 2)

    def test_the_button_leads_to_the_name(self, coordinator, calculation):
        answer = coordinator.get(page("what-if", calculation.pk, **CHANGED, tee="tallenna"))
        form = coordinator.get(answer.url)
        assert form.status_code == 200
        assert [(each.before, each.after) for each in form.context["changes"]] == [(10, D("17.5"))]

    def test_the_same_name_twice_is_told_beside_it(self, coordinator, calculation):
        save(coordinator, calculation)
        answer = save(coordinator, calculation)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["name"]
        assert Scenario.objects.count() == 1

    @pytest.mark.parametrize("query", [{"alue": OWN_CODE}, {"alue": OWN_CODE, "arvo-process-1": "abc"}, {"alue": "x"}])
    def test_without_figures_that_hold_nothing_is_saved(self, coordinator, calculation, query):
        answer = save(coordinator, calculation, **query)
        assert answer.status_code == 302
        assert "/mita-jos/" in answer.url
        assert not Scenario.objects.exists()

    @pytest.mark.parametrize("persona", ["reader", "secretary", "contact", "other_coordinator"])
    def test_only_by_who_keeps_the_countys_indicators(self, client, personas, calculation, persona):
        client.force_login(getattr(personas, persona))
        assert save(client, calculation).status_code == 403
        assert not Scenario.objects.exists()

    def test_not_of_another_area(self, coordinator, calculation):
        assert save(coordinator, calculation, **(CHANGED | {"alue": "06"})).status_code == 403

    def test_the_service_takes_no_empty_one(self, county, calculation):
        own = calculation.thawed().areas[OWN_CODE]
        empty = Scenario(county=county, calculation=calculation, region=Region.objects.get(code=OWN_CODE), changes={})
        with pytest.raises(ValidationError):
            save_scenario(empty, before=own, after=own, by=None)


class TestReading:
    def test_in_words_with_a_link_to_what_if(self, coordinator, calculation):
        save(coordinator, calculation)
        answer = coordinator.get(Scenario.objects.get().get_absolute_url())
        text = " ".join(answer.content.decode().split())
        assert "process-1 10 % → <strong>17,5 %</strong>" in text
        again = coordinator.get(answer.context["address"])
        assert again.context["answer"].own.euros == pytest.approx(Scenario.objects.get().gain, abs=D("0.01"))

    def test_by_the_countys_staff_only(self, client, coordinator, personas, calculation):
        save(coordinator, calculation)
        own = Scenario.objects.get().get_absolute_url()
        client.logout()
        assert client.get(own).status_code == 302
        for persona, status in (("reader", 200), ("other_coordinator", 404), ("contact", 404), ("unrelated", 404)):
            client.force_login(getattr(personas, persona))
            assert client.get(own).status_code == status, persona
        client.force_login(personas.other_coordinator)
        assert not client.get(page("scenario-list")).context["page"].object_list

    def test_the_list_teaches_while_it_is_empty(self, coordinator):
        assert 'class="empty' in coordinator.get(page("scenario-list")).content.decode()


class TestComparing:
    def test_side_by_side(self, coordinator, calculation):
        save(coordinator, calculation)
        save(coordinator, calculation, "Toinen", alue=OWN_CODE, **{"arvo-process-2": "30", "arvo-process-1": "12"})
        first, second = Scenario.objects.order_by("pk")
        compared = coordinator.get(page("scenarios-compare", s=[first.pk, second.pk])).context["compared"]
        assert [column.scenario for column in compared.columns] == [first, second]
        assert [[each and each.after for each in line.cells] for line in compared.lines] == [
            [D("17.5"), D(12)],
            [None, D(30)],
        ]

    @pytest.mark.parametrize("asked", [[], ["x"], ["1" * 30], ["999999"], ["²"]])
    def test_too_few_are_asked_for_more(self, coordinator, asked):
        answer = coordinator.get(page("scenarios-compare", s=asked))
        assert (answer.status_code, answer.context["compared"]) == (200, None)

    def test_of_two_calculations(self, coordinator, calculation):
        other = make_calculation(make_rule_set(), name_fi="Toinen laskelma")
        save(coordinator, calculation)
        save(coordinator, other)
        asked = [each.pk for each in Scenario.objects.all()]
        assert not coordinator.get(page("scenarios-compare", s=asked)).context["compared"].is_of_one_calculation


class TestDeleting:
    def test_says_what_it_is_linked_to(self, coordinator, county, calculation):
        save(coordinator, calculation)
        scenario = Scenario.objects.get()
        measure = make_measure(make_goal(make_section(make_bare_plan(county))))
        MeasureScenario.objects.create(measure=measure, scenario=scenario)
        address = page("scenario-delete", scenario.pk)
        assert str(measure) in coordinator.get(address).content.decode()
        assert coordinator.post(address).status_code == 302
        assert not Scenario.objects.exists()
        measure.refresh_from_db()

    def test_not_by_a_reader(self, client, coordinator, personas, calculation):
        save(coordinator, calculation)
        client.force_login(personas.reader)
        assert client.post(page("scenario-delete", Scenario.objects.get().pk)).status_code == 403
        assert Scenario.objects.exists()


def test_points_and_a_coefficient_are_kept_too(coordinator, county):
    make_regions()
    people = {OWN_CODE: 100, "06": 200}
    of_points = Inputs(people, points={code: {"process-1": D(20)} for code in people})
    of_coefficients = Inputs(people, coefficients={code: D(1) for code in people})
    points = make_calculation(make_rule_set(groups={"process": 1}), inputs=of_points)
    bare = make_calculation(make_rule_set(groups={}), inputs=of_coefficients)
    save(coordinator, points, alue=OWN_CODE, **{"pisteet-process-1": "60"})
    save(coordinator, bare, alue=OWN_CODE, kerroin="1.5")
    assert [each.changes for each in Scenario.objects.order_by("pk")] == [{"process-1": "60"}, {"": "1.5"}]
    for scenario in Scenario.objects.all():
        answer = coordinator.get(coordinator.get(scenario.get_absolute_url()).context["address"])
        assert answer.context["answer"].own.after.rank == scenario.rank == 1
