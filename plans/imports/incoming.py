"""A workbook from its arrival on: kept, understood, answered, discarded."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from hyte.lib.workbooks import GridBook, book_from_json, book_to_json, read_book
from plans.imports.answers import Answers
from plans.imports.reading.understanding import Understanding, shape_of, understand
from plans.models import Plan, RememberedMapping, WorkbookImport

NEVER_APPLIED_KEPT = timedelta(days=30)
FILES_KEPT = timedelta(days=400)  # after applying: a round of the year and some more


def receive_workbook(plan: Plan, content: bytes, name: str, *, by, on: date, at: datetime) -> WorkbookImport:
    """Keep the file and what is in its cells; ``on`` is the day of statuses that tell none.

    Raises UnreadableBook, whose text is for people; nothing is kept then.
    """
    book = read_book(content, name)
    imported = WorkbookImport(plan=plan, by=by, day=on, shape=shape_of(book), file_size=len(content))
    imported.file_name = name[-WorkbookImport._meta.get_field("file_name").max_length :]
    try:
        imported.file.save(name, ContentFile(content), save=False)
        imported.grid.save(uuid4().hex, ContentFile(book_to_json(book)), save=False)
        imported.save()
    except Exception:
        _delete_files(imported)
        raise
    return imported


def book_of(imported: WorkbookImport) -> GridBook:
    with imported.grid.open("rb") as stored:
        return book_from_json(stored.read())


def understanding_of(imported: WorkbookImport) -> Understanding:
    """The file as it is understood with what has been answered of it and remembered of others of its shape."""
    return understand(book_of(imported), imported.plan, answers_of(imported), remembered_for(imported))


def remembered_for(imported: WorkbookImport) -> dict[str, Any] | None:
    found = RememberedMapping.objects.filter(county=imported.plan.county_id, shape=imported.shape).first()
    return found.mapping if found else None


def answers_of(imported: WorkbookImport) -> Answers:
    return Answers.from_json(imported.answers)


def save_answers(imported: WorkbookImport, answers: Answers) -> None:
    """Keep what people say of the file as long as it hasn't been applied."""
    imported.answers = answers.to_json()
    open_ones = WorkbookImport.objects.open().filter(pk=imported.pk)
    open_ones.update(answers=imported.answers)


def discard_import(imported: WorkbookImport) -> bool:
    """Throw away an import that was never applied and isn't being applied; return whether it was."""
    with transaction.atomic():
        found = WorkbookImport.objects.select_for_update().open().filter(pk=imported.pk).first()
        if found is None or found.is_busy:
            return False
        transaction.on_commit(lambda: _delete_files(found))
        WorkbookImport.objects.filter(pk=found.pk).delete()
    return True


def clear_old_imports(at: datetime) -> int:
    """Discard what was never applied within thirty days, and the files of what was applied over 400 days ago.

    Files, cells, answers and journals may hold people's names, so they don't stay; what remains of an applied import is
    its outcome: who brought what and when, and what happened to each row, without the cells.
    """
    old = WorkbookImport.objects.open().filter(created_at__lt=at - NEVER_APPLIED_KEPT)
    discarded = sum(discard_import(each) for each in old)
    for imported in WorkbookImport.objects.filter(applied_at__lt=at - FILES_KEPT).exclude(file=""):
        forget_file(imported)
    return discarded


def forget_file(imported: WorkbookImport) -> None:
    """Delete the file with its cells, the answers and the old and new values; ids of what was created stay."""
    _delete_files(imported)
    imported.file, imported.grid, imported.answers = "", "", {}
    imported.journal = {"created": imported.journal.get("created", {})}
    imported.save(update_fields=["file", "grid", "answers", "journal"])


def _delete_files(imported: WorkbookImport) -> None:
    for stored in (imported.file, imported.grid):
        if stored:
            stored.delete(save=False)
