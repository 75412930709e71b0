"""Freezing a report, what was frozen, its files, its way through the bodies, and letting others read it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hyte.lib.decorators import public_page
from hyte.lib.downloads import attachment
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.jobs import JobState
from reporting.access import (
    get_file,
    get_report_to_edit,
    get_version,
    get_version_to_edit,
    reads_inside,
)
from reporting.exports.report.files import KINDS, ask_for_file
from reporting.exports.report.html import draw_chapters
from reporting.forms.report import FreezeForm
from reporting.models import GeneratedFile, Report, ReportVersion
from reporting.queries.report.live import frozen_report, live_report
from reporting.queries.report.readiness import problems_of
from reporting.services.report.freezing import (
    freeze_report,
    open_for_statements,
    publish_report,
    withdraw_report,
)
from reporting.tasks import build_after_commit
from reporting.views.report_pictures import picture_address

PLACE = "reports"


@require_http_methods(["GET", "POST"])
def report_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze what the report says now; what is missing is told first."""
    report = get_report_to_edit(request.user, pk)
    is_first = not report.versions.exists()
    form = FreezeForm(sent(request), initial=kept_initial(request), is_first=is_first)
    frozen: list[ReportVersion] = []

    def act() -> None:
        reason = form.cleaned_data.get("reason", "")
        frozen.append(freeze_report(report, by=request.user, at=timezone.now(), reason=reason))

    return form_page(
        request,
        form,
        act,
        title=_("Freeze the report"),
        back=report.get_absolute_url(),
        done=_("The report was frozen. Its figures and texts don't move any more; the draft can be written on."),
        then=lambda: frozen[0].get_absolute_url(),
        template="reporting/report_freeze.html",
        problems=problems_of(report, live_report(report, compared=False), at=timezone.now()),
        report=report,
        county=report.county,
        place=PLACE,
    )


@require_GET
@public_page
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A frozen report as it is read."""
    found = get_version(request.user, pk)
    data, inside = frozen_report(found), reads_inside(request.user, found.report)
    files = list(found.files.order_by("format", "language"))
    context = {
        "report": found.report,
        "county": found.report.county,
        "version": found,
        "data": data,
        "chapters": draw_chapters(data, address_of=picture_address),
        "files": [each for each in files if each.job_state == JobState.DONE],
        "inside": inside,
        "asking": _to_ask(found, files) if inside else [],
        "place": PLACE,
    }
    return render(request, "reporting/report_read.html", context)


def _to_ask(found: ReportVersion, files: list[GeneratedFile]) -> list[tuple[str, str, str, GeneratedFile | None]]:
    """Every format and language that isn't ready yet: value, word, language, and the file that is on its way."""
    held = {(each.format, each.language): each for each in files}
    languages = found.report.county.language_codes or ["fi"]
    pairs = [(choice, language) for choice in GeneratedFile.Format for language in languages]
    waiting = [(choice, language, held.get((choice.value, language))) for choice, language in pairs]
    return [
        (choice.value, str(choice.label), language, file)
        for choice, language, file in waiting
        if file is None or file.job_state != JobState.DONE
    ]


@require_POST
def file_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a file of the version; whoever reads the county's internal side may."""
    found = get_version(request.user, pk)
    if not reads_inside(request.user, found.report):
        raise Http404
    wanted, language = request.POST.get("format", ""), request.POST.get("language", "fi")
    try:
        if wanted not in GeneratedFile.Format.values:
            raise ValidationError(_("Choose one of the formats."))
        file = ask_for_file(found, wanted, language, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found.get_absolute_url())
    if file.job_state == JobState.WAITING:
        build_after_commit(file)
    return redirect(file.get_absolute_url())


@require_GET
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the file is; the page asks anew by itself and can be left."""
    file = get_file(request.user, pk)
    if not reads_inside(request.user, file.version.report):
        raise Http404
    seconds = (timezone.now() - file.job_queued_at).seconds if file.job_queued_at else 0
    context = {"file": file, "version": file.version, "report": file.version.report, "seconds": seconds}
    context |= {"progress": file.progress, "county": file.version.report.county, "place": PLACE}
    return render(request, "reporting/report_file.html", context)


@require_GET
@public_page
def file_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Only a file that is whole."""
    file = get_file(request.user, pk)
    if file.job_state != JobState.DONE:
        raise Http404
    with file.file.open("rb") as content:
        return attachment(content.read(), file.file_name, KINDS[GeneratedFile.Format(file.format)][1])


@require_POST
def version_publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _open(request, pk, publish_report, done=_("The report was published."))


@require_POST
def version_open(request: HttpRequest, pk: int) -> HttpResponse:
    return _open(request, pk, open_for_statements, done=_("The report is now out for statements."))


def _open(request: HttpRequest, pk: int, act: Callable[..., Report], *, done: str) -> HttpResponse:
    found = get_version_to_edit(request.user, pk)
    try:
        act(found, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _build_all(found, by=request.user)
        messages.success(request, done)
    return redirect(found.report.get_absolute_url())


def _build_all(found: ReportVersion, *, by) -> None:
    """What is open to everybody can be taken as a file in every format and language."""
    for language in found.report.county.language_codes or ["fi"]:
        for wanted in GeneratedFile.Format:
            file = ask_for_file(found, wanted, language, by=by, at=timezone.now())
            if file.job_state == JobState.WAITING:
                build_after_commit(file)


@require_POST
def report_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    withdraw_report(report, by=request.user, at=timezone.now())
    messages.success(request, _("Only the county's own people see the report now."))
    return redirect(report.get_absolute_url())
