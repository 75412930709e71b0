"""How a report is handled: its way through the bodies, the papers, and the ex-ante assessment."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.services.decision import record_decision
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.models import Publication
from hyte.lib.uploads import content_type_of
from plans.forms.handling import MaterialForm
from plans.models import DecisionMaterial
from plans.services.handling import remove_material, save_material
from plans.services.record import add_record
from reporting.access import get_report, get_report_to_edit, reads_inside, reports
from reporting.forms.handling import ReportEffectForm
from reporting.forms.report import HandlingForm
from reporting.models import Report, ReportDecision, ReportEffect
from reporting.queries.report.handling import handling_of_report, materials_of
from reporting.services.records import save_record
from reporting.services.report.freezing import tie_decision

PLACE = "reports"


@require_GET
@public_page
def handling(request: HttpRequest, pk: int) -> HttpResponse:
    """To those inside always, to others once the report is open to them."""
    report = get_report(request.user, pk)
    context = {"report": report, "county": report.county, "handling": handling_of_report(report), "place": PLACE}
    context["inside"] = reads_inside(request.user, report)
    context["edits"] = reports(request.user, report.county_id)
    return render(request, "reporting/report_handling.html", context)


@require_http_methods(["GET", "POST"])
def handling_create(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    form = HandlingForm(sent(request), initial=kept_initial(request), report=report, today=today())

    def act() -> None:
        decision = form.chosen_decision()
        if decision.pk is None:
            record_decision(decision, by=request.user)
        told = {"version": form.cleaned_data["version"], "approves": form.cleaned_data["approves"]}
        tie_decision(ReportDecision(report=report, decision=decision, **told), by=request.user)

    title = _("Record that a body has handled the report")
    return _page(request, form, act, report, title=title, done=_("The decision was recorded."))


@require_POST
def handling_remove(request: HttpRequest, pk: int, tie_pk: int) -> HttpResponse:
    """Untie a decision that was tied by mistake; the decision itself stays."""
    report = get_report_to_edit(request.user, pk)
    tie = get_object_or_404(report.report_decisions, pk=tie_pk)
    if tie.approves and report.publication == Publication.PUBLIC:
        messages.error(
            request, _("The report has been published by this decision. Take it back from the public first.")
        )
    else:
        tie.delete()
        messages.success(request, _("The decision is no longer on the report's way."))
    return redirect(_address(report))


@require_http_methods(["GET", "POST"])
def effect_create(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    new = ReportEffect(report=report)
    form = ReportEffectForm(sent(request), instance=new, plan=report.plan, initial=kept_initial(request))

    def act() -> None:
        add_record(form.instance, report.effects.all(), by=request.user)

    title = _("Effects on a population group")
    return _page(request, form, act, report, title=title, done=_("The effects were saved."))


@require_http_methods(["GET", "POST"])
def effect_edit(request: HttpRequest, pk: int, effect_pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    effect = get_object_or_404(report.effects, pk=effect_pk)
    title = str(effect)
    form = ReportEffectForm(sent(request), instance=effect, plan=report.plan, initial=kept_initial(request))

    def act() -> None:
        save_record(form.instance, by=request.user)

    return _page(request, form, act, report, title=title, done=_("The effects were saved."))


@require_http_methods(["GET", "POST"])
def effect_delete(request: HttpRequest, pk: int, effect_pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    effect = get_object_or_404(report.effects, pk=effect_pk)
    effect._history_user = request.user
    return _removal(request, report, str(effect), effect.delete)


@require_http_methods(["GET", "POST"])
def material_create(request: HttpRequest, pk: int, tie_pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    tie = get_object_or_404(report.report_decisions.select_related("decision"), pk=tie_pk)
    return _material_page(request, report, DecisionMaterial(decision=tie.decision), title=_("New material"))


@require_http_methods(["GET", "POST"])
def material_edit(request: HttpRequest, pk: int, material_pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    material = get_object_or_404(materials_of(report), pk=material_pk)
    return _material_page(request, report, material, title=str(material))


@require_http_methods(["GET", "POST"])
def material_delete(request: HttpRequest, pk: int, material_pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    material = get_object_or_404(materials_of(report), pk=material_pk)
    return _removal(request, report, str(material), lambda: remove_material(material, by=request.user))


@require_GET
@public_page
def material_file(request: HttpRequest, pk: int, material_pk: int) -> HttpResponse:
    """Always a download: nothing that was brought opens inside our pages."""
    report = get_report(request.user, pk)
    material = get_object_or_404(materials_of(report).exclude(file=""), pk=material_pk)
    response = FileResponse(material.file.open("rb"), as_attachment=True, filename=material.file_name)
    response.headers["Content-Type"] = content_type_of(material.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _material_page(request: HttpRequest, report: Report, material: DecisionMaterial, *, title: str) -> HttpResponse:
    files, initial = request.FILES or None, kept_initial(request)
    form = MaterialForm(sent(request), files, instance=material, plan=report.plan, initial=initial)

    def act() -> None:
        save_material(form.instance, file=form.cleaned_data["file"], by=request.user)

    return _page(request, form, act, report, title=title, done=_("The material was saved."), is_upload=True)


def _removal(request: HttpRequest, report: Report, name: str, act: Callable[[], object]) -> HttpResponse:
    if request.method == "POST":
        act()
        messages.success(request, _("Deleted: %(name)s.") % {"name": name})
        return redirect(_address(report))
    context = {"title": _("Delete"), "said": name, "back": _address(report), "report": report}
    return render(request, "reporting/report_confirm.html", context | {"county": report.county, "place": PLACE})


def _page(request: HttpRequest, form, act, report: Report, *, title: str, done: str, **context) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        title=title,
        back=_address(report),
        done=done,
        template="reporting/report_form.html",
        report=report,
        county=report.county,
        place=PLACE,
        **context,
    )


def _address(report: Report) -> str:
    return reverse("reporting:handling", args=[report.pk])
