"""A preview put into the plan: what is written, with its history, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from groups.models import Organisation, Person
from plans.models import FocusArea, Goal, Measure, PromiseProposal, Proposal, Responsibility, StatusUpdate
from tests.factories.groups import make_decision, make_organisation, make_person
from tests.factories.plans import make_measure, make_responsibility, make_update
from tests.plans.workbook.previews import SHEET, TODAY, added, apply, changed, proposed, update_of

pytestmark = pytest.mark.django_db


def measure_of(plan, identifier: str = "T1.1") -> Measure:
    return plan.measures.get(identifier=identifier)


def parts_of(measure: Measure) -> set[tuple[str, str]]:
    return {(each.kind, each.organisation.name_fi) for each in measure.responsibilities.in_force()}


# Fields


def test_changed_fields_are_written_with_their_history(draft, coordinator):
    measure, person = measure_of(draft), make_person(organisation=draft.county)
    values = {"wording_fi": "Uusi sanamuoto", "contact": str(person.pk), "years": "2023-2025", "resources": "Rahaa"}
    journal = apply(draft, changed(measure, **values), by=coordinator)
    measure.refresh_from_db()
    assert (measure.wording_fi, measure.contact_person, measure.years) == ("Uusi sanamuoto", person, "2023–2025")
    assert (measure.resources, measure.search_text) == ("Rahaa", "t1.1 uusi sanamuoto")
    newest = measure.history.first()
    assert (newest.history_type, newest.history_user, newest.wording_fi) == ("~", coordinator, "Uusi sanamuoto")
    assert newest.history_change_reason.endswith(": toimeenpano.xlsx")
    assert journal.changed["plans.measure"][str(measure.pk)]["resources"] == ["", "Rahaa"]


def test_a_row_without_changes_gets_no_history(draft, coordinator):
    first, second = draft.measures.order_by("pk")
    apply(draft, changed(first, reach="300"), changed(second, 3), by=coordinator)
    assert (first.history.count(), second.history.count()) == (2, 1)


def test_a_goals_wording_changes_in_a_draft(draft, coordinator):
    measure = measure_of(draft)
    apply(draft, changed(measure, goal="Uusi tavoite", before={"goal": "Tavoite T1"}), by=coordinator)
    goal = Goal.objects.get()
    assert (goal.wording_fi, goal.search_text) == ("Uusi tavoite", "t1 uusi tavoite")


@pytest.mark.parametrize("values", [{"wording_fi": "Toinen"}, {"goal": "Toinen tavoite"}])
def test_approved_wording_isnt_changed(approved, coordinator, values):
    with pytest.raises(ValidationError):
        apply(approved, changed(measure_of(approved), **values), by=coordinator)


@pytest.mark.parametrize(
    "values",
    [{"years": "2025-2023"}, {"project": "x" * 301}, {"reach": "x" * 2001}, {"wording_fi": ""}, {"years": "1999"}],
)
def test_nothing_is_written_when_one_row_doesnt_hold(draft, coordinator, values):
    first, second = draft.measures.order_by("pk")
    with pytest.raises(ValidationError):
        apply(draft, changed(first, reach="300"), changed(second, 3, **values), by=coordinator)
    assert list(draft.measures.values_list("reach", flat=True)) == ["", ""]


def test_people_of_another_county_are_refused(draft, coordinator):
    stranger = make_person()
    with pytest.raises(ValidationError):
        apply(draft, changed(measure_of(draft), contact=str(stranger.pk)), by=coordinator)


def test_deputy_is_somebody_else(draft, coordinator):
    person = make_person(organisation=draft.county)
    both = {"contact": str(person.pk), "deputy": str(person.pk)}
    with pytest.raises(ValidationError, match=f"{SHEET}!2"):
        apply(draft, changed(measure_of(draft), **both), by=coordinator)


# New ones


def test_sections_goals_and_measures_are_made_in_a_draft(draft, coordinator):
    journal = apply(
        draft,
        added("new:1", 2, wording_fi="Ensimmäinen", reach="10", update=update_of()),
        added("new:1", 3, wording_fi="Toinen"),
        added("new:2", 4, wording_fi="Kolmas"),
        sections=[("new:1", "Ikääntyneet")],
        goals=[
            ("new:1", "new:1", "", "Turvallinen arki", ("Osallisuus", "Elintavat")),
            ("new:2", str(draft.sections.get().pk), "", "Jaksaminen"),
        ],
        by=coordinator,
    )
    section = draft.sections.get(name_fi="Ikääntyneet")
    goal = section.goals.get()
    assert (section.slug, goal.identifier, goal.wording_fi) == ("ikaantyneet", "I1", "Turvallinen arki")
    assert [area.name_fi for area in goal.focus_areas.order_by("pk")] == ["Osallisuus", "Elintavat"]
    assert list(goal.measures.values_list("identifier", "wording_fi", "order")) == [
        ("I1.1", "Ensimmäinen", 1),
        ("I1.2", "Toinen", 2),
    ]
    assert draft.sections.get(slug="tyoikaiset").goals.last().identifier == "T2"
    first = goal.measures.first()
    assert (first.in_force_from, first.reach, first.updates.get().status) == (draft.valid_from, "10", "in_progress")
    assert [each.history.get().history_user for each in (section, goal, first)] == [coordinator] * 3
    assert {label: len(ids) for label, ids in journal.created.items()} == {
        "plans.section": 1,
        "plans.focusarea": 2,
        "plans.goal": 2,
        "plans.measure": 3,
        "plans.statusupdate": 1,
    }


def test_known_focus_areas_are_used(draft, coordinator):
    area = FocusArea.objects.create(plan=draft, slug="osallisuus", name_fi="Osallisuus")
    section = str(draft.sections.get().pk)
    apply(draft, added("new:1"), goals=[("new:1", section, "", "Tavoite", ("OSALLISUUS",))], by=coordinator)
    assert list(area.goals.values_list("wording_fi", flat=True)) == ["Tavoite"]


def test_a_goals_number_from_the_file_is_kept_where_it_is_free(draft, coordinator):
    section = str(draft.sections.get().pk)
    goals = [("new:1", section, "A7", "Seitsemäs"), ("new:2", section, "T1", "Numero on jo toisen")]
    apply(draft, added("new:1"), added("new:2", 3), goals=goals, by=coordinator)
    assert list(Goal.objects.order_by("pk").values_list("identifier", flat=True)) == ["T1", "A7", "T2"]


def test_numbers_given_on_rows_arent_given_to_rows_without_one(draft, coordinator):
    goal = str(Goal.objects.get().pk)
    apply(draft, added(goal, 2), added(goal, 3, identifier="T1.3"), by=coordinator)
    assert list(draft.measures.order_by("pk").values_list("identifier", flat=True)) == ["T1.1", "T1.2", "T1.4", "T1.3"]


@pytest.mark.parametrize("identifier", ["T1.2", "t1.2", "T1.9"])
def test_a_used_number_is_refused(draft, coordinator, identifier):
    goal = Goal.objects.get()
    make_measure(goal, "T1.9").delete()
    with pytest.raises(ValidationError, match=f"{SHEET}!2"):
        apply(draft, added(str(goal.pk), identifier=identifier), by=coordinator)


def test_nothing_is_added_to_an_approved_plan(approved, coordinator):
    with pytest.raises(ValidationError):
        apply(approved, added(str(Goal.objects.get().pk)), by=coordinator)


def test_new_names_are_made_once_and_used(draft, coordinator):
    first, second = draft.measures.order_by("pk")
    names = [
        ("organisation", "martat  uusimaa", "Martat, Uusimaa"),
        ("organisation", "martat", "Martat"),
        ("person", "maija malli (maija@example.fi)", "Maija Malli (maija@example.fi)"),
    ]
    values = {"partners": "new:martat  uusimaa,new:martat", "contact": f"new:{names[2][1]}"}
    apply(draft, changed(first, **values), changed(second, 3, main="new:martat"), names=names, by=coordinator)
    person = Person.objects.get(email="maija@example.fi")
    assert (person.name, person.organisation, person.user) == ("Maija Malli", draft.county, None)
    assert person.history.get().history_user == coordinator
    organisation = Organisation.objects.get(name_fi="Martat, Uusimaa")
    assert (organisation.kind, organisation.parent, organisation.county) == ("other", draft.county, draft.county)
    assert parts_of(first) == {("partner", "Martat, Uusimaa"), ("partner", "Martat")}
    assert parts_of(second) == {("main", "Martat")}
    first.refresh_from_db()
    assert first.contact_person == person


# Responsibilities


def test_a_new_main_responsible_replaces_a_proposed_one(draft, coordinator):
    measure = measure_of(draft)
    old, new = (make_organisation(name, parent=draft.county) for name in ("Vanha", "Uusi"))
    part = make_responsibility(measure, old)
    apply(draft, changed(measure, main=str(new.pk), before={"main": str(old.pk)}), by=coordinator)
    part.refresh_from_db()
    assert (part.ended_on, parts_of(measure)) == (TODAY, {("main", "Uusi")})
    assert part.history.first().history_change_reason.endswith("toimeenpano.xlsx")


def test_a_secretarys_proposal_leaves_those_of_others(draft, personas):
    measure = measure_of(draft)
    old, new = (make_organisation(name, parent=draft.county) for name in ("Vanha", "Uusi"))
    make_responsibility(measure, old)
    apply(draft, changed(measure, main=str(new.pk), before={"main": str(old.pk)}), by=personas.secretary)
    assert parts_of(measure) == {("main", "Vanha"), ("main", "Uusi")}


def test_an_approved_main_responsible_stays_beside_the_new_proposal(draft, coordinator):
    measure = measure_of(draft)
    old, new = (make_organisation(name, parent=draft.county) for name in ("Vanha", "Uusi"))
    make_responsibility(measure, old, decision=make_decision(draft.county))
    make_responsibility(measure, new, "partner")
    apply(draft, changed(measure, main=str(new.pk), before={"main": str(old.pk)}), by=coordinator)
    assert parts_of(measure) == {("main", "Vanha"), ("main", "Uusi")}
    assert set(measure.responsibilities.in_force().values_list("state", flat=True)) == {"approved", "proposed"}


def test_lists_are_compared_as_sets(draft, coordinator):
    measure = measure_of(draft)
    stays, goes, comes = (make_organisation(name, parent=draft.county) for name in ("Jää", "Lähtee", "Tulee"))
    kept = make_responsibility(measure, stays, "other")
    make_responsibility(measure, goes, "other")
    values = {"others": f"{comes.pk},{stays.pk}", "partners": f"{goes.pk}"}
    apply(draft, changed(measure, before={"others": f"{stays.pk},{goes.pk}"}, **values), by=coordinator)
    assert parts_of(measure) == {("other", "Jää"), ("other", "Tulee"), ("partner", "Lähtee")}
    assert kept.history.count() == 1


def test_a_lighter_part_doesnt_replace_a_weightier_one(draft, coordinator):
    measure, organisation = measure_of(draft), make_organisation("Sama", parent=draft.county)
    make_responsibility(measure, organisation)
    apply(draft, changed(measure, partners=str(organisation.pk), reach="1"), by=coordinator)
    assert parts_of(measure) == {("main", "Sama")}


def test_an_emptied_main_responsible_is_ended(draft, coordinator):
    measure, organisation = measure_of(draft), make_organisation("Entinen", parent=draft.county)
    make_responsibility(measure, organisation)
    apply(draft, changed(measure, main="", before={"main": str(organisation.pk)}), by=coordinator)
    assert parts_of(measure) == set()


def test_organisations_of_another_county_are_refused(draft, coordinator, personas):
    stranger = make_organisation("Vieras", parent=personas.other_county)
    with pytest.raises(ValidationError):
        apply(draft, changed(measure_of(draft), main=str(stranger.pk)), by=coordinator)
    assert not Responsibility.objects.exists()


# Status


def test_one_unpublished_update_is_written(approved, coordinator):
    first, second = approved.measures.order_by("pk")
    make_update(first, public_text_fi="Suomeksi", public_text_en="In English")
    content = update_of("merged", on="2024-08-15", merged_into="t1.2", public_text_fi="Suomeksi", done="Tehty")
    journal = apply(approved, changed(first, update=content), by=coordinator)
    update = StatusUpdate.objects.latest("pk")
    assert (update.status, update.on, update.merged_into) == ("merged", date(2024, 8, 15), second)
    assert (update.by, update.published_at, update.done) == (coordinator, None, "Tehty")
    assert update.public_text_en == "In English"
    assert journal.created == {"plans.statusupdate": [update.pk]}


def test_english_isnt_carried_beside_a_new_finnish_text(approved, coordinator):
    measure = measure_of(approved)
    make_update(measure, public_text_fi="Suomeksi", public_text_en="In English")
    apply(approved, changed(measure, update=update_of(public_text_fi="Toista")), by=coordinator)
    assert StatusUpdate.objects.latest("pk").public_text_en == ""


@pytest.mark.parametrize(
    "content",
    [
        update_of(on="2024-09-03"),
        update_of(on="2022-12-31"),
        update_of("discontinued"),
        update_of("merged"),
        update_of("merged", merged_into="T1.1"),
        update_of("merged", merged_into="X9"),
        update_of("nonsense"),
        update_of(done="x" * 5001),
    ],
)
def test_an_update_that_doesnt_hold_is_refused(approved, coordinator, content):
    with pytest.raises(ValidationError, match=f"{SHEET}!2"):
        apply(approved, changed(measure_of(approved), update=content), by=coordinator)
    assert not StatusUpdate.objects.exists()


def test_measures_arent_merged_in_a_circle(approved, coordinator):
    first, second = approved.measures.order_by("pk")
    make_update(second, status="merged", merged_into=first)
    with pytest.raises(ValidationError, match=r"kehää"):
        apply(approved, changed(first, update=update_of("merged", merged_into="T1.2")), by=coordinator)


# Proposals


def test_wordings_of_an_approved_plan_become_proposals(approved, coordinator):
    measure = measure_of(approved)
    partner = make_organisation("Kumppani", parent=approved.county)
    apply(
        approved,
        proposed("Uusi sanamuoto", measure=measure),
        proposed("Ny ordalydelse", 3, measure=measure, key="wording_sv"),
        proposed("Uusi tavoite", 4, measure=measure, key="goal"),
        proposed("Aivan uusi", 5, goal=measure.goal_id, reach="", partners=f"{partner.pk},new:martat"),
        names=[("organisation", "martat", "Martat")],
        by=coordinator,
    )
    made = Proposal.objects.order_by("pk").values_list("text", "language", "made_by", "state")
    assert list(made) == [
        ("Uusi sanamuoto", "fi", coordinator.pk, "open"),
        ("Ny ordalydelse", "sv", coordinator.pk, "open"),
    ]
    goal, new = PromiseProposal.objects.order_by("pk")
    assert (goal.kind, goal.goal, goal.text, goal.content) == ("goal_wording", measure.goal, "Uusi tavoite", {})
    martat = Organisation.objects.get(name_fi="Martat")
    assert (new.kind, new.goal, new.text) == ("measure", measure.goal, "Aivan uusi")
    assert new.content == {"wording_fi": "Aivan uusi", "partners": f"{partner.pk},{martat.pk}"}
    assert new.grounds.endswith("toimeenpano.xlsx")
