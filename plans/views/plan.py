"""Plans to be read: the list, the chain, and the nodes of the chain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from groups.access import get_visible
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from indicators.models import Indicator
from plans.access import get_goal, get_plan, may_import, may_in_plan
from plans.models import FocusArea, Goal, Measure, Phenomenon, Plan
from plans.queries.aims import aims_of
from plans.queries.chain import chain_of, phenomena_of
from plans.queries.consultations import consultations_of
from plans.queries.picture import picture_of
from plans.queries.succession import neighbours_of, rolls_over, way_of

VIEWS = ("painopisteet", "osiot", "mittarit")


@require_GET
@public_page
def plan_list(request: HttpRequest) -> HttpResponse:
    plans = (
        Plan.objects.visible_to(request.user)
        .select_related("county", "parent")
        .order_by("county", "-valid_from", "name_fi")
    )
    main = [plan for plan in plans if plan.parent_id is None]
    children: dict[int, list[Plan]] = {}
    for plan in plans:
        if plan.parent_id:
            children.setdefault(plan.parent_id, []).append(plan)
    listed = {plan.pk for plan in main}
    orphans = [plan for parent, group in children.items() if parent not in listed for plan in group]
    context = {
        "plans": [(plan, children.get(plan.pk, [])) for plan in main] + [(plan, []) for plan in orphans],
        "may_create": bool(standing_of(request.user).reach(Permission.EDIT_PLAN).counties),
    }
    return render(request, "plans/plan_list.html", context)


@require_GET
@public_page
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    picture = picture_of(plan, today(), user=request.user)
    view = request.GET.get("nakyma", VIEWS[0])
    before, after = neighbours_of(plan, request.user)
    context = {
        "plan": plan,
        "county": plan.county,
        "picture": picture,
        "chain": chain_of(picture, request.user),
        "view": view if view in VIEWS else VIEWS[0],
        "sub_plans": plan.sub_plans.visible_to(request.user),
        "steps": plan.steps.select_related("body", "group"),
        "decisions": plan.plan_decisions.select_related("decision__body"),
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan),
        "may_import": may_import(request.user, plan),
        "consultations": consultations_of(plan, request.user, today()),
        "before": before,
        "after": after,
        "rolls_over": rolls_over(plan, request.user),
    }
    return render(request, "plans/plan_detail.html", context)


@require_GET
@public_page
def goal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    goal = get_goal(request.user, pk)
    plan = goal.section.plan
    picture = picture_of(plan, today(), user=request.user)
    areas = list(goal.focus_areas.all())
    context = {
        "goal": goal,
        "plan": plan,
        "county": plan.county,
        "areas": areas,
        "phenomena": [each for each in phenomena_of(plan, request.user) if set(each.focus_areas.all()) & set(areas)],
        "rows": [row for row in picture.rows if row.measure.goal_id == goal.pk],
        "aims": aims_of(goal.indicator_targets, plan.county, user=request.user),
        "earlier_wordings": goal.earlier_wordings.select_related("superseded_by__body"),
        "way": way_of(goal, request.user),
        "staff": picture.staff,
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan),
    }
    return render(request, "plans/goal_detail.html", context)


@require_GET
@public_page
def focus_area_detail(request: HttpRequest, slug: str, area: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    focus_area = get_object_or_404(FocusArea, plan=plan, slug=area)
    context = {"focus_area": focus_area, "aims": aims_of(focus_area.indicator_targets, plan.county, user=request.user)}
    return _node_page(request, plan, focus_area, [focus_area], context)


@require_GET
@public_page
def phenomenon_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = get_plan(request.user, slug)
    phenomenon = get_object_or_404(Phenomenon, plan=plan, pk=pk)
    context = {"phenomenon": phenomenon, "aims": aims_of(phenomenon.indicator_ties, plan.county, user=request.user)}
    return _node_page(request, plan, phenomenon, list(phenomenon.focus_areas.all()), context)


def _node_page(request: HttpRequest, plan: Plan, node, areas: list[FocusArea], context: dict) -> HttpResponse:
    """What follows from a phenomenon or a focus area, and what led to it."""
    chain = chain_of(picture_of(plan, today(), user=request.user), request.user)
    kept = [each for each in chain.focus if each.area in areas]
    return render(
        request, "plans/node_detail.html", {"plan": plan, "county": plan.county, "node": node, "focus": kept} | context
    )


@require_GET
@public_page
def indicator_uses(request: HttpRequest, pk: int) -> HttpResponse:
    """From an indicator back to the measures, goals and phenomena that it is tied to."""
    indicator = get_visible(Indicator.objects.all(), request.user, pk=pk)
    plans = Plan.objects.visible_to(request.user)
    context = {
        "indicator": indicator,
        "phenomena": Phenomenon.objects.filter(indicator_ties__indicator=indicator, plan__in=plans).select_related(
            "plan"
        ),
        "goals": Goal.objects.filter(indicator_targets__indicator=indicator, section__plan__in=plans).select_related(
            "section__plan"
        ),
        "measures": Measure.objects.visible_to(request.user)
        .filter(indicator_targets__indicator=indicator)
        .select_related("plan")
        .in_plan_order(),
    }
    return render(request, "plans/indicator_uses.html", context)
