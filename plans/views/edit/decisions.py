"""The decisions on a plan's way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Decision
from groups.services.decision import record_decision
from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_plan_to_edit
from plans.forms.decision import DecisionForm
from plans.services.decision import mend_decision, tie_decision
from plans.views.edit.pages import form_page


@require_GET
def plan_decisions(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    ties = plan.plan_decisions.select_related("decision__body")
    return render(request, "plans/edit/decisions.html", {"plan": plan, "county": plan.county, "ties": ties})


@require_http_methods(["GET", "POST"])
def plan_decision_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    new = Decision(county=plan.county)
    form = DecisionForm(sent(request), instance=new, plan=plan, today=today(), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: tie_decision(plan, record_decision(form.instance, by=request.user), form.cleaned_data["meaning"]),
        plan=plan,
        title=_("New decision"),
        back=reverse("plans:plan-decisions", args=[plan.slug]),
        done=_("The decision was recorded."),
    )


@require_http_methods(["GET", "POST"])
def plan_decision_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    tie = get_object_or_404(plan.plan_decisions.select_related("decision__body"), pk=pk)
    title = str(tie.decision)
    initial = {"meaning": tie.meaning} | kept_initial(request)
    form = DecisionForm(sent(request), instance=tie.decision, plan=plan, today=today(), initial=initial)
    return form_page(
        request,
        form,
        lambda: mend_decision(tie, meaning=form.cleaned_data["meaning"], by=request.user),
        plan=plan,
        title=title,
        back=reverse("plans:plan-decisions", args=[plan.slug]),
        done=_("The decision was saved."),
    )
