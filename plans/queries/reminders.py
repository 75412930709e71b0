"""What to remind of: measures that the open update rounds ask of, and consultations that close and bodies that are silent."""

from datetime import date

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from groups.queries.reminders import Backups
from hyte.lib.due import WEEK, DueThing
from plans.models import Consultation, Measure, UpdateRound
from plans.queries.consultations import silent_until
from plans.queries.rounds import asked_measures, thing_key

TITLE_LENGTH = 120


def due_reminders(on: date) -> list[DueThing]:
    """Both kinds; a constant number of queries."""
    return [*_asked_by_rounds(on), *(_closing(each) for each in silent_until(on + WEEK, on))]


def _closing(consultation: Consultation) -> DueThing:
    """For the coordinators: the invited have no account here, and the reminder to them needs a personal link."""
    return DueThing(
        key=f"consultation:{consultation.pk}",
        county=consultation.plan.county_id,
        people=(),
        since=consultation.closes_on - WEEK,
        due_on=consultation.closes_on,
        title=consultation.name,
        what=_("Remind those who have given no statement"),
        address=consultation.get_absolute_url(),
    )


def _asked_by_rounds(on: date) -> list[DueThing]:
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
