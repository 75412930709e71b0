"""What is done with an import: applied, taken back, thrown away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.access import require
from hyte.lib.clock import today
from hyte.lib.forms_again import mark_saved
from plans.access import get_import, get_own_import, may_undo
from plans.imports.incoming import discard_import
from plans.imports.work import queue_apply, undo_import
from plans.tasks import apply_after_commit
from plans.views.workbook.preview import save_choices
from plans.views.workbook.reading import Reading, page_context
from plans.views.workbook.results import consequences_of_undoing


@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was chosen last; where that, or anybody, has changed the preview, it is shown again instead."""
    imported = get_own_import(request.user, pk)
    if not imported.is_open:
        return redirect("plans:import-detail", pk)
    if save_choices(request, imported, Reading(imported, request.user)):
        messages.info(request, _("Your choices were saved. Look at the preview once more and apply it."))
        return redirect("plans:import-preview", pk)
    reading = Reading(imported, request.user)
    if refusal := refusal_to_apply(reading, request.POST.get("fingerprint", "")):
        messages.warning(request, refusal)
        return redirect("plans:import-preview", pk)
    queue_apply(imported, fingerprint=reading.preview.fingerprint, at=timezone.now())
    apply_after_commit(imported)
    mark_saved(request, reverse("plans:import-preview", args=[pk]))
    return redirect("plans:import-detail", pk)


def refusal_to_apply(reading: Reading, seen: str) -> str:
    """Why it isn't applied; "" where it may be. ``seen`` is the mark of the preview that was in sight."""
    if not reading.preview.may_be_applied:
        return _("It can't be applied yet: the reasons are at the end of the page.")
    if seen != reading.preview.fingerprint:
        return _("The plan was changed meanwhile. Look at the preview once more and apply it.")
    return ""


@require_http_methods(["GET", "POST"])
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    imported = get_import(request.user, pk)
    require(imported.by_id == request.user.pk or may_undo(request.user, imported))
    if not may_undo(request.user, imported):
        return redirect("plans:import-detail", pk)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            undo_import(imported, by=request.user, at=timezone.now(), today=today())
        except ValidationError as error:
            refusals = error.messages
        else:
            messages.success(request, _("The workbook was taken back. Everything stays in the history."))
            return redirect("plans:import-detail", pk)
    context = page_context(
        imported,
        "result",
        title=_("Take the workbook back"),
        text=_("This puts the plan back as it was before the workbook was applied:"),
        consequences=consequences_of_undoing(imported),
        after=_(
            "Where something has been built on it since, that is told and nothing is changed. The history keeps it all."
        ),
        submit=_("Take the workbook back"),
        back=reverse("plans:import-detail", args=[pk]),
        refusals=refusals,
    )
    return render(request, "plans/workbook/confirm.html", context, status=409 if refusals else 200)


@require_http_methods(["GET", "POST"])
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a workbook that hasn't been applied. An applied one stays: it is part of the plan's history."""
    imported = get_import(request.user, pk)
    if not imported.is_open:
        return redirect("plans:import-detail", pk)
    if request.method == "POST":
        discard_import(imported)
        messages.success(request, _("The workbook was discarded. Nothing in the plan was changed."))
        return redirect("plans:workbook-home", imported.plan.slug)
    context = page_context(
        imported,
        "",
        title=_("Discard the workbook"),
        text=_("The file that was brought and what was answered of it are removed. The plan stays as it is."),
        submit=_("Discard the workbook"),
        back=reverse("plans:import-detail", args=[pk]),
    )
    return render(request, "plans/workbook/confirm.html", context)
