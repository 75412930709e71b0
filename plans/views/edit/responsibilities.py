"""Who answers: proposed for a measure, approved many at once, ended, moved to a successor."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import require
from groups.models import Organisation
from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.form_pages import attempt, sent
from hyte.lib.forms_again import kept_initial
from plans.access import (
    get_measure_for,
    get_organisation_to_end,
    get_plan_to_edit,
    get_responsibility,
    may_end,
    may_in_plan,
)
from plans.forms.responsibility import ApproveForm, EndForm, ProposeForm, SuccessorForm
from plans.models import PlanDecision
from plans.queries.management import proposed_responsibilities
from plans.queries.organisations import answerers_of, coming_move
from plans.services.decision import tie_decision
from plans.services.responsibility import (
    approve_responsibilities,
    end_responsibility,
    move_responsibilities,
    propose_responsibility,
)
from plans.views.edit.pages import form_page, kept_decision


@require_http_methods(["GET", "POST"])
def measure_responsibilities(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_for(request.user, pk, Permission.PROPOSE_RESPONSIBILITY)
    form = ProposeForm(sent(request), measure=measure, today=today(), initial={"kind": "main"} | kept_initial(request))
    current = list(measure.responsibilities.in_force().select_related("organisation", "decision__body"))
    for each in current:
        each.measure = measure
    return form_page(
        request,
        form,
        lambda: propose_responsibility(
            measure, form.cleaned_data["organisation"], form.cleaned_data["kind"], by=request.user
        ),
        plan=measure.plan,
        title=_("Who answers for %(measure)s") % {"measure": measure.identifier},
        back=reverse("plans:measure-responsibilities", args=[pk]),
        done=_("The responsibility was proposed. A decision approves it."),
        template="plans/edit/responsibilities.html",
        measure=measure,
        current=[(each, may_end(request.user, each)) for each in current],
        ended=measure.responsibilities.exclude(ended_on=None).select_related("organisation").order_by("-ended_on"),
        may_edit=may_in_plan(request.user, Permission.EDIT_PLAN, measure.plan),
    )


@require_http_methods(["GET", "POST"])
def responsibility_end(request: HttpRequest, pk: int) -> HttpResponse:
    responsibility = get_responsibility(request.user, pk)
    require(may_end(request.user, responsibility))
    measure = responsibility.measure
    form = EndForm(sent(request), measure=measure, today=today(), initial={"on": today()} | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: end_responsibility(
            responsibility, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"], by=request.user
        ),
        plan=measure.plan,
        title=_("Ending a responsibility: %(name)s") % {"name": responsibility},
        back=reverse("plans:measure-responsibilities", args=[measure.pk]),
        done=_("The responsibility was ended. It stays in history."),
        submit=_("End the responsibility"),
    )


@require_http_methods(["GET", "POST"])
def plan_responsibilities(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that waits for approval, and all who answer in the plan."""
    plan = get_plan_to_edit(request.user, slug)
    proposed = proposed_responsibilities(plan)
    shown = _only(proposed, request.GET.get("vastuu", ""))
    form = ApproveForm(sent(request), plan=plan, proposed=proposed, today=today(), initial=kept_initial(request))

    def act() -> None:
        decision = kept_decision(form, by=request.user)
        approve_responsibilities(form.cleaned_data["responsibilities"], decision=decision, by=request.user)
        tie_decision(plan, decision, PlanDecision.Meaning.RESPONSIBILITY)

    return form_page(
        request,
        form,
        act,
        plan=plan,
        title=_("Responsibilities of the plan"),
        back=reverse("plans:plan-responsibilities", args=[plan.slug]),
        done=_("The chosen responsibilities were approved."),
        template="plans/edit/approve_responsibilities.html",
        proposed=shown,
        proposers=Organisation.objects.filter(pk__in=proposed.order_by().values("organisation")),
        answerers=answerers_of(plan),
        chosen_organisation=request.GET.get("vastuu", ""),
    )


def _only(proposed, organisation: str):
    """Of one organisation only, where the address names one."""
    return (
        proposed.filter(organisation=int(organisation))
        if organisation.isdecimal() and len(organisation) < 19
        else proposed
    )


@require_http_methods(["GET", "POST"])
def organisation_move(request: HttpRequest, pk: int) -> HttpResponse:
    """End an organisation: first say what would happen to how many measures, then do it."""
    organisation = get_organisation_to_end(request.user, pk)
    initial = {"on": today(), "successor": organisation.successor_id} | kept_initial(request)
    form = SuccessorForm(sent(request), organisation=organisation, today=today(), initial=initial)

    def act() -> None:
        told = form.cleaned_data
        move_responsibilities(organisation, told["successor"], on=told["on"], by=request.user)

    confirmed, holds = "confirm" in request.POST, request.method == "POST" and form.is_valid()
    if holds and confirmed and attempt(form, act):
        successor = form.cleaned_data["successor"]
        messages.success(request, _("The responsibilities were moved to %(successor)s.") % {"successor": successor})
        return redirect(_home_of(organisation))
    asks = holds and not confirmed
    context = {
        "form": form,
        "organisation": organisation,
        "county": organisation.county,
        "coming": coming_move(organisation, form.cleaned_data["successor"] if asks else None),
        "asks": asks,
        "back": _home_of(organisation),
    }
    return render(request, "plans/edit/organisation_move.html", context, status=422 if form.errors else 200)


def _home_of(organisation: Organisation) -> str:
    """The page of responsibilities of the county's newest plan."""
    plan = organisation.county.plans.main().first()
    return reverse("plans:plan-responsibilities", args=[plan.slug]) if plan else reverse("plans:plan-list")
