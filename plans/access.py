"""The doors to the records of a plan: 404 to a stranger, 403 to somebody who may read but not act."""

from django.core.exceptions import PermissionDenied

from groups.access import get_visible, require
from groups.permissions import Permission
from groups.standing import standing_of
from plans.models import Goal, Measure, Plan, StatusUpdate

MEASURES = Measure.objects.select_related("plan__county", "goal__section__group", "contact_person", "deputy")


def get_plan(user, slug: str) -> Plan:
    return get_visible(Plan.objects.select_related("county", "parent", "approval__body"), user, slug=slug)


def get_plan_to_edit(user, slug: str) -> Plan:
    plan = get_plan(user, slug)
    require(may_in_plan(user, Permission.EDIT_PLAN, plan))
    return plan


def get_measure(user, pk: int) -> Measure:
    return get_visible(MEASURES, user, pk=pk)


def get_measure_for(user, pk: int, permission: Permission) -> Measure:
    """The measure, if the user has the permission on it."""
    measure = get_measure(user, pk)
    require(may(user, permission, measure))
    return measure


def get_goal(user, pk: int) -> Goal:
    goals = Goal.objects.select_related("section__plan__county", "section__group")
    goal = goals.filter(pk=pk).first()
    plan = get_plan(user, goal.section.plan.slug if goal else "")
    goal.section.plan = plan
    return goal


def get_update_to_correct(user, pk: int) -> StatusUpdate:
    """The update, if the user may report on its measure and nobody has corrected it."""
    update = get_visible(StatusUpdate.objects.select_related("measure"), user, pk=pk)
    update.measure = get_measure_for(user, update.measure_id, Permission.REPORT_STATUS)
    return update


def may(user, permission: Permission, measure: Measure) -> bool:
    return Measure.objects.permitted(user, permission).filter(pk=measure.pk).exists()


def may_in_plan(user, permission: Permission, plan: Plan) -> bool:
    """Whether the user has the permission on the whole plan."""
    return plan.county_id in standing_of(user).reach(permission).counties


def require_in_plan(user, permission: Permission, plan: Plan) -> None:
    if not may_in_plan(user, permission, plan):
        raise PermissionDenied
