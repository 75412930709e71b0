"""The next plan is made whole, in few questions, and nothing of the old one changes but its successor."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, Source, Theme, ThemeClassification
from plans.models import (
    FocusArea,
    Goal,
    IndicatorTarget,
    Measure,
    Phenomenon,
    PhenomenonIndicator,
    Plan,
    Responsibility,
    RollOverChoice,
    RollOverNew,
    StatusUpdate,
    Succession,
)
from plans.services.carry_out import carry_out_rollover
from plans.services.rollover import continue_the_rest, save_choices
from tests.factories.groups import make_decision, make_organisation, make_person
from tests.factories.plans import make_goal, make_measure, make_plan, make_responsibility
from tests.factories.rollover import choice, make_rollover

AT = datetime(2025, 11, 3, 12, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture
def rollover(plan):
    return make_rollover(plan)


def carry_out(rollover, personas, wanted=None) -> Plan:
    save_choices(rollover, wanted or {}, by=personas.coordinator)
    continue_the_rest(rollover, by=personas.coordinator)
    return carry_out_rollover(rollover, by=personas.coordinator, at=AT)


def identifiers(plan: Plan) -> list[str]:
    return list(plan.measures.in_plan_order().values_list("identifier", flat=True))


def test_what_continues_gets_new_identifiers_in_a_draft_that_is_internal(rollover, plan, personas):
    made = carry_out(rollover, personas)
    plan.refresh_from_db()
    assert plan.successor == made and made.predecessor == plan
    assert (made.publication, made.is_approved, made.county, made.kind) == ("internal", False, plan.county, plan.kind)
    assert (made.slug, made.valid_from, made.valid_until) == ("seuraava", date(2026, 1, 1), date(2029, 12, 31))
    assert [(each.slug, each.group) for each in made.sections.all()] == [
        (each.slug, each.group) for each in plan.sections.all()
    ]
    assert identifiers(made) == ["T1.1", "L1.1"]
    assert {each.in_force_from for each in made.measures.all()} == {date(2026, 1, 1)}
    assert not StatusUpdate.objects.filter(measure__plan=made).exists()


def test_a_measure_takes_along_who_answers_but_not_the_decision(rollover, measure, personas):
    Responsibility.objects.all().delete()
    decision = make_decision(personas.county)
    make_responsibility(measure, personas.division, decision=decision)
    ended = make_organisation("Lakkautettu", parent=personas.county, ended_on=date(2025, 1, 1))
    make_responsibility(measure, ended, "other")
    make_responsibility(measure, make_organisation("Päättynyt vastuu"), "partner", ended_on=date(2024, 1, 1))
    made = carry_out(rollover, personas).measures.get(identifier="T1.1")
    parts = [(each.organisation, each.kind, each.state, each.decision) for each in made.responsibilities.all()]
    assert parts == [(personas.division, "main", "proposed", None)]
    assert made.contact_person == measure.contact_person and made.working_text == ""


def test_somebody_who_has_left_is_not_a_contact_person_any_more(rollover, measure, personas):
    measure.contact_person.left_on = date(2025, 1, 1)
    measure.contact_person.save()
    measure.deputy = make_person("Sijainen", organisation=personas.division)
    measure.save()
    made = carry_out(rollover, personas).measures.get(identifier="T1.1")
    assert (made.contact_person, made.deputy) == (None, measure.deputy)


def test_merged_ones_follow_into_one_with_their_parts_and_themes(rollover, measure, sibling, personas):
    themes = [make_theme(personas.county, name) for name in ("yksi", "kaksi")]
    measure.themes.set(themes[:1])
    sibling.themes.set(themes)
    other = make_organisation("Muu", parent=personas.county)
    make_responsibility(sibling, other)
    made = carry_out(rollover, personas, {sibling: choice(sibling, "merge", into=measure)})
    later = made.measures.get(identifier="T1.1")
    assert identifiers(made) == ["T1.1", "L1.1"]
    assert list(later.themes.order_by("pk")) == themes
    parts = {each.organisation: each.kind for each in later.responsibilities.all()}
    assert parts == {personas.division: "main", other: "other"}
    ties = Succession.objects.filter(later_measure=later).values_list("earlier_measure", flat=True)
    assert set(ties) == {measure.pk, sibling.pk}


def make_theme(county, name: str) -> Theme:
    classification, _made = ThemeClassification.objects.get_or_create(
        county=county, slug="jaottelu", name_fi="Jaottelu"
    )
    return Theme.objects.create(classification=classification, slug=name, name_fi=name)


def test_what_is_dropped_is_not_there_and_the_rest_moves_up(rollover, measure, sibling, personas):
    made = carry_out(rollover, personas, {measure: choice(measure, "drop", reason="Valmis")})
    assert made.measures.get(identifier="T1.1").wording_fi == sibling.wording_fi
    assert not Succession.objects.filter(earlier_measure=measure).exists()


def test_measures_of_a_merged_goal_follow_and_those_of_a_dropped_one_move(rollover, plan, measure, personas):
    second, third = make_goal(measure.goal.section, "T2", order=2), make_goal(measure.goal.section, "T3", order=3)
    following, moving = make_measure(second), make_measure(third)
    wanted = {
        second: choice(second, "merge", into=measure.goal),
        third: choice(third, "drop", reason="Syy"),
        moving: choice(moving, "continue", under=plan.measures.get(identifier="L1.1").goal),
    }
    made = carry_out(rollover, personas, wanted)
    assert [(each.identifier, each.wording_fi) for each in made.measures.in_plan_order()] == [
        ("T1.1", measure.wording_fi),
        ("T1.2", following.wording_fi),
        ("L1.1", "Toimenpide L1.1"),
        ("L1.2", moving.wording_fi),
    ]
    assert Goal.objects.filter(section__plan=made).count() == 2


def test_new_ones_come_last(rollover, measure, personas):
    section, goal = measure.goal.section, measure.goal
    RollOverNew.objects.create(rollover=rollover, kind="goal", section=section, wording_fi="Uusi tavoite")
    RollOverNew.objects.create(rollover=rollover, kind="measure", goal=goal, wording_fi="Uusi toimenpide")
    made = carry_out(rollover, personas)
    goals = Goal.objects.filter(section__plan=made, section__slug=section.slug).values_list("identifier", "wording_fi")
    assert list(goals) == [("T1", goal.wording_fi), ("T2", "Uusi tavoite")]
    assert made.measures.get(identifier="T1.2").wording_fi == "Uusi toimenpide"


def test_the_frame_comes_along_with_its_indicators(rollover, plan, measure, personas):
    indicator = Indicator.objects.create(title_fi="Yksinäisyys", source=Source.objects.create(name_fi="Lähde"))
    area = FocusArea.objects.create(plan=plan, slug="osallisuus", name_fi="Osallisuus")
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi="Ilmiö", kind="strength")
    area.goals.add(measure.goal)
    phenomenon.focus_areas.add(area)
    PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=indicator, figure_fi="kasvussa")
    for owner in ({"focus_area": area}, {"goal": measure.goal}, {"measure": measure}):
        IndicatorTarget.objects.create(
            indicator=indicator, baseline=10, outcome=8, outcome_year=2025, target=5, target_year=2025, **owner
        )
    made = carry_out(rollover, personas)
    later, goal = made.focus_areas.get(), Goal.objects.get(section__plan=made, identifier="T1")
    assert list(goal.focus_areas.all()) == list(made.phenomena.get().focus_areas.all()) == [later]
    assert made.phenomena.get().indicator_ties.get().figure_fi == "kasvussa"
    targets = [later.indicator_targets.get(), goal.indicator_targets.get()]
    targets.append(made.measures.get(identifier="T1.1").indicator_targets.get())
    assert {(each.baseline, each.baseline_year, each.target, each.outcome) for each in targets} == {
        (8, 2025, None, None)
    }


def test_a_target_whose_year_is_still_to_come_goes_along(rollover, measure, personas):
    indicator = Indicator.objects.create(title_fi="Yksinäisyys", source=Source.objects.create(name_fi="Lähde"))
    IndicatorTarget.objects.create(measure=measure, indicator=indicator, baseline=10, target=5, target_year=2030)
    later = carry_out(rollover, personas).measures.get(identifier="T1.1").indicator_targets.get()
    assert (later.baseline, later.target, later.target_year) == (10, 5, 2030)


def test_nothing_of_the_old_plan_changes(rollover, plan, personas):
    before = [list(each.objects.order_by("pk").values()) for each in (Goal, Measure, StatusUpdate, Responsibility)]
    old = {each.pk for each in Measure.objects.all()}
    facts = Plan.objects.filter(pk=plan.pk).values().get()
    made = carry_out(rollover, personas)
    kept = [
        list(Goal.objects.exclude(section__plan=made).order_by("pk").values()),
        list(Measure.objects.filter(pk__in=old).order_by("pk").values()),
        list(StatusUpdate.objects.order_by("pk").values()),
        list(Responsibility.objects.exclude(measure__plan=made).order_by("pk").values()),
    ]
    assert kept == before
    assert Plan.objects.filter(pk=plan.pk).values().get() == facts | {"successor_id": made.pk}
    assert plan.history.latest().history_user == personas.coordinator


def test_a_measure_that_ended_before_the_plan_is_not_asked_about(rollover, measure, sibling, personas):
    Measure.objects.filter(pk=sibling.pk).update(in_force_until=date(2024, 6, 30))
    assert identifiers(carry_out(rollover, personas)) == ["T1.1", "L1.1"]
    assert not RollOverChoice.objects.filter(measure=sibling).exists()


def test_it_is_refused_while_something_is_undecided(rollover, measure, personas, in_english):
    save_choices(rollover, {measure: choice(measure, "continue")}, by=personas.coordinator)
    with pytest.raises(ValidationError, match=r"^\['3 goals and measures"):
        carry_out_rollover(rollover, by=personas.coordinator, at=AT)
    assert Plan.objects.count() == 1


def test_it_is_refused_where_the_address_has_been_taken_meanwhile(rollover, plan, personas):
    Plan.objects.create(county=plan.county, slug="seuraava", name_fi="X", valid_from=AT, valid_until=AT)
    with pytest.raises(ValidationError):
        carry_out(rollover, personas)
    rollover.refresh_from_db()
    assert not rollover.is_carried_out and Plan.objects.count() == 2


def test_it_is_carried_out_only_once(rollover, personas):
    carry_out(rollover, personas)
    with pytest.raises(ValidationError):
        carry_out_rollover(rollover, by=personas.coordinator, at=AT)
    assert Plan.objects.count() == 2


def test_a_sub_plan_hangs_from_the_next_main_plan(rollover, plan, personas):
    sub = Plan.objects.create(
        county=plan.county,
        parent=plan,
        slug="osa",
        name_fi="Osa",
        valid_from=plan.valid_from,
        valid_until=plan.valid_until,
    )
    main = carry_out(rollover, personas)
    assert carry_out(make_rollover(sub, slug="osa-2"), personas).parent == main


@pytest.mark.parametrize(("goals", "measures"), [(3, 10), (30, 300)])
def test_a_plan_of_three_hundred_measures_takes_a_few_dozen_questions(personas, goals, measures):
    plan = make_plan(goals, measures, county=personas.county, contact=personas.contact.person)
    rollover = make_rollover(plan)
    continue_the_rest(rollover, by=personas.coordinator)
    with CaptureQueriesContext(connection) as asked:
        made = carry_out_rollover(rollover, by=personas.coordinator, at=AT)
    assert len(asked) <= 60
    assert made.measures.count() == measures == Measure.history.filter(plan_id=made.pk).count()
