"""Wording: free in a draft, superseded by a decision once approved, typing errors mended with a reason."""

from datetime import date
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Decision
from plans.models import Goal, Measure, Plan, PlanDecision, WordingVersion

TYPO_LIKENESS = 0.9  # of the old and the new text; less is a new wording
WORDING_FIELDS = ("wording_fi", "wording_sv", "wording_en")


def plan_of(worded: Goal | Measure) -> Plan:
    return worded.plan if isinstance(worded, Measure) else worded.section.plan


@transaction.atomic
def supersede_wording(worded: Goal | Measure, wording: dict[str, str], *, decision: Decision, by) -> Goal | Measure:
    """Put a new wording in force by a decision; the earlier one is kept. ``wording`` has the keys of WORDING_FIELDS."""
    plan = plan_of(worded)
    if decision.county_id != plan.county_id:
        raise ValidationError({"decision": _("The decision belongs to another county.")})
    _refuse_unchanged(worded, wording)
    _refuse_stale_translation(worded, wording)
    _keep_earlier(worded, decision)
    PlanDecision.objects.get_or_create(plan=plan, decision=decision, meaning=PlanDecision.Meaning.WORDING)
    return _write(worded, wording, by=by, reason=str(decision))


@transaction.atomic
def mend_wording(worded: Goal | Measure, wording: dict[str, str], *, reason: str, by) -> Goal | Measure:
    """Mend a typing error of an approved wording; the reason stays in the history."""
    if not reason.strip():
        raise ValidationError({"reason": _("Tell what was mended and why.")})
    _refuse_unchanged(worded, wording)
    _refuse_more_than_a_typo(worded, wording)
    return _write(worded, wording, by=by, reason=reason)


@transaction.atomic
def reword(worded: Goal | Measure, wording: dict[str, str], *, by) -> Goal | Measure:
    """Change the wording of a draft plan; an approved plan refuses."""
    if plan_of(worded).is_approved and wording != current_wording(worded):
        raise ValidationError(_("The wording has been approved. Supersede it by a decision or mend a typing error."))
    return _write(worded, wording, by=by, reason="")


def current_wording(worded: Goal | Measure) -> dict[str, str]:
    return {field: getattr(worded, field) for field in WORDING_FIELDS}


def _refuse_unchanged(worded: Goal | Measure, wording: dict[str, str]) -> None:
    if wording == current_wording(worded):
        raise ValidationError({"wording_fi": _("The wording is the same as before.")})


def _refuse_stale_translation(worded: Goal | Measure, wording: dict[str, str]) -> None:
    """A new Finnish wording with the earlier translation beside it would promise two things."""
    stale = {
        field: _("This is still the translation of the earlier wording. Change it, or empty it until it is translated.")
        for field in WORDING_FIELDS[1:]
        if field[-2:] in plan_of(worded).county.language_codes
        and wording.get(field)
        and wording.get(field) == getattr(worded, field)
    }
    if stale and wording["wording_fi"] != worded.wording_fi:
        raise ValidationError(stale)


def _refuse_more_than_a_typo(worded: Goal | Measure, wording: dict[str, str]) -> None:
    for field, text in current_wording(worded).items():
        new = wording.get(field, "")
        if text and SequenceMatcher(None, text, new, autojunk=False).ratio() < TYPO_LIKENESS:
            raise ValidationError(
                {
                    field: _(
                        "This changes more than a typing error. A new wording needs a decision: supersede it instead."
                    )
                }
            )


def _keep_earlier(worded: Goal | Measure, decision: Decision) -> None:
    owner = {"measure": worded} if isinstance(worded, Measure) else {"goal": worded}
    WordingVersion.objects.create(**owner, **current_wording(worded), superseded_by=decision, superseded_on=decision.on)


def _write(worded: Goal | Measure, wording: dict[str, str], *, by, reason: str) -> Goal | Measure:
    for field in WORDING_FIELDS:
        setattr(worded, field, wording.get(field, ""))
    worded.full_clean()
    worded._history_user, worded._change_reason = by, reason
    worded.save(update_fields=WORDING_FIELDS)
    return worded


def in_force_since(worded: Goal | Measure) -> date | None:
    """The day on which the present wording came into force: its decision's, or the plan's approval."""
    newest = worded.earlier_wordings.first()
    approval = plan_of(worded).approval
    return newest.superseded_on if newest else (approval.on if approval else None)
