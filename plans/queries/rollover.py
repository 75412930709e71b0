"""What the choices of a roll-over make of the old plan's goals and measures, and what stands in the way."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from hyte.lib.meanwhile import marks_of
from plans.models import Goal, Measure, Plan, RollOver, RollOverChoice, RollOverNew, Section

Act = RollOverChoice.Act
YEARS = re.compile(r"\d{4}(?:\s*[–-]\s*\d{4})?")
TERM = 4  # years of a council's term
CHOSEN = ("act", "into_goal", "into_measure", "under", "reason")


@dataclass
class Fates:
    """The goals and measures that are in force when the old plan ends, by id in its order, each with what was chosen."""

    rollover: RollOver
    goals: dict[int, Goal]
    measures: dict[int, Measure]
    of_goals: dict[int, RollOverChoice]
    of_measures: dict[int, RollOverChoice]
    additions: list[RollOverNew]

    def choice_of(self, record: Goal | Measure) -> RollOverChoice | None:
        return self._choices_of(record).get(record.pk)

    def put(self, record: Goal | Measure, choice: RollOverChoice | None) -> None:
        if choice:
            self._choices_of(record)[record.pk] = choice
        else:
            self._choices_of(record).pop(record.pk, None)

    def act_of(self, record: Goal | Measure) -> str:
        """ "" where nothing has been chosen."""
        choice = self.choice_of(record)
        return choice.act if choice else ""

    def home_of(self, measure: Measure) -> Goal:
        """The goal of the old plan under which a continuing measure goes on."""
        choice, of_goal = self.choice_of(measure), self.of_goals.get(measure.goal_id)
        if choice and choice.under_id:
            return self.goals.get(choice.under_id, choice.under)
        merged = of_goal and of_goal.act == Act.MERGE
        return self.goals.get(of_goal.into_goal_id, of_goal.into_goal) if merged else self.goals[measure.goal_id]

    def measures_of(self, goal: Goal) -> list[Measure]:
        return self._by_goal[goal.pk]

    def additions_of(self, goal: Goal) -> list[RollOverNew]:
        return [each for each in self.additions if each.goal_id == goal.pk]

    def undecided(self, records: list[Goal | Measure]) -> list[Goal | Measure]:
        return [each for each in records if not self.act_of(each)]

    @cached_property
    def _by_goal(self) -> dict[int, list[Measure]]:
        lists: dict[int, list[Measure]] = defaultdict(list)
        for measure in self.measures.values():
            lists[measure.goal_id].append(measure)
        return lists

    def _choices_of(self, record: Goal | Measure) -> dict[int, RollOverChoice]:
        return self.of_measures if isinstance(record, Measure) else self.of_goals


def fates_of(rollover: RollOver) -> Fates:
    """Five queries whatever the size."""
    plan = rollover.plan
    sections = {section.pk: section for section in plan.sections.all()}
    goals = _goals(plan, sections)
    measures = {each.pk: each for each in ending_measures(plan).select_related("contact_person", "deputy")}
    for measure in measures.values():
        measure.plan, measure.goal = plan, goals[measure.goal_id]
    choices = list(rollover.choices.all())
    for each in choices:
        each.rollover = rollover
    return Fates(
        rollover=rollover,
        goals=goals,
        measures=measures,
        of_goals={each.goal_id: each for each in choices if each.goal_id},
        of_measures={each.measure_id: each for each in choices if each.measure_id in measures},
        additions=list(rollover.additions.all()),
    )


def ending_measures(plan: Plan) -> QuerySet[Measure]:
    """The measures that are in force on the plan's last day; what has ended before it isn't chosen about."""
    return plan.measures.in_force_on(plan.valid_until).in_plan_order()


def _goals(plan: Plan, sections: dict[int, Section]) -> dict[int, Goal]:
    goals = {each.pk: each for each in Goal.objects.filter(section__plan=plan)}
    for goal in goals.values():
        sections[goal.section_id].plan = plan
        goal.section = sections[goal.section_id]
    return goals


def mark_of(fates: Fates, records: Iterable[Goal | Measure]) -> str:
    """A short mark of what has been chosen about the records, so that a form knows whether it has changed meanwhile."""
    told = [(each, fates.choice_of(each)) for each in records]
    words = [f"{each.identifier}:{model_to_dict(choice, CHOSEN) if choice else ''}" for each, choice in told]
    return marks_of({"choices": "\n".join(words)})["choices"]


@dataclass(frozen=True)
class Problem:
    """Choices that don't fit together; they are mended on the page of the goal."""

    goal: Goal
    text: str


def problems_in(fates: Fates) -> list[Problem]:
    found = [_of_merge(fates, choice) for choice in (*fates.of_goals.values(), *fates.of_measures.values())]
    found += [_of_home(fates, measure) for measure in fates.measures.values()]
    found += [_of_addition(fates, addition) for addition in fates.additions]
    return [each for each in found if each]


def _of_merge(fates: Fates, choice: RollOverChoice) -> Problem | None:
    """What is merged goes into something that goes on; what is still undecided may yet do so."""
    if choice.act != Act.MERGE:
        return None
    records = fates.measures if choice.measure_id else fates.goals
    record = records[choice.measure_id or choice.goal_id]
    into = records.get(choice.into_measure_id or choice.into_goal_id)
    told = {"record": record.identifier, "into": (into or choice.into).identifier}
    goal = record.goal if choice.measure_id else record
    if into is None:
        return Problem(goal, _("%(record)s can't be merged into %(into)s, which has ended.") % told)
    match fates.act_of(into):
        case Act.DROP:
            return Problem(goal, _("%(record)s can't be merged into %(into)s, which is dropped.") % told)
        case Act.MERGE:
            return Problem(
                goal, _("%(record)s can't be merged into %(into)s, which is itself merged into another.") % told
            )
    return None


def _of_home(fates: Fates, measure: Measure) -> Problem | None:
    """A measure that goes on has a goal that goes on."""
    if fates.act_of(measure) != Act.CONTINUE:
        return None
    home, choice = fates.home_of(measure), fates.choice_of(measure)
    told = {"measure": measure.identifier, "goal": home.identifier}
    match fates.act_of(home):
        case Act.DROP if choice.under_id:
            text = _("Measure %(measure)s can't continue under goal %(goal)s, which is dropped.")
        case Act.DROP:
            text = _(
                "Goal %(goal)s is dropped, but its measure %(measure)s continues. Choose under which goal it continues."
            )
        case Act.MERGE if choice.under_id:
            text = _("Measure %(measure)s can't continue under goal %(goal)s, which is merged into another.")
        case _other:
            return None
    return Problem(measure.goal, text % told)


def _of_addition(fates: Fates, addition: RollOverNew) -> Problem | None:
    goal = fates.goals.get(addition.goal_id)
    if goal is None or fates.act_of(goal) != Act.DROP:
        return None
    text = _("Goal %(goal)s is dropped, but a new measure has been written under it. Remove the new measure first.")
    return Problem(goal, text % {"goal": goal.identifier})


def proposed_facts(plan: Plan) -> dict[str, str | int | date]:
    """What the next plan's facts would be: it begins when this one ends and lasts for as many years as a council."""
    start = plan.valid_until + timedelta(days=1)
    end = date(start.year + TERM - 1, 12, 31)
    years = f"{start.year}–{end.year}"
    names = {name: YEARS.sub(years, getattr(plan, name), count=1) for name in ("name_fi", "name_sv", "name_en")}
    term = plan.term_end_year
    terms = {"term_start_year": term, "term_end_year": term + TERM} if term else {}
    return names | terms | {"valid_from": start, "valid_until": end}
