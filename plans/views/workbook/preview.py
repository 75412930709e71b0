"""Every row of the file, and what becomes of it, before anything is changed."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.forms_again import kept_initial, mark_saved
from plans.access import get_own_import
from plans.imports.forms.choices import ChoicesForm
from plans.imports.incoming import save_answers
from plans.imports.open_matters import open_matters, size_of
from plans.imports.outcomes import Level, Outcome
from plans.models import WorkbookImport
from plans.views.workbook.lines import RowLine, Rows, error_links
from plans.views.workbook.reading import Reading, page_context

ALL_AT_ONCE = 300  # rows on one page; beyond them pages of PER_PAGE
PER_PAGE = 100


@require_http_methods(["GET", "POST"])
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_own_import(request.user, pk)
    if not imported.is_open:
        return redirect("plans:import-detail", pk)
    reading = Reading(imported, request.user)
    if request.method == "POST":
        saved = save_choices(request, imported, reading)
        text = _("Your choices were saved.") if saved else _("Nothing was chosen anew.")
        messages.info(request, text)
        return redirect(request.get_full_path())
    return preview_page(request, reading)


def preview_page(request: HttpRequest, reading: Reading) -> HttpResponse:
    preview, rows = reading.preview, Rows(reading.preview.outcomes, request.GET.get("tulos", ""))
    page = page_of(rows.chosen, request)
    form = ChoicesForm(initial=kept_initial(request), outcomes=list(page), answers=reading.answers)
    context = page_context(
        reading.imported,
        "preview",
        preview=preview,
        rows=rows,
        page=page,
        lines=[RowLine(outcome, form) for outcome in page],
        errors=list(error_links(preview, PER_PAGE)),
        findings=[each for each in preview.findings if each.level is not Level.ERROR],
        open_matters=open_matters(preview),
        size=size_of(preview),
        has_choices=bool(form.fields),
    )
    return render(request, "plans/workbook/preview.html", context)


def page_of(outcomes: list[Outcome], request: HttpRequest) -> Page:
    per_page = PER_PAGE if len(outcomes) > ALL_AT_ONCE else ALL_AT_ONCE
    return Paginator(outcomes, per_page).get_page(request.GET.get("sivu"))


def save_choices(request: HttpRequest, imported: WorkbookImport, reading: Reading) -> bool:
    """Take over what was chosen of the rows that the form showed; whether anything of it is new."""
    form = ChoicesForm(request.POST, outcomes=reading.preview.outcomes, answers=reading.answers)
    form.is_valid()  # a choice that isn't one of the two is no choice
    saved = form.answer()
    if form.outdated:
        messages.warning(request, _("The plan was changed meanwhile. Look at the marked conflicts again."))
    if saved:
        save_answers(imported, reading.answers)
        mark_saved(request, reverse("plans:import-preview", args=[imported.pk]))
    return saved
