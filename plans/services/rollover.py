"""Preparing the next plan: its facts, what becomes of each goal and measure, and what comes new."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from plans.models import Goal, Measure, Plan, RollOver, RollOverChoice, RollOverNew
from plans.queries.rollover import CHOSEN, Fates, fates_of, mark_of, problems_in
from plans.services.record import save_record

Wanted = Mapping[Goal | Measure, RollOverChoice | None]  # None: undecided again


class ChoicesChanged(Exception):
    """Somebody else has saved choices of the same goals and measures since the writer had them in sight."""


@transaction.atomic
def save_rollover(rollover: RollOver, *, by) -> RollOver:
    """Begin the next plan's preparation, or change its facts."""
    if rollover.pk:
        lock_open(rollover)
    elif rollover.plan.successor_id:
        raise ValidationError(_("The plan already has a successor."))
    refuse_taken_address(rollover)
    return save_record(rollover, by=by)


@transaction.atomic
def save_choices(rollover: RollOver, wanted: Wanted, *, by, seen: str = "") -> int:
    """Save what becomes of the goals and measures, all or nothing; return how many choices changed.

    ``seen`` is the mark of the choices that the writer had in sight. Raises ChoicesChanged where they are others by now,
    ValidationError where the choices don't fit together with each other or with those made before.
    """
    lock_open(rollover)
    fates = fates_of(rollover)
    if seen and seen != mark_of(fates, wanted):
        raise ChoicesChanged
    before = {problem.text for problem in problems_in(fates)}
    changes = _Changes(fates)
    for record, choice in wanted.items():
        changes.note(record, choice)
    found = [problem.text for problem in problems_in(fates) if problem.text not in before]
    if found:
        raise ValidationError(found)
    return changes.save(by)


@transaction.atomic
def continue_the_rest(rollover: RollOver, *, by) -> int:
    """Let everything that is undecided continue, but for measures of goals that are dropped; return how many."""
    lock_open(rollover)
    fates = fates_of(rollover)
    goals = [goal for goal in fates.goals.values() if not fates.act_of(goal)]
    dropped = {goal.pk for goal in fates.goals.values() if fates.act_of(goal) == RollOverChoice.Act.DROP}
    measures = [each for each in fates.measures.values() if not fates.act_of(each) and each.goal_id not in dropped]
    act = RollOverChoice.Act.CONTINUE
    choices = [RollOverChoice(rollover=rollover, goal=goal, act=act) for goal in goals]
    choices += [RollOverChoice(rollover=rollover, measure=measure, act=act) for measure in measures]
    if choices:
        bulk_create_with_history(choices, RollOverChoice, default_user=by)
    return len(choices)


@transaction.atomic
def save_addition(addition: RollOverNew, *, by) -> RollOverNew:
    lock_open(addition.rollover)
    before = {problem.text for problem in problems_in(fates_of(addition.rollover))}
    save_record(addition, by=by)
    found = [each.text for each in problems_in(fates_of(addition.rollover)) if each.text not in before]
    if found:
        raise ValidationError(found)
    return addition


@transaction.atomic
def remove_addition(addition: RollOverNew, *, by) -> None:
    lock_open(addition.rollover)
    addition._history_user = by
    addition.delete()


def lock_open(rollover: RollOver) -> None:
    """One at a time; what has been carried out doesn't change any more."""
    kept = RollOver.objects.select_for_update().get(pk=rollover.pk)
    if kept.is_carried_out:
        raise ValidationError(_("The next plan has been made already, so the choices don't change any more."))


def refuse_taken_address(rollover: RollOver) -> None:
    others = RollOver.objects.filter(slug=rollover.slug).exclude(pk=rollover.pk)
    if Plan.objects.filter(slug=rollover.slug).exists() or others.exists():
        raise ValidationError({"slug": _("The address is already in use. Choose another.")})


class _Changes:
    """What differs from the choices made before."""

    def __init__(self, fates: Fates) -> None:
        self.fates = fates
        self.new: list[RollOverChoice] = []
        self.changed: list[RollOverChoice] = []
        self.gone: list[RollOverChoice] = []

    def note(self, record: Goal | Measure, choice: RollOverChoice | None) -> None:
        kept = self.fates.choice_of(record)
        if choice is None:
            self.gone += [kept] if kept else []
            self.fates.put(record, None)
        elif kept is None:
            choice.rollover = self.fates.rollover
            self.new.append(choice)
            self.fates.put(record, choice)
        elif any(_value(kept, name) != _value(choice, name) for name in CHOSEN):
            for name in CHOSEN:
                setattr(kept, name, getattr(choice, name))
            self.changed.append(kept)

    def save(self, by) -> int:
        for choice in self.gone:
            choice._history_user = by
            choice.delete()
        if self.new:
            bulk_create_with_history(self.new, RollOverChoice, default_user=by)
        if self.changed:
            bulk_update_with_history(self.changed, RollOverChoice, list(CHOSEN), default_user=by)
        return len(self.gone) + len(self.new) + len(self.changed)


def _value(choice: RollOverChoice, name: str) -> object:
    return getattr(choice, choice._meta.get_field(name).attname)
