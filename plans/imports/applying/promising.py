"""The measures of a file: new ones made, the fields of known ones changed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Max, TextField
from django.utils.translation import gettext as _

from groups.models import Person
from plans.imports.applying.making import PERSON, Made
from plans.imports.applying.writing import Writer
from plans.imports.outcomes import Change, Outcome, Result
from plans.models import Goal, Measure, Plan
from plans.queries.identifiers import Identifiers
from plans.workbook.columns import BY_KEY, Part
from plans.workbook.values import years_of

OWN_PARTS = (Part.PROMISE, Part.RECORD)
PEOPLE = {"contact": "contact_person_id", "deputy": "deputy_id"}
UNCHECKED = ("plan", "goal", "contact_person", "deputy", "themes")  # ties: looked up before, and kept by the database


@dataclass
class Promises:
    """``measures`` are the plan's by id; after ``write`` also by the row that made them."""

    plan: Plan
    made: Made
    writer: Writer
    measures: dict[int, Measure]
    of_row: dict[str, Measure] = field(default_factory=dict)

    def write(self, outcomes: list[Outcome]) -> None:
        self._make([each for each in outcomes if each.result is Result.NEW])
        for outcome in outcomes:
            if outcome.result is not Result.NEW and outcome.measure:
                self._change(outcome)
        self.writer.flush(Goal)
        self.writer.flush(Measure)

    def measure_of(self, outcome: Outcome) -> Measure:
        return self.of_row[outcome.key]

    def by_identifier(self, identifier: str) -> Measure | None:
        every = {each.identifier.casefold(): each for each in (*self.measures.values(), *self.of_row.values())}
        return every.get(identifier.casefold())

    def _make(self, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        if self.plan.is_approved:
            raise ValidationError(_("The plan has been approved: nothing is added to it without a decision."))
        numbers = MeasureNumbers.of(self.plan, outcomes)
        goals = self.made.goals | {str(goal.pk): goal for goal in Goal.objects.filter(section__plan=self.plan)}
        for outcome in outcomes:
            self.of_row[outcome.key] = self._new(outcome, goals, numbers)
        self.writer.create(self.of_row.values())

    def _new(self, outcome: Outcome, goals: dict[str, Goal], numbers: "MeasureNumbers") -> Measure:
        goal = goals.get(outcome.goal)
        if goal is None:
            raise ValidationError(refusal(outcome, _("The goal of the new measure isn't in the plan.")))
        measure = Measure(plan=self.plan, goal=goal, in_force_from=self.plan.valid_from)
        for change in self._own(outcome):
            for name, value in self._fields(outcome, change).items():
                setattr(measure, name, value)
        numbers.give(measure, outcome)
        self.writer.journal.numbers[outcome.key] = measure.identifier
        _check(measure, outcome)
        return measure

    def _change(self, outcome: Outcome) -> None:
        measure = self.measures.get(outcome.measure)
        if measure is None:
            raise ValidationError(refusal(outcome, _("The measure is no longer in the plan.")))
        self.of_row[outcome.key] = measure
        values = {name: value for each in self._own(outcome) for name, value in self._fields(outcome, each).items()}
        self.writer.change(measure, **values)
        for change in outcome.changes:
            if change.key == "goal":
                self._reword_goal(measure, change)
        if values:
            _check(measure, outcome, changed=values)

    def _own(self, outcome: Outcome) -> list[Change]:
        changes = [each for each in outcome.changes if BY_KEY[each.key].part in OWN_PARTS and each.key != "identifier"]
        worded = any(BY_KEY[each.key].part is Part.PROMISE for each in changes)
        if self.plan.is_approved and worded:
            raise ValidationError(refusal(outcome, _("The wording has been approved and isn't changed by a workbook.")))
        return changes

    def _fields(self, outcome: Outcome, change: Change) -> dict:
        if change.key == "years":
            return dict(zip(("continuous", "start_year", "end_year"), years_of(change.new), strict=True))
        if change.key in PEOPLE:
            value = self.made.value_of(PERSON, change.new)
            return {PEOPLE[change.key]: int(value) if value else None}
        return {BY_KEY[change.key].field: change.new}

    def _reword_goal(self, measure: Measure, change: Change) -> None:
        if self.plan.is_approved:
            raise ValidationError(_("The wording has been approved and isn't changed by a workbook."))
        self.writer.change(measure.goal, wording_fi=change.new)
        measure.goal.clean_fields(exclude=["section"])


@dataclass
class MeasureNumbers:
    """``kept`` are the numbers that the file gives: none of them is given to a row without one."""

    identifiers: Identifiers
    orders: dict[int, int]
    kept: set[str]

    @classmethod
    def of(cls, plan: Plan, outcomes: list[Outcome]) -> "MeasureNumbers":
        last = plan.measures.order_by().values_list("goal").annotate(last=Max("order"))
        kept = {each.identifier.casefold() for each in outcomes if each.identifier}
        return cls(Identifiers.of_measures(plan), defaultdict(int, dict(last)), kept)

    def give(self, measure: Measure, outcome: Outcome) -> None:
        self.orders[measure.goal_id] += 1
        measure.order = self.orders[measure.goal_id]
        if told := outcome.identifier and self.identifiers.refusal(outcome.identifier):
            raise ValidationError(refusal(outcome, told))
        measure.identifier = outcome.identifier or self._next(f"{measure.goal.identifier}.")
        measure.pk = self.identifiers.take(measure.identifier)

    def _next(self, prefix: str) -> str:
        while (identifier := self.identifiers.take_next(prefix)).casefold() in self.kept:
            pass
        return identifier


def check_people(plan: Plan, measures: list[Measure]) -> None:
    """Contact people and deputies are the county's own."""
    wanted = {pk for each in measures for pk in (each.contact_person_id, each.deputy_id) if pk}
    known = set(Person.objects.of_county(plan.county).order_by().values_list("pk", flat=True)) if wanted else set()
    strangers = [each.identifier for each in measures if {each.contact_person_id, each.deputy_id} - {None} - known]
    if strangers:
        text = _("Somebody who isn't of the county would become the contact person or deputy of %(measure)s.")
        raise ValidationError(text, params={"measure": strangers[0]})


def _check(measure: Measure, outcome: Outcome, changed: Collection[str] | None = None) -> None:
    """What forms and full_clean would refuse, without their queries; of a measure that was there what has ``changed``."""
    kept = set() if changed is None else {each.name for each in Measure._meta.fields if each.name not in changed}
    try:
        measure.clean_fields(exclude=kept.union(UNCHECKED))
    except ValidationError as error:
        raise ValidationError(refusal(outcome, " ".join(error.messages))) from error
    if measure.deputy_id and measure.deputy_id == measure.contact_person_id:
        raise ValidationError(refusal(outcome, _("The deputy must be somebody else than the contact person.")))
    if too_long := [name for name, limit in LIMITS.items() if len(getattr(measure, name)) > limit]:
        text = _("The text is too long. It may have %(limit)s characters at most.") % {"limit": LIMITS[too_long[0]]}
        raise ValidationError(refusal(outcome, text))


LIMITS = {
    each.name: each.max_length for each in Measure._meta.fields if isinstance(each, TextField) and each.max_length
}  # Django checks the length of a TextField in forms only


def refusal(outcome: Outcome, text: str) -> str:
    return f"{outcome.sheet}!{outcome.row}: {text}"
