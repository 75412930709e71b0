"""The file as it was brought, and the same with a column that says what happened to each row."""

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hyte.lib.downloads import XLSX, attachment
from plans.access import get_import
from plans.exports.result import render_result
from plans.imports.incoming import book_of
from plans.models import WorkbookImport
from plans.views.workbook.results import outcome_lines

ANY_FILE = "application/octet-stream"  # whatever it is, the browser saves it and doesn't open it


@require_GET
def import_original(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_import(request.user, pk)
    if not imported.file:
        raise Http404  # it isn't kept for ever
    return attachment(imported.file.read(), imported.file_name, ANY_FILE)


@require_GET
def import_result(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_import(request.user, pk)
    if imported.state == WorkbookImport.State.OPEN or not imported.file:
        raise Http404
    lines = outcome_lines(imported.outcome)
    content = render_result(imported.file.read(), imported.file_name, book_of(imported), lines)
    name = _("%(name)s, result") % {"name": PurePath(imported.file_name).stem}
    return attachment(content, f"{name}.xlsx", XLSX)
