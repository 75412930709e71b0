"""Reminding those who haven't answered a round: one mail per person, nothing told again within five days."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import NoticeItem, NoticeKind, Person, SentNotice
from groups.services.mail import queue_mail
from plans.models import Measure, UpdateRound
from plans.queries.asked import people_asked
from plans.queries.rounds import Line, picture_of_round, thing_key, told_on
from plans.services.links import answers_for, make_measure_link

BETWEEN = timedelta(days=5)  # the same measure isn't told again sooner


@dataclass
class Reminder:
    """A mail to one person of the measures that wait for that one's answer."""

    person: Person
    lines: list[Line] = field(default_factory=list)


@dataclass
class RemindPlan:
    """Who would get what, and which unanswered measures nobody is reminded of, and why."""

    reminders: list[Reminder] = field(default_factory=list)
    told_lately: list[Line] = field(default_factory=list)
    unwilling: list[tuple[Line, Person]] = field(default_factory=list)
    unreachable: list[Line] = field(default_factory=list)

    @property
    def measure_count(self) -> int:
        return sum(len(reminder.lines) for reminder in self.reminders)


def plan_round_reminders(update_round: UpdateRound, on: date) -> RemindPlan:
    """Share the unanswered measures among those who are asked; reads only, the same number of queries at any size."""
    picture = picture_of_round(update_round, on, goals=False)
    waiting = [line for line in picture.lines if line.is_asked and not line.is_answered]
    people = people_asked([line.measure for line in waiting], on)
    told = told_on(update_round, [line.measure for line in waiting])
    refused = set(SentNotice.objects.filter(is_refused=True).values_list("recipient", flat=True))
    planned, by_email = RemindPlan(), {}
    for line in waiting:
        line.people, line.reminded_on = people[line.measure.pk], told.get(line.measure.pk)
        reachable = [each.person for each in line.people if each.person.email and each.person.email not in refused]
        _place(planned, by_email, line, reachable, update_round, on)
    return planned


def _place(
    planned: RemindPlan,
    by_email: dict[str, Reminder],
    line: Line,
    reachable: list[Person],
    update_round: UpdateRound,
    on: date,
) -> None:
    willing = [person for person in reachable if person.reminders != Person.Reminders.NEVER]
    if line.reminded_on and on - line.reminded_on < BETWEEN:
        planned.told_lately.append(line)
    elif not reachable:
        planned.unreachable.append(line)
    elif not willing or (willing[0] != reachable[0] and on <= update_round.deadline):
        # Whoever wants no reminders is left in peace, and nobody is asked instead before the measure is late.
        planned.unwilling.append((line, reachable[0]))
    else:
        reminder = by_email.setdefault(willing[0].email.lower(), Reminder(willing[0]))
        if not reminder.lines:
            planned.reminders.append(reminder)
        reminder.lines.append(line)


@transaction.atomic
def send_round_reminders(update_round: UpdateRound, *, on: date, at: datetime, by) -> list[SentNotice]:
    """Store a mail for each person with what it tells; the caller sends them. Of two at once the later finds all told."""
    locked = UpdateRound.objects.select_for_update(of=("self",)).select_related("plan__county").get(pk=update_round.pk)
    if not locked.is_open:
        raise ValidationError(_("The round has been closed, so nobody is reminded any more."))
    planned = plan_round_reminders(locked, on)
    return [_send(locked, reminder, on=on, at=at, by=by) for reminder in planned.reminders]


def _send(update_round: UpdateRound, reminder: Reminder, *, on: date, at: datetime, by) -> SentNotice:
    with translation.override(reminder.person.language):
        things = [
            {"line": line, "address": _absolute(_address(line.measure, reminder.person, at=at, by=by))}
            for line in reminder.lines
        ]
        context = {"round": update_round, "things": things, "person": reminder.person, "by": by, "today": on}
        notice = queue_mail(
            recipient=reminder.person.email,
            person=reminder.person,
            kind=NoticeKind.ROUND,
            subject=_subject(update_round, on),
            text=render_to_string("plans/mail/round_reminder.txt", context),
            html=render_to_string("plans/mail/round_reminder.html", context),
        )
    NoticeItem.objects.bulk_create(_item(notice, update_round, line, on) for line in reminder.lines)
    return notice


def _subject(update_round: UpdateRound, on: date) -> str:
    late = on > update_round.deadline
    text = _("Your update is late: %(round)s") if late else _("Your update is asked: %(round)s")
    return text % {"round": update_round.name}


def _item(notice: SentNotice, update_round: UpdateRound, line: Line, on: date) -> NoticeItem:
    return NoticeItem(
        notice=notice,
        recipient=notice.recipient,
        key=thing_key(update_round, line.measure),
        stage=f"asked {on.isoformat()}",  # the coordinator may ask again after some days
        due_on=update_round.deadline,
        on=on,
    )


def _address(measure: Measure, person: Person, *, at: datetime, by) -> str:
    """The short form: by a personal link for somebody without an account, who has to be the measure's own."""
    if person.user_id or not answers_for(person, measure):
        return measure.get_report_url()
    return make_measure_link(measure, person, at=at, by=by)


def _absolute(address: str) -> str:
    return settings.BASE_URL.rstrip("/") + address
