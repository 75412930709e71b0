"""An import taken back: the plan is as it was, nothing of what was is erased, and what has been built on it refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from groups.models import Organisation, Person
from indicators.models import Theme, ThemeClassification
from plans.imports.journal import Journal
from plans.imports.undoing.whole import undo
from plans.models import (
    Comment,
    FocusArea,
    Goal,
    Measure,
    Plan,
    PromiseProposal,
    Proposal,
    Responsibility,
    StatusUpdate,
    WorkbookImport,
)
from plans.queries.picture import picture_of
from plans.services.plan import approve_plan
from plans.services.responsibility import approve_responsibilities
from tests.factories.groups import make_decision, make_organisation, make_person
from tests.factories.plans import make_responsibility, make_update
from tests.plans.workbook.previews import SOURCE, TODAY, added, apply, changed, proposed, update_of

pytestmark = pytest.mark.django_db

DAYS = (date(2023, 6, 1), date(2024, 5, 1), date(2024, 8, 15), date(2025, 6, 1))


def take_back(plan: Plan, journal: Journal, by) -> None:
    with transaction.atomic():
        undo(plan, journal, by=by, at=timezone.now(), today=TODAY, source=SOURCE)


def stored(journal: Journal) -> Journal:
    return Journal.from_json(journal.to_json())


def refusals(plan: Plan, journal: Journal, by) -> str:
    with pytest.raises(ValidationError) as refused:
        take_back(plan, journal, by)
    return " ".join(refused.value.messages)


def facts_of(plan: Plan, user) -> list:
    """Everything that the plan's pages tell of any day."""
    return [
        (
            day,
            [(goal.identifier, goal.wording_fi, goal.section.name_fi) for goal in picture.goals],
            [
                (
                    row.measure.identifier,
                    [getattr(row.measure, field.attname) for field in Measure._meta.fields if field.name != "goal"],
                    row.update and row.update.pk,
                    [(each.pk, each.kind, each.state) for each in row.responsibilities],
                )
                for row in picture.rows
            ],
            [totals.statuses for totals in picture.totals],
        )
        for day in DAYS
        for picture in [picture_of(plan, day, user=user)]
    ]


def test_draft_is_as_it_was(draft, coordinator):
    first, second = draft.measures.order_by("pk")
    old, other = (make_organisation(name, parent=draft.county) for name in ("Vanha", "Toinen"))
    make_responsibility(first, old)
    make_responsibility(first, other, "partner")
    make_update(first)
    section, person = draft.sections.get(), make_person(organisation=draft.county)
    before = facts_of(draft, coordinator)
    journal = apply(
        draft,
        changed(
            first,
            2,
            wording_fi="Uusi",
            goal="Uusi tavoite",
            contact=str(person.pk),
            years="continuous 2024-",
            main=str(other.pk),
            partners="new:martat",
            before={"main": str(old.pk), "partners": str(other.pk)},
            update=update_of("merged", merged_into="N1.1"),
        ),
        changed(second, 3, deputy="new:maija", update=update_of("discontinued", reason="Rahat loppuivat")),
        added("new:1", 4, identifier="N1.1", main=str(old.pk), update=update_of(done="Alkoi")),
        added("new:2", 5),
        sections=[("new:1", "Nuoret")],
        goals=[("new:1", "new:1", "N1", "Tavoite", ("Osallisuus",)), ("new:2", str(section.pk), "", "Toinen")],
        names=[("organisation", "martat", "Martat"), ("person", "maija", "Maija")],
        by=coordinator,
    )
    assert facts_of(draft, coordinator) != before
    journal = stored(journal)
    take_back(draft, journal, coordinator)
    assert facts_of(draft, coordinator) == before
    assert (Goal.objects.count(), draft.sections.count(), FocusArea.objects.count()) == (1, 1, 0)
    assert not Person.objects.filter(name="Maija").exists()
    assert Organisation.objects.filter(name_fi="Martat").exists()  # its ended part stays in the history of T1.1
    assert {each["done"] for each in journal.removed} == {"", "Alkoi"}
    assert Measure.history.filter(identifier="N1.1").first().history_type == "-"
    assert first.history.first().history_change_reason.endswith(SOURCE)


def test_approved_plan_is_as_it_was(approved, coordinator):
    first, second = approved.measures.order_by("pk")
    old, new = (make_organisation(name, parent=approved.county) for name in ("Vanha", "Uusi"))
    make_responsibility(first, old, decision=make_decision(approved.county))
    make_update(first)
    before = facts_of(approved, coordinator)
    journal = apply(
        approved,
        changed(first, 2, reach="300", main=str(new.pk), before={"main": str(old.pk)}, update=update_of("completed")),
        proposed("Uusi sanamuoto", 3, measure=second),
        proposed("Uusi toimenpide", 4),
        by=coordinator,
    )
    take_back(approved, stored(journal), coordinator)
    assert facts_of(approved, coordinator) == before
    assert (Proposal.objects.get().state, PromiseProposal.objects.get().state) == ("dropped", "dropped")
    assert Proposal.objects.get().answer != ""


def test_a_withdrawn_update_stays_and_tells_who_took_it_back(approved, coordinator):
    measure = approved.measures.first()
    journal = apply(approved, changed(measure, update=update_of("completed", done="Tehty")), by=coordinator)
    StatusUpdate.objects.update(published_at=timezone.now())
    take_back(approved, journal, coordinator)
    update, withdrawal = StatusUpdate.objects.order_by("pk")
    assert (withdrawal.replaces, withdrawal.is_withdrawal, withdrawal.by) == (update, True, coordinator)
    assert (withdrawal.is_published, withdrawal.done, update.done) == (True, "", "Tehty")
    assert not StatusUpdate.objects.standing().exists()


def test_the_same_file_comes_again_with_the_same_numbers_and_ids(draft, coordinator):
    section = str(draft.sections.get().pk)
    rows = (added("new:1", 2), added("new:1", 3, identifier="X1"))
    news = {"goals": [("new:1", section, "", "Tavoite")], "by": coordinator}
    journal = apply(draft, *rows, **news)
    made = list(draft.measures.order_by("pk").values_list("pk", "identifier"))
    take_back(draft, journal, coordinator)
    WorkbookImport.objects.create(
        plan=draft, day=TODAY, state="undone", applied_at=timezone.now(), journal=journal.to_json()
    )
    again = apply(draft, *rows, **news)
    assert list(draft.measures.order_by("pk").values_list("pk", "identifier")) == made
    assert again.created == journal.created
    assert [row.history_type for row in Measure.objects.get(identifier="X1").history.all()] == ["+", "-", "+"]
    WorkbookImport.objects.create(
        plan=draft, day=TODAY, state="applied", applied_at=timezone.now(), journal=again.to_json()
    )
    Measure.objects.get(identifier="X1").delete()
    with pytest.raises(ValidationError):
        apply(draft, added(str(Goal.objects.last().pk), identifier="X1"), by=coordinator)


# Refusals: somebody has built on it


def test_a_field_changed_since_is_named(draft, coordinator, personas):
    measure = draft.measures.first()
    journal = apply(draft, changed(measure, reach="300", resources="Rahaa"), by=coordinator)
    measure.refresh_from_db()
    measure.reach, measure._history_user = "400", personas.lead
    measure.save()
    told = refusals(draft, journal, coordinator)
    assert "T1.1" in told and str(personas.lead) in told
    measure.refresh_from_db()
    assert (measure.reach, measure.resources) == ("400", "Rahaa")


def test_a_field_put_back_by_hand_isnt_in_the_way_of_the_others(draft, coordinator):
    first, second = draft.measures.order_by("pk")
    journal = apply(draft, changed(first, reach="300"), changed(second, 3, reach="5"), by=coordinator)
    first.refresh_from_db()
    first.project = "Hanke"
    first.save()
    take_back(draft, journal, coordinator)
    assert list(draft.measures.values_list("reach", "project")) == [("", "Hanke"), ("", "")]


def test_a_corrected_update_refuses(approved, coordinator, personas):
    measure = approved.measures.first()
    journal = apply(approved, changed(measure, update=update_of("completed")), by=coordinator)
    make_update(measure, by=personas.lead, replaces=StatusUpdate.objects.get())
    assert str(personas.lead) in refusals(approved, journal, coordinator)


def test_an_approved_part_refuses(approved, coordinator):
    measure, organisation = approved.measures.first(), make_organisation("Uusi", parent=approved.county)
    journal = apply(approved, changed(measure, main=str(organisation.pk)), by=coordinator)
    approve_responsibilities(Responsibility.objects.all(), decision=make_decision(approved.county), by=coordinator)
    assert "T1.1" in refusals(approved, journal, coordinator)


def test_an_organisation_that_has_come_back_refuses(draft, coordinator):
    measure, organisation = draft.measures.first(), make_organisation("Vanha", parent=draft.county)
    make_responsibility(measure, organisation, "partner")
    before = {"partners": str(organisation.pk)}
    journal = apply(draft, changed(measure, partners="", before=before), by=coordinator)
    make_responsibility(measure, organisation, "other")
    assert "T1.1" in refusals(draft, journal, coordinator)


def test_an_accepted_proposal_refuses(approved, coordinator):
    journal = apply(approved, proposed("Uusi", measure=approved.measures.first()), by=coordinator)
    Proposal.objects.update(state="accepted", decided_at=timezone.now())
    assert "T1.1" in refusals(approved, journal, coordinator)


def test_a_dropped_proposal_keeps_its_answer(approved, coordinator):
    journal = apply(approved, proposed("Uusi", measure=approved.measures.first()), by=coordinator)
    Proposal.objects.update(state="dropped", decided_at=timezone.now(), answer="Ei käy")
    take_back(approved, journal, coordinator)
    assert Proposal.objects.get().answer == "Ei käy"


@pytest.mark.parametrize("hang", ["comment", "update", "theme", "measure", "edit", "merge"])
def test_a_measure_that_something_hangs_from_refuses(draft, coordinator, hang):
    journal = apply(
        draft, added("new:1"), goals=[("new:1", str(draft.sections.get().pk), "U1", "Uusi")], by=coordinator
    )
    measure = draft.measures.get(identifier="U1.1")
    if hang == "comment":
        Comment.objects.create(measure=measure, text="Kommentti")
    elif hang == "update":
        make_update(measure)
    elif hang == "theme":
        measure.themes.add(_theme())
    elif hang == "measure":
        Measure.objects.create(plan=draft, goal=measure.goal, identifier="U1.2", wording_fi="x", in_force_from=TODAY)
    elif hang == "edit":
        measure.save()
    else:
        make_update(draft.measures.get(identifier="T1.1"), status="merged", merged_into=measure)
    assert "U1" in refusals(draft, journal, coordinator)
    assert draft.measures.filter(pk=measure.pk).exists()


def test_what_was_added_stays_when_the_plan_has_been_approved(draft, coordinator):
    journal = apply(draft, added(str(Goal.objects.get().pk)), by=coordinator)
    approve_plan(draft, decision=make_decision(draft.county), by=coordinator)
    assert refusals(Plan.objects.get(pk=draft.pk), journal, coordinator)


def test_a_person_in_use_elsewhere_stays(draft, coordinator):
    first, second = draft.measures.order_by("pk")
    names = [("person", "maija", "Maija"), ("person", "matti", "Matti")]
    rows = changed(first, contact="new:maija", deputy="new:matti")
    journal = apply(draft, rows, names=names, by=coordinator)
    second.contact_person = Person.objects.get(name="Maija")
    second.save()
    take_back(draft, journal, coordinator)
    assert list(Person.objects.filter(name__in=["Maija", "Matti"]).values_list("name", flat=True)) == ["Maija"]


def _theme():
    classification = ThemeClassification.objects.create(slug="luokat", name_fi="Luokat")
    return Theme.objects.create(classification=classification, slug="t", name_fi="Teema")
