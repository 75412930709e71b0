"""Which measure a row is about, and what is told where that isn't plain."""

import pytest

from hyte.lib.workbooks.reading import read_book
from plans.imports.answers import Answers
from plans.models import Measure, Plan
from tests.factories.listed import errors, listed, previewed, results, said, sheets
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section
from tests.factories.trips import exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SCHOOLS = "Avataan koulujen liikuntasalit iltaisin asukkaille"
WALKS = "Järjestetään ikääntyneille viikoittaisia kävelyretkiä"


@pytest.fixture
def plan(approved: Plan) -> Plan:
    """T1.1 is about schools, T1.2 about walks."""
    for identifier, wording in (("T1.1", SCHOOLS), ("T1.2", WALKS)):
        approved.measures.filter(identifier=identifier).update(wording_fi=wording)
    return approved


def matched(preview) -> list[str]:
    """The measures' identifiers row by row; "new" where there is none."""
    numbers = dict(Measure.objects.values_list("pk", "identifier"))
    return [numbers.get(outcome.measure, "new") for outcome in preview.outcomes]


@pytest.mark.parametrize(
    "row",
    [
        {"identifier": "t1.1", "resources": "Rahaa"},
        {"identifier": " T1.1 ", "wording_fi": SCHOOLS},
        {"wording_fi": f"  {SCHOOLS.upper()}\n"},
        {"identifier": "77", "wording_fi": SCHOOLS},
    ],
    ids=["number in small letters", "number and wording", "wording alone", "another number"],
)
def test_a_row_finds_its_measure_by_number_and_then_by_wording(plan, coordinator, row):
    preview = listed(plan, coordinator, row | {"status": "Käynnissä"})
    assert matched(preview) == ["T1.1"] and preview.errors == []


def test_a_number_of_the_countys_own_is_told_not_to_change_the_plans(plan, coordinator):
    preview = listed(plan, coordinator, {"identifier": "77", "wording_fi": SCHOOLS})
    assert "In the plan this measure is T1.1; its number doesn't change." in said(preview)


def test_a_wording_that_differs_a_little_is_taken_for_the_same_and_told(plan, coordinator):
    preview = listed(plan, coordinator, {"wording_fi": SCHOOLS.replace("iltaisin", "iltasin"), "status": "Käynnissä"})
    assert matched(preview) == ["T1.1"]
    assert "Taken for measure T1.1, whose wording differs a little." in said(preview)


def test_a_swedish_list_finds_its_measures(plan, coordinator):
    wording = "Skolornas gymnastiksalar öppnas om kvällarna"
    plan.measures.filter(identifier="T1.1").update(wording_sv=wording)
    rows = [{"wording_sv": wording}, {"wording_sv": wording.replace("öppnas", "öpnas")}]
    assert [matched(listed(plan, coordinator, row | {"status": "Pågår"})) for row in rows] == [["T1.1"], ["T1.1"]]


def test_wordings_that_differ_by_a_year_are_two_measures(plan, coordinator):
    plan.measures.filter(identifier="T1.1").update(wording_fi="Tehdään kysely asukkaille vuonna 2024")
    preview = listed(plan, coordinator, {"wording_fi": "Tehdään kysely asukkaille vuonna 2025", "goal": "Tavoite T1"})
    assert matched(preview) == ["new"]


def test_the_number_of_one_measure_with_the_words_of_another_is_an_error_that_names_both(plan, coordinator):
    preview = listed(plan, coordinator, {"identifier": "T1.1", "wording_fi": WALKS})
    told = "The wording is that of measure T1.2, but the number is T1.1. Mend one of them."
    assert errors(preview) == [("Toimeenpano!A2", told)]


def test_the_same_slip_is_found_in_a_swedish_list(plan, coordinator):
    plan.measures.filter(identifier="T1.2").update(wording_sv="Promenader ordnas varje vecka")
    preview = listed(plan, coordinator, {"identifier": "T1.1", "wording_sv": "Promenader ordnas varje vecka"})
    assert [place for place, _text in errors(preview)] == ["Toimeenpano!A2"]


def test_quite_other_words_beside_a_number_are_doubted(plan, coordinator):
    preview = listed(plan, coordinator, {"identifier": "T1.1", "wording_fi": "Ostetaan pyöriä"})
    assert any("quite another than that of measure T1.1" in text for text in said(preview))


def test_the_same_measure_on_two_rows_is_an_error_that_tells_where_the_other_one_is(plan, coordinator):
    row = {"identifier": "T1.1", "wording_fi": SCHOOLS}
    preview = sheets(plan, coordinator, Lapset=[row, {"identifier": "T1.2"}], Koulut=[row])
    told = "The same measure is on row 2 of sheet “Lapset”, too. Leave one of them."
    assert errors(preview) == [("Koulut!A2", told)]


def test_leaving_either_of_two_rows_out_is_enough(plan, coordinator):
    row = {"identifier": "T1.1", "resources": "Rahaa"}
    for number in (2, 3):
        answers = Answers(left_out={f"Toimeenpano!{number}"})
        preview = listed(plan, coordinator, row, row, answers=answers)
        assert preview.errors == [] and sorted(results(preview)) == ["changed", "left_out"]


def test_two_equal_wordings_in_the_plan_ask_for_the_number(plan, coordinator):
    make_measure(make_goal(plan.sections.get(), "T2", order=2), wording_fi=SCHOOLS)
    preview = listed(plan, coordinator, {"wording_fi": SCHOOLS, "status": "Käynnissä"})
    told = "Measures T1.1, T2.1 have this wording. Write the number of the right one on the row."
    assert errors(preview) == [("Toimeenpano!A2", told)] and results(preview) == ["error"]
    assert preview.outcomes[0].proposals == [] and matched(preview) == ["new"]


@pytest.mark.parametrize("goal", ["Liikunta", "Tavoite 2: Liikunta", "T2 Liikunta"])
def test_the_goal_tells_equal_wordings_apart(plan, coordinator, goal):
    make_measure(make_goal(plan.sections.get(), "T2", wording_fi="Liikunta"), wording_fi=SCHOOLS)
    preview = listed(plan, coordinator, {"goal": goal, "wording_fi": SCHOOLS, "status": "Käynnissä"})
    assert matched(preview) == ["T2.1"] and preview.errors == []


def test_a_measure_of_another_plan_is_refused_by_name(plan, personas, coordinator):
    other = make_bare_plan(personas.county, "kulttuuri", name_fi="Kulttuurisuunnitelma")
    make_measure(make_goal(make_section(other), "K1"), wording_fi="Avataan näyttely kirjastoon")
    row = {"identifier": "k1.1", "wording_fi": "Avataan näyttely kirjastoon", "goal": "Tavoite T1"}
    preview = listed(plan, coordinator, row)
    told = "This measure belongs to another plan: Kulttuurisuunnitelma. Bring the workbook into that plan."
    assert errors(preview) == [("Toimeenpano!A2", told)] and preview.outcomes[0].proposals == []


def test_a_new_plan_may_go_on_with_what_its_predecessor_promised(plan, personas, coordinator):
    following = make_bare_plan(personas.county, "seuraava", approved=False)
    row = {"identifier": "T1.1", "wording_fi": SCHOOLS, "goal": "Kouluissa liikutaan"}
    assert results(listed(following, coordinator, row)) == ["error"]
    plan.successor = following
    plan.save()
    assert results(listed(following, coordinator, row)) == ["new"]


def test_a_number_that_a_deleted_measure_had_is_an_error(draft, coordinator):
    draft.measures.get(identifier="T1.2").delete()
    preview = listed(draft, coordinator, {"identifier": "T1.2", "wording_fi": SCHOOLS, "goal": "Tavoite T1"})
    ((place, text),) = errors(preview)
    assert place == "Toimeenpano!A2" and "never used again" in text


def test_a_damaged_stamp_stops_the_file(plan, coordinator):
    book = read_book(exported(plan), "toimeenpano.xlsx")
    stamp = next(sheet for sheet in book.sheets if sheet.title == "_hyte")
    del stamp.rows[1]
    preview = previewed(plan, book, coordinator)
    assert not preview.may_be_applied and "has been damaged" in preview.errors[0].text


def test_a_row_whose_number_was_wiped_out_finds_its_way_by_wording(plan, coordinator):
    book = read_book(exported(plan), "toimeenpano.xlsx")
    for row in book.sheets[0].rows[1:]:
        for cell in row:
            cell.value = None if cell.value in ("T1.1", "T1.2") else cell.value
    preview = previewed(plan, book, coordinator)
    assert matched(preview)[:2] == ["T1.1", "T1.2"] and preview.errors == []


def test_a_number_that_nothing_bears_needs_a_wording(plan, coordinator):
    preview = listed(plan, coordinator, {"identifier": "T8.8", "status": "Käynnissä"})
    assert errors(preview)[0][1].startswith("There is no measure T8.8 in the plan")
