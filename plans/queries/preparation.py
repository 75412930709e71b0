"""The page on which the next plan is prepared: the old plan in its order, with what was chosen and how many."""

from dataclasses import dataclass, field
from functools import cached_property

from plans.models import Goal, Measure, Plan, RollOver, RollOverChoice, RollOverNew, Section, StatusUpdate
from plans.queries.picture import Row, newest_update_id
from plans.queries.rollover import Fates, Problem, ending_measures, fates_of, problems_in

Act = RollOverChoice.Act


@dataclass(frozen=True)
class Count:
    """How many goals, or measures, go which way; ``into`` is how many others the merged ones go into."""

    total: int
    continuing: int
    merged: int
    into: int
    dropped: int
    new: int

    @property
    def decided(self) -> int:
        return self.continuing + self.merged + self.dropped

    @property
    def undecided(self) -> int:
        return self.total - self.decided


def count_of(choices: dict[int, RollOverChoice], total: int, new: int) -> Count:
    acts = [each.act for each in choices.values()]
    into = {each.into_goal_id or each.into_measure_id for each in choices.values() if each.act == Act.MERGE}
    return Count(total, acts.count(Act.CONTINUE), acts.count(Act.MERGE), len(into), acts.count(Act.DROP), new)


@dataclass
class MeasurePart:
    row: Row
    choice: RollOverChoice | None

    @property
    def record(self) -> Measure:
        return self.row.measure


@dataclass
class GoalPart:
    record: Goal
    choice: RollOverChoice | None
    measures: list[MeasurePart]
    additions: list[RollOverNew]

    @property
    def undecided(self) -> int:
        return (self.choice is None) + sum(each.choice is None for each in self.measures)


@dataclass
class SectionPart:
    section: Section
    goals: list[GoalPart]
    additions: list[RollOverNew]

    @property
    def undecided(self) -> int:
        return sum(each.undecided for each in self.goals)


@dataclass
class Preparation:
    """The page of work: the old plan in its order, each thing with its present status and what was chosen."""

    fates: Fates
    sections: list[SectionPart]
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def goals(self) -> Count:
        new = sum(each.kind == RollOverNew.Kind.GOAL for each in self.fates.additions)
        return count_of(self.fates.of_goals, len(self.fates.goals), new)

    @cached_property
    def measures(self) -> Count:
        new = sum(each.kind == RollOverNew.Kind.MEASURE for each in self.fates.additions)
        return count_of(self.fates.of_measures, len(self.fates.measures), new)

    @property
    def undecided(self) -> int:
        return self.goals.undecided + self.measures.undecided

    @property
    def undecided_goals(self) -> list[GoalPart]:
        """The goals in which there is something to decide yet."""
        return [goal for section in self.sections for goal in section.goals if goal.undecided]

    @property
    def is_ready(self) -> bool:
        return not self.undecided and not self.problems

    def narrowed_to_undecided(self) -> list[SectionPart]:
        kept = [
            SectionPart(each.section, [goal for goal in each.goals if goal.undecided], []) for each in self.sections
        ]
        return [each for each in kept if each.goals]


def preparation_of(rollover: RollOver, user) -> Preparation:
    """Seven queries whatever the size."""
    fates = fates_of(rollover)
    updates = present_updates(rollover.plan, user)
    _name_others(fates)
    sections: dict[int, SectionPart] = {}
    for section in rollover.plan.sections.all():
        new = [each for each in fates.additions if each.section_id == section.pk]
        sections[section.pk] = SectionPart(section, [], new)
    for goal in fates.goals.values():
        sections[goal.section_id].goals.append(goal_part_of(fates, goal, updates))
    return Preparation(fates, list(sections.values()), problems_in(fates))


def goal_part_of(fates: Fates, goal: Goal, updates: dict[int, StatusUpdate]) -> GoalPart:
    measures = [MeasurePart(Row(each, updates.get(each.pk)), fates.choice_of(each)) for each in fates.measures_of(goal)]
    return GoalPart(goal, fates.choice_of(goal), measures, fates.additions_of(goal))


def present_updates(plan: Plan, user) -> dict[int, StatusUpdate]:
    """The newest update of each measure that the user may see."""
    newest = ending_measures(plan).annotate(update_id=newest_update_id(plan, plan.valid_until, user))
    ids = {pk for pk in newest.order_by().values_list("update_id", flat=True) if pk}
    return {each.measure_id: each for each in StatusUpdate.objects.filter(pk__in=ids).order_by()}


def _name_others(fates: Fates) -> None:
    """Put what is merged into and continued under at hand, so that a page doesn't ask them one by one."""
    for choice in (*fates.of_goals.values(), *fates.of_measures.values()):
        for name, records in (("into_goal", fates.goals), ("into_measure", fates.measures), ("under", fates.goals)):
            other = records.get(getattr(choice, f"{name}_id"))
            if other:
                setattr(choice, name, other)
