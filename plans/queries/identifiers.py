"""Identifiers of goals and measures: suggested, unique in the plan, never used again."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plans.models import Goal, Measure, Plan, Section
from plans.queries.undone import undone_ids

LAST_NUMBER = re.compile(r"(\d+)$")


def suggest_measure(goal: Goal) -> str:
    """The goal's identifier and the next number that no measure of the plan has ever had."""
    return _next_free(f"{goal.identifier}.", used_by_measures(goal.section.plan))


def suggest_goal(section: Section) -> str:
    """The section's letter and the next number that no goal of the plan has ever had."""
    return _next_free(_letter(section), used_by_goals(section.plan))


def used_by_measures(plan: Plan) -> set[str]:
    """Identifiers that measures of the plan have or have had, the deleted ones included."""
    present = Measure.objects.filter(plan=plan).values_list("identifier", flat=True)
    return {*present, *Measure.history.filter(plan_id=plan.pk).values_list("identifier", flat=True)}


def used_by_goals(plan: Plan) -> set[str]:
    """Identifiers that goals of the plan have or have had, the deleted ones included."""
    past = Section.history.filter(plan_id=plan.pk).values_list("id", flat=True)
    sections = {*plan.sections.values_list("pk", flat=True), *past}
    present = Goal.objects.filter(section__plan=plan).values_list("identifier", flat=True)
    return {*present, *Goal.history.filter(section_id__in=sections).values_list("identifier", flat=True)}


def refusal_of_identifier(record: Goal | Measure, plan: Plan, identifier: str) -> str:
    """Why the record can't have the identifier; "" where it can."""
    wanted, own = identifier.casefold(), _own_identifiers(record)
    if wanted in own:
        return ""
    others = (
        Measure.objects.filter(plan=plan) if isinstance(record, Measure) else Goal.objects.filter(section__plan=plan)
    )
    present = {each.casefold() for each in others.exclude(pk=record.pk).values_list("identifier", flat=True)}
    if wanted in present:
        return _("The identifier %(identifier)s is already in use in this plan.") % {"identifier": identifier}
    used = used_by_measures(plan) if isinstance(record, Measure) else used_by_goals(plan)
    if wanted in {each.casefold() for each in used}:
        return _("The identifier %(identifier)s has been used before. An identifier is never used again.") % {
            "identifier": identifier
        }
    return ""


@dataclass
class Identifiers:
    """The identifiers of a plan's measures or goals while many are given at once; all are casefolded.

    ``returning`` are those of records that the undoing of an import has deleted, with their ids: the same record may come back.
    """

    present: set[str]
    past: set[str]
    returning: dict[str, int]
    _last: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of_measures(cls, plan: Plan) -> "Identifiers":
        """Four queries."""
        present = Measure.objects.filter(plan=plan).values_list("identifier", flat=True)
        return cls._of(Measure, plan, present, used_by_measures(plan))

    @classmethod
    def of_goals(cls, plan: Plan) -> "Identifiers":
        """Six queries."""
        present = Goal.objects.filter(section__plan=plan).values_list("identifier", flat=True)
        return cls._of(Goal, plan, present, used_by_goals(plan))

    @classmethod
    def _of(cls, model, plan: Plan, present, used: set[str]) -> "Identifiers":
        gone = undone_ids(plan, model)
        past = model.history.filter(id__in=gone).order_by("history_id").values_list("identifier", "id") if gone else ()
        here = {each.casefold() for each in present}
        returning = {identifier.casefold(): pk for identifier, pk in past}
        return cls(here, {each.casefold() for each in used} - set(returning), returning)

    def refusal(self, identifier: str) -> str:
        """Why it can't be given to a new record; "" where it can."""
        wanted = identifier.casefold()
        if wanted in self.present:
            text = _("The identifier %(identifier)s is already in use in this plan.")
        elif wanted in self.past:
            text = _("The identifier %(identifier)s has been used before. An identifier is never used again.")
        else:
            return ""
        return text % {"identifier": identifier}

    def take(self, identifier: str) -> int | None:
        """Give it to a new record; return the id of the record that comes back with it."""
        self.present.add(identifier.casefold())
        return self.returning.pop(identifier.casefold(), None)

    def take_next(self, prefix: str) -> str:
        """The prefix and the next number that nobody has or has had."""
        folded = prefix.casefold()
        if folded not in self._last:
            tails = (each.removeprefix(folded) for each in self.present | self.past if each.startswith(folded))
            self._last[folded] = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
        self._last[folded] += 1
        while f"{folded}{self._last[folded]}" in self.present:
            self._last[folded] += 1
        return f"{prefix}{self._last[folded]}"


def _own_identifiers(record: Goal | Measure) -> set[str]:
    if record.pk is None:
        return set()
    return {each.casefold() for each in record.history.values_list("identifier", flat=True)}


def _next_free(prefix: str, used: set[str]) -> str:
    tails = (each.removeprefix(prefix) for each in used if each.startswith(prefix))
    number = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return f"{prefix}{number + 1}"


def _letter(section: Section) -> str:
    """The letters that the section's goals begin with; for a first goal as many of the name's as no other section uses."""
    own = section.goals.values_list("identifier", flat=True).last()
    if own:
        return LAST_NUMBER.sub("", own)
    others = Goal.objects.filter(section__plan=section.plan).exclude(section=section)
    taken = {LAST_NUMBER.sub("", each).upper() for each in others.values_list("identifier", flat=True)}
    return letters_for(section.name_fi, taken)


def letters_for(name: str, taken: set[str]) -> str:
    """As many letters of the section's name as no other section's goals begin with."""
    name = "".join(letter for letter in name if letter.isalpha()).upper() or "T"
    return next((name[:length] for length in range(1, 4) if name[:length] not in taken), name[:3])
