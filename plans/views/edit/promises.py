"""Goals and measures: added, changed, put in order, ended, deleted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_goal_to_edit, get_measure_to_edit, get_part_to_edit
from plans.forms.promise import GoalForm, GoalRemovalForm, MeasureEndForm, MeasureForm, PromiseForm
from plans.models import Goal, Measure, Plan, Section
from plans.queries.identifiers import suggest_goal, suggest_measure
from plans.services.promise import add_promise, change_promise, end_measure, refusal_to_remove, remove_goal
from plans.services.wording import plan_of
from plans.views.edit.pages import delete_page, form_page, kept_decision, manage_url, move


@require_http_methods(["GET", "POST"])
def goal_create(request: HttpRequest, pk: int) -> HttpResponse:
    section = get_part_to_edit(request.user, Section.objects, pk)
    goal = Goal(section=section, identifier=suggest_goal(section))
    title = _("New goal in the section %(section)s") % {"section": section}
    return _create(request, GoalForm, goal, title=title, done=_("The goal was added. Next add its measures."))


@require_http_methods(["GET", "POST"])
def goal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, GoalForm, get_goal_to_edit(request.user, pk))


@require_POST
def goal_move(request: HttpRequest, pk: int) -> HttpResponse:
    goal = get_goal_to_edit(request.user, pk)
    section = goal.section
    return move(request, goal, section.goals.all(), plan=section.plan, anchor=f"goal-{pk}", section=section)


@require_http_methods(["GET", "POST"])
def goal_delete(request: HttpRequest, pk: int) -> HttpResponse:
    goal = get_goal_to_edit(request.user, pk)
    plan, back = goal.section.plan, manage_url(goal.section.plan, "goals", goal.section)
    if plan.is_approved and not refusal_to_remove(goal):
        return _remove_goal(request, goal, plan=plan, back=back)
    refusal = refusal_to_remove(goal) if plan.is_approved else None
    return delete_page(request, goal, plan=plan, name=str(goal), back=back, refusal=refusal)


def _remove_goal(request: HttpRequest, goal: Goal, *, plan: Plan, back: str) -> HttpResponse:
    form, identifier = GoalRemovalForm(sent(request), initial=kept_initial(request)), goal.identifier
    return form_page(
        request,
        form,
        lambda: remove_goal(goal, reason=form.cleaned_data["reason"], by=request.user),
        plan=plan,
        title=_("Removing the goal %(goal)s") % {"goal": identifier},
        back=back,
        done=_("Removed: %(name)s. It stays in history.") % {"name": identifier},
        template="plans/edit/goal_remove.html",
        submit=_("Remove the goal"),
        goal=goal,
    )


@require_http_methods(["GET", "POST"])
def measure_create(request: HttpRequest, pk: int) -> HttpResponse:
    goal = get_goal_to_edit(request.user, pk)
    plan = goal.section.plan
    start = today() if plan.is_approved and plan.covers(today()) else plan.valid_from
    measure = Measure(plan=plan, goal=goal, identifier=suggest_measure(goal), in_force_from=start)
    title = _("New measure of the goal %(goal)s") % {"goal": goal.identifier}
    return _create(request, MeasureForm, measure, title=title, done=_("The measure was added."))


@require_http_methods(["GET", "POST"])
def measure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, MeasureForm, get_measure_to_edit(request.user, pk))


@require_POST
def measure_move(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_to_edit(request.user, pk)
    siblings = measure.goal.measures.order_by("order", "pk")
    anchor, section = f"goal-{measure.goal_id}", measure.goal.section
    return move(request, measure, siblings, plan=measure.plan, anchor=anchor, section=section)


@require_http_methods(["GET", "POST"])
def measure_delete(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_to_edit(request.user, pk)
    back = manage_url(measure.plan, f"goal-{measure.goal_id}", measure.goal.section)
    return delete_page(request, measure, plan=measure.plan, name=str(measure), back=back)


@require_http_methods(["GET", "POST"])
def measure_end(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_to_edit(request.user, pk)
    initial = {"until": measure.in_force_until} | kept_initial(request)
    form = MeasureEndForm(sent(request), measure=measure, today=today(), initial=initial)

    def act() -> None:
        told, decision = form.cleaned_data, kept_decision(form, by=request.user)
        end_measure(measure, until=told["until"], reason=told["reason"], decision=decision, by=request.user)

    return form_page(
        request,
        form,
        act,
        plan=measure.plan,
        title=_("Ending the measure %(measure)s") % {"measure": measure.identifier},
        back=reverse("plans:measure-edit", args=[pk]),
        done=_("The validity of the measure was saved."),
        template="plans/edit/measure_end.html",
        measure=measure,
    )


def _create(
    request: HttpRequest, form_class: type[PromiseForm], record: Goal | Measure, *, title: str, done: str
) -> HttpResponse:
    plan = plan_of(record)
    form = form_class(sent(request), instance=record, plan=plan, today=today(), initial=kept_initial(request))
    goal = record.goal if isinstance(record, Measure) else record

    def act() -> None:
        decision = kept_decision(form, by=request.user) if plan.is_approved else None
        main = form.cleaned_data.get("main")
        add_promise(form.instance, by=request.user, ties=form.ties, main=main, decision=decision)

    return form_page(
        request,
        form,
        act,
        plan=plan,
        title=title,
        back=manage_url(plan, "goals", goal.section),
        done=done,
        then=lambda: manage_url(plan, f"goal-{goal.pk}", goal.section),
    )


def _edit(request: HttpRequest, form_class: type[PromiseForm], record: Goal | Measure) -> HttpResponse:
    plan, identifier = plan_of(record), record.identifier
    words = _("Edit the measure %(name)s") if isinstance(record, Measure) else _("Edit the goal %(name)s")
    goal = record.goal if isinstance(record, Measure) else record
    form = form_class(sent(request), instance=record, plan=plan, today=today(), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: change_promise(form.instance, by=request.user, ties=form.ties),
        plan=plan,
        title=words % {"name": identifier},
        back=manage_url(plan, f"goal-{goal.pk}", goal.section),
        done=_("Saved: %(name)s.") % {"name": identifier},
        template="plans/edit/promise.html",
        record=record,
        is_measure=isinstance(record, Measure),
        may_remove=isinstance(record, Goal) and plan.is_approved and not refusal_to_remove(record),
        targets=record.indicator_targets.select_related("indicator"),
    )
