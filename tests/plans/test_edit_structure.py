"""Sections, focus areas and phenomena: added, changed, put in order, deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import AgeGroup
from indicators.models import Indicator, Source, Theme, ThemeClassification
from plans.models import FocusArea, Goal, Phenomenon, PhenomenonIndicator, Plan, Section
from plans.services.plan import put_in_order
from plans.services.record import move_record
from tests.factories.editing import TODAY
from tests.factories.groups import make_group
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_plan, make_section, make_update


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def draft(personas) -> Plan:
    return make_bare_plan(personas.county, "luonnos", approved=False, public=False)


def make_theme(county=None) -> Theme:
    slug = f"luokitus-{county.pk if county else 'yhteinen'}"
    classification = ThemeClassification.objects.create(name_fi="Luokitus", slug=slug, county=county)
    return Theme.objects.create(classification=classification, slug=f"teema-{slug}", name_fi="Teema")


def make_indicator(county=None) -> Indicator:
    return Indicator.objects.create(title_fi="Yksinäisyys", county=county, source=Source.objects.create(name_fi="THL"))


def make_phenomena(plan: Plan, count: int = 3) -> list[Phenomenon]:
    return [Phenomenon.objects.create(plan=plan, title_fi=f"Ilmiö {n}", order=n) for n in range(1, count + 1)]


def order_of(records) -> list[int]:
    return list(records.values_list("pk", flat=True))


def test_a_section_gets_an_address_and_the_last_place(client, draft, personas):
    make_section(draft, "tyoikaiset", order=4)
    client.post(
        reverse("plans:section-create", args=[draft.slug]), {"name_fi": "Työikäiset", "group": personas.group.pk}
    )
    section = draft.sections.last()
    assert (section.slug, section.order, section.group) == ("tyoikaiset-2", 5, personas.group)
    assert section.history.get().history_user == personas.coordinator


def test_two_sections_of_a_plan_have_different_names(client, draft, plan, personas):
    first = make_section(draft, "tyoikaiset", name_fi="Työikäiset")
    response = client.post(reverse("plans:section-create", args=[draft.slug]), {"name_fi": "Työikäiset"})
    assert response.status_code == 422 and set(response.context["form"].errors) == {"name_fi"}
    client.post(reverse("plans:section-edit", args=[first.pk]), {"name_fi": "Työikäiset", "group": personas.group.pk})
    first.refresh_from_db()
    assert (first.group, draft.sections.count()) == (personas.group, 1)


def test_a_foreign_group_and_age_group_are_refused(client, draft, personas):
    group, age = (
        make_group(personas.other_county),
        AgeGroup.objects.create(county=personas.other_county, name_fi="Lapset"),
    )
    response = client.post(
        reverse("plans:section-create", args=[draft.slug]),
        {"name_fi": "Lapset", "group": group.pk, "age_group": age.pk},
    )
    assert set(response.context["form"].errors) == {"group", "age_group"}
    assert not draft.sections.exists()


def test_a_focus_area_never_takes_the_address_of_a_page(client, draft):
    client.post(reverse("plans:focus-area-create", args=[draft.slug]), {"name_fi": "Uusi"})
    assert draft.focus_areas.get().slug == "uusi-2"


def test_part_of_an_approved_plan_changes_with_a_reason(client, plan):
    area = FocusArea.objects.create(plan=plan, slug="alue", name_fi="Alue")
    address = reverse("plans:focus-area-edit", args=[area.pk])
    assert list(client.post(address, {"name_fi": "Osallisuus"}).context["form"].errors) == ["reason"]
    client.post(address, {"name_fi": "Osallisuus", "reason": "Kirjoitusvirhe"})
    area.refresh_from_db()
    assert (area.name_fi, area.slug, area.history.first().history_change_reason) == (
        "Osallisuus",
        "alue",
        "Kirjoitusvirhe",
    )


def test_a_phenomenon_is_tied_to_focus_areas_and_themes(client, draft):
    area, theme = FocusArea.objects.create(plan=draft, slug="a", name_fi="A"), make_theme()
    data = {"kind": "strength", "title_fi": "Järjestöt toimivat", "focus_areas": [area.pk], "themes": [theme.pk]}
    client.post(reverse("plans:phenomenon-create", args=[draft.slug]), data)
    phenomenon = draft.phenomena.get()
    assert (phenomenon.kind, list(phenomenon.focus_areas.all()), list(phenomenon.themes.all())) == (
        "strength",
        [area],
        [theme],
    )


def test_ties_to_other_counties_and_plans_are_refused(client, draft, plan, personas):
    theme = make_theme(personas.other_county)
    area = FocusArea.objects.create(plan=plan, slug="a", name_fi="A")
    for field, value in (("themes", theme.pk), ("focus_areas", area.pk), ("themes", "9" * 30), ("focus_areas", "x")):
        data = {"kind": "concern", "title_fi": "Ilmiö", field: [value]}
        response = client.post(reverse("plans:phenomenon-create", args=[draft.slug]), data)
        assert list(response.context["form"].errors) == [field]
    assert not draft.phenomena.exists()


def test_a_figure_is_added_changed_and_removed_and_leaves_a_trace(client, draft, personas):
    phenomenon, indicator = make_phenomena(draft, 1)[0], make_indicator()
    create = reverse("plans:figure-create", args=[phenomenon.pk])
    client.post(create, {"indicator": indicator.pk, "figure_fi": "29,9 %"})
    figure = phenomenon.indicator_ties.get()
    assert "indicator" in client.post(create, {"indicator": indicator.pk}).context["form"].errors
    client.post(reverse("plans:figure-edit", args=[figure.pk]), {"indicator": indicator.pk, "figure_fi": "30 %"})
    figure.refresh_from_db()
    assert figure.figure_fi == "30 %"
    client.post(reverse("plans:figure-delete", args=[figure.pk]))
    assert not phenomenon.indicator_ties.exists()
    assert "Yksinäisyys" in phenomenon.history.first().history_change_reason


def test_an_indicator_of_another_county_shows_nothing_here(client, draft, personas):
    phenomenon, foreign = make_phenomena(draft, 1)[0], make_indicator(personas.other_county)
    response = client.post(reverse("plans:figure-create", args=[phenomenon.pk]), {"indicator": foreign.pk})
    assert list(response.context["form"].errors) == ["indicator"]


def test_phenomena_and_goals_move_up_and_down(client, draft):
    first, second, third = make_phenomena(draft)
    client.post(reverse("plans:phenomenon-move", args=[third.pk]), {"direction": "up"})
    assert order_of(draft.phenomena) == [first.pk, third.pk, second.pk]
    section = make_section(draft)
    goals = [make_goal(section, f"T{n}") for n in (1, 2)]
    response = client.post(reverse("plans:goal-move", args=[goals[0].pk]), {"direction": "down"})
    assert order_of(section.goals) == [goals[1].pk, goals[0].pk]
    assert response.headers["Location"].endswith(f"hallinta/?osio=tyoikaiset#goal-{goals[0].pk}")


def test_the_page_of_management_shows_the_order(client, draft):
    section = make_section(draft)
    make_goal(section, "T1", order=2)
    make_goal(section, "T2", order=1)
    make_phenomena(draft)
    client.post(reverse("plans:phenomenon-move", args=[draft.phenomena.last().pk]), {"direction": "up"})
    managed = client.get(reverse("plans:plan-manage", args=[draft.slug])).context["managed"]
    assert [node.goal.identifier for node in managed.sections[0].goals] == ["T2", "T1"]
    assert [each.title_fi for each in managed.phenomena] == ["Ilmiö 1", "Ilmiö 3", "Ilmiö 2"]


def test_sections_focus_areas_and_measures_move_too(client, draft):
    sections = [make_section(draft, slug) for slug in ("a", "b")]
    areas = [FocusArea.objects.create(plan=draft, slug=slug, name_fi=slug) for slug in ("a", "b")]
    goal = make_goal(sections[0])
    measures = [make_measure(goal) for _each in range(2)]
    for name, record in (("section", sections[1]), ("focus-area", areas[1]), ("measure", measures[1])):
        client.post(reverse(f"plans:{name}-move", args=[record.pk]), {"direction": "up"})
    assert order_of(draft.sections) == [sections[1].pk, sections[0].pk]
    assert order_of(draft.focus_areas) == [areas[1].pk, areas[0].pk]
    assert order_of(goal.measures.order_by("order")) == [measures[1].pk, measures[0].pk]


def test_at_the_end_of_the_list_nothing_happens(client, draft):
    phenomena = make_phenomena(draft)
    client.post(reverse("plans:phenomenon-move", args=[phenomena[0].pk]), {"direction": "up"})
    client.post(reverse("plans:phenomenon-move", args=[phenomena[2].pk]), {"direction": "down"})
    assert order_of(draft.phenomena) == [each.pk for each in phenomena]


@pytest.mark.parametrize("data", [{}, {"direction": "sideways"}, {"direction": "\x00"}])
def test_a_move_to_nowhere_is_told(client, draft, data):
    phenomena = make_phenomena(draft)
    response = client.post(reverse("plans:phenomenon-move", args=[phenomena[1].pk]), data, follow=True)
    assert response.status_code == 200 and [message.level_tag for message in response.context["messages"]] == ["error"]
    assert order_of(draft.phenomena) == [each.pk for each in phenomena]


def test_a_move_is_no_get(client, draft):
    assert client.get(reverse("plans:phenomenon-move", args=[make_phenomena(draft, 1)[0].pk])).status_code == 405


def test_order_writes_history_only_of_what_moved(draft, personas):
    records = make_phenomena(draft)
    move_record(records[1], draft.phenomena.all(), "up", by=personas.coordinator)
    put_in_order(list(draft.phenomena.all()), [each.pk for each in draft.phenomena.all()], by=personas.coordinator)
    assert [each.history.count() for each in records] == [2, 2, 1]
    assert records[0].history.first().history_user == personas.coordinator


def test_an_order_of_other_records_is_refused(draft, personas):
    records = make_phenomena(draft)
    for ids in ([records[0].pk], [each.pk for each in records] + [999], [records[0].pk] * 3):
        with pytest.raises(ValidationError):
            put_in_order(records, ids, by=personas.coordinator)


def test_deleting_says_what_goes_along(client, draft):
    phenomenon = make_phenomena(draft, 1)[0]
    PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=make_indicator())
    page = client.get(reverse("plans:phenomenon-delete", args=[phenomenon.pk]))
    assert [count for _kind, count in page.context["consequences"].goes] == [1]
    client.post(reverse("plans:phenomenon-delete", args=[phenomenon.pk]))
    assert not Phenomenon.objects.exists()


def test_a_section_with_goals_is_not_deleted(client, draft):
    section = make_section(draft)
    make_goal(section)
    response = client.post(reverse("plans:section-delete", args=[section.pk]))
    assert response.status_code == 409 and section.goals.exists()


def test_a_goal_with_measures_and_a_measure_with_updates_are_not_deleted(client, draft):
    measure = make_measure(make_goal(make_section(draft)))
    make_update(measure)
    for name, pk in (("goal", measure.goal_id), ("measure", measure.pk)):
        assert client.post(reverse(f"plans:{name}-delete", args=[pk])).status_code == 409
    assert Goal.objects.exists()


def test_nothing_of_an_approved_plan_is_deleted(client, plan, measure, sibling):
    area = FocusArea.objects.create(plan=plan, slug="alue", name_fi="Alue")
    for name, pk in (("measure", sibling.pk), ("focus-area", area.pk), ("section", measure.goal.section_id)):
        response = client.post(reverse(f"plans:{name}-delete", args=[pk]))
        assert response.status_code == 409 and response.context["refusal"]
    manage = client.get(reverse("plans:plan-manage", args=[plan.slug])).text
    assert reverse("plans:section-delete", args=[measure.goal.section_id]) not in manage
    assert plan.measures.filter(pk=sibling.pk).exists() and FocusArea.objects.exists()


def test_an_empty_measure_of_a_draft_is_deleted_by_name(client, draft, personas):
    measure = make_measure(make_goal(make_section(draft)))
    client.post(reverse("plans:measure-delete", args=[measure.pk]))
    assert not draft.measures.exists()
    assert type(measure).history.first().history_user == personas.coordinator


def test_the_page_of_management_takes_the_same_queries_at_any_size(client, personas, django_assert_max_num_queries):
    for slug, goals, measures in (("pieni", 3, 3), ("suuri", 30, 30)):
        plan = make_plan(goals, measures, county=personas.county, slug=slug)
        make_phenomena(plan, goals)
        with django_assert_max_num_queries(17):
            assert client.get(reverse("plans:plan-manage", args=[plan.slug])).status_code == 200


def test_an_empty_plan_teaches_where_to_begin(client, draft):
    assert (
        reverse("plans:section-create", args=[draft.slug])
        in client.get(reverse("plans:plan-manage", args=[draft.slug])).text
    )


@pytest.mark.parametrize("model", [Section, FocusArea])
def test_the_database_keeps_an_address_once_in_a_plan(draft, model):
    model.objects.create(plan=draft, slug="a", name_fi="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(plan=draft, slug="a", name_fi="B")


def test_the_database_ties_an_indicator_once_to_a_phenomenon(draft):
    tie = {"phenomenon": make_phenomena(draft, 1)[0], "indicator": make_indicator()}
    PhenomenonIndicator.objects.create(**tie)
    with pytest.raises(IntegrityError), transaction.atomic():
        PhenomenonIndicator.objects.create(**tie)
