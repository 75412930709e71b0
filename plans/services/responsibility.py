"""Who answers: proposed, approved by a management board, moved to a successor."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from groups.models import Decision, Organisation
from plans.models import Measure, Responsibility


@transaction.atomic
def propose_responsibility(measure: Measure, organisation: Organisation, kind: str, *, by) -> Responsibility:
    """Propose who answers. Other responsible and partners need no decision, but stay proposed until approved, too."""
    if Responsibility.objects.in_force().filter(measure=measure, organisation=organisation).exists():
        raise ValidationError({"organisation": _("The organisation already has a part in this measure.")})
    responsibility = Responsibility(measure=measure, organisation=organisation, kind=kind)
    responsibility.full_clean()
    responsibility._history_user = by
    responsibility.save()
    return responsibility


@transaction.atomic
def approve_responsibilities(responsibilities, *, decision: Decision, by) -> list[Responsibility]:
    """Approve proposed ones by a decision; all or none.

    Raises ValidationError where a measure would get two approved main responsible organisations.
    """
    proposed = list(
        responsibilities.in_force().select_related("measure__plan").filter(state=Responsibility.State.PROPOSED)
    )
    for responsibility in proposed:
        if decision.county_id != responsibility.measure.plan.county_id:
            raise ValidationError(_("The decision belongs to another county."))
        responsibility.state, responsibility.decision = Responsibility.State.APPROVED, decision
    _refuse_second_main(proposed)
    bulk_update_with_history(
        proposed, Responsibility, ["state", "decision"], default_user=by, default_change_reason=str(decision)
    )
    return proposed


def _refuse_second_main(proposed: list[Responsibility]) -> None:
    mains = [each for each in proposed if each.kind == Responsibility.Kind.MAIN]
    approved = Responsibility.objects.in_force().main().filter(state=Responsibility.State.APPROVED)
    taken = set(approved.filter(measure__in=[each.measure_id for each in mains]).values_list("measure_id", flat=True))
    for responsibility in mains:
        if responsibility.measure_id in taken:
            raise ValidationError(
                _("Measure %(measure)s already has an approved main responsible. End that responsibility first."),
                params={"measure": responsibility.measure.identifier},
            )
        taken.add(responsibility.measure_id)


@transaction.atomic
def end_responsibility(responsibility: Responsibility, *, on: date, reason: str, by) -> Responsibility:
    responsibility.ended_on = on
    responsibility._history_user, responsibility._change_reason = by, reason
    responsibility.save(update_fields=["ended_on"])
    return responsibility


@transaction.atomic
def move_responsibilities(organisation: Organisation, successor: Organisation, *, on: date, by) -> list[Responsibility]:
    """End an organisation and move all its responsibilities to the successor in one act.

    The old ones are ended on the day, the new ones carry the same kind, state and decision. Where the successor already has a
    part in a measure, the stronger kind of the two stays.
    """
    _check_successor(organisation, successor)
    old = list(Responsibility.objects.in_force().filter(organisation=organisation))
    present = {
        each.measure_id: each
        for each in Responsibility.objects.in_force().filter(
            organisation=successor, measure__in=[o.measure_id for o in old]
        )
    }
    reason = f"{organisation} → {successor}"
    weaker = [
        present[each.measure_id]
        for each in old
        if each.measure_id in present and _weight(each) > _weight(present[each.measure_id])
    ]
    kept = {each.measure_id for each in present.values()} - {each.measure_id for each in weaker}
    for each in [*old, *weaker]:
        each.ended_on = on
    bulk_update_with_history(
        [*old, *weaker], Responsibility, ["ended_on"], default_user=by, default_change_reason=reason
    )
    moved = [_copy_to(each, successor) for each in old if each.measure_id not in kept]
    bulk_create_with_history(moved, Responsibility, default_user=by, default_change_reason=reason)
    organisation.successor, organisation.ended_on = successor, on
    organisation._history_user = by
    organisation.save()
    return moved


def _weight(responsibility: Responsibility) -> int:
    return [Responsibility.Kind.PARTNER, Responsibility.Kind.OTHER, Responsibility.Kind.MAIN].index(responsibility.kind)


def _copy_to(old: Responsibility, successor: Organisation) -> Responsibility:
    return Responsibility(
        measure_id=old.measure_id, organisation=successor, kind=old.kind, state=old.state, decision_id=old.decision_id
    )


def _check_successor(organisation: Organisation, successor: Organisation) -> None:
    seen, current = {organisation.pk}, successor
    while current:
        if current.pk in seen:
            raise ValidationError({"successor": _("The successor has itself been followed by this organisation.")})
        seen.add(current.pk)
        current = current.successor
    if successor.ended_on:
        raise ValidationError({"successor": _("The successor has ended, too.")})
    if organisation.root_county != successor.root_county and successor.root_county:
        raise ValidationError({"successor": _("The successor belongs to another county.")})
