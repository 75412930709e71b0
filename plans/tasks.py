"""Background work of the plans app."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from hyte.lib.clock import today
from plans.imports import incoming
from plans.imports.work import apply_import, resume_import
from plans.models import WorkbookImport


@shared_task(ignore_result=True)
def apply_workbook(import_id: int) -> None:
    """A second run does nothing; work that a killed worker leaves behind is found by ``resume_forgotten_imports``."""
    imported = WorkbookImport.objects.select_related("plan", "by").filter(pk=import_id).first()
    if imported:
        apply_import(imported, at=timezone.now(), today=today())


@shared_task(ignore_result=True)
def resume_forgotten_imports() -> None:
    """Enqueue what the queue or a killed worker has lost."""
    now = timezone.now()
    for imported in WorkbookImport.objects.open().forgotten(now):
        if resume_import(imported, at=now):
            apply_workbook.delay(imported.pk)


@shared_task(ignore_result=True)
def clear_old_imports() -> None:
    incoming.clear_old_imports(timezone.now())


def apply_after_commit(imported: WorkbookImport) -> None:
    """Start an import that was asked for as soon as its row is safe; where the broker is down, the beat finds the row."""

    def enqueue() -> None:
        apply_workbook.delay(imported.pk)

    transaction.on_commit(enqueue, robust=True)
