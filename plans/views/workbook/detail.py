"""The page that always shows where an import is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from plans.access import get_import, may_undo
from plans.models import WorkbookImport
from plans.views.workbook.reading import Reading, page_context
from plans.views.workbook.results import result_context


@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_import(request.user, pk)
    if imported.is_busy:
        return work_page(request, imported)
    if request.htmx:
        return HttpResponseClientRefresh()  # the work has ended while the page was looking on
    if imported.state != WorkbookImport.State.OPEN:
        return result_page(request, imported)
    if imported.by_id != request.user.pk:
        return render(request, "plans/workbook/others.html", page_context(imported, ""))
    return redirect(next_step(Reading(imported, request.user)), imported.pk)


def next_step(reading: Reading) -> str:
    """What people must look at first: the columns, then the words, then the rows."""
    if reading.understanding.needs_a_look:
        return "plans:import-columns"
    return "plans:import-questions" if reading.preview.questions else "plans:import-preview"


def work_page(request: HttpRequest, imported: WorkbookImport) -> HttpResponse:
    since = imported.job_started_at or imported.job_queued_at
    seconds = int((timezone.now() - since).total_seconds()) if since else 0
    context = page_context(imported, "result", progress=imported.progress, seconds=max(0, seconds))
    return render(request, "plans/workbook/working.html", context)


def result_page(request: HttpRequest, imported: WorkbookImport) -> HttpResponse:
    context = page_context(imported, "result", may_undo=may_undo(request.user, imported))
    return render(request, "plans/workbook/result.html", context | result_context(imported, request.GET))
