"""An import as work: kept, asked for, done once in the background, discarded, forgotten."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.utils import timezone, translation

from hyte.lib.jobs import FORGOTTEN_AFTER
from hyte.lib.workbooks import UnreadableBook
from plans.imports.comparing.preview import preview_of
from plans.imports.incoming import (
    answers_of,
    book_of,
    clear_old_imports,
    discard_import,
    receive_workbook,
    save_answers,
    understanding_of,
)
from plans.imports.outcomes import Preview
from plans.imports.work import apply_import, queue_apply, undo_import
from plans.models import LearnedWord, Measure, Plan, RememberedMapping, StatusUpdate, WorkbookImport
from plans.tasks import apply_after_commit, apply_workbook, resume_forgotten_imports

pytestmark = pytest.mark.django_db

TODAY = date(2024, 9, 2)
CSV = """Nro;Toimenpide;Tavoite;Päävastuutaho;Tilanne
T1.1;Toimenpide T1.1;Tavoite T1;;käynnissä
;Uusi toimenpide;Tavoite T1;Martat;
"""


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.HYTE_TODAY = TODAY
    default = {"BACKEND": "hyte.lib.storage.RenamingStorage", "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    with translation.override("fi"):
        yield


@pytest.fixture
def imported(draft, coordinator) -> WorkbookImport:
    return receive(draft, coordinator)


def receive(plan: Plan, by, content: str = CSV) -> WorkbookImport:
    return receive_workbook(plan, content.encode(), "toimeenpano.csv", by=by, on=TODAY, at=timezone.now())


def preview(imported: WorkbookImport) -> Preview:
    answers, understanding = answers_of(imported), understanding_of(imported)
    return preview_of(imported.plan, understanding, answers, user=imported.by, on=TODAY, today=TODAY)


def answer(imported: WorkbookImport) -> None:
    answers = answers_of(imported)
    for question in preview(imported).questions:
        answers.names.setdefault(question.kind, {})[question.folded] = question.suggested
    save_answers(imported, answers)


def queue(imported: WorkbookImport) -> bool:
    return queue_apply(imported, fingerprint=preview(imported).fingerprint, at=timezone.now())


def run(imported: WorkbookImport) -> WorkbookImport:
    apply_import(imported, at=timezone.now(), today=TODAY)
    imported.refresh_from_db()
    return imported


def applied(imported: WorkbookImport) -> WorkbookImport:
    answer(imported)
    queue(imported)
    return run(imported)


def stored_files(tmp_path) -> int:
    return sum(path.is_file() for path in tmp_path.rglob("*"))


# Arriving


def test_a_workbook_is_kept_under_random_names(imported, coordinator, tmp_path):
    assert (imported.file_name, imported.file_size, imported.by) == ("toimeenpano.csv", len(CSV.encode()), coordinator)
    assert imported.file.read() == CSV.encode()
    assert "toimeenpano" not in imported.file.name + imported.grid.name
    assert book_of(imported).sheets[0].cell(2, 1).text == "T1.1"
    assert stored_files(tmp_path) == 2
    assert len(imported.shape) == 64


def test_nothing_is_kept_of_what_cant_be_read(draft, coordinator, tmp_path):
    with pytest.raises(UnreadableBook):
        receive_workbook(draft, b"%PDF-1.7", "a.xlsx", by=coordinator, on=TODAY, at=timezone.now())
    assert (stored_files(tmp_path), WorkbookImport.objects.count()) == (0, 0)


# Applying


def test_an_import_is_applied_and_told(imported, draft, coordinator):
    applied(imported)
    assert (imported.state, imported.job_state, imported.job_error) == ("applied", "done", "")
    assert imported.progress.percent == 100
    new = draft.measures.get(wording_fi="Uusi toimenpide")
    assert (new.identifier, new.responsibilities.get().organisation.name_fi) == ("T1.3", "Martat")
    assert StatusUpdate.objects.get().status == "in_progress"
    rows = imported.outcome["rows"]
    assert [(row["sheet"], row["row"], row["kind"], row["identifier"]) for row in rows] == [
        (rows[0]["sheet"], 2, "changed", "T1.1"),
        (rows[0]["sheet"], 3, "new", "T1.3"),
    ]
    assert all(row["text"] for row in rows)
    assert imported.outcome["counts"] == {"changed": 1, "new": 1}


def test_the_county_learns(imported, draft):
    applied(imported)
    word = LearnedWord.objects.get()
    assert (word.county, word.kind, word.text, word.organisation.name_fi) == (
        draft.county,
        "organisation",
        "martat",
        "Martat",
    )
    mapping = RememberedMapping.objects.get(county=draft.county, shape=imported.shape)
    assert mapping.mapping["columns"]


def test_the_second_time_nothing_changes(imported, draft, coordinator):
    applied(imported)
    again = receive(draft, coordinator)
    assert not preview(again).changes_something
    applied(again)
    assert (again.state, again.job_state) == ("open", "failed")
    assert draft.measures.count() == 3


def test_work_is_done_once(imported, draft):
    applied(imported)
    history = Measure.history.count()
    apply_workbook(imported.pk)
    assert (draft.measures.count(), StatusUpdate.objects.count(), Measure.history.count()) == (3, 1, history)


def test_work_is_asked_for_once(imported):
    answer(imported)
    assert queue(imported)
    assert not queue_apply(imported, fingerprint="x", at=timezone.now())


def test_a_plan_that_has_changed_since_the_preview_fails(imported, draft):
    answer(imported)
    queue(imported)
    draft.measures.first().updates.create(on=date(2024, 1, 1), status="completed")
    run(imported)
    assert (imported.state, imported.job_state) == ("open", "failed")
    assert imported.job_error and draft.measures.count() == 2


def test_an_open_question_fails(imported, draft):
    queue(imported)
    run(imported)
    assert (imported.job_state, draft.measures.count()) == ("failed", 2)


def test_an_unforeseen_error_is_told_and_changes_nothing(imported, draft, monkeypatch):
    answer(imported)
    queue(imported)
    storages["default"].delete(imported.grid.name)
    with pytest.raises(FileNotFoundError):
        run(imported)
    imported.refresh_from_db()
    assert (imported.job_state, draft.measures.count()) == ("failed", 2)
    assert imported.job_error


def test_the_language_of_the_preview_stays_with_the_work(draft, coordinator):
    imported = receive(draft, coordinator)
    answer(imported)
    with translation.override("sv"):
        queue(imported)
    with translation.override("en"):
        assert run(imported).job_state == "done"
    assert imported.language == "sv"


def test_a_killed_workers_job_is_found(imported, django_capture_on_commit_callbacks):
    answer(imported)
    queue(imported)
    long_ago = timezone.now() - 2 * FORGOTTEN_AFTER
    WorkbookImport.objects.update(job_state="running", job_started_at=long_ago)
    resume_forgotten_imports()
    imported.refresh_from_db()
    assert imported.job_state in ("waiting", "done")


def test_work_that_shows_life_is_left_alone(imported):
    answer(imported)
    queue(imported)
    WorkbookImport.objects.update(job_state="running", job_started_at=timezone.now() - 2 * FORGOTTEN_AFTER)
    imported.note_progress(1, 12, at=timezone.now())
    resume_forgotten_imports()
    imported.refresh_from_db()
    assert imported.job_state == "running"


# Undoing and discarding


def test_an_import_is_taken_back_and_the_same_file_comes_again(imported, draft, coordinator):
    applied(imported)
    made = set(draft.measures.values_list("pk", "identifier"))
    undo_import(imported, by=coordinator, at=timezone.now(), today=TODAY)
    assert (imported.state, imported.undone_by, draft.measures.count()) == ("undone", coordinator, 2)
    again = applied(receive(draft, coordinator))
    assert again.job_error == ""
    assert set(draft.measures.values_list("pk", "identifier")) == made


def test_what_was_proposed_and_taken_back_is_proposed_again(approved, coordinator):
    text = "Nro;Toimenpide;Tavoite\nT1.1;Toimenpide T1.1 uusin sanoin;Tavoite T1\n;Aivan uusi asia;Tavoite T1\n"
    imported = applied(receive(approved, coordinator, text))
    assert imported.outcome["counts"] == {"proposal": 2}
    assert not preview(receive(approved, coordinator, text)).changes_something
    undo_import(imported, by=coordinator, at=timezone.now(), today=TODAY)
    assert preview(receive(approved, coordinator, text)).may_be_applied


def test_only_an_applied_import_is_taken_back_and_only_once(imported, coordinator):
    at = {"at": timezone.now(), "today": TODAY}
    with pytest.raises(ValidationError):
        undo_import(imported, by=coordinator, **at)
    applied(imported)
    undo_import(imported, by=coordinator, **at)
    with pytest.raises(ValidationError):
        undo_import(imported, by=coordinator, **at)


def test_discarding_leaves_nothing(imported, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert discard_import(imported)
    assert (stored_files(tmp_path), WorkbookImport.objects.count()) == (0, 0)


def test_work_on_its_way_isnt_discarded(imported):
    answer(imported)
    queue(imported)
    assert not discard_import(imported)
    run(imported)
    assert not discard_import(imported)


def test_old_imports_are_cleared(imported, draft, coordinator, tmp_path, django_capture_on_commit_callbacks):
    applied(imported)
    receive(draft, coordinator)
    now = timezone.now()
    WorkbookImport.objects.update(created_at=now - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old_imports(now) == 1
    assert stored_files(tmp_path) == 2
    clear_old_imports(now + timedelta(days=401))
    imported.refresh_from_db()
    assert (stored_files(tmp_path), imported.file.name, imported.answers) == (0, "", {})
    assert (imported.outcome["counts"], imported.state) == ({"changed": 1, "new": 1}, "applied")
    with pytest.raises(ValidationError):
        undo_import(imported, by=coordinator, at=now, today=TODAY)


def test_the_task_starts_when_the_row_is_safe(imported, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        apply_after_commit(imported)
    assert len(callbacks) == 1
