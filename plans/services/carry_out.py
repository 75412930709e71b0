"""Making the next plan out of a roll-over that is decided through."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import Plan, RollOver
from plans.queries.rollover import Fates, fates_of, problems_in
from plans.services.next_plan import NextPlan
from plans.services.rollover import lock_open, refuse_taken_address


@transaction.atomic
def carry_out_rollover(rollover: RollOver, *, by, at: datetime) -> Plan:
    """Make the next plan, internal and not approved; of the old one nothing changes but its successor.

    Raises ValidationError while something is undecided or doesn't fit together. A few dozen queries whatever the size.
    """
    lock_open(rollover)
    old = Plan.objects.select_for_update().get(pk=rollover.plan_id)
    if old.successor_id:
        raise ValidationError(_("The plan already has a successor."))
    refuse_taken_address_of_next(rollover)
    fates = fates_of(rollover)
    refuse_unready(fates)
    made = NextPlan(fates, by=by).make()
    old.successor = made
    _save(old, ["successor"], by=by, reason=made.name_fi)
    rollover.carried_out_at, rollover.carried_out_by = at, by
    _save(rollover, ["carried_out_at", "carried_out_by"], by=by, reason="")
    rollover.plan.successor = made
    return made


def refuse_unready(fates: Fates) -> None:
    """Refuse while something is undecided, telling how much, or while choices don't fit together."""
    records = [*fates.goals.values(), *fates.measures.values()]
    undecided = len(fates.undecided(records))
    if undecided:
        text = ngettext(
            "%(count)s goal or measure is still undecided. Decide about it first.",
            "%(count)s goals and measures are still undecided. Decide about them first.",
            undecided,
        )
        raise ValidationError(text % {"count": undecided})
    problems = problems_in(fates)
    if problems:
        raise ValidationError([problem.text for problem in problems])


def refuse_taken_address_of_next(rollover: RollOver) -> None:
    try:
        refuse_taken_address(rollover)
    except ValidationError as error:
        text = _("The address %(address)s is already in use. Change it in the facts of the next plan.")
        raise ValidationError(text % {"address": rollover.slug}) from error


def _save(record: Plan | RollOver, fields: list[str], *, by, reason: str) -> None:
    record._history_user, record._change_reason = by, reason
    record.save(update_fields=fields)
