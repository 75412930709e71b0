"""The steps of preparing and carrying out a plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_part_to_edit, get_plan_to_edit
from plans.forms.plan import StepForm
from plans.models import Plan, PlanStep
from plans.services.record import save_record
from plans.services.step import delete_step, mark_done, refusal_to_delete_step
from plans.views.edit.pages import delete_page, form_page


@require_GET
def plan_steps(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    steps = plan.steps.select_related("body", "group")
    return render(
        request, "plans/edit/steps.html", {"plan": plan, "county": plan.county, "steps": steps, "today": today()}
    )


@require_http_methods(["GET", "POST"])
def plan_step_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    return _edit(request, PlanStep(plan=plan), plan, title=_("New step"))


@require_http_methods(["GET", "POST"])
def plan_step_edit(request: HttpRequest, pk: int) -> HttpResponse:
    step = get_part_to_edit(request.user, PlanStep.objects, pk)
    return _edit(request, step, step.plan, title=str(step))


def _edit(request: HttpRequest, step: PlanStep, plan: Plan, *, title: str) -> HttpResponse:
    form = StepForm(sent(request), instance=step, plan=plan, today=today(), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user),
        plan=plan,
        title=title,
        back=steps_url(plan),
        done=_("The step was saved."),
    )


@require_POST
def plan_step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a step done today, or take that back."""
    step = get_part_to_edit(request.user, PlanStep.objects, pk)
    mark_done(step, on=None if step.done_on else today(), by=request.user)
    done, undone = _("Done: %(step)s."), _("Not done after all: %(step)s.")
    messages.success(request, (done if step.done_on else undone) % {"step": step})
    return redirect(f"{steps_url(step.plan)}#step-{step.pk}")


@require_http_methods(["GET", "POST"])
def plan_step_delete(request: HttpRequest, pk: int) -> HttpResponse:
    step = get_part_to_edit(request.user, PlanStep.objects, pk)
    return delete_page(
        request,
        step,
        plan=step.plan,
        name=str(step),
        back=steps_url(step.plan),
        act=lambda: delete_step(step, by=request.user),
        refusal=refusal_to_delete_step(step),
    )


def steps_url(plan: Plan) -> str:
    return reverse("plans:plan-steps", args=[plan.slug])
