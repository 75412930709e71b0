"""The command that brings a workbook in says and does what the wizard does."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.models import Measure, WorkbookImport
from tests.factories.trips import edited, exported
from tests.factories.workbooks import plain_table


@pytest.fixture(autouse=True)
def _day(settings):
    settings.HYTE_TODAY = date(2025, 1, 31)


@pytest.fixture
def written(tmp_path):
    def write(content: bytes, name: str = "toimeenpano.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def run(file: Path, plan, *options: str) -> str:
    out = StringIO()
    call_command("import_workbook", str(file), "--plan", plan.slug, *options, stdout=out, stderr=out)
    return out.getvalue()


def refused(file: Path, plan, *options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_workbook", str(file), "--plan", plan.slug, *options, stdout=out, stderr=out)
    return f"{out.getvalue()}{error.value}"


def newest(measure: Measure):
    return measure.updates.standing().newest_first().first()


def test_without_apply_it_tells_and_changes_nothing(written, plan, measure):
    said = run(written(edited(exported(plan), {("T1.1", "public_text_fi"): "Uusi teksti"})), plan)
    assert "Toimenpiteet!2: T1.1" in said and "“Julkaisematon teksti” → “Uusi teksti”" in said
    assert newest(measure).public_text_fi == "Julkaisematon teksti" and not WorkbookImport.objects.exists()


def test_with_apply_it_changes_the_plan_and_is_kept_like_the_wizards(written, plan, measure, personas):
    file = written(edited(exported(plan), {("T1.1", "public_text_fi"): "Uusi teksti"}))
    run(file, plan, "--apply", "--by", personas.secretary.email)
    imported = WorkbookImport.objects.get()
    assert (newest(measure).public_text_fi, newest(measure).by) == ("Uusi teksti", personas.secretary)
    assert (imported.state, imported.by, imported.file_name) == ("applied", personas.secretary, "toimeenpano.xlsx")
    run(file, plan, "--apply", "--by", personas.secretary.email)
    assert WorkbookImport.objects.count() == 1 and measure.updates.count() == 3


def test_an_account_brings_what_it_may(written, plan, personas):
    file = written(edited(exported(plan), {("L1.1", "status"): "Toteutunut"}))
    assert "Lapset" in run(file, plan, "--apply", "--by", personas.secretary.email)
    assert not newest(plan.measures.get(identifier="L1.1"))


@pytest.mark.parametrize("persona", ["reader", "contact", "other_coordinator"])
def test_an_account_that_may_not_is_refused(written, plan, personas, persona):
    assert "may not" in refused(written(exported(plan)), plan, "--by", getattr(personas, persona).email)


def test_an_error_names_sheet_row_and_column(written, plan):
    said = refused(written(edited(exported(plan), {("T1.1", "on"): "1.1.2030"})), plan)
    assert "Toimenpiteet!W2: " in said


def test_an_open_question_is_an_error_that_names_it(written, plan, personas):
    file = written(plain_table()[1])
    said = refused(file, plan, "--apply", "--by", personas.coordinator.email)
    assert "Sivistystoimiala" in said and not WorkbookImport.objects.exists()


def test_suggestions_are_accepted_as_the_wizard_would_suggest(written, plan, personas):
    file = written(plain_table()[1])
    run(file, plan, "--accept-suggestions")
    assert not plan.promise_proposals.exists()
    run(file, plan, "--apply", "--accept-suggestions", "--by", personas.coordinator.email)
    assert plan.promise_proposals.count() == 8
    assert WorkbookImport.objects.get().answers["names"]["organisation"]["sivistystoimiala"] == "new"


@pytest.mark.parametrize(
    ("content", "options", "word"),
    [
        (b"%PDF-1.4", (), "toimeenpano.xlsx"),
        (None, ("--by", "tuntematon@example.org"), "tuntematon@example.org"),
        (None, ("--apply",), "--by"),
    ],
)
def test_what_cannot_be_used_is_told(written, plan, content, options, word):
    assert word in refused(written(content or exported(plan)), plan, *options)


def test_a_file_that_is_not_there_and_an_unknown_plan_are_told(tmp_path, plan):
    assert "ei-ole.xlsx" in refused(tmp_path / "ei-ole.xlsx", plan)
    plan.slug = "tuntematon"
    assert "tuntematon" in refused(tmp_path / "ei-ole.xlsx", plan)
