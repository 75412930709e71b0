"""Update rounds: opened, changed, closed with a frozen picture, deleted while nothing has come of them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.models import Measure, Plan, Section, UpdateRound
from plans.queries.rounds import free_snapshot_name, unpublished_in
from plans.services.promise import outside
from plans.services.record import save_record
from plans.services.snapshot import take_snapshot
from plans.services.status import publish_updates


@transaction.atomic
def save_round(update_round: UpdateRound, sections: Sequence[Section], *, by, today: date) -> UpdateRound:
    """Open a new round or change an open one; a section is asked by one open round at a time."""
    _lock(update_round.plan)
    before = UpdateRound.objects.filter(pk=update_round.pk).first()
    if before and not before.is_open:
        raise ValidationError(_("The round has been closed, so it can't be changed any more."))
    refusals = _refusals(update_round, sections, before, today)
    if refusals:
        raise ValidationError(refusals)
    update_round.opened_by = update_round.opened_by or by
    return save_record(update_round, by=by, ties={"sections": sections})


@transaction.atomic
def close_round(update_round: UpdateRound, *, on: date, at: datetime, by) -> UpdateRound:
    """Publish the standing updates of the round's sections and freeze the plan's picture, all or nothing."""
    closing = _locked(update_round)
    refusal = refusal_to_close(closing, on)
    if refusal:
        raise ValidationError(refusal)
    publish_updates(unpublished_in(closing), by=by, at=at)
    names = {"name_sv": closing.name_sv, "name_en": closing.name_en}
    day = min(on, closing.plan.valid_until)
    closing.snapshot = take_snapshot(closing.plan, day, by=by, name_fi=free_snapshot_name(closing), **names)
    closing.closed_on, closing.closed_by, closing.opened_by = on, by, closing.opened_by or by
    return save_record(closing, by=by)


def refusal_to_close(update_round: UpdateRound, on: date) -> str:
    """Why it can't be closed on the day; "" where it can."""
    if not update_round.is_open:
        return _("Somebody has already closed the round. What stood in it then is kept.")
    if on < update_round.opened_on:
        return _("The round hasn't opened yet. Delete it, or change the day on which it opens.")
    return ""


@transaction.atomic
def delete_round(update_round: UpdateRound, *, by) -> None:
    refusal = refusal_to_delete_round(_locked(update_round))
    if refusal:
        raise ValidationError(refusal)
    update_round._history_user = by
    update_round.delete()


def refusal_to_delete_round(update_round: UpdateRound) -> str:
    return "" if update_round.is_open else _("The round has been closed: its picture has been given on.")


def _lock(plan: Plan) -> None:
    # PostgreSQL locks the row; SQLite's transactions are IMMEDIATE, so that writers wait for each other anyway.
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)


def _locked(update_round: UpdateRound) -> UpdateRound:
    """The round as it stands now, held until the end of the transaction."""
    rounds = UpdateRound.objects.select_for_update(of=("self",)).select_related("plan__county")
    found = rounds.filter(pk=update_round.pk).first()
    if found is None:
        raise ValidationError(_("Somebody has deleted the round."))
    return found


def _refusals(
    update_round: UpdateRound, sections: Sequence[Section], before: UpdateRound | None, today: date
) -> dict[str, str]:
    told = {
        "name_fi": _name_taken(update_round),
        "period_until": _reversed(update_round),
        "opened_on": "" if update_round.plan.covers(update_round.opened_on) else outside(update_round.plan),
        "deadline": _bad_deadline(update_round, before, today),
        "sections": _bad_sections(update_round, sections, today),
    }
    return {name: text for name, text in told.items() if text}


def _name_taken(update_round: UpdateRound) -> str:
    others = UpdateRound.objects.filter(plan=update_round.plan, name_fi=update_round.name_fi)
    taken = others.exclude(pk=update_round.pk).exists()
    return _("The plan already has an update round of this name.") if taken else ""


def _reversed(update_round: UpdateRound) -> str:
    ends_first = update_round.period_until < update_round.period_from
    return _("The period can't end before it starts.") if ends_first else ""


def _bad_deadline(update_round: UpdateRound, before: UpdateRound | None, today: date) -> str:
    if update_round.deadline < update_round.opened_on:
        return _("The deadline can't be before the round opens.")
    is_new = before is None or before.deadline != update_round.deadline
    return _("The deadline has already passed.") if is_new and update_round.deadline < today else ""


def _bad_sections(update_round: UpdateRound, sections: Sequence[Section], today: date) -> str:
    if not sections:
        return _("Choose at least one section.")
    if any(section.plan_id != update_round.plan_id for section in sections):
        return _("A section of another plan can't be asked.")
    others = UpdateRound.objects.open().filter(sections__in=sections).exclude(pk=update_round.pk)
    if other := others.first():
        return _("“%(round)s” is still open and asks of the same section. Close it first.") % {"round": other}
    on = max(today, update_round.opened_on)
    if not Measure.objects.filter(goal__section__in=sections).in_force_on(on).exists():
        return _("The sections have no measure in force, so there is nothing to ask.")
    return ""
