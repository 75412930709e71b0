"""A plan as its coordinator works on it: everything at hand on one page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from plans.models import (
    FocusArea,
    Goal,
    Measure,
    Phenomenon,
    Plan,
    PlanDecision,
    PlanStep,
    PromiseProposal,
    Proposal,
    Responsibility,
    Section,
    StatusUpdate,
)


@dataclass(frozen=True)
class ManagedGoal:
    goal: Goal
    measures: list[Measure]


@dataclass(frozen=True)
class ManagedSection:
    section: Section
    goals: list[ManagedGoal]

    @property
    def measure_count(self) -> int:
        return sum(len(goal.measures) for goal in self.goals)


@dataclass(frozen=True)
class Managed:
    sections: list[ManagedSection]
    focus_areas: list[FocusArea]
    phenomena: list[Phenomenon]
    steps: list[PlanStep]
    decisions: list[PlanDecision]
    proposals: list[Proposal]
    promise_proposals: list[PromiseProposal]
    sub_plans: list[Plan]
    snapshots: int

    @property
    def measures(self) -> list[Measure]:
        return [measure for each in self.sections for goal in each.goals for measure in goal.measures]

    @property
    def goal_count(self) -> int:
        return sum(len(each.goals) for each in self.sections)

    def section_called(self, slug: str) -> ManagedSection | None:
        """The section of the address, or the first one; None in a plan without sections."""
        named = (each for each in self.sections if each.section.slug == slug)
        return next(named, self.sections[0] if self.sections else None)

    @property
    def proposal_count(self) -> int:
        """Proposals that wait for an answer."""
        return len(self.proposals) + len(self.promise_proposals)

    @property
    def proposed_count(self) -> int:
        """Responsibilities that wait for a decision."""
        return sum(each.state == Responsibility.State.PROPOSED for measure in self.measures for each in measure.current)

    @property
    def ownerless_count(self) -> int:
        """Measures without even a proposed main responsible."""
        return sum(measure.main is None and measure.in_force_until is None for measure in self.measures)


def management_of(plan: Plan) -> Managed:
    """Fifteen queries, whatever the size of the plan."""
    proposals = Proposal.objects.filter(measure__plan=plan, state=Proposal.State.OPEN)
    return Managed(
        sections=_sections(plan),
        focus_areas=list(plan.focus_areas.all()),
        phenomena=list(_phenomena(plan)),
        steps=list(plan.steps.select_related("body", "group")),
        decisions=list(plan.plan_decisions.select_related("decision__body")),
        proposals=list(proposals.select_related("measure", "made_by", "person")),
        promise_proposals=list(plan.promise_proposals.open().select_related("made_by")),
        sub_plans=list(plan.sub_plans.all()),
        snapshots=plan.snapshots.count(),
    )


def _sections(plan: Plan) -> list[ManagedSection]:
    measures = defaultdict(list)
    for measure in _measures(plan):
        measures[measure.goal_id].append(measure)
    goals = defaultdict(list)
    for goal in Goal.objects.filter(section__plan=plan):
        goals[goal.section_id].append(ManagedGoal(goal, measures[goal.pk]))
    return [ManagedSection(section, goals[section.pk]) for section in plan.sections.select_related("group")]


def _phenomena(plan: Plan) -> QuerySet[Phenomenon]:
    # A grouped query loses the model's own ordering.
    counted = plan.phenomena.annotate(figure_count=Count("indicator_ties"))
    return counted.order_by("order", "pk").prefetch_related("focus_areas")


def _measures(plan: Plan) -> list[Measure]:
    current = Responsibility.objects.in_force().select_related("organisation")
    measures = list(
        plan.measures.order_by("order", "pk").prefetch_related(
            Prefetch("responsibilities", queryset=current, to_attr="current")
        )
    )
    for measure in measures:
        mains = [each for each in measure.current if each.kind == Responsibility.Kind.MAIN]
        measure.main = min(mains, key=lambda each: (each.state != Responsibility.State.APPROVED, each.pk), default=None)
    return measures


@dataclass(frozen=True)
class Openings:
    """What the public would see of a plan, counted."""

    goals: int
    measures: int
    published: int
    unpublished: int


def openings_of(plan: Plan) -> Openings:
    updates = StatusUpdate.objects.standing().filter(measure__plan=plan)
    return Openings(
        goals=Goal.objects.filter(section__plan=plan).count(),
        measures=plan.measures.count(),
        published=updates.published().count(),
        unpublished=updates.filter(published_at=None).count(),
    )


def proposed_responsibilities(plan: Plan) -> QuerySet[Responsibility]:
    """What waits for a decision, in the plan's order."""
    waiting = Responsibility.objects.in_force().filter(measure__plan=plan, state=Responsibility.State.PROPOSED)
    return waiting.select_related("measure__goal__section", "organisation").order_by(
        "measure__goal__section__order", "measure__goal__order", "measure__order", "measure__identifier", "kind", "pk"
    )
