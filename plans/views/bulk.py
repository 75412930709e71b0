"""Coordinators' acts on many measures at once."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.forms_again import mark_saved
from plans.access import get_plan_to_edit
from plans.forms.bulk import BulkStatusForm
from plans.models import Measure, Plan, StatusUpdate
from plans.services.status import publish_updates, record_statuses


@require_http_methods(["GET", "POST"])
def bulk_status(request: HttpRequest, slug: str) -> HttpResponse:
    """Selected rows (``m``) get one status and a note each, or are published.

    The table of monitoring posts them with ``toimi``: "choose" opens the form, "publish" publishes at once.
    """
    plan = get_plan_to_edit(request.user, slug)
    measures = selected_measures(plan, request)
    if not measures:
        messages.warning(request, _("No measure was selected. Tick the measures in the table first."))
        return redirect("plans:monitoring", slug=plan.slug)
    match request.POST.get("toimi"):
        case "publish":
            return publish_selected(request, plan, measures)
        case "choose":
            return redirect(f"{request.path}?{urlencode({'m': [measure.pk for measure in measures]}, doseq=True)}")
    form = BulkStatusForm(
        request.POST if "status" in request.POST else None, measures=measures, initial={"on": today()}
    )
    if form.is_bound and form.is_valid() and save_bulk(request, form):
        return redirect("plans:monitoring", slug=plan.slug)
    return render(
        request, "plans/bulk_status.html", {"plan": plan, "county": plan.county, "form": form, "measures": measures}
    )


def selected_measures(plan: Plan, request: HttpRequest) -> list[Measure]:
    """Measures of this plan among the ticked ones; ids of other plans, and what is no id, are left out."""
    ticked = (request.POST if request.method == "POST" else request.GET).getlist("m")
    ids = {int(text) for text in ticked if text.isascii() and text.isdigit() and len(text) < 18}
    chosen = Measure.objects.filter(plan=plan, pk__in=ids).in_plan_order()
    return list(chosen.select_related("plan__county", "goal__section"))


def save_bulk(request: HttpRequest, form: BulkStatusForm) -> bool:
    try:
        updates = record_statuses(form.reports(), by=request.user, today=today())
    except ValidationError as error:
        for field, texts in error.message_dict.items():
            form.add_error(field if field in form.fields else None, texts)
        return False
    messages.success(request, _("The status of %(count)s measures was saved.") % {"count": len(updates)})
    mark_saved(request, request.path)
    return True


def publish_selected(request: HttpRequest, plan: Plan, measures: list[Measure]) -> HttpResponse:
    updates = StatusUpdate.objects.standing().filter(measure__in=measures)
    count = publish_updates(updates, by=request.user, at=timezone.now())
    messages.success(request, _("Published updates: %(count)s.") % {"count": count})
    filters = QueryDict(request.POST.get("suodatus", "")).urlencode()
    return redirect(f"{reverse('plans:monitoring', args=[plan.slug])}?{filters}")
