"""The status cells of a row: what must be told beside them, and what can't be."""

from datetime import date

import pytest

from hyte.lib.workbooks import Cell
from hyte.lib.workbooks.reading import read_book
from plans.models import Plan, Status
from tests.factories.listed import errors, listed, new_values, previewed, put_in, results, said
from tests.factories.plans import make_goal, make_measure, make_update
from tests.factories.trips import brought, edited, exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ROW = {"identifier": "T1.1", "wording_fi": "Toimenpide T1.1"}


def error_of(plan: Plan, user, **more) -> tuple[str, str]:
    """The only error of one row with these status cells: its place and text."""
    (error,) = errors(listed(plan, user, ROW | more))
    return error


def test_discontinuing_takes_its_reason_from_the_text(approved, coordinator):
    preview = listed(approved, coordinator, ROW | {"status": "Keskeytetty", "public_text_fi": "Rahat loppuivat"})
    assert preview.outcomes[0].update["reason"] == "Rahat loppuivat" and preview.may_be_applied
    assert "The text of the status was taken as the reason for discontinuing, too." in said(preview)


def test_discontinuing_without_any_reason_is_an_error(approved, coordinator):
    place, text = error_of(approved, coordinator, status="Keskeytetty")
    assert place == "Toimeenpano!C2" and text.startswith("Tell why the measure was discontinued")


def test_a_reason_beside_another_status_is_left_out(approved, coordinator):
    preview = listed(approved, coordinator, ROW | {"status": "Käynnissä", "reason": "Ei mitään", "merged_into": "T1.2"})
    assert new_values(preview.outcomes[0]) == {"status": "in_progress"} and preview.errors == []
    assert sum("so the cell was left out" in text for text in said(preview)) == 2


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("", "Tell into which measure this one was merged"),
        ("T9.9", "There is no measure T9.9 in the plan"),
        ("T1.1", "A measure can't be merged into itself."),
        ("T1.2", "Measure T1.2 is itself merged into this one"),
    ],
)
def test_a_merged_measure_needs_another_one_that_isnt_merged_into_it(approved, coordinator, target, told):
    first, second = approved.measures.order_by("identifier")
    make_update(second, status=Status.MERGED, merged_into=first)
    assert error_of(approved, coordinator, status="Yhdistetty", merged_into=target)[1].startswith(told)


def test_rows_that_merge_each_other_are_errors_on_both(approved, coordinator):
    rows = [{"identifier": "T1.1", "merged_into": "T1.2"}, {"identifier": "T1.2", "merged_into": "T1.1"}]
    preview = listed(approved, coordinator, *({"status": "Yhdistetty"} | row for row in rows))
    assert [place for place, _text in errors(preview)] == ["Toimeenpano!C2", "Toimeenpano!C3"]


def test_a_circle_half_in_the_plan_and_half_in_the_file_is_found(approved, coordinator):
    first, second = approved.measures.order_by("identifier")
    third = make_measure(first.goal, "T1.3")
    make_update(second, status=Status.MERGED, merged_into=third)
    rows = [{"identifier": "T1.1", "merged_into": "T1.2"}, {"identifier": "T1.3", "merged_into": "T1.1"}]
    preview = listed(approved, coordinator, *({"status": "Yhdistetty"} | row for row in rows))
    assert len(errors(preview)) == 2


def test_a_circle_that_the_file_opens_is_none(approved, coordinator):
    first, second = approved.measures.order_by("identifier")
    make_update(second, status=Status.MERGED, merged_into=first)
    rows = [
        {"identifier": "T1.1", "status": "Yhdistetty", "merged_into": "T1.2"},
        {"identifier": "T1.2", "status": "Käynnissä", "merged_into": None},
    ]
    preview = listed(approved, coordinator, *rows)
    put_in(approved, preview, coordinator)
    assert preview.errors == []


def test_in_a_draft_a_measure_may_be_merged_into_one_that_the_same_file_brings(draft, coordinator):
    rows = [
        {"identifier": "T1.8", "wording_fi": "Uusi", "goal_identifier": "T1", "status": None, "merged_into": None},
        {"identifier": "T1.1", "status": "Yhdistetty", "merged_into": "T1.8"},
    ]
    put_in(draft, listed(draft, coordinator, *rows), coordinator)
    assert draft.measures.get(identifier="T1.1").updates.get().merged_into.identifier == "T1.8"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2025, 2, 1), "The day is in the future"),
        (date(2022, 12, 31), "The day is before the measure came into force"),
    ],
)
def test_a_day_on_which_nothing_can_have_been_true_is_an_error(approved, coordinator, day, told):
    place, text = error_of(approved, coordinator, status="Käynnissä", on=day)
    assert place == "Toimeenpano!D2" and text.startswith(told)


def test_a_day_after_the_plan_has_ended_is_an_error(approved, coordinator):
    approved.valid_until = date(2024, 12, 31)
    approved.save()
    _place, text = error_of(approved, coordinator, status="Käynnissä", on=date(2025, 1, 15))
    assert text.startswith("The day is after the plan has ended")


def test_a_measure_of_a_plan_to_come_that_hasnt_started_needs_no_update(draft, coordinator):
    draft.valid_from, draft.valid_until = date(2026, 1, 1), date(2029, 12, 31)
    draft.save()
    row = {"wording_fi": "Uusi toimenpide", "goal_identifier": "T1", "status": "Ei vielä käynnistynyt"}
    preview = listed(draft, coordinator, row)
    assert preview.errors == [] and preview.outcomes[0].update is None


def test_the_swedish_text_goes_when_only_the_finnish_one_was_changed(approved, coordinator):
    make_update(approved.measures.get(identifier="T1.1"), public_text_fi="Vanha", public_text_sv="Gammalt")
    preview = brought(approved, edited(exported(approved), {("T1.1", "public_text_fi"): "Uusi"}), coordinator)
    assert preview.outcomes[0].update["public_text_sv"] == ""
    assert any("Translate it anew" in text for text in said(preview))


def test_the_swedish_text_stays_where_the_list_says_it_again(approved, coordinator):
    make_update(approved.measures.get(identifier="T1.1"), public_text_fi="Vanha", public_text_sv="Gammalt")
    preview = listed(approved, coordinator, ROW | {"public_text_fi": "Uusi", "public_text_sv": "Gammalt"})
    assert preview.outcomes[0].update["public_text_sv"] == "Gammalt"


def test_an_internal_note_is_written_anew_or_not_at_all(approved, coordinator):
    measure = approved.measures.get(identifier="T1.1")
    make_update(measure, internal_note="Vanha muistiinpano")
    preview = listed(approved, coordinator, ROW | {"internal_note": "Uusi muistiinpano"})
    assert preview.outcomes[0].update["internal_note"] == "Uusi muistiinpano"
    preview = listed(approved, coordinator, ROW | {"done": "Jotain"})
    assert preview.outcomes[0].update["internal_note"] == ""


def test_a_note_in_a_column_that_somebody_added_to_our_workbook_is_no_conflict(approved, coordinator):
    """Our workbooks carry no internal notes, so that the file can't have known the present one."""
    make_update(approved.measures.get(identifier="T1.1"), internal_note="Vanha muistiinpano")
    book = read_book(exported(approved), "toimeenpano.xlsx")
    grid = book.sheets[0]
    width = grid.width
    for row, text in zip(grid.rows, ["Sisäinen muistiinpano", "Uusi muistiinpano"], strict=False):
        row += [Cell()] * (width - len(row)) + [Cell(text)]
    preview = previewed(approved, book, coordinator)
    assert results(preview) == ["changed", "unchanged"]
    assert preview.outcomes[0].update["internal_note"] == "Uusi muistiinpano"


def test_an_update_dated_back_keeps_no_text_of_a_later_one(approved, coordinator):
    goal = make_goal(approved.sections.get(), "T2")
    make_update(make_measure(goal), date(2024, 9, 1), Status.COMPLETED, public_text_fi="Valmista tuli")
    preview = listed(approved, coordinator, {"identifier": "T2.1", "status": "Käynnissä", "on": "1.5.2024"})
    assert preview.outcomes[0].update["public_text_fi"] == ""
