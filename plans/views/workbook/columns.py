"""What we understood of the file: sheets, headings, columns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.forms_again import kept_data, mark_saved
from plans.access import get_own_import
from plans.imports.forms.columns import ColumnsForm
from plans.imports.incoming import save_answers
from plans.views.workbook.reading import Reading, page_context


@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_own_import(request.user, pk)
    if not imported.is_open:
        return redirect("plans:import-detail", pk)
    reading = Reading(imported, request.user)
    data = request.POST if request.method == "POST" else kept_data(request)
    form = ColumnsForm(data, understanding=reading.understanding, plan=imported.plan)
    if request.method == "POST" and form.is_valid():
        save_answers(imported, form.answer(reading.answers))
        mark_saved(request)
        if form.rereads:
            messages.info(request, _("The headings were read again. Look at the columns."))
        return redirect("plans:import-columns" if form.rereads else "plans:import-detail", pk)
    context = page_context(imported, "columns", form=form, reading=reading)
    return render(request, "plans/workbook/columns.html", context, status=422 if request.method == "POST" else 200)
