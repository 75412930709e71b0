"""Who may bring what: own sections and divisions, statuses and proposals; the rest is refused with its reason."""

import pytest

from plans.imports.answers import MINE, Answers
from plans.models import Measure, Plan
from tests.factories.groups import make_group, make_organisation
from tests.factories.listed import bring_file, errors, listed, new_values, put_in, results, said
from tests.factories.plans import make_goal, make_measure, make_responsibility, make_section, make_update
from tests.factories.trips import brought, changes_of, edited, exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
OTHERS = "The measure belongs to the section “Ikaantyneet”, which you don't look after."


@pytest.fixture
def plan(approved: Plan, personas) -> Plan:
    """The personas' group looks after T1; another one after T2, whose section is the older people's."""
    section = make_section(approved, "ikaantyneet", make_group(personas.county), order=2)
    make_measure(make_goal(section, "T2", wording_fi="Kotona asutaan turvallisesti"))
    return approved


STATUS = {("T1.1", "status"): "Käynnissä", ("T2.1", "status"): "Käynnissä"}


@pytest.mark.parametrize("name", ["secretary", "chair"])
def test_a_group_brings_the_statuses_of_its_own_sections_and_others_are_refused(plan, personas, name):
    preview = brought(plan, edited(exported(plan), STATUS), getattr(personas, name))
    assert results(preview) == ["changed", "unchanged", "refused"] and preview.may_be_applied
    assert any(text.startswith(OTHERS) for text in said(preview))
    put_in(plan, preview, getattr(personas, name))
    assert not Measure.objects.get(identifier="T2.1").updates.exists()


def test_a_coordinator_brings_everything(plan, coordinator):
    assert results(brought(plan, edited(exported(plan), STATUS), coordinator)) == ["changed", "unchanged", "changed"]


def test_a_lead_brings_the_measures_of_the_division(plan, personas):
    make_responsibility(Measure.objects.get(identifier="T2.1"), personas.division)
    preview = brought(plan, edited(exported(plan), STATUS), personas.lead)
    assert results(preview) == ["refused", "unchanged", "changed"]


@pytest.mark.parametrize("name", ["contact", "member", "reader", "unrelated", "keeper", "other_coordinator"])
def test_nobody_else_brings_anything(plan, personas, name):
    user = getattr(personas, name)
    preview = brought(plan, edited(exported(plan), STATUS), user)
    assert (results(preview), preview.may_be_applied) == (["refused", "unchanged", "refused"], False)
    preview = listed(plan, user, {"wording_fi": "Uusi toimenpide", "goal_identifier": "T1"})
    assert (results(preview), preview.outcomes[0].proposals) == (["refused"], [])


def test_a_contact_person_brings_nothing_even_to_an_own_measure(plan, personas):
    plan.measures.filter(identifier="T1.1").update(contact_person=personas.contact.person)
    assert results(brought(plan, edited(exported(plan), STATUS), personas.contact))[0] == "refused"


@pytest.mark.parametrize(
    "row",
    [
        {"on": "35.13.2024", "status": "Käynnissä"},
        {"status": "Keskeytetty"},
        {"status": "Aivan tuntematon sana"},
        {"main": "Tuntematon taho"},
        {"wording_fi": "Toimenpide T1.1"},
        {"goal": "Kotona asutaan hyvin turvallisesti"},
    ],
    ids=["fault", "no reason", "unknown status", "unknown organisation", "another's words", "another goal"],
)
def test_what_is_wrong_on_anothers_row_holds_nobody_back(plan, personas, row):
    own = {"identifier": "T1.2", "status": "Käynnissä"}
    preview = listed(plan, personas.secretary, own, {"identifier": "T2.1"} | row)
    assert results(preview) == ["changed", "refused"]
    assert (preview.errors, preview.questions) == ([], []) and preview.may_be_applied


def test_the_coordinators_cells_are_refused_with_the_reason_and_the_rest_goes_in(plan, personas):
    edits = {("T1.1", "resources"): "Rahaa", ("T1.1", "years"): 2024, ("T1.1", "status"): "Käynnissä"}
    preview = brought(plan, edited(exported(plan), edits), personas.secretary)
    assert changes_of(preview) == {("T1.1", "status"): "in_progress"}
    assert results(preview)[0] == "refused" and preview.may_be_applied
    told = "“Resources” is changed by a coordinator only, so this cell was left as it was in the plan."
    assert told in said(preview)


def test_a_conflict_about_a_coordinators_cell_is_no_question_for_a_secretary(plan, personas):
    content = edited(exported(plan), {("T1.1", "resources"): "Rahaa"})
    plan.measures.filter(identifier="T1.1").update(resources="Aikaa")
    preview = brought(plan, content, personas.secretary)
    assert results(preview)[0] == "refused" and preview.outcomes[0].conflicts == []


def test_a_secretary_settles_conflicts_about_the_status(plan, personas):
    content = edited(exported(plan), {("T1.1", "status"): "Käynnissä"})
    make_update(Measure.objects.get(identifier="T1.1"), status="completed")
    preview = brought(plan, content, personas.secretary)
    assert results(preview)[0] == "conflict"
    answers = Answers(conflicts={f"{preview.outcomes[0].key}:status": (MINE, "completed")})
    assert results(brought(plan, content, personas.secretary, answers=answers))[0] == "changed"


def test_a_secretary_proposes_organisations_but_takes_none_away(plan, personas):
    for kind in ("main", "partner"):
        make_responsibility(
            Measure.objects.get(identifier="T1.1"), make_organisation(f"Nykyinen {kind}", parent=personas.county), kind
        )
    edits = {("T1.1", "main"): "Terveydenhuollon palvelut", ("T1.1", "partners"): None}
    preview = brought(plan, edited(exported(plan), edits), personas.secretary)
    assert changes_of(preview) == {("T1.1", "main"): str(personas.division.pk)}
    assert any(text.startswith("Only a coordinator takes an organisation away") for text in said(preview))


def test_a_secretary_proposes_wordings_even_in_a_draft(draft, personas):
    content = edited(exported(draft), {("T1.1", "wording_fi"): "Toimenpide T1.1 uusin sanoin"})
    preview = brought(draft, content, personas.secretary)
    assert preview.outcomes[0].changes == [] and results(preview)[0] == "proposal"
    assert results(bring_file(draft, personas.secretary, content))[0] == "unchanged"


def test_a_secretary_proposes_new_measures_to_the_own_section_only(plan, personas):
    rows = [
        {"goal_identifier": "T1", "wording_fi": "Perustetaan kävelykerho"},
        {"goal_identifier": "T2", "wording_fi": None, "status": "Käynnissä"},
        {"goal_identifier": "T2", "wording_fi": "Asennetaan tukikahvoja"},
    ]
    preview = listed(plan, personas.secretary, *rows)
    assert results(preview) == ["proposal", "refused", "refused"] and preview.may_be_applied
    assert any("only to a section that you look after" in text for text in said(preview))


def test_a_lead_proposes_new_measures_for_the_own_division(plan, personas):
    row = {"goal_identifier": "T2", "wording_fi": "Asennetaan tukikahvoja", "main": "Terveydenhuollon palvelut"}
    assert results(listed(plan, personas.lead, row)) == ["proposal"]
    assert results(listed(plan, personas.lead, row | {"main": "Aluevaltuusto"})) == ["refused"]


def test_a_goal_that_anothers_row_rewords_is_proposed_by_the_own_row(plan, personas):
    first, second = plan.measures.filter(goal__identifier="T1").order_by("identifier")
    first.goal.wording_fi = "Liikunta lisääntyy"
    first.goal.save()
    make_responsibility(second, personas.division)
    rows = [{"identifier": each.identifier, "goal": "Liikunta lisääntyy paljon"} for each in (first, second)]
    preview = listed(plan, personas.lead, *rows)
    assert results(preview) == ["refused", "proposal"]


def test_a_person_whom_nobody_knows_is_told_to_a_secretary_and_not_asked(plan, personas):
    preview = listed(
        plan, personas.secretary, {"identifier": "T1.1", "contact": "Tuntematon Henkilö", "status": "Käynnissä"}
    )
    assert preview.questions == [] and new_values(preview.outcomes[0]) == {"status": "in_progress"}
    assert any(text.startswith("“Tuntematon Henkilö” isn't known") for text in said(preview))


def test_an_error_on_an_own_row_holds_back(plan, personas):
    preview = listed(plan, personas.secretary, {"identifier": "T1.1", "status": "Keskeytetty"})
    assert len(errors(preview)) == 1 and not preview.may_be_applied
