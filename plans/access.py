"""The doors to the records of a plan: 404 to a stranger, 403 to somebody inside who may read but not act."""

from datetime import date
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from groups.access import get_visible, require
from groups.models import Organisation
from groups.permissions import Permission, Role
from groups.standing import Reach, standing_of
from plans.models import (
    Consultation,
    FocusArea,
    Goal,
    IndicatorTarget,
    Measure,
    Phenomenon,
    PhenomenonIndicator,
    Plan,
    Responsibility,
    Section,
    Snapshot,
    Statement,
    StatusUpdate,
    UpdateRound,
    WorkbookImport,
)

MEASURES = Measure.objects.select_related("plan__county", "goal__section__group", "contact_person", "deputy")


def get_plan(user, slug: str) -> Plan:
    return get_visible(Plan.objects.select_related("county", "parent", "approval__body"), user, slug=slug)


def get_plan_to_edit(user, slug: str) -> Plan:
    plan = get_plan(user, slug)
    require_in_plan(user, Permission.EDIT_PLAN, plan)
    return plan


def get_measure(user, pk: int) -> Measure:
    return get_visible(MEASURES, user, pk=pk)


def get_measure_for(user, pk: int, permission: Permission) -> Measure:
    """The measure, if the user has the permission on it."""
    measure = get_measure(user, pk)
    if not may(user, permission, measure):
        refuse(user, measure.plan)
    return measure


def get_goal(user, pk: int) -> Goal:
    goals = Goal.objects.select_related("section__plan__county", "section__group")
    goal = goals.filter(pk=pk).first()
    plan = get_plan(user, goal.section.plan.slug if goal else "")
    goal.section.plan = plan
    return goal


def get_update_to_correct(user, pk: int) -> StatusUpdate:
    """The update, if the user may report on its measure and nobody has corrected it."""
    update = get_visible(StatusUpdate.objects.filter(is_withdrawal=False).select_related("measure"), user, pk=pk)
    update.measure = get_measure_for(user, update.measure_id, Permission.REPORT_STATUS)
    return update


def may(user, permission: Permission, measure: Measure) -> bool:
    return Measure.objects.permitted(user, permission).filter(pk=measure.pk).exists()


def permissions_on(user, measure: Measure) -> set[Permission]:
    """All permissions of the user on the measure, from what is loaded of it: one query at most."""
    standing, section = standing_of(user), measure.goal.section
    people = (measure.contact_person, measure.deputy)
    is_own = standing.authenticated and any(person and person.user_id == user.pk for person in people)
    divisions = set(
        measure.responsibilities.in_force()
        .exclude(kind=Responsibility.Kind.PARTNER)
        .values_list("organisation", flat=True)
        if standing.divisions
        else ()
    )

    def covered(reach: Reach) -> bool:
        return (
            measure.plan.county_id in reach.counties
            or section.group_id in reach.groups
            or not divisions.isdisjoint(reach.divisions)
            or (reach.own and is_own)
        )

    return {permission for permission in Permission if covered(standing.reach(permission))}


def may_in_plan(user, permission: Permission, plan: Plan) -> bool:
    """Whether the user has the permission on the whole plan."""
    return plan.county_id in standing_of(user).reach(permission).counties


def require_in_plan(user, permission: Permission, plan: Plan) -> None:
    if not may_in_plan(user, permission, plan):
        refuse(user, plan)


def refuse(user, plan: Plan) -> NoReturn:
    """403 to those who read the plan's internal side; to all others the page doesn't exist, though the plan may be public."""
    inside = may_in_plan(user, Permission.VIEW_INTERNAL, plan)
    if inside or Measure.objects.filter(plan=plan).permitted(user, Permission.VIEW_INTERNAL).exists():
        raise PermissionDenied
    raise Http404


def get_part_to_edit(user, parts: QuerySet, pk: int) -> Model:
    """A part that carries its plan (section, focus area, phenomenon, step, measure), if the user may edit the plan."""
    part = parts.filter(pk=pk).select_related("plan").first()
    part_of = get_plan_to_edit(user, part.plan.slug if part else "")
    part.plan = part_of
    return part


def get_goal_to_edit(user, pk: int) -> Goal:
    goal = get_goal(user, pk)
    require_in_plan(user, Permission.EDIT_PLAN, goal.section.plan)
    return goal


def get_measure_to_edit(user, pk: int) -> Measure:
    """The measure with its plan, if the user may edit the whole plan."""
    measure = get_measure(user, pk)
    require_in_plan(user, Permission.EDIT_PLAN, measure.plan)
    return measure


def get_target_to_edit(user, pk: int) -> IndicatorTarget:
    """The target with what it hangs from, if the user may edit the plan."""
    target = get_object_or_404(IndicatorTarget.objects.select_related("indicator"), pk=pk)
    if target.measure_id:
        target.measure = get_measure_to_edit(user, target.measure_id)
    elif target.focus_area_id:
        target.focus_area = get_part_to_edit(user, FocusArea.objects, target.focus_area_id)
    else:
        target.goal = get_goal_to_edit(user, target.goal_id)
    return target


def get_figure_to_edit(user, pk: int) -> PhenomenonIndicator:
    """The figure with its phenomenon, if the user may edit the plan."""
    figure = get_object_or_404(PhenomenonIndicator.objects.select_related("indicator"), pk=pk)
    figure.phenomenon = get_part_to_edit(user, Phenomenon.objects, figure.phenomenon_id)
    return figure


def get_responsibility(user, pk: int) -> Responsibility:
    """A responsibility in force on a measure for which the user may propose responsibilities."""
    found = Responsibility.objects.in_force().select_related("organisation").filter(pk=pk).first()
    measure = get_measure_for(user, found.measure_id if found else 0, Permission.PROPOSE_RESPONSIBILITY)
    found.measure = measure
    return found


def may_end(user, responsibility: Responsibility) -> bool:
    """A coordinator ends any; others take back what they have proposed themselves."""
    if may_in_plan(user, Permission.EDIT_PLAN, responsibility.measure.plan):
        return True
    proposed = responsibility.state == Responsibility.State.PROPOSED
    first = responsibility.history.order_by("history_date", "history_id").first() if proposed else None
    return bool(first and first.history_user_id == user.pk)


def get_snapshot(user, pk: int) -> Snapshot:
    """Frozen pictures are for the staff of the county."""
    snapshot = Snapshot.objects.select_related("plan", "taken_by", "decision__body").filter(pk=pk).first()
    snapshot_of = get_plan(user, snapshot.plan.slug if snapshot else "")
    require_in_plan(user, Permission.VIEW_INTERNAL, snapshot_of)
    snapshot.plan = snapshot_of
    return snapshot


def get_round(user, pk: int) -> UpdateRound:
    """Update rounds are for the staff of the county: they tell who is asked."""
    rounds = UpdateRound.objects.select_related("plan__county", "plan__parent", "snapshot", "opened_by", "closed_by")
    sections = Prefetch("sections", Section.objects.select_related("group"))
    update_round = get_object_or_404(rounds.prefetch_related(sections), pk=pk)
    require_in_plan(user, Permission.VIEW_INTERNAL, update_round.plan)
    return update_round


def get_round_to_edit(user, pk: int) -> UpdateRound:
    update_round = get_round(user, pk)
    require_in_plan(user, Permission.EDIT_PLAN, update_round.plan)
    return update_round


def counties_to_edit(user) -> QuerySet[Organisation]:
    """Counties whose plans the user makes; 403 where there is none."""
    counties = standing_of(user).reach(Permission.EDIT_PLAN).counties
    require(bool(counties))
    return Organisation.objects.filter(pk__in=counties)


def get_organisation_to_end(user, pk: int) -> Organisation:
    """An organisation of a county whose plans the user makes. One that several counties share is ended by nobody here."""
    staff = standing_of(user).staff_counties
    shared = Q(county=None) & ~Q(kind=Organisation.Kind.COUNTY) if staff else Q(pk=None)
    organisation = get_object_or_404(Organisation.objects.filter(Q(county__in=staff) | Q(pk__in=staff) | shared), pk=pk)
    require(organisation.county_id in standing_of(user).reach(Permission.EDIT_PLAN).counties)
    return organisation


def may_import(user, plan: Plan) -> bool:
    """Whether the user may bring a workbook into the plan.

    Coordinators and divisions' leads of its county may, and those who look after a section. A lead needs no measure in the
    plan yet: it may come with the workbook.
    """
    standing = standing_of(user)
    reach = standing.reach(Permission.IMPORT_WORKBOOK)
    leads = bool(reach.divisions) and plan.county_id in standing.counties.get(Role.DIVISION_LEAD, ())
    return plan.county_id in reach.counties or leads or plan.sections.filter(group__in=reach.groups).exists()


def get_plan_to_import(user, slug: str) -> Plan:
    plan = get_plan(user, slug)
    if not may_import(user, plan):
        refuse(user, plan)
    return plan


def get_import(user, pk: int) -> WorkbookImport:
    """One's own, or one of a county whose plans the user edits; who no longer works there sees neither."""
    imports = WorkbookImport.objects.select_related("plan__county", "plan__approval", "by", "undone_by")
    imported = get_visible(imports, user, pk=pk)
    if not may_import(user, imported.plan):
        refuse(user, imported.plan)
    return imported


def get_own_import(user, pk: int) -> WorkbookImport:
    """An import to go on with: only who brought the workbook does, since it is applied in that one's name."""
    imported = get_import(user, pk)
    require(imported.by_id == user.pk)
    return imported


def may_undo(user, imported: WorkbookImport) -> bool:
    """Who brought the workbook may take it back, and who edits the plan."""
    applied = imported.state == WorkbookImport.State.APPLIED and not imported.is_busy
    return applied and (imported.by_id == user.pk or may_in_plan(user, Permission.EDIT_PLAN, imported.plan))


CONSULTATIONS = Consultation.objects.select_related("plan__county", "plan__parent")


def get_consultation(user, pk: int, *, on: date) -> Consultation:
    """Also a public one, to whoever reads: the page then shows what is public."""
    return get_object_or_404(CONSULTATIONS.visible_to(user, on), pk=pk)


def get_consultation_to_edit(user, pk: int) -> Consultation:
    found = get_object_or_404(CONSULTATIONS, pk=pk)
    require_in_plan(user, Permission.EDIT_PLAN, found.plan)
    return found


def get_statement(user, pk: int) -> Statement:
    """Statements one by one are for the staff of the county: they may tell of people."""
    statements = Statement.objects.select_related("consultation__plan__county", "organisation", "responded_by")
    found = get_object_or_404(statements, pk=pk)
    require_in_plan(user, Permission.VIEW_INTERNAL, found.consultation.plan)
    return found


def get_statement_to_edit(user, pk: int) -> Statement:
    found = get_statement(user, pk)
    require_in_plan(user, Permission.EDIT_PLAN, found.consultation.plan)
    return found
