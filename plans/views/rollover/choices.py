"""What becomes of a goal and its measures, and what comes new under it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.forms.rollover import AdditionForm, GoalChoicesForm
from plans.models import Plan, RollOver, RollOverNew
from plans.queries.preparation import goal_part_of, present_updates
from plans.queries.rollover import Fates, fates_of
from plans.services.rollover import ChoicesChanged, remove_addition, save_addition, save_choices
from plans.views.edit.pages import delete_page, form_page
from plans.views.rollover.doors import being_prepared


@require_http_methods(["GET", "POST"])
@being_prepared
def rollover_goal(request: HttpRequest, plan: Plan, rollover: RollOver, pk: int) -> HttpResponse:
    """One goal with its measures: all are saved, or none. ``next`` goes on to the next goal with something undecided."""
    fates = fates_of(rollover)
    goal = fates.goals.get(pk)
    if goal is None:
        raise Http404
    form = GoalChoicesForm(sent(request), goal=goal, fates=fates, initial=kept_initial(request))
    status = 200
    if request.method == "POST":
        status = _save(request, rollover, form)
        if status == 200:
            return redirect(_next_address(rollover, pk) if "next" in request.POST else _anchor(rollover, pk))
    part = goal_part_of(form.fates, goal, present_updates(plan, request.user))
    lines = form.lines([part, *part.measures])
    context = {"plan": plan, "county": plan.county, "rollover": rollover, "part": part, "form": form}
    context |= {"lines": lines, "fates": form.fates, "has_next": len(fates.goals) > 1}
    return render(request, "plans/rollover/goal.html", context, status=status)


def _save(request: HttpRequest, rollover: RollOver, form: GoalChoicesForm) -> int:
    """Save the choices; return the status of the answer: 409 where somebody else was faster, 422 where they don't hold."""
    if not form.is_valid():
        return 422
    try:
        count = save_choices(rollover, form.wanted, by=request.user, seen=form.cleaned_data["seen"])
    except ChoicesChanged:
        form.open_again(fates_of(rollover))
        return 409
    except ValidationError as error:
        form.refuse(error)
        return 422
    text = ngettext("%(count)s choice was saved.", "%(count)s choices were saved.", count)
    messages.success(request, text % {"count": count})
    mark_saved(request)
    return 200


def _next_address(rollover: RollOver, pk: int) -> str:
    """The next goal in the plan's order that has something undecided, from the beginning again after the last."""
    fates = fates_of(rollover)
    order = list(fates.goals)
    place = order.index(pk)
    for other in (*order[place + 1 :], *order[:place]):
        if _has_undecided(fates, other):
            return reverse("plans:rollover-goal", args=[rollover.plan.slug, other])
    return rollover.get_absolute_url()


def _has_undecided(fates: Fates, pk: int) -> bool:
    goal = fates.goals[pk]
    return bool(fates.undecided([goal, *fates.measures_of(goal)]))


def _anchor(rollover: RollOver, pk: int) -> str:
    return f"{rollover.get_absolute_url()}#g-{pk}"


@require_http_methods(["GET", "POST"])
@being_prepared
def rollover_new_goal(request: HttpRequest, plan: Plan, rollover: RollOver, pk: int) -> HttpResponse:
    section = get_object_or_404(plan.sections, pk=pk)
    new = RollOverNew(rollover=rollover, kind=RollOverNew.Kind.GOAL, section=section)
    return _addition_page(request, plan, new, title=_("New goal: %(section)s") % {"section": section})


@require_http_methods(["GET", "POST"])
@being_prepared
def rollover_new_measure(request: HttpRequest, plan: Plan, rollover: RollOver, pk: int) -> HttpResponse:
    goal = fates_of(rollover).goals.get(pk)
    if goal is None:
        raise Http404
    new = RollOverNew(rollover=rollover, kind=RollOverNew.Kind.MEASURE, goal=goal)
    return _addition_page(request, plan, new, title=_("New measure under goal %(goal)s") % {"goal": goal.identifier})


@require_http_methods(["GET", "POST"])
@being_prepared
def rollover_new_edit(request: HttpRequest, plan: Plan, rollover: RollOver, pk: int) -> HttpResponse:
    addition = get_object_or_404(rollover.additions, pk=pk)
    addition.rollover = rollover
    return _addition_page(request, plan, addition, title=_("New: %(kind)s") % {"kind": addition.get_kind_display()})


@require_http_methods(["GET", "POST"])
@being_prepared
def rollover_new_delete(request: HttpRequest, plan: Plan, rollover: RollOver, pk: int) -> HttpResponse:
    addition = get_object_or_404(rollover.additions, pk=pk)
    addition.rollover = rollover
    return delete_page(
        request,
        addition,
        plan=plan,
        name=str(addition),
        back=rollover.get_absolute_url(),
        act=lambda: remove_addition(addition, by=request.user),
        refusal="",
    )


def _addition_page(request: HttpRequest, plan: Plan, addition: RollOverNew, *, title: str) -> HttpResponse:
    form = AdditionForm(sent(request), instance=addition, plan=plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_addition(form.instance, by=request.user),
        plan=plan,
        title=title,
        back=addition.rollover.get_absolute_url(),
        done=_("The wording was saved. It comes into the next plan."),
        template="plans/rollover/addition.html",
        addition=addition,
    )
