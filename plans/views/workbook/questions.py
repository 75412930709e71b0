"""Words of the file that the county hasn't used before: each asked once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hyte.lib.forms_again import kept_initial, mark_saved
from plans.access import get_own_import
from plans.imports.forms.questions import QuestionsForm
from plans.imports.incoming import save_answers
from plans.views.workbook.reading import Reading, page_context


@require_http_methods(["GET", "POST"])
def import_questions(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_own_import(request.user, pk)
    if not imported.is_open:
        return redirect("plans:import-detail", pk)
    reading = Reading(imported, request.user)
    form = QuestionsForm(
        request.POST if request.method == "POST" else None,
        initial=kept_initial(request),
        questions=reading.questions,
        answers=reading.answers,
    )
    if form.is_bound and form.is_valid():
        save_answers(imported, form.answer())
        mark_saved(request)
        return redirect("plans:import-preview", pk)
    context = page_context(imported, "questions", form=form)
    return render(request, "plans/workbook/questions.html", context, status=422 if form.errors else 200)
