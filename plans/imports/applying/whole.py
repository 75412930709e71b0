"""A preview put into the plan: all of it or nothing, in a number of questions that hardly grows with the rows."""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groups.permissions import Permission
from groups.standing import standing_of
from plans.imports.applying.answering import Answerers
from plans.imports.applying.making import make_all
from plans.imports.applying.promising import Promises, check_people
from plans.imports.applying.proposing import Proposing
from plans.imports.applying.telling import Tellings
from plans.imports.applying.writing import Writer
from plans.imports.journal import Journal
from plans.imports.outcomes import Outcome, Preview, Result
from plans.models import Measure, Plan

APPLIED = (Result.NEW, Result.CHANGED, Result.PROPOSAL, Result.REFUSED)  # a refused row may have cells that go in
STAGES = 6
Progress = Callable[[int, int], None]  # how much is done, of how much


def apply_preview(
    plan: Plan,
    preview: Preview,
    *,
    by,
    on: date,
    at: datetime,
    today: date,
    source: str,
    note_progress: Progress = lambda done, total: None,
) -> Journal:
    """Write everything that the preview tells; ``source`` is the file's name, ``today`` the day on which parts end.

    Raises ValidationError, nothing written, where something doesn't hold or the database refuses.
    """
    if not preview.may_be_applied:
        raise ValidationError(_("The preview has errors, conflicts or open questions, or it changes nothing."))
    try:
        with transaction.atomic():
            plan = lock_plan(plan)
            return _apply(plan, preview, by=by, at=at, today=today, source=source, note_progress=note_progress)
    except IntegrityError as error:
        raise ValidationError(
            _(
                "The database refused the import, so nothing was changed. Somebody may have changed the same at this moment."
            )
        ) from error


def lock_plan(plan: Plan) -> Plan:
    """The plan as it is now, held with its measures until the transaction ends; writers of either wait."""
    locked = Plan.objects.select_for_update(of=("self",)).select_related("county", "approval").get(pk=plan.pk)
    list(Measure.objects.select_for_update(of=("self",)).filter(plan=locked).order_by("pk").values_list("pk"))
    return locked


def _apply(
    plan: Plan, preview: Preview, *, by, at: datetime, today: date, source: str, note_progress: Progress
) -> Journal:
    reason = _("Workbook: %(name)s") % {"name": source}
    writer = Writer(by, at, reason)
    outcomes = [each for each in preview.outcomes if each.result in APPLIED]
    note_progress(1, STAGES)
    made = make_all(plan, preview, writer)
    note_progress(2, STAGES)
    promises = Promises(plan, made, writer, measures_of(plan))
    promises.write(outcomes)
    check_people(plan, _with_people(outcomes, promises))
    note_progress(3, STAGES)
    replaces = plan.county_id in standing_of(by).reach(Permission.EDIT_PLAN).counties
    answerers = Answerers(plan, made, writer, today, replaces=replaces)
    answerers.write((each, promises.of_row[each.key]) for each in outcomes if _has_row(each))
    note_progress(4, STAGES)
    Tellings(plan, promises, writer, today).write(outcomes)
    note_progress(5, STAGES)
    Proposing(plan, made, promises, writer, reason).write(outcomes)
    note_progress(STAGES, STAGES)
    return writer.journal


def measures_of(plan: Plan) -> dict[int, Measure]:
    measures = Measure.objects.filter(plan=plan).order_by().select_related("goal")
    goals = {}
    for measure in measures:
        measure.plan = plan
        measure.goal = goals.setdefault(measure.goal_id, measure.goal)  # one object, so that a change is made once
    return {measure.pk: measure for measure in measures}


def _has_row(outcome: Outcome) -> bool:
    """Whether it is about a measure, and not only a proposal of a new one."""
    return outcome.result is Result.NEW or outcome.measure is not None


def _with_people(outcomes: list[Outcome], promises: Promises) -> list[Measure]:
    changed = [each for each in outcomes if any(change.key in ("contact", "deputy") for change in each.changes)]
    return [promises.of_row[each.key] for each in changed if each.key in promises.of_row]
