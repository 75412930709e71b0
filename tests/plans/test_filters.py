"""What the filters and orders of monitoring keep, and what they say of values they don't know."""

from datetime import date

import pytest
from django.urls import reverse

from groups.models import Organisation
from indicators.models import Indicator, Source, Theme, ThemeClassification
from plans.models import FocusArea, IndicatorTarget
from tests.factories.groups import make_organisation
from tests.factories.pages import read_identifiers, read_totals
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.factories.status import TODAY


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def page(client, plan, personas):
    """The page as the coordinator sees it, opened with a query."""
    client.force_login(personas.coordinator)
    return lambda **query: client.get(reverse("plans:monitoring", args=[plan.slug]), query)


def warnings_in(response) -> int:
    return response.text.count('class="message message--warning"')


@pytest.fixture
def rich(plan, measure, personas) -> dict:
    """T1.1 has everything that a filter asks for; L1.1 nothing."""
    area = FocusArea.objects.create(plan=plan, slug="elintavat", name_fi="Elintavat")
    area.goals.add(measure.goal)
    classification = ThemeClassification.objects.create(slug="t8", name_fi="Ulottuvuudet")
    theme = Theme.objects.create(classification=classification, slug="terveys", name_fi="Terveys")
    measure.themes.add(theme)
    indicator = Indicator.objects.create(title_fi="Yksinäisyys", source=Source.objects.create(name_fi="Lähde"))
    IndicatorTarget.objects.create(measure=measure, indicator=indicator)
    return {
        "osio": "tyoikaiset",
        "tavoite": measure.goal_id,
        "painopiste": "elintavat",
        "teema": "terveys",
        "tila": "completed",
        "eteneminen": "as_planned",
        "vastuu": personas.division.pk,
        "toimiala": personas.division.pk,
        "yhteyshenkilo": personas.contact.person.pk,
        "q": "t1.1",
    }


FILTERS = ["osio", "tavoite", "painopiste", "teema", "tila", "eteneminen", "vastuu", "toimiala", "yhteyshenkilo", "q"]


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_keeps_what_it_names(page, rich, name):
    response = page(**{name: rich[name]})
    assert read_identifiers(response.text) == ["T1.1"]
    assert read_totals(response.text)["all"]["measures"] == 1
    assert warnings_in(response) == 0


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"tila": ["completed", "not_started"]}, ["T1.1", "L1.1"]),
        ({"tila": "completed,not_started"}, ["T1.1", "L1.1"]),
        ({"tila": "not_started", "osio": "tyoikaiset"}, []),
        ({"ilman": "vastuuta"}, ["L1.1"]),
        ({"ilman": "mittaria"}, ["L1.1"]),
        ({"ilman": ["vastuuta", "mittaria"]}, ["L1.1"]),
        ({"paivittamatta": "2024-06-01"}, ["L1.1"]),
        ({"paivittamatta": "2024-06-02"}, ["T1.1", "L1.1"]),
        ({"q": "TOIMENPIDE L1"}, ["L1.1"]),
        ({"q": "toimenpide tavoite"}, ["T1.1", "L1.1"]),
        ({"q": "ei löydy"}, []),
    ],
)
def test_filters_together(page, rich, query, kept):
    assert read_identifiers(page(**query).text) == kept


def test_search_finds_finnish_letters_in_any_case(page, measure):
    make_measure(measure.goal, "T1.7", wording_fi="Äitien YÖPÄIVYSTYS Åbossa")
    assert read_identifiers(page(q="äitien yöpäivystys åbo").text) == ["T1.7"]


@pytest.mark.parametrize("name", [*FILTERS[:-1], "ilman"])
@pytest.mark.parametrize("value", ["tuntematon", "999999", "'; --", "\x00", "<b>"])
def test_an_unknown_value_is_told_and_filters_nothing(page, rich, name, value):
    response = page(**{name: value})
    assert (response.status_code, warnings_in(response)) == (200, 1)
    assert read_identifiers(response.text) == ["T1.1", "L1.1"]
    assert "<b>" not in response.text


def test_an_unknown_value_beside_a_known_one_filters_nothing(page, rich):
    response = page(tila=["completed", "tuntematon"])
    assert (warnings_in(response), read_identifiers(response.text)) == (1, ["T1.1", "L1.1"])


def test_the_public_has_no_filter_by_contact_person(client, plan, rich):
    response = client.get(reverse("plans:monitoring", args=[plan.slug]), {"yhteyshenkilo": rich["yhteyshenkilo"]})
    assert 'name="yhteyshenkilo"' not in response.text
    assert read_identifiers(response.text) == ["T1.1", "L1.1"]


def test_divisions_are_offered_without_other_organisations(page, plan, measure, personas):
    make_responsibility(
        measure, make_organisation("Vantaan kaupunki", kind="municipality", parent=personas.county), "other"
    )
    filters = {each.name: [option.label for option in each.options] for each in page().context["filters"].filters}
    assert filters["toimiala"] == ["Terveydenhuollon palvelut"]
    assert filters["vastuu"] == ["Terveydenhuollon palvelut", "Vantaan kaupunki"]


def test_the_chosen_filters_stay_chosen_on_the_page(page, rich):
    text = page(osio="tyoikaiset", q='"lainaus"').text
    assert '<option value="tyoikaiset" selected>' in text
    assert 'value="&quot;lainaus&quot;"' in text


# Orders


@pytest.fixture
def five(measure):
    """Five measures that each order puts differently."""
    statuses = ["in_progress", "starting", "not_completed"]
    for number, (status, progress) in enumerate(
        zip(statuses, ["stalled", "delayed", "not_assessed"], strict=True), start=2
    ):
        each = make_measure(measure.goal, f"T1.{number}")
        make_update(each, date(2024, 10 - number, 2), status, progress=progress)
        make_responsibility(each, make_organisation(f"{'ÄCA'[number - 2]} osasto", parent=measure.plan.county))


@pytest.mark.parametrize(
    ("order", "identifiers"),
    [
        ("", ["T1.1", "T1.2", "T1.3", "T1.4", "L1.1"]),
        ("suunnitelma", ["T1.1", "T1.2", "T1.3", "T1.4", "L1.1"]),
        ("tila", ["L1.1", "T1.3", "T1.2", "T1.1", "T1.4"]),
        ("-tila", ["T1.4", "T1.1", "T1.2", "T1.3", "L1.1"]),
        ("eteneminen", ["T1.2", "T1.3", "T1.4", "L1.1", "T1.1"]),
        ("paivitetty", ["L1.1", "T1.1", "T1.4", "T1.3", "T1.2"]),
        ("-paivitetty", ["T1.2", "T1.3", "T1.4", "T1.1", "L1.1"]),
        ("vastuu", ["L1.1", "T1.4", "T1.3", "T1.1", "T1.2"]),
    ],
)
def test_orders(page, five, order, identifiers):
    response = page(jarjestys=order)
    assert (read_identifiers(response.text), warnings_in(response)) == (identifiers, 0)


@pytest.mark.parametrize("order", ["aakkoset", "-suunnitelma", "--tila", "\x00"])
def test_an_unknown_order_is_told_and_the_plans_order_used(page, five, order):
    response = page(jarjestys=order)
    assert (read_identifiers(response.text)[0], warnings_in(response)) == ("T1.1", 1)


def test_the_filter_by_responsible_knows_who_has_ended(page, plan, measure, personas):
    ended: Organisation = make_organisation("Entinen", parent=personas.county)
    make_responsibility(measure, ended, "other", ended_on=date(2024, 1, 1))
    assert warnings_in(page(vastuu=ended.pk)) == 1


def test_a_theme_of_two_goals_and_of_another_plan_is_told_once_of_each(page, rich, measure, personas):
    theme = Theme.objects.get()
    theme.goals.add(measure.goal, make_goal(measure.goal.section, "T2"))
    theme.goals.add(make_goal(make_section(make_bare_plan(personas.county, slug="toinen")), "T3"))
    goals = {goal.identifier: goal.theme_list for goal in page().context["picture"].goals}
    assert goals == {"T1": [theme], "T2": [theme], "L1": []}


def test_headings_open_sections_and_goals_in_the_plans_order_only(page, five):
    assert page().text.count('class="group group--goal"') == 2
    assert 'class="group' not in page(jarjestys="tila").text
