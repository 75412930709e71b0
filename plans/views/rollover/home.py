"""Preparing the next plan: its facts, the page of work, and carrying it out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.permissions import Permission
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_plan, get_plan_to_edit, may_in_plan, require_in_plan
from plans.forms.rollover import RollOverForm
from plans.models import Plan, RollOver
from plans.queries.preparation import preparation_of
from plans.queries.rollover import proposed_facts
from plans.services.carry_out import carry_out_rollover
from plans.services.rollover import continue_the_rest, save_rollover
from plans.views.edit.pages import form_page
from plans.views.rollover.doors import being_prepared

UNDECIDED = "paattamatta"


@require_GET
def rollover(request: HttpRequest, slug: str) -> HttpResponse:
    """The old plan in its order, with what has been chosen; ``nayta=paattamatta`` leaves what is undecided."""
    plan = get_plan(request.user, slug)
    require_in_plan(request.user, Permission.VIEW_INTERNAL, plan)
    found = RollOver.objects.filter(plan=plan).first()
    context = {"plan": plan, "county": plan.county, "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan)}
    if found is None:
        return render(request, "plans/rollover/not_begun.html", context)
    found.plan = plan
    preparation = preparation_of(found, request.user)
    only = request.GET.get("nayta") == UNDECIDED
    context |= {
        "rollover": found,
        "preparation": preparation,
        "only_undecided": only,
        "sections": preparation.narrowed_to_undecided() if only else preparation.sections,
        "may_choose": context["may_edit"] and not found.is_carried_out,
    }
    return render(request, "plans/rollover/home.html", context)


@require_http_methods(["GET", "POST"])
def rollover_facts(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the preparation, or change the next plan's name and days."""
    plan = get_plan_to_edit(request.user, slug)
    found = RollOver.objects.filter(plan=plan).first()
    if (found and found.is_carried_out) or (found is None and plan.successor_id):
        messages.info(request, _("The plan already has a successor."))
        return redirect("plans:rollover", slug=plan.slug)
    new = RollOver(plan=plan, **proposed_facts(plan))
    form = RollOverForm(sent(request), instance=found or new, plan=plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_rollover(form.instance, by=request.user),
        plan=plan,
        title=_("The facts of the next plan") if found else _("Prepare the next plan"),
        back=reverse("plans:rollover", args=[plan.slug]) if found else plan.get_absolute_url(),
        then=lambda: reverse("plans:rollover", args=[plan.slug]),
        done=_("The facts of the next plan were saved."),
        template="plans/rollover/facts.html",
        begins=found is None,
    )


@require_POST
@being_prepared
def rollover_rest(request: HttpRequest, plan: Plan, rollover: RollOver) -> HttpResponse:
    """Let everything that is undecided continue."""
    count = continue_the_rest(rollover, by=request.user)
    text = ngettext("%(count)s goal or measure continues.", "%(count)s goals and measures continue.", count)
    messages.success(request, text % {"count": count})
    return redirect(rollover)


@require_http_methods(["GET", "POST"])
@being_prepared
def rollover_carry_out(request: HttpRequest, plan: Plan, rollover: RollOver) -> HttpResponse:
    """Tell what will be made; make it when it is confirmed."""
    refusal = ""
    if request.method == "POST":
        try:
            made = carry_out_rollover(rollover, by=request.user, at=timezone.now())
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _("The next plan was made. It is internal and a draft."))
            return redirect(made)
    context = {
        "plan": plan,
        "county": plan.county,
        "rollover": rollover,
        "preparation": preparation_of(rollover, request.user),
        "refusal": refusal,
    }
    return render(request, "plans/rollover/carry_out.html", context, status=409 if refusal else 200)
