"""What those who answer for measures should be reminded of: what the open update rounds ask."""

from datetime import date

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from groups.queries.reminders import Backups
from hyte.lib.due import DueThing
from plans.models import Measure, UpdateRound
from plans.queries.rounds import asked_measures, thing_key

TITLE_LENGTH = 120


def due_reminders(on: date) -> list[DueThing]:
    """Measures that the open rounds ask of and nobody has reported on; a constant number of queries."""
    rounds = UpdateRound.objects.open().filter(opened_on__lte=on).select_related("plan").in_bulk()
    if not rounds:
        return []
    backups = Backups(on)
    waiting = [each for each in asked_measures(Q(), on) if each.is_asked and each.answer_id is None]
    return [_thing(measure, rounds[measure.round_id], backups) for measure in waiting]


def _thing(measure: Measure, asked_by: UpdateRound, backups: Backups) -> DueThing:
    own = [person for person in (measure.contact_person_id, measure.deputy_id) if person]
    group = measure.goal.section.group_id
    return DueThing(
        key=thing_key(asked_by, measure),
        county=asked_by.plan.county_id,
        people=(*own, *(backups.secretaries(group) if group else ())),
        since=asked_by.opened_on,
        due_on=asked_by.deadline,
        title=Truncator(measure).chars(TITLE_LENGTH),
        what=_("Tell how the measure goes: %(round)s") % {"round": asked_by.name},
        address=measure.get_report_url(),
        measure=measure.pk,
    )
