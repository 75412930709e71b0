"""A county's own list, which remembers nothing: what it doesn't say it doesn't mean, and twice is once."""

from datetime import date

import pytest

from plans.models import Measure, Plan, Responsibility, Status
from tests.factories.groups import make_organisation
from tests.factories.listed import bring, errors, listed, new_values, put_in, results, said
from tests.factories.plans import make_responsibility, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ROW = {"identifier": "T1.1", "wording_fi": "Toimenpide T1.1"}


@pytest.fixture
def measure(approved: Plan) -> Measure:
    """With resources and an update of 1 March 2024."""
    measure = approved.measures.get(identifier="T1.1")
    measure.resources = "Rahaa"
    measure.save()
    make_update(measure)
    approved.sections.get().goals.update(wording_fi="Liikkuminen lisääntyy arjessa")
    return measure


def test_an_empty_cell_says_nothing(approved, measure, coordinator):
    preview = listed(approved, coordinator, ROW | {"resources": None, "status": None, "public_text_fi": " "})
    assert results(preview) == ["unchanged"] and not preview.may_be_applied


def test_what_the_plan_says_already_is_no_change(approved, measure, coordinator):
    row = ROW | {"resources": "Rahaa", "status": "Käynnissä", "on": date(2024, 3, 1), "public_text_fi": "Etenee: T1.1."}
    assert results(listed(approved, coordinator, row)) == ["unchanged"]


def test_the_measures_that_the_file_leaves_out_are_counted(approved, coordinator):
    preview = listed(approved, coordinator, ROW | {"resources": "Lisää"})
    assert "1 measure of the plan isn't in the file. It stays as it is." in said(preview)


TWICE = {
    "text": {"public_text_fi": "Uusi teksti"},
    "status and day": {"status": "Toteutunut", "on": "1.6.2024"},
    "the newest update's day": {"status": "Toteutunut", "on": "1.3.2024"},
    "dated back": {"status": "Käynnistymässä", "on": "1.2.2024", "public_text_fi": "Alkaa"},
    "dated back with a note": {"status": "Käynnistymässä", "on": "1.2.2024", "internal_note": "Vain meille"},
    "dated back with a spare reason": {"status": "Käynnistymässä", "on": "1.2.2024", "reason": "Ei mitään"},
    "only an older day": {"status": "Käynnissä", "on": "1.2.2024"},
    "internal note": {"status": "Toteutunut", "internal_note": "Vain meille"},
    "discontinued": {"status": "Keskeytetty", "public_text_fi": "Rahat loppuivat"},
    "discontinued with a reason": {"status": "Keskeytetty", "reason": "Rahat loppuivat"},
    "merged, in small letters": {"status": "Yhdistetty", "merged_into": "t1.2"},
    "own columns": {"Huomiot": "Kysy Ainolta", "Muuta": "Toinen"},
    "own columns and working text": {"working_text": "Teksti", "Huomiot": "Kysy Ainolta"},
    "years": {"years": "jatkuva", "resources": "Lisää", "project": "Hanke"},
    "people and organisations": {"main": "Terveydenhuollon palvelut", "contact": "secretary henkilö; chair henkilö"},
    "two main responsible": {"main": "Terveydenhuollon palvelut; Aluevaltuusto"},
    "wording": {"wording_fi": "Toimenpide T1.1 uusin sanoin", "wording_sv": "Åtgärd"},
    "goal": {"goal_identifier": "T1", "goal": "Liikkuminen lisääntyy joka arjessa"},
}


@pytest.mark.parametrize("more", TWICE.values(), ids=TWICE.keys())
def test_the_same_list_twice_changes_nothing_the_second_time(approved, measure, coordinator, more):
    preview = listed(approved, coordinator, ROW | more)
    if more is not TWICE["only an older day"]:
        put_in(approved, preview, coordinator)
    again = listed(approved, coordinator, ROW | more)
    assert (results(again), new_values(again.outcomes[0]), again.errors) == (["unchanged"], {}, [])


def test_a_main_responsible_that_waits_for_the_board_isnt_proposed_again(approved, measure, personas, coordinator):
    board = approved.approval
    make_responsibility(measure, make_organisation("Nykyinen", parent=personas.county), decision=board)
    again = bring(approved, coordinator, ROW | {"main": "Terveydenhuollon palvelut"})
    assert results(again) == ["unchanged"] and "This main responsible has already been proposed." in said(again)
    assert measure.responsibilities.in_force().filter(kind=Responsibility.Kind.MAIN).count() == 2


def test_an_organisation_with_a_weightier_part_isnt_made_a_partner(approved, measure, personas, coordinator):
    make_responsibility(measure, personas.division, "other")
    preview = listed(approved, coordinator, ROW | {"partners": "Terveydenhuollon palvelut"})
    assert results(preview) == ["unchanged"]
    assert "An organisation of the cell has a weightier part in the measure already." in said(preview)


def test_an_older_day_is_told_and_takes_what_was_true_then(approved, measure, coordinator):
    make_update(measure, date(2024, 1, 10), Status.STARTING, public_text_fi="Alku", done="Valittiin ohjaaja")
    preview = listed(approved, coordinator, ROW | {"status": "Käynnistymässä", "on": "1.2.2024", "effect": "Hyvä"})
    update = preview.outcomes[0].update
    assert (update["on"], update["public_text_fi"], update["done"]) == ("2024-02-01", "Alku", "Valittiin ohjaaja")
    assert any(text.startswith("Dated back") for text in said(preview)) and preview.may_be_applied


def test_a_column_of_the_countys_own_is_kept_in_the_working_text(approved, measure, coordinator):
    preview = listed(approved, coordinator, ROW | {"Huomiot": "Kysy Ainolta"})
    assert new_values(preview.outcomes[0]) == {"working_text": "Huomiot: Kysy Ainolta"}
    measure.working_text = "Huomiot: Kysy Ainolta ja Onnilta"
    measure.save()
    preview = listed(approved, coordinator, ROW | {"Huomiot": "Kysy Ainolta"})
    assert new_values(preview.outcomes[0])["working_text"].endswith("\nHuomiot: Kysy Ainolta")


def test_the_day_chosen_for_the_import_is_that_of_rows_without_one(approved, measure, coordinator):
    preview = listed(approved, coordinator, ROW | {"status": "Toteutunut"}, on=date(2024, 12, 24))
    assert preview.outcomes[0].update["on"] == "2024-12-24"


def test_a_working_text_that_grows_too_long_is_an_error_at_its_place(approved, measure, coordinator):
    measure.working_text = "x" * 9990
    measure.save()
    preview = listed(approved, coordinator, ROW | {"Huomiot": "Kysy Ainolta"})
    ((place, text),) = errors(preview)
    assert place == "Toimeenpano!2" and "Leave some columns out of it" in text
