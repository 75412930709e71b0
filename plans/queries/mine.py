"""The measures on which somebody may report, with how each of them stands."""

from datetime import date

from django.db.models import OuterRef, Subquery

from groups.permissions import Permission
from groups.standing import standing_of
from plans.models import Measure, StatusUpdate
from plans.queries.picture import Row


def my_rows(user, on: date, *, not_updated_since: date | None = None) -> list[Row]:
    """Measures of running plans, the user's own first, then by plan and section; each with its newest update.

    Two queries whatever the number. With ``not_updated_since`` those are left out that have an update on or after that day.
    """
    newest = StatusUpdate.objects.standing().filter(measure=OuterRef("pk"), on__lte=on).newest_first()
    measures = list(_reportable(user, on).annotate(update_id=Subquery(newest.values("pk")[:1])))
    updates = StatusUpdate.objects.in_bulk({measure.update_id for measure in measures if measure.update_id})
    rows = [Row(measure, updates.get(measure.update_id)) for measure in measures]
    if not_updated_since:
        rows = [row for row in rows if row.update is None or row.update.on < not_updated_since]
    return sorted(rows, key=lambda row: not is_own(row.measure, user))


def may_have_measures(user, on: date) -> bool:
    """Whether there is, or by the user's role can be, something to report on."""
    reach = standing_of(user).reach(Permission.REPORT_STATUS)
    return bool(reach.counties or reach.divisions or reach.groups) or (reach.own and _reportable(user, on).exists())


def is_own(measure: Measure, user) -> bool:
    return any(person and person.user_id == user.pk for person in (measure.contact_person, measure.deputy))


def _reportable(user, on: date):
    measures = Measure.objects.permitted(user, Permission.REPORT_STATUS).in_force_on(on)
    running = measures.filter(plan__valid_from__lte=on, plan__valid_until__gte=on)
    order = ("-plan__valid_from", "plan", "goal__section__order", "goal__section", "goal__order", "goal", "order", "pk")
    return running.select_related("plan", "goal__section", "contact_person", "deputy").order_by(*order)
