"""Reports: the list, one report's working page or its open version, its draft, readiness and comparison."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.models import Plan
from reporting.access import (
    county_to_report,
    get_report,
    get_report_inside,
    get_report_to_edit,
    reads_inside,
    reports,
    writes_some,
)
from reporting.exports.report.html import draw_chapters
from reporting.forms.report import ReportForm
from reporting.models import Report
from reporting.queries.report.compare import compare_reports
from reporting.queries.report.live import frozen_report, live_report
from reporting.queries.report.readiness import problems_of
from reporting.queries.report.workspace import workspace_of
from reporting.services.records import save_record
from reporting.services.report.assembling import assemble_draft
from reporting.services.report.making import create_report, remove_report
from reporting.views.report_pictures import picture_address

PLACE = "reports"
FORM = "reporting/report_form.html"


@require_GET
@public_page
def report_list(request: HttpRequest) -> HttpResponse:
    """The open ones to everybody, with what is being written to those inside."""
    found = Report.objects.visible_to(request.user).select_related("county", "plan", "open_version")
    counties = standing_of(request.user).staff_counties
    edits = any(reports(request.user, county) for county in counties)
    context = {"reports": found, "inside": counties, "edits": edits, "place": PLACE}
    return render(request, "reporting/report_list.html", context)


@require_GET
@public_page
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """To those inside the page where the report is made; to others its open version."""
    report = get_report(request.user, pk)
    if not reads_inside(request.user, report):
        return _open_version(request, report)
    context = {
        "report": report,
        "county": report.county,
        "work": workspace_of(report, timezone.now()),
        "edits": reports(request.user, report.county_id),
        "writes": writes_some(request.user, report),
        "today": today(),
        "place": PLACE,
    }
    return render(request, "reporting/report_work.html", context)


def _open_version(request: HttpRequest, report: Report) -> HttpResponse:
    version = report.open_version
    version.report = report
    data = frozen_report(version)
    context = {
        "report": report,
        "county": report.county,
        "version": version,
        "data": data,
        "chapters": draw_chapters(data, address_of=picture_address),
        "files": version.files.filter(job_state="done").order_by("format", "language"),
        "place": PLACE,
    }
    return render(request, "reporting/report_read.html", context)


@require_http_methods(["GET", "POST"])
def report_create(request: HttpRequest) -> HttpResponse:
    county = county_to_report(request)
    year = today().year - 1
    plan = Plan.objects.main().filter(county=county, valid_from__year__lte=year, valid_until__year__gte=year).first()
    last = Report.objects.filter(county=county, year__lt=year).first()
    initial = {
        "name_fi": f"Hyvinvointiraportti {year}",
        "name_sv": f"Välfärdsrapport {year}",
        "kind": Report.Kind.ANNUAL,
        "year": year,
        "plan": plan,
        "data_until": f"{year}-12-31",
        "earlier": last,
    }
    form = ReportForm(sent(request), instance=Report(county=county), initial=initial | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: create_report(form.instance, by=request.user),
        title=_("New report"),
        back=reverse("reporting:report-list"),
        done=_("The report was made with its chapters. Say who writes which, or fill a first draft."),
        then=lambda: form.instance.get_absolute_url(),
        template=FORM,
        county=county,
        place=PLACE,
    )


@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    form = ReportForm(sent(request), instance=report, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user),
        title=_("Change the report's details"),
        back=report.get_absolute_url(),
        done=_("The report was saved."),
        template=FORM,
        report=report,
        county=report.county,
        place=PLACE,
    )


@require_http_methods(["GET", "POST"])
def report_remove(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    refusal = ""
    if request.method == "POST":
        try:
            remove_report(report, by=request.user)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _("The report was removed."))
            return redirect("reporting:report-list")
    count = report.chapters.count()
    said = ngettext(
        "The report and its %(count)s chapter go, with what has been written in it.",
        "The report and its %(count)s chapters go, with what has been written in them.",
        count,
    ) % {"count": count}
    context = {"title": _("Remove the report"), "said": said, "refusal": refusal, "report": report}
    context |= {"back": report.get_absolute_url(), "county": report.county, "place": PLACE}
    return render(request, "reporting/report_confirm.html", context, status=409 if refusal else 200)


@require_GET
def report_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it would be if it were frozen now."""
    report = get_report_inside(request.user, pk)
    data = live_report(report)
    context = {
        "report": report,
        "county": report.county,
        "data": data,
        "chapters": draw_chapters(data, address_of=picture_address),
        "is_draft": True,
        "place": PLACE,
    }
    return render(request, "reporting/report_read.html", context)


@require_GET
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_inside(request.user, pk)
    problems = problems_of(report, live_report(report), at=timezone.now())
    context = {"report": report, "county": report.county, "problems": problems, "place": PLACE}
    context["edits"] = reports(request.user, report.county_id)
    return render(request, "reporting/report_readiness.html", context)


@require_POST
def assemble(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill the empty chapters with what is written elsewhere."""
    report = get_report_to_edit(request.user, pk)
    filled = assemble_draft(report, by=request.user, at=timezone.now())
    if filled:
        text = ngettext(
            "%(count)s empty chapter got a first draft.", "%(count)s empty chapters got a first draft.", filled
        )
        messages.success(request, text % {"count": filled})
    else:
        messages.info(request, _("There was nothing to put into the empty chapters."))
    return redirect(report.get_absolute_url())


@require_GET
@public_page
def report_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed since another report; between frozen versions only, so that it never moves."""
    report = get_report(request.user, pk)
    others = Report.objects.visible_to(request.user).filter(county=report.county_id).exclude(pk=report.pk)
    asked = request.GET.get("kanssa", "")
    other = others.select_related("open_version").filter(pk=asked if asked.isdigit() and len(asked) < 10 else 0).first()
    if asked and other is None:
        messages.warning(request, _("There is no report “%(value)s” to compare with.") % {"value": asked[:40]})
    inside = reads_inside(request.user, report)
    pair = [_version_to_compare(each, inside) for each in (report, other) if each]
    if not inside and None in pair:
        raise Http404
    comparison = compare_reports(*map(frozen_report, pair)) if len(pair) == 2 and None not in pair else None
    context = {"report": report, "county": report.county, "others": others, "other": other, "place": PLACE}
    return render(request, "reporting/report_compare.html", context | {"comparison": comparison, "pair": pair})


def _version_to_compare(report: Report, inside: bool):
    """The open version; to those inside the newest one where nothing is open."""
    version = report.open_version if report.is_open else None
    return version or (report.versions.order_by("-number").first() if inside else None)
