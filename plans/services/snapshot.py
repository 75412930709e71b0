"""Taking a frozen picture of a plan."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Decision
from plans.models import Goal, Plan, Snapshot, SnapshotRow
from plans.queries.picture import Picture, Row, picture_of


@transaction.atomic
def take_snapshot(
    plan: Plan, on: date, *, by, name_fi: str, name_sv: str = "", name_en: str = "", decision: Decision | None = None
) -> Snapshot:
    """Freeze the picture of the day as ``by`` sees it: goals, wordings, statuses, public texts, responsibles."""
    if decision and decision.county_id != plan.county_id:
        raise ValidationError({"decision": _("The decision belongs to another county.")})
    snapshot = Snapshot(
        plan=plan, on=on, taken_by=by, name_fi=name_fi, name_sv=name_sv, name_en=name_en, decision=decision
    )
    snapshot.full_clean()
    snapshot.save()
    SnapshotRow.objects.bulk_create(_rows(snapshot, picture_of(plan, on, user=by)), batch_size=500)
    return snapshot


def _rows(snapshot: Snapshot, picture: Picture) -> list[SnapshotRow]:
    rows = [_goal_row(row.measure.goal, **_measure_values(row)) for row in picture.rows]
    with_measures = {row.measure.goal_id for row in picture.rows}
    rows += [_goal_row(goal) for goal in picture.goals if goal.pk not in with_measures]
    for position, row in enumerate(rows, start=1):
        row.snapshot, row.position = snapshot, position
    return rows


def _goal_row(goal: Goal, **values) -> SnapshotRow:
    section = goal.section
    return SnapshotRow(
        section_slug=section.slug,
        section_name_fi=section.name_fi,
        section_name_sv=section.name_sv,
        section_name_en=section.name_en,
        goal_identifier=goal.identifier,
        goal_wording_fi=goal.wording_fi,
        goal_wording_sv=goal.wording_sv,
        goal_wording_en=goal.wording_en,
        **values,
    )


def _measure_values(row: Row) -> dict:
    measure, update = row.measure, row.update
    return {
        "measure": measure,
        "identifier": measure.identifier,
        "wording_fi": measure.wording_fi,
        "wording_sv": measure.wording_sv,
        "wording_en": measure.wording_en,
        "status": row.status,
        "progress": row.progress,
        "public_text_fi": update.public_text_fi if update else "",
        "public_text_sv": update.public_text_sv if update else "",
        "public_text_en": update.public_text_en if update else "",
        "updated_on": update.on if update else None,
        "responsible": str(row.main.organisation) if row.main else "",
    }
