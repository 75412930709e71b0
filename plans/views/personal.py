"""The page that a personal link opens: one measure and its short form, without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.views.by_link import opened_by_link
from hyte.lib.clock import today
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.forms.status import StatusForm
from plans.models import Measure, MeasureLink, Proposal, StatusUpdate
from plans.services.links import find_measure_link
from plans.services.status import SomebodyWasFaster
from plans.views.proposals import proposed, proposing_forms
from plans.views.status import reopened, save_report


@opened_by_link(find_measure_link)
def personal_report(request: HttpRequest, tie: MeasureLink) -> HttpResponse:
    if request.method == "GET":
        return _page(request, tie)
    return _propose(request, tie) if request.POST.get("act") in ("propose", "handover") else _report(request, tie)


def _report(request: HttpRequest, tie: MeasureLink) -> HttpResponse:
    measure, conflict = tie.measure, None
    latest = _latest(measure)
    form = trimmed(StatusForm(request.POST, measure=measure, latest=latest, today=today()), tie)
    if form.is_valid():
        try:
            update = save_report(
                form, latest, no_change="no_change" in request.POST, by=None, by_name=tie.link.person.name
            )
        except SomebodyWasFaster as faster:
            conflict, form = faster.latest, trimmed(reopened(form, faster), tie)
        else:
            if update:
                return _thanked(
                    request, _("Thank you! What you told of the measure was saved. You can close the page.")
                )
    return _page(request, tie, status_form=form, conflict=conflict, status=409 if conflict else 422)


def _propose(request: HttpRequest, tie: MeasureLink) -> HttpResponse:
    forms = proposing_forms(request, tie.measure)
    if proposed(forms, tie.measure, by=None, person=tie.link.person):
        return _thanked(
            request, _("Thank you! The coordinator will answer by e-mail. Until then everything stays as it is.")
        )
    return _page(request, tie, status=422, **forms)


def _thanked(request: HttpRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    mark_saved(request)
    return redirect(request.path)


def _page(
    request: HttpRequest, tie: MeasureLink, *, status: int = 200, status_form=None, conflict=None, **forms
) -> HttpResponse:
    measure, latest = tie.measure, _latest(tie.measure)
    if status_form is None:
        status_form = StatusForm(measure=measure, latest=latest, today=today(), initial=kept_initial(request))
    context = {
        "link": tie.link,
        "measure": measure,
        "county": measure.plan.county,
        "latest": latest,
        "form": trimmed(status_form, tie),
        "conflict": conflict,
        "proposals": Proposal.objects.filter(measure=measure, person=tie.link.person)[:5],
    }
    context |= forms or proposing_forms(request, measure)
    return render(request, "plans/personal_report.html", context, status=status)


def _latest(measure: Measure) -> StatusUpdate | None:
    return measure.updates.standing().newest_first().first()


def trimmed(form: StatusForm, tie: MeasureLink) -> StatusForm:
    """Take out of the form what a link to one measure must not tell: meetings, and other measures of an internal plan."""
    form.fields.pop("meeting", None)
    if not tie.measure.plan.is_open:
        person = tie.link.person
        own = Measure.objects.filter(contact_person=person) | Measure.objects.filter(deputy=person)
        form.fields["merged_into"].queryset = own.filter(plan=tie.measure.plan).exclude(pk=tie.measure_id)
    return form
