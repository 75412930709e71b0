"""Taking a frozen picture of a plan."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Decision
from hyte.lib.many_rows import insert_rows
from plans.models import Plan, Snapshot, SnapshotRow
from plans.queries.frozen import rows_of
from plans.queries.picture import picture_of


@transaction.atomic
def take_snapshot(
    plan: Plan,
    on: date,
    *,
    by,
    name_fi: str,
    name_sv: str = "",
    name_en: str = "",
    decision: Decision | None = None,
) -> Snapshot:
    """Freeze the picture of the day as ``by`` sees it: goals, wordings, statuses, public texts, responsibles."""
    if decision and decision.county_id != plan.county_id:
        raise ValidationError({"decision": _("The decision belongs to another county.")})
    snapshot = Snapshot(
        plan=plan, on=on, taken_by=by, name_fi=name_fi, name_sv=name_sv, name_en=name_en, decision=decision
    )
    snapshot.full_clean()
    return keep_rows(snapshot, rows_of(picture_of(plan, on, user=by, with_ties=False)))


@transaction.atomic
def keep_rows(snapshot: Snapshot, rows: Sequence[SnapshotRow]) -> Snapshot:
    """Save a new snapshot with rows that have been read already."""
    snapshot.save()
    for row in rows:
        row.snapshot = snapshot
    insert_rows(rows)
    return snapshot
