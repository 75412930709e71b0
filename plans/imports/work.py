"""An import as work outside requests: asked for, done once, told, taken back."""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hyte.lib.jobs import JobState
from plans.imports.applying.making import names_made
from plans.imports.applying.whole import apply_preview, lock_plan
from plans.imports.comparing.preview import preview_of
from plans.imports.incoming import answers_of, understanding_of
from plans.imports.journal import Journal
from plans.imports.learning import learn
from plans.imports.telling_rows import outcome_of
from plans.imports.undoing.whole import undo
from plans.models import WorkbookImport

STEPS = 12  # of the bar: reading, comparing, and ten of writing
READ, COMPARED = 1, 4
State = WorkbookImport.State
BUSY = (JobState.WAITING, JobState.RUNNING)


def queue_apply(imported: WorkbookImport, *, fingerprint: str, at: datetime) -> bool:
    """Ask for the import of the preview that somebody has seen; the caller enqueues it. False where it is already on its way.

    The language in use stays with it: what is made, told and compared is worded as in the preview.
    """
    values = {"job_state": JobState.WAITING, "job_queued_at": at, "job_error": "", "fingerprint": fingerprint}
    values["language"] = (translation.get_language() or "fi")[:2]
    idle = WorkbookImport.objects.open().filter(pk=imported.pk).exclude(job_state__in=BUSY)
    return _update(imported, idle, values)


def apply_import(imported: WorkbookImport, *, at: datetime, today: date) -> None:
    """Apply what was asked for, in the name of who brought it and the language in which it was seen; done twice it is done once.

    The file is compared anew while the plan is held: where that tells something else than was seen, nothing is changed.
    """
    waiting = WorkbookImport.objects.open().filter(pk=imported.pk, job_state=JobState.WAITING)
    if not _update(imported, waiting, {"job_state": JobState.RUNNING, "job_started_at": at}):
        return
    imported.note_progress(0, STEPS, at=at)
    with translation.override(imported.language):
        try:
            with transaction.atomic():
                _apply(imported, at=at, today=today)
        except ValidationError as error:
            _fail(imported, " ".join(error.messages), at=at)
        except Exception:
            _fail(
                imported,
                _("Something went wrong that we hadn't foreseen, so nothing was changed. Try once more."),
                at=at,
            )
            raise


def resume_import(imported: WorkbookImport, *, at: datetime) -> bool:
    """Ask anew for work that the queue or a killed worker has lost; False where it still shows life."""
    if imported.shows_life(at):
        return False
    forgotten = WorkbookImport.objects.open().forgotten(at).filter(pk=imported.pk)
    return _update(imported, forgotten, {"job_state": JobState.WAITING, "job_queued_at": at})


def undo_import(imported: WorkbookImport, *, by, at: datetime, today: date) -> None:
    """Take an applied import back as a whole. Raises ValidationError, with all the reasons, where it can't be."""
    with transaction.atomic():
        plan = lock_plan(imported.plan)
        found = WorkbookImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
        if found.state != State.APPLIED:
            raise ValidationError(_("The workbook has already been taken back, or it was never applied."))
        if "changed" not in found.journal:
            raise ValidationError(_("The workbook was applied so long ago that its file is no longer kept."))
        journal = Journal.from_json(found.journal)
        undo(plan, journal, by=by, at=at, today=today, source=found.file_name)
        found.state, found.undone_at, found.undone_by, found.journal = State.UNDONE, at, by, journal.to_json()
        found.save(update_fields=["state", "undone_at", "undone_by", "journal"])
    imported.refresh_from_db()


def _apply(imported: WorkbookImport, *, at: datetime, today: date) -> None:
    plan = lock_plan(imported.plan)
    found = WorkbookImport.objects.select_for_update(of=("self",)).select_related("by").get(pk=imported.pk)
    if found.state != State.OPEN:
        return
    found.plan = plan
    understanding, answers = understanding_of(found), answers_of(found)
    _note(imported, READ)
    preview = preview_of(plan, understanding, answers, user=found.by, on=found.day, today=today)
    _note(imported, COMPARED)
    if preview.fingerprint != found.fingerprint or not preview.may_be_applied:
        raise ValidationError(
            _(
                "The plan or the file's answers have changed since the preview. Look at the preview again and apply it then."
            )
        )
    journal = apply_preview(
        plan,
        preview,
        by=found.by,
        on=found.day,
        at=at,
        today=today,
        source=found.file_name,
        note_progress=_noting(imported),
    )
    learn(plan, understanding, answers, names_made(preview, journal), by=found.by)
    found.state, found.applied_at, found.journal = State.APPLIED, at, journal.to_json()
    found.outcome = outcome_of(preview, journal)
    found.job_state, found.job_ended_at = JobState.DONE, timezone.now()
    found.save(update_fields=["state", "applied_at", "journal", "outcome", "job_state", "job_ended_at"])


def _fail(imported: WorkbookImport, text: str, *, at: datetime) -> None:
    running = WorkbookImport.objects.filter(pk=imported.pk, job_state=JobState.RUNNING)
    _update(imported, running, {"job_state": JobState.FAILED, "job_error": text, "job_ended_at": at})


def _update(imported: WorkbookImport, rows, values: dict) -> bool:
    """Change the row where it still is as it was thought to be: of two who try only one does."""
    if not rows.update(**values):
        return False
    for name, value in values.items():
        setattr(imported, name, value)
    return True


def _note(imported: WorkbookImport, done: int) -> None:
    imported.note_progress(done, STEPS, at=timezone.now())


def _noting(imported: WorkbookImport) -> Callable[[int, int], None]:
    def note(done: int, total: int) -> None:
        _note(imported, COMPARED + (STEPS - COMPARED) * done // total)

    return note
