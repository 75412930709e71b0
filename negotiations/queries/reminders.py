"""What is reminded of: deadlines of agreements, their yearly notes, and in autumn who hasn't been negotiated with."""

from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from groups.models import Meeting, Organisation
from hyte.lib.due import DueThing
from hyte.lib.templatetags.hyte import day
from negotiations.models import Agreement, NegotiationRound
from negotiations.queries.statutory import WARNED_FROM, Duty, StatutoryCheck, statutory_check

DEADLINE_TOLD = timedelta(days=30)  # before the deadline
DEADLINE_ALONE = timedelta(days=60)  # after it
NOTE_WITHIN = timedelta(days=365)  # of the newest one, or of the negotiation
NOTE_TOLD = timedelta(days=30)  # before that day
TITLE_LENGTH = 120


def due_reminders(on: date) -> list[DueThing]:
    """What is due of agreements, and of the year's negotiations; a number of queries that grows with counties alone."""
    return [*_agreements(on), *_negotiations(on)]


def _agreements(on: date) -> list[DueThing]:
    """Open ones near or past their deadline, and those of which nobody has written for a year; one query."""
    agreements = Agreement.objects.open().exclude(negotiation__meeting__state=Meeting.State.CANCELLED)
    agreements = agreements.select_related("negotiation__round", "negotiation__meeting").annotate(
        last_note=Max("notes__on")
    )
    things = [thing for each in agreements.order_by("pk") for thing in _things(each, on)]
    return [thing for thing in things if on >= thing.since]


def _things(agreement: Agreement, on: date) -> list[DueThing]:
    """About the deadline nothing else is asked beside the deadline itself; a long late one is asked of yearly, too."""
    if on < agreement.due_on - DEADLINE_TOLD:
        return [_note(agreement)]
    if on <= agreement.due_on + DEADLINE_ALONE:
        return [_deadline(agreement)]
    return [_deadline(agreement), _note(agreement)]


def _deadline(agreement: Agreement) -> DueThing:
    what = _("The deadline is %(day)s. Tell how it went, on the agreement's page or to the coordinator.")
    return _thing(
        agreement,
        key=f"agreement:{agreement.pk}:deadline",
        since=max(agreement.due_on - DEADLINE_TOLD, agreement.negotiation.on),
        due_on=agreement.due_on,
        what=what % {"day": day(agreement.due_on)},
    )


def _note(agreement: Agreement) -> DueThing:
    """The key carries the day of the newest note: next year's is another thing."""
    last = agreement.last_note or agreement.negotiation.on
    what = _("Nothing has been written of it since %(day)s. Tell how it goes, on its page or to the coordinator.")
    return _thing(
        agreement,
        key=f"agreement:{agreement.pk}:note:{last:%Y-%m-%d}",
        since=last + NOTE_WITHIN - NOTE_TOLD,
        due_on=last + NOTE_WITHIN,
        what=what % {"day": day(last)},
    )


def _thing(agreement: Agreement, *, key: str, since: date, due_on: date, what: str) -> DueThing:
    """Who follows the agreement is asked; where nobody does, the county's coordinators are."""
    return DueThing(
        key=key,
        county=agreement.negotiation.round.county_id,
        people=(agreement.owner_id,) if agreement.owner_id else (),
        since=since,
        due_on=due_on,
        title=Truncator(agreement.text).chars(TITLE_LENGTH),
        what=what,
        address=agreement.get_absolute_url(),
    )


def _negotiations(on: date) -> list[DueThing]:
    """From the first warning day on, with whom nothing is planned this year: told to the county's coordinators."""
    warned_from = date(on.year, *WARNED_FROM)
    if on < warned_from:
        return []
    counties = Organisation.objects.counties().filter(pk__in=NegotiationRound.objects.values("county")).order_by("pk")
    found = [_missing(statutory_check(county, on.year, on), warned_from) for county in counties]
    return [thing for thing in found if thing]


def _missing(check: StatutoryCheck, since: date) -> DueThing | None:
    missing = [str(row.organisation) for row in check.rows if row.state == Duty.MISSING]
    if not missing:
        return None
    what = _("The law asks for a negotiation every year. Nothing is planned with: %(parties)s.")
    return DueThing(
        key=f"negotiations:{check.county.pk}:{check.year}",
        county=check.county.pk,
        people=(),
        since=since,
        due_on=date(check.year, 12, 31),
        title=_("Plan the negotiations of %(year)s") % {"year": check.year},
        what=what % {"parties": ", ".join(missing)},
        address=f"{reverse('negotiations:statutory-check')}?alue={check.county.pk}&vuosi={check.year}",
    )
