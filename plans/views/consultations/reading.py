"""Consultations to be read: the list, one of them, and the summary of what was said."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.downloads import attachment
from hyte.lib.pdf import PDF, PdfUnavailable
from hyte.lib.word import DOCX
from plans.access import get_consultation, may_in_plan
from plans.exports.consultation import render_summary_docx, render_summary_pdf, title_of
from plans.models import Consultation
from plans.queries.consultation import ConsultationSummary, summary_of
from plans.queries.consultations import consultations_seen, standing_of_consultation
from plans.services.consultations import makes_plan_readable


@require_GET
@public_page
def consultation_list(request: HttpRequest) -> HttpResponse:
    on = today()
    found = consultations_seen(request.user, on).order_by("plan__county__order", "plan__county", "-opens_on", "-pk")
    staff = standing_of(request.user).reach(Permission.VIEW_INTERNAL).counties
    rows = [(each, each.state(on), each.plan.county_id in staff) for each in found]
    return render(request, "plans/consultation/list.html", {"rows": rows})


@require_GET
@public_page
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found, on = get_consultation(request.user, pk, on=today()), today()
    inside = may_in_plan(request.user, Permission.VIEW_INTERNAL, found.plan)
    state = found.state(on)
    context = {
        "consultation": found,
        "plan": found.plan,
        "county": found.plan.county,
        "state": state,
        "is_open": state == Consultation.State.OPEN,
        "questions": found.questions.all(),
        "inside": inside,
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, found.plan),
        "standing": standing_of_consultation(found) if inside else None,
        "makes_readable": makes_plan_readable(found),
    }
    return render(request, "plans/consultation/detail.html", context)


@require_GET
@public_page
def consultation_summary(request: HttpRequest, pk: int) -> HttpResponse:
    found, summary = _summary(request, pk)
    context = {
        "consultation": found,
        "plan": found.plan,
        "county": found.plan.county,
        "summary": summary,
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, found.plan),
        "is_closed": found.state(today()) == Consultation.State.CLOSED,
    }
    return render(request, "plans/consultation/summary.html", context)


@require_GET
@public_page
def summary_word(request: HttpRequest, pk: int) -> HttpResponse:
    summary = _summary(request, pk)[1]
    file = render_summary_docx(summary, made_at=timezone.now())
    return attachment(file, f"{title_of(summary)}.docx", DOCX)


@require_GET
@public_page
def summary_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found, summary = _summary(request, pk)
    try:
        file = render_summary_pdf(summary, base_url=request.build_absolute_uri("/"))
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("plans:consultation-summary", found.pk)
    return attachment(file, f"{title_of(summary)}.pdf", PDF)


def _summary(request: HttpRequest, pk: int) -> tuple[Consultation, ConsultationSummary]:
    """Before it is published it is for the staff."""
    found = get_consultation(request.user, pk, on=today())
    if not found.is_told and not may_in_plan(request.user, Permission.VIEW_INTERNAL, found.plan):
        raise Http404
    return found, summary_of(found)
